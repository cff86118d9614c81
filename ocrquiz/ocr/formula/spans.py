"""Which stretches of a line are formulas: they hold letters of Computer Modern, and nothing that is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ocrquiz.ocr.engine import LineImage

from .latex import FUNCTIONS, Level, Placed, measure, paired, place, write
from .pieces import BORDER, Piece, find_pieces
from .symbols import X_HEIGHT, Guess, Kind, guesses

SEED = 0.84
"""Likeness from which an italic letter or a Greek one is surely part of a formula."""

SEED_GREEK = 0.77
"""The same for a Greek letter, which text has none of."""

PLAIN = frozenset(["i", "j", "l", r"\chi", r"\iota"])
"""Letters that are too plain, or too like those of italic text, to be sure of."""

LIKELY, LIKELY_SMALL = 0.72, 0.58
"""Likeness from which a piece can be part of one, on the line and beside it."""

WORD_GAP = 0.35
"""White in x-heights that separates words."""

SURE = 0.75
"""Likeness of all its symbols from which a formula is read for certain."""

MARK = 0.5
"""Likeness from which a mark of the text is certain: its font is another."""

MARK_GAP = 0.7
"""White in x-heights before such a mark, at most."""

MARKS = {mark: mark for mark in ".,:;!?()[]"} | {r"\cdot": "."}
"""Marks and brackets of the text by the symbols that they are like."""

CLOSED = {")": "(", "]": "[", r"\}": r"\{"}


@dataclass(frozen=True, slots=True)
class Span:
    """A formula in a line.

    Attributes:
        left: first pixel column in the line's image.
        right: one past the last.
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


def find_formulas(line: LineImage, x_height: float) -> list[Span]:
    """The formulas of a line, from left to right.

    Args:
        line: (h, w), dark on white.
        x_height: of the line, in its pixels.
    """
    pieces = find_pieces(line, x_height)
    seen = guesses([p.patch for p in pieces])
    seeds = [i for i, g in enumerate(seen) if _is_seed(g[0])]
    if not seeds:
        return []
    scales = measure(pieces, seen, seeds)
    seen = guesses([p.patch for p in pieces], scales[0].em)
    placed = paired(list(map(place, pieces, seen, scales)))
    spans = []
    for begin, end in _stretches(placed, _words(pieces)):
        first, last = _trimmed(placed, begin, end)
        latex = write(placed[first:last]) if first < last else None
        if latex is None:
            continue
        end = _with_marks(placed, end)
        before, after = _marks(placed[begin:first]), _marks(placed[last:end])
        whole = placed[first if before is None else begin : last if after is None else end]
        left, right = whole[0].piece.box.left, max(p.piece.box.right for p in whole)
        spans.append(
            Span(
                max(0, int((left - BORDER) * x_height / X_HEIGHT)),
                round((right - BORDER) * x_height / X_HEIGHT) + 1,
                latex,
                min(p.likeness for p in placed[first:last]),
                before or "",
                after or "",
            )
        )
    return spans


def _with_marks(placed: Sequence[Placed], end: int) -> int:
    """The end of a stretch with the marks of the text that a superscript keeps off it."""
    while end < len(placed) and _is_text_mark(placed[end]) and placed[end].guess.likeness >= MARK:
        if placed[end].piece.box.left - placed[end - 1].piece.box.right > MARK_GAP * X_HEIGHT:
            break
        end += 1
    return end


def _marks(placed: Sequence[Placed]) -> str | None:
    """Marks and brackets of the text beside a formula; None if one of them is not certain."""
    if any(p.guess.likeness < MARK for p in placed):
        return None
    return "".join(MARKS.get(p.symbol.latex, "") for p in placed) or None


def _is_seed(guess: Guess) -> bool:
    if guess.symbol.kind not in (Kind.ITALIC, Kind.SPECIAL) or guess.symbol.latex in PLAIN:
        return False
    return guess.likeness >= (SEED_GREEK if guess.symbol.latex[0] == "\\" else SEED)


def _words(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """First and last pieces of words, the last one exclusive."""
    edges, right = [0], 0.0
    for i, piece in enumerate(pieces):
        if i and piece.box.left - right >= WORD_GAP * X_HEIGHT:
            edges.append(i)
        right = max(right, piece.box.right)
    return list(pairwise([*edges, len(pieces)]))


def _stretches(placed: Sequence[Placed], words: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Numbers of the first and last symbols of formulas, the last one exclusive."""
    kinds = [_judge(placed[a:b]) for a, b in words]
    ends = [placed[b - 1].symbol.kind is Kind.MARK for _, b in words]
    i = 0
    while i < len(words):
        if kinds[i] is not _Word.FORMULA:
            i += 1
            continue
        first, last = i, i
        while not (first and ends[first - 1]) and _joins(kinds, first, -1):
            first -= 1
        while not ends[last] and _joins(kinds, last, 1):
            last += 1
        first, last = _widened(placed, words, kinds, first, last)
        yield words[first][0], words[last][1]
        i = last + 1


class _Word:
    """What a word can be."""

    FORMULA, PART, OPERATOR, FUNCTION, TEXT = range(5)


def _judge(symbols: Sequence[Placed]) -> int:
    inner = list(symbols)
    if len(inner) > 2 and not _is_likely(inner[0]):
        inner.pop(0)
    while inner and _is_text_mark(inner[-1]):
        inner.pop()
    while inner and inner[0].symbol.latex in "([":
        inner.pop(0)
    if not inner:
        return _Word.PART if all(map(_is_likely, symbols)) else _Word.TEXT
    if not all(map(_is_likely, inner)):
        return _Word.TEXT
    letters = [p for p in inner if p.symbol.kind is Kind.ROMAN]
    if any(_is_seed(p.guess) for p in inner):
        return _Word.TEXT if any(p.level is Level.LINE for p in letters) else _Word.FORMULA
    if len(inner) == 1 and inner[0].symbol.kind is Kind.OPERATOR:
        return _Word.OPERATOR
    if letters:
        name = "".join(p.symbol.latex for p in inner)
        return _Word.FUNCTION if name in FUNCTIONS else _Word.TEXT
    return _Word.PART


def _is_text_mark(placed: Placed) -> bool:
    return placed.symbol.kind is Kind.MARK or placed.symbol.latex in ")]"


def _is_likely(placed: Placed) -> bool:
    return placed.likeness >= (LIKELY if placed.level is Level.LINE else LIKELY_SMALL)


def _joins(kinds: Sequence[int], at: int, step: int) -> bool:
    """Whether the word beside a formula's last one, right (step 1) or left (-1) of it, belongs to it, too."""
    beside = _kind(kinds, at + step)
    if beside is _Word.OPERATOR:
        return _kind(kinds, at + 2 * step) in (_Word.FORMULA, _Word.PART)
    if beside is _Word.FUNCTION:
        return step == -1 or _kind(kinds, at + 2) in (_Word.FORMULA, _Word.PART)
    return beside is _Word.FORMULA or (beside is _Word.PART and kinds[at] is _Word.OPERATOR)


def _kind(kinds: Sequence[int], at: int) -> int:
    return kinds[at] if 0 <= at < len(kinds) else _Word.TEXT


def _widened(
    placed: Sequence[Placed], words: Sequence[tuple[int, int]], kinds: Sequence[int], first: int, last: int
) -> tuple[int, int]:
    """Words of a formula with those beside it that open or close its brackets."""
    for step in (1, -1):
        end, begin = last, first
        while _unbalanced(placed[words[begin][0] : words[end][1]])[0 if step == 1 else 1]:
            beside = end + 1 if step == 1 else begin - 1
            if _kind(kinds, beside) is _Word.TEXT:
                break
            end, begin = max(end, beside), min(begin, beside)
        else:
            first, last = begin, end
    return first, last


def _trimmed(placed: Sequence[Placed], first: int, last: int) -> tuple[int, int]:
    """A stretch without the brackets and marks of the text around it; empty if there is nothing else."""
    while last - first > 2 and not _is_likely(placed[first]):
        first += 1
    while first < last:
        open_, close = _unbalanced(placed[first:last])
        end, begin = placed[last - 1], placed[first]
        stop = end.symbol.kind is Kind.MARK and end.level is Level.LINE
        if stop or (close and end.symbol.latex in CLOSED):
            last -= 1
        elif open_ and begin.symbol.latex in CLOSED.values():
            first += 1
        else:
            break
    return first, last


def _unbalanced(symbols: Sequence[Placed]) -> tuple[int, int]:
    """How many brackets are left open, and how many are closed that were not opened."""
    stack: list[str] = []
    closed = 0
    for placed in symbols:
        latex = placed.symbol.latex
        if latex in CLOSED.values():
            stack.append(latex)
        elif latex in CLOSED:
            if stack and stack[-1] == CLOSED[latex]:
                stack.pop()
            else:
                closed += 1
    return len(stack), closed
