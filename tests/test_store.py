"""The output folder: atomic, tidy, and no further than what is ours."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from ocrquiz.errors import ExitCode, OutputError
from ocrquiz.files import write_atomically
from ocrquiz.index import build_index, entry_of
from ocrquiz.model import SectionFile
from ocrquiz.store import Store

from .fakes import CROP, raising, section_file


def run(folder: Path, *files: SectionFile, complete: bool = True) -> Store:
    store = Store(folder)
    store.open()
    for file in files:
        crops = {f.path.removeprefix("assets/"): b"png" for q in file.questions for f in q.figures}
        store.write(file, crops)
    store.finish(build_index(files[0].document, [entry_of(file.section, file) for file in files]), complete)
    store.close()
    return store


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_writes_sections_index_and_crops(tmp_path: Path) -> None:
    run(tmp_path / "deep" / "out", section_file(1, "one"), section_file(12, "two"))
    assert names(tmp_path / "deep" / "out") == {"01-one.json", "12-two.json", "index.json", f"assets/{CROP}"}


def test_what_is_written_is_readable_utf8_in_the_models_order(tmp_path: Path) -> None:
    run(tmp_path, section_file(1, "one"))
    text = (tmp_path / "01-one.json").read_text(encoding="utf-8")
    assert "¿Sí?" in text
    assert text.endswith("}\n")
    assert list(json.loads(text)) == list(SectionFile.model_fields)


def test_same_content_gives_same_bytes(tmp_path: Path) -> None:
    run(tmp_path / "a", section_file())
    run(tmp_path / "b", section_file())
    for name in names(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_stale_files_of_an_earlier_run_go_and_strangers_stay(tmp_path: Path) -> None:
    run(tmp_path, section_file(1, "old"), section_file(2, "kept", crop=None))
    (tmp_path / "03-mine.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "assets" / "mine.png").write_bytes(b"mine")
    run(tmp_path, section_file(1, "new", crop=None), section_file(2, "kept", crop=None))
    assert names(tmp_path) == {
        "01-new.json", "02-kept.json", "index.json", "03-mine.json", "notes.txt", "assets/mine.png",
    }  # fmt: skip


def test_incomplete_run_removes_nothing(tmp_path: Path) -> None:
    run(tmp_path, section_file(1, "one"), section_file(2, "two"))
    run(tmp_path, section_file(1, "one"), complete=False)
    assert "02-two.json" in names(tmp_path)


def test_files_of_another_document_stay_and_are_told_of(tmp_path: Path) -> None:
    run(tmp_path, section_file(1, "one", source="a/first.md"))
    store = run(tmp_path, section_file(1, "two", source="b/second.md"))
    assert store.other_document("b/second.md") == "a/first.md"
    assert "01-one.json" in names(tmp_path)


def test_same_document_by_another_path_is_the_same(tmp_path: Path) -> None:
    run(tmp_path, section_file(1, "one", source="posts/first.md"))
    run(tmp_path, section_file(1, "two", source="./first.md"))
    assert "01-one.json" not in names(tmp_path)


@pytest.mark.parametrize("evil", ["../victim.json", "/victim.json", "01-x/../../victim.json", "victim.json"])
def test_a_forged_index_removes_nothing_else(tmp_path: Path, evil: str) -> None:
    out = tmp_path / "out"
    run(out, section_file(1, "one"))
    for victim in (tmp_path / "victim.json", out / "victim.json"):
        victim.write_text("{}")
    index = json.loads((out / "index.json").read_text())
    index["sections"][0]["file"] = evil
    (out / "index.json").write_text(json.dumps(index))
    run(out, section_file(1, "two"))
    assert (tmp_path / "victim.json").exists()
    assert (out / "victim.json").exists()


def test_broken_index_of_before_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text("not json")
    run(tmp_path, section_file())
    assert json.loads((tmp_path / "index.json").read_text())["sections"]


def test_folder_that_is_a_file_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError) as caught:
        Store(tmp_path / "out").open()
    assert caught.value.exit_code == ExitCode.NOT_WRITABLE
    assert caught.value.hint


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable_folder_is_refused_before_the_work(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError):
        Store(tmp_path).open()


def test_full_disk_keeps_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")
    monkeypatch.setattr(os, "replace", raising(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OutputError):
        write_atomically(path, b"new")
    assert names(tmp_path) == {"a.json"}
    assert path.read_bytes() == b"old"


def test_interrupt_while_writing_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.json", b"new")
    assert names(tmp_path) == set()


def test_files_are_as_readable_as_others(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    write_atomically(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "other").stat().st_mode
