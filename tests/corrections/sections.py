"""Sections to correct: questions one below the other on two pictures."""

from __future__ import annotations

from datetime import UTC, datetime

from ocrquiz.corrections import Corrections, Edit, readings
from ocrquiz.model import (
    DocumentInfo,
    Issue,
    IssueCode,
    Option,
    Question,
    Region,
    Screenshot,
    SectionFile,
    SectionInfo,
)

SLUG = "part"
WHEN = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
HEIGHT = 100
STEMS = ("Which river is longest?", "Where is the Eiger?", "What is 6 by 7?", "Who wrote Faust?", "Why?")
"""No two of them are alike."""


def read_question(place: int, stem: str | None = None, number: int | None = None) -> Question:
    """A question as read: three on each picture."""
    top = HEIGHT * (place % 3)
    region = Region(screenshot=f"{place // 3}.png", bbox=(0, top, 200, top + 90))
    doubt = Issue(code=IssueCode.LOW_CONFIDENCE, severity="warning", message="Look here.", region=region)
    number = place + 1 if number is None else number
    asked = STEMS[place] if stem is None else stem
    return Question(
        id=f"{SLUG}-{number}",
        number=number,
        type="single_choice",
        stem=asked,
        options=[Option(text=f"{asked}: {t}", selected=t == "a", confidence=0.5) for t in "abc"],
        regions=[region],
        confidence=0.5,
        issues=[doubt],
    )


def section(*questions: Question, slug: str = SLUG, hashes: str = "h") -> SectionFile:
    """A section that was read."""
    shots = [
        Screenshot(path=f"{i}.png", sha256=f"{hashes}{i}", width=200, height=300, status="ok")
        for i in range(2)
    ]
    return SectionFile(
        document=DocumentInfo(source="post.md"),
        section=SectionInfo(index=1, title="Part", slug=slug),
        screenshots=shots,
        questions=list(questions),
    )


def three() -> SectionFile:
    """A section with three questions."""
    return section(*(read_question(i) for i in range(3)))


def unchanged(file: SectionFile, corrections: Corrections | None = None) -> list[Edit]:
    """Edits that leave a section as it is."""
    known = readings(file, corrections or Corrections())
    keys: dict[str, list[str]] = {}
    for key, reading in known.items():
        products = reading.correction.became if reading.correction else [reading.question]
        for question in products:
            keys.setdefault(question.id, []).append(key)
    return [
        Edit(q, tuple(keys.get(q.id, [])), any(i.code is IssueCode.ACCEPTED for i in q.issues))
        for q in file.questions
    ]


def stems(file: SectionFile) -> list[str]:
    """What the questions ask."""
    return [q.stem for q in file.questions]


def codes(question: Question) -> list[IssueCode]:
    """What is noted about a question."""
    return [issue.code for issue in question.issues]
