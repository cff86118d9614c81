"""The export: which questions reach the format, and what is said if none does."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pytest

from ocrquiz.errors import DependencyError, UsageError
from ocrquiz.export import Choice, Item, Job, Left, export, format_names, load_format
from ocrquiz.export.run import Only
from ocrquiz.model import Issue, IssueCode

from .items import item, option


class Names:
    """Writes the ids of the questions."""

    title = holds = ""
    suffix = ".txt"
    printable = binary = False

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        for one in items:
            if one.question.type == "other":
                job.losses.leave_out(one, Left.KIND)
                continue
            out.write(f"{one.question.id} {one.key}\n".encode())
            job.losses.wrote(one)


def issue(code: IssueCode, severity: str = "info") -> Issue:
    return Issue.model_validate({"code": code, "severity": severity, "message": "Look."})


QUESTIONS = (
    item(option(), option(), id="fine"),
    item(id="doubtful", issues=[issue(IssueCode.FORMULA, "warning")]),
    item(id="corrected", issues=[issue(IssueCode.CORRECTED)]),
    item(id="accepted", issues=[issue(IssueCode.ACCEPTED)]),
)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ("all", ["fine", "doubtful", "corrected", "accepted"]),
        ("right", ["fine", "corrected", "accepted"]),
        ("reviewed", ["corrected", "accepted"]),
    ],
)
def test_only_what_is_wanted(only: Only, expected: list[str]) -> None:
    out = io.BytesIO()
    export(QUESTIONS, Names(), out, Choice(only), Job())
    assert [line.split()[0] for line in out.getvalue().decode().splitlines()] == expected


def test_the_users_assumption_reaches_the_questions() -> None:
    asked = item(option(selected=True), option(selected=False))
    out = io.BytesIO()
    export([asked], Names(), out, Choice(assume_selected=True), Job())
    assert out.getvalue() == b"q-1 (True, False)\n"


def test_questions_are_written_as_they_come() -> None:
    out = io.BytesIO()

    def slowly() -> Iterator[Item]:
        yield item(id="a")
        yield item(id="b")
        assert out.getvalue().startswith(b"a")

    export(slowly(), Names(), out, Choice(), Job())


def test_nothing_to_export() -> None:
    with pytest.raises(UsageError, match="no question"):
        export([], Names(), io.BytesIO(), Choice(), Job())
    with pytest.raises(UsageError, match="no question") as error:
        export(QUESTIONS[:1], Names(), io.BytesIO(), Choice("reviewed"), Job())
    assert "review" in error.value.hint


def test_nothing_that_can_be_exported() -> None:
    with pytest.raises(UsageError, match=rf"None of the 2 .*{Left.KIND}"):
        export([item(type="other"), item(type="other")], Names(), io.BytesIO(), Choice(), Job())


@pytest.mark.parametrize("name", format_names())
def test_every_format_says_what_it_is(name: str) -> None:
    found = load_format(name)
    assert found.title
    assert found.suffix.startswith(".")
    assert found.holds.endswith(".")
    assert isinstance(found.printable, bool)
    assert isinstance(found.binary, bool)


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(UsageError, match="papyrus") as error:
        load_format("papyrus")
    assert "csv" in error.value.hint


def test_what_a_format_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        def load(self) -> object:
            raise ModuleNotFoundError("No module named 'quill'", name="quill")

    monkeypatch.setattr("ocrquiz.export.format.entry_points", lambda **_: [Entry()])
    with pytest.raises(DependencyError, match="quill"):
        load_format("papyrus")
