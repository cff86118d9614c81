"""Where questions come from: folders with what was corrected in them, and lines of a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ocrquiz.cli.convert import print_questions
from ocrquiz.corrections import load_corrections
from ocrquiz.errors import UsageError
from ocrquiz.export import read_folders, read_lines
from ocrquiz.output import load_output
from ocrquiz.pipeline import SectionResult

from ..fakes import document

LINE = {
    "document": "post.md",
    "section": {"index": 1, "number": 3, "title": "Rivers & Seas", "slug": "rivers-seas"},
    "pictures": {"a.png": "f00"},
    "id": "rivers-seas-1",
    "number": 1,
    "type": "single_choice",
    "stem": "Which?",
    "options": [],
    "confidence": 1,
}


def line(**changes: object) -> bytes:
    return json.dumps({**LINE, **changes}).encode() + b"\n"


def test_folders_bring_every_section_in_order(converted: Callable[[str], Path]) -> None:
    folder = converted("tesserocr")
    found = list(read_folders([folder]))
    questions = [q for section in load_output(folder).sections for q in section.file.questions]
    assert [item.question for item in found] == questions
    assert all(item.pictures and item.folder == folder for item in found)
    assert all(item.file_of(figure) for item in found for figure in item.figures)


@pytest.mark.parametrize("name", ["1", "around-the-world", "Around THE"])
def test_a_section_is_chosen_by_number_slug_or_title(converted: Callable[[str], Path], name: str) -> None:
    found = list(read_folders([converted("tesserocr")], [name]))
    assert {item.section.title for item in found} == {"Around the World"}


def test_several_sections_keep_the_documents_order(converted: Callable[[str], Path]) -> None:
    found = list(read_folders([converted("tesserocr")], ["kitchen-science", "around-the-world"]))
    assert list(dict.fromkeys(item.section.slug for item in found)) == ["around-the-world", "kitchen-science"]


def test_a_section_that_is_not_there(converted: Callable[[str], Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no section"):
        list(read_folders([converted("tesserocr")], ["nowhere"]))
    with pytest.raises(UsageError, match="no folder"):
        list(read_folders([tmp_path / "nowhere"]))


def test_the_last_correction_tells_when_it_changed(
    converted: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = converted("tesserocr")
    name = next(read_folders([folder])).question.id
    early, late = (datetime(2024, 1, day, tzinfo=UTC) for day in (1, 2))

    class Became:
        id = name

    class Change:
        def __init__(self, when: datetime) -> None:
            self.when, self.became = when, [Became]

    made = load_corrections(folder)
    object.__setattr__(made, "corrections", [Change(late), Change(early)])
    monkeypatch.setattr("ocrquiz.export.sources.load_corrections", lambda _: made)
    changed = [item.changed for item in read_folders([folder])]
    assert changed[0] == late
    assert set(changed[1:]) == {None}


def test_lines_are_what_convert_prints(
    converted: Callable[[str], Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    output = load_output(converted("tesserocr"))
    for section in output.sections:
        print_questions(SectionResult(document(), section.file.section, section.file))
    lines = capsysbinary.readouterr().out.splitlines(keepends=True)
    from_lines, from_folder = list(read_lines(lines)), list(read_folders([output.folder]))
    assert [item.question for item in from_lines] == [item.question for item in from_folder]
    assert [item.identity for item in from_lines] == [item.identity for item in from_folder]


def test_lines_are_read_as_they_come() -> None:
    def lines() -> object:
        yield line()
        yield b"  \n"
        yield line(id="rivers-seas-2")
        raise AssertionError("nobody asked for more")

    found = read_lines(lines())  # type: ignore[arg-type]
    assert [next(found).question.id, next(found).question.id] == ["rivers-seas-1", "rivers-seas-2"]


@pytest.mark.parametrize("name", ["3", "rivers-seas", "seas"])
def test_sections_of_a_pipe(name: str) -> None:
    other = line(section={"index": 2, "number": 4, "title": "Peaks", "slug": "peaks"})
    assert len(list(read_lines([line(), other], [name]))) == 1
    assert not list(read_lines([line(), other], ["nowhere"]))


@pytest.mark.parametrize(
    "broken",
    [
        b"not json\n",
        b"\xff\n",
        b"[]\n",
        b"null\n",
        b"{}\n",
        line(section=None),
        line(options=3),
        line(surplus=1),
        line(document=3),
        line(pictures=[]),
        b"[" * 100_000 + b"\n",
    ],
)
def test_a_line_that_is_no_question_is_named(broken: bytes) -> None:
    with pytest.raises(UsageError, match="Line 2"):
        list(read_lines([line(), broken]))
