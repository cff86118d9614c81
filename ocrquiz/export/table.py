"""The same row a question for every spreadsheet: its columns, and what a cell says."""

from __future__ import annotations

import string
from collections.abc import Sequence

from .item import Item
from .losses import Losses, Reduced
from .record import Record, record_of

OPTIONS = 10
"""Columns for options: as many as any quiz of choice shows; a stream cannot tell how many there will be."""

Cell = str | int | float | bool | None

_BEFORE = ("document", "section_number", "section", "id", "number", "type", "stem")
_AFTER = (
    "selected",
    "correct",
    "answer",
    "verdict",
    "feedback",
    "option_feedback",
    "points_earned",
    "points_possible",
    "figures",
    "confidence",
    "to_review",
    "issues",
)

COLUMNS: tuple[str, ...] = (*_BEFORE, *(f"option_{i}" for i in range(1, OPTIONS + 1)), *_AFTER)


def row_of(item: Item, losses: Losses) -> list[Cell]:
    """The cells of a question, a cell for each of `COLUMNS`.

    Options are named by letters: `selected` and `correct` are such as `A, C`; `correct` is empty where the
    key is not known. `option_feedback` has a line for each option that has one. Figures are paths.
    """
    record = record_of(item, losses)
    if len(record["options"]) > OPTIONS:
        losses.reduce(item, Reduced.MANY_OPTIONS)
    return [
        *(_plain(record, name) for name in _BEFORE),
        *_options(record["options"]),
        *(_plain(record, name) for name in _AFTER),
    ]


def letter(place: int) -> str:
    """Name of an option by its place, counted from 0: A to Z, then AA."""
    letters = string.ascii_uppercase
    before, here = divmod(place, len(letters))
    return (letter(before - 1) if before else "") + letters[here]


def _options(texts: Sequence[str]) -> list[str | None]:
    if len(texts) > OPTIONS:
        texts = [*texts[: OPTIONS - 1], "\n".join(texts[OPTIONS - 1 :])]
    return [*texts, *[None] * (OPTIONS - len(texts))]


def _plain(record: Record, name: str) -> Cell:
    value: object = record[name]  # type: ignore[literal-required]
    if name in ("selected", "correct"):
        return None if value is None else ", ".join(letter(i) for i in record[name])  # type: ignore[literal-required]
    if name == "option_feedback":
        told = [(letter(i), text) for i, text in enumerate(record["option_feedback"]) if text is not None]
        return "\n".join(f"{which}: {text}" for which, text in told) or None
    if isinstance(value, list):
        return " ".join(value) or None
    assert value is None or isinstance(value, str | int | float)
    return value
