"""What a format could not hold: nothing disappears without being counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

from .item import Item


class Left(StrEnum):
    """Why a question is not in the file at all."""

    NO_KEY = "which answer is right is not known"
    NO_OPTIONS = "there is nothing to choose from"
    KIND = "the format has no such kind of question"
    TWICE = "the same question stands in the file already"
    NONE_RIGHT = "none of its options is right"
    EMPTY_OPTION = "one of its options is empty"
    LONG = "one of its texts is longer than the format allows"


class Reduced(StrEnum):
    """What of a question is not in the file."""

    NO_FIGURES = "pictures are left out"
    MISSING_FIGURES = "pictures that are not in the output are left out"
    FORMULAS = "formulas are written as LaTeX"
    FEEDBACK = "explanations of the options are left out"
    EXPLANATION = "explanations are left out"
    PARTIAL = "there is no credit for a part of the right options"
    KEY = "which answer is right is not known, and is not marked"
    MANY_OPTIONS = "options beyond the last column share it"
    SHORTENED = "long texts are cut"
    CHARACTERS = "characters that are not allowed are replaced"
    LAYOUT = "tables and paragraphs become plain lines"
    POINTS = "points are left out"
    LABELS = "printed letters of the options are left out"


_Which = tuple[str, str]
"""Source of the document and id of the question: ids are unique within a document only."""


class Losses:
    """Counts what is left out and reduced, with the questions' ids."""

    def __init__(self) -> None:
        self.written = 0
        self._left: dict[Left, list[str]] = defaultdict(list)
        self._reduced: dict[Reduced, dict[_Which, None]] = defaultdict(dict)

    def leave_out(self, item: Item, why: Left) -> None:
        """A question is not written."""
        self._left[why].append(item.question.id)

    def reduce(self, item: Item, what: Reduced) -> None:
        """A part of a question is not written; once for each kind of part."""
        self._reduced[what][item.document.source, item.question.id] = None

    def wrote(self, item: Item) -> None:  # noqa: ARG002 - the counterpart of `leave_out`
        """A question is written."""
        self.written += 1

    @property
    def left(self) -> int:
        """Questions that are not written."""
        return sum(map(len, self._left.values()))

    @property
    def reduced(self) -> int:
        """Questions that are written in part."""
        return len({which for found in self._reduced.values() for which in found})

    def __iter__(self) -> Iterator[tuple[Left | Reduced, tuple[str, ...]]]:
        """Each kind of loss with the ids of the questions, in the order of the kinds."""
        for why in Left:
            if self._left[why]:
                yield why, tuple(self._left[why])
        for what in Reduced:
            if self._reduced[what]:
                yield what, tuple(name for _, name in self._reduced[what])
