"""The index: names of section files, and what they count."""

from __future__ import annotations

import pytest

from ocrquiz.index import build_index, count, entry_of, file_name
from ocrquiz.model import Counts, DocumentInfo, Issue, IssueCode, Screenshot, SectionFile, SectionInfo

from .fakes import question, section_file


@pytest.mark.parametrize(
    ("index", "slug", "name"),
    [
        (1, "rivers", "01-rivers.json"),
        (12, "a-b", "12-a-b.json"),
        (123, "x", "123-x.json"),
        (4, "", "04.json"),
    ],
)
def test_name_of_a_section_file(index: int, slug: str, name: str) -> None:
    assert file_name(SectionInfo(index=index, title="", slug=slug)) == name


def issue(severity: str) -> Issue:
    return Issue.model_validate({"code": IssueCode.LOW_CONFIDENCE, "severity": severity, "message": "Look."})


def full() -> SectionFile:
    questions = [
        question("a"),
        question("b").model_copy(update={"issues": [issue("info")]}),
        question("c").model_copy(update={"issues": [issue("info"), issue("warning")]}),
        question("d").model_copy(update={"issues": [issue("error"), issue("warning")]}),
    ]
    shots = [
        Screenshot(path="1.png", status="ok"),
        Screenshot(path="2.png", status="empty"),
        Screenshot(path="3.png", status="failed", reason="missing"),
    ]
    return section_file().model_copy(update={"questions": questions, "screenshots": shots})


def test_what_is_counted() -> None:
    assert count(full()) == Counts(screenshots=3, questions=4, to_review=2, failed=1)


def test_index_lists_every_section_in_order_and_adds_up() -> None:
    file = full()
    empty = SectionInfo(index=2, title="Words only", slug="words-only")
    entries = [entry_of(file.section, file), entry_of(empty, None), entry_of(file.section, file)]
    index = build_index(DocumentInfo(source="post.md"), entries)
    assert [entry.file for entry in index.sections] == ["01-part.json", None, "01-part.json"]
    assert index.sections[1].counts == Counts()
    assert index.counts == Counts(screenshots=6, questions=8, to_review=4, failed=2)
