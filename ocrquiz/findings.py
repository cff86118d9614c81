"""What of an output a person should look at, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ocrquiz.model import Issue, IssueCode, Question, Region, SectionFile

Kind = Literal["failed", "error", "warning"]

KINDS: tuple[Kind, ...] = ("failed", "error", "warning")
"""From the worst: a screenshot that could not be read, then the severities that ask for a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubtful question, a failed screenshot, or a doubt about a section as a whole.

    Attributes:
        kind: how bad it is.
        section: title of the section.
        slug: of the section.
        place: of the section in the document, from 1.
        question: the question's id; None if it is about no question.
        number: the question's printed number.
        reasons: in words, worst first.
        codes: the issues' codes, in the order of `reasons`; for a failed screenshot, the reason code.
        confidence: the question's; None if it is about no question.
        screenshot: its path as the document names it.
        bbox: where to look, in the screenshot's pixels.
    """

    kind: Kind
    section: str
    slug: str
    place: int
    question: str | None
    number: int | None
    reasons: tuple[str, ...]
    codes: tuple[str, ...]
    confidence: float | None
    screenshot: str | None
    bbox: tuple[int, int, int, int] | None


def find(files: Iterable[SectionFile]) -> list[Finding]:
    """Everything that is open, worst first.

    Failed screenshots come first, then errors, then warnings; within each, the least sure first.
    """
    found = [finding for file in files for finding in _of_section(file)]
    return sorted(found, key=lambda finding: (*badness(finding), finding.place))


def badness(finding: Finding) -> tuple[int, float]:
    """What findings are sorted by: how bad it is, then how unsure."""
    return KINDS.index(finding.kind), finding.confidence or 0.0


def _of_section(file: SectionFile) -> Iterator[Finding]:
    for shot in file.screenshots:
        if shot.status == "failed":
            why = shot.message or "It could not be read."
            yield _finding(file, "failed", [why], [shot.reason or ""], screenshot=shot.path)
    for issue in file.issues:
        if issue.code is not IssueCode.SCREENSHOT_FAILED and issue.severity != "info":
            yield _of_issues(file, [issue], None, [issue.region] if issue.region else [])
    for question in file.questions:
        if question.to_review:
            issues = sorted(
                (i for i in question.issues if i.severity != "info"), key=lambda i: KINDS.index(_kind(i))
            )
            regions = [i.region for i in issues if i.region] + question.regions
            yield _of_issues(file, issues, question, regions)


def _of_issues(
    file: SectionFile, issues: Sequence[Issue], question: Question | None, regions: Sequence[Region]
) -> Finding:
    return _finding(
        file,
        _kind(issues[0]),
        [issue.message for issue in issues],
        [issue.code.value for issue in issues],
        question=question,
        screenshot=regions[0].screenshot if regions else None,
        bbox=regions[0].bbox if regions else None,
    )


def _finding(
    file: SectionFile,
    kind: Kind,
    reasons: Sequence[str],
    codes: Sequence[str],
    question: Question | None = None,
    screenshot: str | None = None,
    bbox: tuple[int, int, int, int] | None = None,
) -> Finding:
    return Finding(
        kind=kind,
        section=file.section.title,
        slug=file.section.slug,
        place=file.section.index,
        question=question.id if question else None,
        number=question.number if question else None,
        reasons=tuple(reasons),
        codes=tuple(codes),
        confidence=question.confidence if question else None,
        screenshot=screenshot,
        bbox=bbox,
    )


def _kind(issue: Issue) -> Kind:
    return "error" if issue.severity == "error" else "warning"
