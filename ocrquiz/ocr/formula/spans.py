"""The formulas of a line: where they stand, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocrquiz.ocr.engine import LineImage

from .latex import Placed, measure, named, paired, place, write
from .pieces import BORDER, find_pieces
from .stretches import (
    SEED_FIGURE,
    WORD_GAP,
    find_numbers,
    find_stretches,
    is_figure,
    is_mark,
    is_seed,
    trimmed,
)
from .symbols import X_HEIGHT, Kind, guesses

MARK, BRACKET = 0.42, 0.7
"""Likeness from which a mark of the text is certain, whose font is another, and that of a bracket."""

MISSED = 0.84
"""Likeness from which a letter that is in no formula says that one was missed; each such text was wrong."""

MARK_GAP = 0.7
"""White in x-heights before such a mark, at most: a superscript keeps it off."""

MARKS = {mark: mark for mark in ".,:;!?()[]"} | {r"\cdot": "."}
"""Marks and brackets of the text by the symbols that they are like."""


@dataclass(frozen=True, slots=True)
class Span:
    """A formula in a line.

    Attributes:
        left: first pixel column in the line's image, that of a bracket before it included.
        right: one past the last, with the marks behind it.
        latex: what it says.
        likeness: 0..1, of the symbol that is least like what it is taken for.
        before: brackets of the text that stand right before it.
        after: marks and brackets of the text right behind it.
    """

    left: int
    right: int
    latex: str
    likeness: float
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of a line.

    Attributes:
        spans: from left to right.
        missed: whether a letter or figure that is surely one of a formula is in none of them.
    """

    spans: tuple[Span, ...] = ()
    missed: bool = False


def find_formulas(line: LineImage, x_height: float, number: bool = False) -> Formulas:
    """Look for formulas in a line.

    Args:
        line: (h, w), dark on white.
        x_height: of the line, in its pixels.
        number: whether it is a number, on a page where other numbers are formulas: figures that are as plain
            as 0 and 1 will do then.
    """
    pieces = find_pieces(line, x_height)
    seen = guesses([p.patch for p in pieces])
    numbers = frozenset(range(len(seen))) if number else find_numbers(seen)
    seeds = [i for i, options in enumerate(seen) if is_seed(options[0])]
    if any(seen[i][0].symbol.kind is Kind.FIGURE for i in seeds):
        numbers |= {i for i, options in enumerate(seen) if is_figure(options[0], SEED_FIGURE)}
    seeds = seeds or [i for i in sorted(numbers) if is_figure(seen[i][0], SEED_FIGURE if number else 0.0)]
    if not seeds:
        return Formulas()
    missed = {i for i in seeds if seen[i][0].likeness >= MISSED}
    scales = measure(pieces, seen, seeds)
    seen = guesses([p.patch for p in pieces], scales[0].em)
    placed = named(paired(list(map(place, pieces, seen, scales))))
    spans = []
    for begin, end in find_stretches(placed, numbers):
        first, last = trimmed(placed, begin, end)
        latex = write(placed[first:last]) if first < last else None
        if latex is not None:
            end = _with_marks(placed, end)
            before, after = _marks(placed[begin:first]), _marks(placed[last:end])
            whole = placed[first if before is None else begin : last if after is None else end]
            likeness = min(p.likeness for p in placed[first:last])
            left, right = _columns(whole, x_height, line.shape[1])
            missed -= set(range(begin, end))
            spans.append(Span(left, right, latex, likeness, before or "", after or ""))
    return Formulas(tuple(spans), bool(missed))


def _columns(placed: Sequence[Placed], x_height: float, width: int) -> tuple[int, int]:
    """Columns of symbols in the line's image."""
    scale = x_height / X_HEIGHT
    left, right = placed[0].piece.box.left, max(p.piece.box.right for p in placed)
    return max(0, int((left - BORDER) * scale)), min(width, round((right - BORDER) * scale) + 1)


def _with_marks(placed: Sequence[Placed], end: int) -> int:
    """The end of a stretch with the marks of the text that a superscript keeps off it."""
    while end < len(placed) and is_mark(placed[end]) and _is_certain(placed[end]):
        if placed[end].piece.box.left - placed[end - 1].piece.box.right > MARK_GAP * X_HEIGHT:
            break
        end += 1
    return end


def _marks(placed: Sequence[Placed]) -> str | None:
    """Marks and brackets of the text beside a formula; None if there are none, or one is not certain."""
    if not all(map(_is_certain, placed)):
        return None
    text, right = "", 0
    for each in placed:
        mark, box = MARKS[each.symbol.latex], each.piece.box
        # The full stops of an ellipsis stand apart without a space.
        spaced = text and mark + text[-1] != ".." and box.left - right >= WORD_GAP * X_HEIGHT
        text, right = f"{text} {mark}" if spaced else text + mark, box.right
    return text or None


def _is_certain(mark: Placed) -> bool:
    least = BRACKET if mark.symbol.kind is Kind.DELIMITER else MARK
    return mark.symbol.latex in MARKS and mark.guess.likeness >= least
