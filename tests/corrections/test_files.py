"""Corrections on disk: a conversion keeps them, two programs at a time do not lose them."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ocrquiz.corrections import CORRECTIONS, Corrections, load_corrections, revise
from ocrquiz.errors import ConflictError, UsageError
from ocrquiz.files import write_atomically
from ocrquiz.index import build_index, entry_of
from ocrquiz.model import IndexFile, SectionFile
from ocrquiz.store import INDEX, Change, Store, change_section, drop_corrections, version_of

from .sections import WHEN, section, stems, three, unchanged

FILE = "01-part.json"


def convert(folder: Path, file: SectionFile) -> SectionFile:
    """What a conversion does with a section."""
    store = Store(folder, [file.section.slug])
    store.open()
    written = store.write(file, {})
    store.finish(build_index(file.document, [entry_of(file.section, written)]))
    store.close()
    return written


def correcting(place: int, stem: str) -> Change:
    """A person's change of one question."""

    def change(file: SectionFile, corrections: Corrections) -> tuple[SectionFile, Corrections]:
        edits = unchanged(file, corrections)
        question = edits[place].question.model_copy(update={"stem": stem})
        edits[place] = replace(edits[place], question=question, accepted=True)
        return revise(file, corrections, edits, WHEN)

    return change


def on_disk(folder: Path) -> SectionFile:
    return SectionFile.model_validate_json((folder / FILE).read_bytes())


def to_review(folder: Path) -> int:
    return IndexFile.model_validate_json((folder / INDEX).read_bytes()).counts.to_review


def test_conversion_keeps_corrections_and_counts_with_them(tmp_path: Path) -> None:
    convert(tmp_path, three())
    assert to_review(tmp_path) == 3
    change_section(tmp_path / FILE, correcting(0, "Right"))
    assert to_review(tmp_path) == 2
    assert stems(on_disk(tmp_path))[0] == "Right"
    data = (tmp_path / FILE).read_bytes()
    assert stems(convert(tmp_path, three()))[0] == "Right"
    assert (tmp_path / FILE).read_bytes() == data
    assert to_review(tmp_path) == 2


def test_output_without_corrections_has_no_file_of_them(tmp_path: Path) -> None:
    convert(tmp_path, three())
    assert not (tmp_path / CORRECTIONS).exists()
    change_section(tmp_path / FILE, correcting(0, "Right"))
    assert (tmp_path / CORRECTIONS).exists()
    drop_corrections(tmp_path, None)
    assert not (tmp_path / CORRECTIONS).exists()
    assert on_disk(tmp_path) == three()


def test_correction_while_a_conversion_runs_is_not_lost(tmp_path: Path) -> None:
    convert(tmp_path, three())
    store = Store(tmp_path, ["part"])
    store.open()
    change_section(tmp_path / FILE, correcting(0, "Before"))
    written = store.write(three(), {})
    change_section(tmp_path / FILE, correcting(1, "After"))
    store.finish(build_index(written.document, [entry_of(written.section, written)]))
    store.close()
    assert stems(on_disk(tmp_path))[:2] == ["Before", "After"]
    assert to_review(tmp_path) == 1


def test_change_of_an_older_version_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    convert(tmp_path, three())
    version = version_of((tmp_path / FILE).read_bytes())
    change_section(tmp_path / FILE, correcting(0, "First"), version)
    before = [(tmp_path / name).read_bytes() for name in (FILE, CORRECTIONS, INDEX)]
    with pytest.raises(ConflictError):
        change_section(tmp_path / FILE, correcting(0, "Second"), version)
    assert [(tmp_path / name).read_bytes() for name in (FILE, CORRECTIONS, INDEX)] == before


def test_changes_at_the_same_time_come_one_after_the_other(tmp_path: Path) -> None:
    convert(tmp_path, three())
    changes = [
        threading.Thread(target=change_section, args=(tmp_path / FILE, correcting(i, f"Right {i}")))
        for i in range(3)
    ]
    for change in changes:
        change.start()
    for change in changes:
        change.join()
    assert stems(on_disk(tmp_path)) == ["Right 0", "Right 1", "Right 2"]
    assert len(load_corrections(tmp_path).corrections) == 3


@pytest.mark.parametrize("broken", [b"", b"[]", b'{"corrections": [{}]}'])
def test_broken_file_is_never_taken_for_empty(broken: bytes, tmp_path: Path) -> None:
    convert(tmp_path, three())
    (tmp_path / CORRECTIONS).write_bytes(broken)
    with pytest.raises(UsageError):
        Store(tmp_path).open()
    with pytest.raises(UsageError):
        change_section(tmp_path / FILE, correcting(0, "Right"))
    assert (tmp_path / CORRECTIONS).read_bytes() == broken
    assert on_disk(tmp_path) == three()


def test_section_that_is_not_written_is_made_whole_by_the_next_conversion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert(tmp_path, three())

    def full_disk(path: Path, content: bytes) -> None:
        if path.name == FILE:
            raise OSError("No space left on device")
        write_atomically(path, content)

    with monkeypatch.context() as patched:
        patched.setattr("ocrquiz.store.write_atomically", full_disk)
        with pytest.raises(OSError, match="No space"):
            change_section(tmp_path / FILE, correcting(0, "Right"))
    convert(tmp_path, three())
    assert stems(on_disk(tmp_path))[0] == "Right"


def test_corrections_of_one_question_or_of_a_section_that_is_gone_are_taken_back(tmp_path: Path) -> None:
    convert(tmp_path, three())
    change_section(tmp_path / FILE, correcting(0, "Right"))
    change_section(tmp_path / FILE, correcting(1, "Too"))
    assert drop_corrections(tmp_path, ["nothing"]) == []
    assert len(drop_corrections(tmp_path, ["part-1"])) == 1
    assert stems(on_disk(tmp_path))[:2] == [stems(three())[0], "Too"]
    convert(tmp_path, section(slug="other", hashes="x"))
    assert len(load_corrections(tmp_path).corrections) == 1
    assert len(drop_corrections(tmp_path, ["part-2"])) == 1
    assert load_corrections(tmp_path).corrections == []
