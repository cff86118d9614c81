"""Which words of a line make up a formula: one with a letter of Computer Modern, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from .latex import FUNCTIONS, Level, Placed
from .symbols import X_HEIGHT, Guess, Kind

SEED = 0.84
"""Likeness from which an italic letter is surely part of a formula."""

SEED_GREEK = 0.77
"""The same for a small Greek letter, which text has none of."""

PLAIN = frozenset(["i", "j", "l", "o", r"\chi", r"\iota"])
"""Letters that are too plain, or too like those of italic text, to be sure of."""

LIKELY, LIKELY_SMALL = 0.72, 0.58
"""Likeness from which a piece can be part of a formula, on the line and beside it."""

WORD_GAP = 0.35
"""White in x-heights that separates words."""

CLOSED = {")": "(", "]": "[", r"\}": r"\{"}
"""Brackets by those that they close."""


class Role(Enum):
    """What a word can be."""

    FORMULA = auto()
    PART = auto()
    OPERATOR = auto()
    FUNCTION = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class _Word:
    """First and last symbol (exclusive) of a word, what it can be, and whether a mark of the text ends it."""

    first: int
    last: int
    role: Role
    ended: bool


def is_seed(guess: Guess) -> bool:
    """Whether a piece is surely a letter of a formula."""
    latex, kind = guess.symbol.latex, guess.symbol.kind
    if kind not in (Kind.ITALIC, Kind.SPECIAL) or latex in PLAIN:
        return False
    greek = kind is Kind.ITALIC and latex[0] == "\\"
    return guess.likeness >= (SEED_GREEK if greek else SEED)


def is_likely(placed: Placed) -> bool:
    """Whether a piece can be part of a formula."""
    return placed.likeness >= (LIKELY if placed.level is Level.LINE else LIKELY_SMALL)


def is_mark(placed: Placed) -> bool:
    """Whether a piece can be a mark of the text, or a bracket that it closes."""
    return placed.symbol.kind is Kind.MARK or placed.symbol.latex in ")]"


def find_stretches(placed: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """Formulas, with the marks and brackets of the text that touch them.

    Args:
        placed: the line's symbols from left to right.

    Yields:
        Numbers of the first and the last symbol, the last one exclusive.
    """
    words = list(_words(placed))
    done = -1
    for i, word in enumerate(words):
        if i <= done or word.role is not Role.FORMULA:
            continue
        first = last = i
        while first - 1 > done and _joins(words, placed, first, -1):
            first -= 1
        while _joins(words, placed, last, 1):
            last += 1
        first, last = _widened(words, placed, first, last)
        yield words[first].first, words[last].last
        done = last


def trimmed(placed: Sequence[Placed], first: int, last: int) -> tuple[int, int]:
    """A stretch without the brackets and marks of the text around it; empty if there is nothing else."""
    while last - first > 2 and not is_likely(placed[first]):
        first += 1
    while first < last:
        opened, closed = _unbalanced(placed[first:last])
        end, begin = placed[last - 1], placed[first]
        stop = end.symbol.kind is Kind.MARK and end.level is Level.LINE
        if stop or (end.symbol.latex in CLOSED and (closed or not is_likely(end))):
            last -= 1
        elif begin.symbol.latex in CLOSED.values() and (opened or not is_likely(begin)):
            first += 1
        else:
            break
    return first, last


def _words(placed: Sequence[Placed]) -> Iterator[_Word]:
    edges, right = [0], 0
    for i, each in enumerate(placed):
        if i and each.piece.box.left - right >= WORD_GAP * X_HEIGHT:
            edges.append(i)
        right = max(right, each.piece.box.right)
    for first, last in pairwise([*edges, len(placed)]):
        ended = placed[last - 1].symbol.kind is Kind.MARK
        yield _Word(first, last, _role(placed[first:last]), ended)


def _role(symbols: Sequence[Placed]) -> Role:
    inner = list(symbols)
    if len(inner) > 2 and not is_likely(inner[0]):
        # A sign of the text may touch the formula behind it.
        inner.pop(0)
    while inner and is_mark(inner[-1]):
        inner.pop()
    while inner and inner[0].symbol.latex in "([":
        inner.pop(0)
    if not inner:
        return Role.PART if is_likely(symbols[0]) else Role.TEXT
    if not all(map(is_likely, inner)):
        return Role.TEXT
    letters = [p for p in inner if p.symbol.kind is Kind.ROMAN]
    if any(is_seed(p.guess) for p in inner):
        return Role.TEXT if any(p.level is Level.LINE for p in letters) else Role.FORMULA
    if len(inner) == 1 and inner[0].symbol.kind is Kind.OPERATOR:
        return Role.OPERATOR
    if letters:
        return Role.FUNCTION if "".join(p.symbol.latex for p in inner) in FUNCTIONS else Role.TEXT
    return Role.PART


def _joins(words: Sequence[_Word], placed: Sequence[Placed], at: int, step: int) -> bool:
    """Whether the word beside a formula's outermost one, right (step 1) or left (-1) of it, belongs to it."""
    if not 0 <= at + step < len(words) or words[min(at, at + step)].ended:
        return False
    own, beside = words[at], words[at + step]
    match beside.role:
        case Role.FORMULA:
            return True
        case Role.FUNCTION if step == -1:
            return True
        case Role.OPERATOR | Role.FUNCTION:
            return _role_at(words, at + 2 * step) in (Role.FORMULA, Role.PART)
        case Role.PART:
            facing = (own.last - 1, beside.first) if step == 1 else (own.first, beside.last - 1)
            return any(placed[i].symbol.kind is Kind.OPERATOR for i in facing)
        case _:
            return False


def _role_at(words: Sequence[_Word], at: int) -> Role:
    return words[at].role if 0 <= at < len(words) else Role.TEXT


def _widened(words: Sequence[_Word], placed: Sequence[Placed], first: int, last: int) -> tuple[int, int]:
    """Words of a formula with those beside it that open or close its brackets."""
    for step in (1, -1):
        begin, end = first, last
        while _unbalanced(placed[words[begin].first : words[end].last])[0 if step == 1 else 1]:
            beside = end + 1 if step == 1 else begin - 1
            if _role_at(words, beside) is Role.TEXT:
                break
            begin, end = min(begin, beside), max(end, beside)
        else:
            first, last = begin, end
    return first, last


def _unbalanced(symbols: Sequence[Placed]) -> tuple[int, int]:
    """How many brackets are left open, and how many are closed that were not opened."""
    stack: list[str] = []
    closed = 0
    for placed in filter(is_likely, symbols):
        latex = placed.symbol.latex
        if latex in CLOSED.values():
            stack.append(latex)
        elif latex in CLOSED:
            if stack and stack[-1] == CLOSED[latex]:
                stack.pop()
            else:
                closed += 1
    return len(stack), closed
