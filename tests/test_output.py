"""An output folder read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrquiz.errors import UsageError
from ocrquiz.index import build_index, entry_of
from ocrquiz.output import choose_sections, load_outputs
from ocrquiz.store import Store

from .fakes import section_file


def write(folder: Path, *slugs: str) -> None:
    store = Store(folder)
    store.open()
    files = [section_file(i, slug, crop=None) for i, slug in enumerate(slugs, start=1)]
    for file in files:
        store.write(file, {})
    store.finish(build_index(files[0].document, [entry_of(file.section, file) for file in files]))
    store.close()


def test_sections_come_in_the_order_of_the_index(tmp_path: Path) -> None:
    write(tmp_path, "rivers", "alps")
    (output,) = load_outputs(tmp_path)
    assert [section.file.section.slug for section in output.sections] == ["rivers", "alps"]


def test_several_documents_have_a_folder_each(tmp_path: Path) -> None:
    write(tmp_path / "one", "rivers")
    write(tmp_path / "two", "alps", "lakes")
    assert [len(output.sections) for output in load_outputs(tmp_path)] == [1, 2]


@pytest.mark.parametrize("wanted", ["alps", "Alp", "ALPS"])
def test_section_is_found_by_slug_or_title(wanted: str, tmp_path: Path) -> None:
    write(tmp_path, "rivers", "alps")
    (found,) = choose_sections(load_outputs(tmp_path), wanted)
    assert found.file.section.slug == "alps"


def test_unknown_section_names_those_that_are_there(tmp_path: Path) -> None:
    write(tmp_path, "rivers", "alps")
    with pytest.raises(UsageError) as caught:
        choose_sections(load_outputs(tmp_path), "deserts")
    assert "rivers, alps" in caught.value.hint


def test_folder_without_output(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(UsageError):
            load_outputs(folder)


@pytest.mark.parametrize("broken", [b"", b"{}", b"\xff\xfe", b'{"schema_version": "9.9"}'])
def test_broken_section_file_is_refused(broken: bytes, tmp_path: Path) -> None:
    write(tmp_path, "rivers")
    (tmp_path / "01-rivers.json").write_bytes(broken)
    with pytest.raises(UsageError):
        load_outputs(tmp_path)


@pytest.mark.parametrize("evil", ["../secret.json", "/etc/passwd", "01-a/../../secret.json"])
def test_index_cannot_name_a_file_outside(evil: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "rivers")
    (tmp_path / "secret.json").write_bytes((out / "01-rivers.json").read_bytes())
    index = json.loads((out / "index.json").read_text())
    index["sections"][0]["file"] = evil
    (out / "index.json").write_text(json.dumps(index))
    with pytest.raises(UsageError):
        load_outputs(out)


@pytest.mark.parametrize(
    ("address", "command"),
    [("s3://b/quiz", "aws s3 sync s3://b/quiz quiz"), ("memory://quiz", "rclone copy memory://quiz quiz")],
)
def test_url_is_told_apart_from_a_missing_folder(address: str, command: str) -> None:
    with pytest.raises(UsageError, match=f"not from {address}\\.") as caught:
        load_outputs(Path(address))
    assert command in caught.value.hint
