"""What a person should look at: doubts about a question, from the evidence that it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ocrquiz.model import Issue, IssueCode, Region, Severity
from ocrquiz.page.model import Line, Shape
from ocrquiz.parse.draft import Draft
from ocrquiz.parse.text import markup

REVIEW_BELOW = 0.6
"""Confidence below which a question is to be reviewed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found about a question.

    Attributes:
        confidence: 0..1 that it is right.
        issues: what is doubtful.
    """

    confidence: float
    issues: tuple[Issue, ...]


def confidence(lines: Sequence[Line]) -> float:
    """Of a text: that of its weakest line, rounded; 1 for no text."""
    return round(max(0.0, min((line.confidence for line in lines), default=1.0)), 3)


def examine(draft: Draft) -> Evidence:
    """Look for what is missing, contradictory or badly read."""
    issues = list(_structure(draft))
    for doubt in dict.fromkeys(doubt for line in draft.all_lines() for doubt in line.doubts):
        issues.append(_issue(draft, IssueCode(doubt.code), doubt.message, "info"))
    sure = confidence(list(draft.all_lines()))
    if sure < REVIEW_BELOW:
        weakest = min(draft.all_lines(), key=lambda line: line.confidence)
        issues.append(_issue(draft, IssueCode.LOW_CONFIDENCE, f"Badly read: “{markup(weakest)}”."))
    return Evidence(sure, tuple(issues))


def _structure(draft: Draft) -> Iterable[Issue]:
    if not draft.stem_lines:
        yield _issue(draft, IssueCode.NO_STEM, "The question has no stem; it may be cut off.")
    if not draft.options and not draft.answer:
        yield _issue(draft, IssueCode.NO_OPTIONS, "The question has no options; they may be cut off.")
    if len(draft.options) == 1:
        yield _issue(draft, IssueCode.ONE_OPTION, "Only one option was found.")
    if any(o.widget.selected is None and o.widget.shape is not Shape.PLAIN for o in draft.options):
        yield _issue(draft, IssueCode.SELECTION_UNKNOWN, "It cannot be told which options are selected.")
    for number, option in enumerate(draft.options, start=1):
        if not option.lines and not option.pictures:
            yield _issue(draft, IssueCode.EMPTY_OPTION, f"Option {number} has no text.")


def _issue(draft: Draft, code: IssueCode, message: str, severity: Severity = "warning") -> Issue:
    place = draft.places[0]
    box = place.box.clipped(place.page.width, place.page.height)
    region = Region(screenshot=place.page.screenshot, bbox=(box.left, box.top, box.right, box.bottom))
    return Issue(code=code, severity=severity, message=message, region=region)
