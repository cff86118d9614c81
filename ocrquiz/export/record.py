"""A question as a flat record, the same in every tabular format."""

from __future__ import annotations

from typing import Any, TypedDict

from .item import Item
from .losses import Losses, Reduced
from .text import legal


class Record(TypedDict):
    """Places of options count from 0. `correct` is null where the key is not known."""

    document: str
    title: str
    section_number: int | None
    section: str
    id: str
    number: int | None
    type: str
    stem: str
    options: list[str]
    labels: list[str | None]
    selected: list[int] | None
    correct: list[int] | None
    answer: str | None
    verdict: str | None
    feedback: str | None
    option_feedback: list[str | None]
    points_earned: float | None
    points_possible: float | None
    figures: list[str]
    confidence: float
    to_review: bool
    issues: list[str]


def record_of(item: Item, losses: Losses) -> Record:
    """Flatten a question.

    Args:
        item: the question.
        losses: is told of figures, of which only the paths are here, of an unknown key, and of characters
            that had to be replaced.
    """
    question = item.question
    options = question.options
    chosen = [option.selected for option in options]
    points = question.points
    flat = Record(
        document=item.document.source,
        title=item.title,
        section_number=item.section.number,
        section=item.section.title,
        id=question.id,
        number=question.number,
        type=question.type,
        stem=question.stem,
        options=[option.text for option in options],
        labels=[option.label for option in options],
        selected=None if None in chosen else [i for i, selected in enumerate(chosen) if selected],
        correct=None if item.key is None else [i for i, right in enumerate(item.key) if right],
        answer=question.answer,
        verdict=question.verdict,
        feedback=question.feedback,
        option_feedback=[option.feedback for option in options],
        points_earned=points.earned if points else None,
        points_possible=points.possible if points else None,
        figures=[figure.path for figure in item.figures],
        confidence=question.confidence,
        to_review=question.to_review,
        issues=[issue.code.value for issue in question.issues],
    )
    if item.is_choice and item.key is None:
        losses.reduce(item, Reduced.KEY)
    if item.figures:
        losses.reduce(item, Reduced.NO_FIGURES)
    cleaned: Record = _legal(flat)
    if cleaned != flat:
        losses.reduce(item, Reduced.CHARACTERS)
    return cleaned


def _legal(value: Any) -> Any:
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, list):
        return [_legal(part) for part in value]
    if isinstance(value, dict):
        return {name: _legal(part) for name, part in value.items()}
    return value
