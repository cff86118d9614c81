"""Which words of a line make up a formula: one with a letter of Computer Modern, and what belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby, pairwise
from statistics import fmean

from ocrquiz.geometry import Box

from .latex import FUNCTIONS, Level, Placed
from .symbols import X_HEIGHT, Guess, Kind

SEED = 0.82
"""Likeness from which an italic letter is surely part of a formula."""

SEED_GREEK = 0.74
"""The same for a small Greek letter, which text has none of."""

SEED_FIGURE = 0.91
"""The same for a figure: those of a dozen other serif fonts reach 0.89."""

SEED_BOLD = 0.93
"""The same for a bold letter that is a word of its own."""

SEED_NUMBERS, LEAST_SYMBOLS = 0.83, 4
"""Likeness on average from which figures and signs in a row are surely a formula, and how many it takes: no
other font reaches 0.82. With brackets among these, it takes SEED_FIGURE."""

CLEAR_COMMA = 0.72
"""Likeness from which a comma is that of a formula."""

PLAIN = frozenset(["i", "j", "l", "o", r"\chi", r"\forall", r"\iota", r"\rho", "0", "1"])
"""Letters and figures that are too plain, or too like those of other fonts, to be sure of."""

LIKELY, LIKELY_SMALL = 0.72, 0.58
"""Likeness from which a piece can be part of a formula, on the line and beside it; that of marks, which are
but a few pixels, is the second one everywhere."""

WORD_GAP = 0.35
"""White in x-heights that separates words."""

OPENING = frozenset(["<", ">", r"\leq", r"\geq", r"\approx", r"\pm"])
"""Operators that open a formula in a sentence: it is < 0.05."""

HYPHEN, HYPHEN_FLATNESS = 0.8, 0.5
"""Width of a hyphen in x-heights, at most (a minus sign has 1.4), and its height beside that."""

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
    """Whether a piece is surely a letter or a figure of a formula."""
    latex = guess.symbol.latex
    if latex in PLAIN:
        return False
    match guess.symbol.kind:
        case Kind.FIGURE:
            return is_figure(guess, SEED_FIGURE)
        case Kind.ITALIC if latex[0] == "\\":
            return guess.likeness >= SEED_GREEK
        case Kind.ITALIC | Kind.SPECIAL:
            return guess.likeness >= SEED
        case _:
            return False


def is_figure(guess: Guess, likeness: float) -> bool:
    """Whether a piece is a figure, and so like it."""
    return guess.symbol.kind is Kind.FIGURE and guess.likeness >= likeness


def find_numbers(seen: Sequence[Sequence[Guess]]) -> frozenset[int]:
    """Numbers of the pieces that are surely part of a formula though none of them is alone: 0 < 1.5."""
    found: set[int] = set()
    for is_number, run in groupby(range(len(seen)), key=lambda i: _is_numeric(seen[i][0])):
        members = list(run)
        best = [seen[i][0] for i in members]
        telling = [g.likeness for g in best if g.symbol.kind in (Kind.FIGURE, Kind.OPERATOR)]
        if not is_number or sum(g.symbol.kind is not Kind.MARK for g in best) < LEAST_SYMBOLS:
            continue
        least = SEED_NUMBERS if len(telling) >= LEAST_SYMBOLS else SEED_FIGURE
        if telling and fmean(telling) >= least:
            found |= set(members)
    return frozenset(found)


def _is_numeric(guess: Guess) -> bool:
    kind, latex = guess.symbol.kind, guess.symbol.latex
    mark = kind is Kind.MARK and latex in (".", ",", r"\cdot")
    return (mark or kind in (Kind.FIGURE, Kind.OPERATOR, Kind.DELIMITER)) and guess.likeness >= LIKELY_SMALL


def is_likely(placed: Placed) -> bool:
    """Whether a piece can be part of a formula."""
    large = placed.level is Level.LINE and placed.symbol.kind is not Kind.MARK
    return placed.likeness >= (LIKELY if large else LIKELY_SMALL)


def is_mark(placed: Placed) -> bool:
    """Whether a piece can be a mark of the text, or a bracket that it closes."""
    if placed.symbol.kind is Kind.MARK:
        return not _is_flat(placed.piece.box)
    return placed.symbol.latex in ")]"


def find_stretches(
    placed: Sequence[Placed], numbers: Collection[int] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Formulas, with the marks and brackets of the text that touch them.

    Args:
        placed: the line's symbols from left to right.
        numbers: which of them `find_numbers` is sure of.

    Yields:
        Numbers of the first and the last symbol, the last one exclusive.
    """
    words = list(_words(placed, numbers))
    done = -1
    for i, word in enumerate(words):
        if i <= done or word.role is not Role.FORMULA:
            continue
        first = last = i
        grown = None
        while grown != (first, last):
            grown = first, last
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
    while first < last and placed[first].level is not Level.LINE:
        first += 1
    while first < last:
        opened, closed = _unbalanced(placed[first:last])
        end, begin = placed[last - 1], placed[first]
        stop = end.symbol.kind is Kind.MARK and end.level is not Level.ABOVE
        if stop or (end.symbol.latex in CLOSED and (closed or not is_likely(end))):
            last -= 1
        elif begin.symbol.kind is Kind.MARK or (
            begin.symbol.latex in CLOSED.values() and (opened or not is_likely(begin))
        ):
            first += 1
        else:
            break
    return first, last


def _words(placed: Sequence[Placed], numbers: Collection[int]) -> Iterator[_Word]:
    edges, right = [0], 0
    for i, each in enumerate(placed):
        if i and (each.piece.box.left - right >= WORD_GAP * X_HEIGHT or _is_hyphen(placed, i, edges[-1])):
            edges.append(i)
        right = max(right, each.piece.box.right)
    for first, last in pairwise([*edges, len(placed)]):
        role = _role(placed[first:last])
        if role is Role.PART and any(i in numbers for i in range(first, last)):
            role = Role.FORMULA
        yield _Word(first, last, role, role is not Role.OPERATOR and _is_end(placed[last - 1]))


def _is_end(placed: Placed) -> bool:
    """Whether a mark of the text ends a word, rather than a comma within a formula."""
    clear = placed.symbol.latex == "," and placed.guess.likeness >= CLEAR_COMMA
    return placed.symbol.kind is Kind.MARK and not clear


def _is_hyphen(placed: Sequence[Placed], at: int, first: int) -> bool:
    """Whether a piece connects the one letter of a formula before it with a word, as in x-axis."""
    if at != first + 1 or not is_seed(placed[first].guess):
        return False
    box, after = placed[at].piece.box, placed[at + 1 : at + 3]
    if not _is_flat(box) or box.width > HYPHEN * X_HEIGHT:
        return False
    if not after:
        return True
    close = after[0].piece.box.left - box.right < WORD_GAP * X_HEIGHT
    return close and len(after) == 2 and not all(is_seed(p.guess) for p in after)


def _is_flat(box: Box) -> bool:
    return box.height <= HYPHEN_FLATNESS * box.width


def _role(symbols: Sequence[Placed]) -> Role:
    inner = list(symbols)
    if len(inner) > 2 and not is_likely(inner[0]):
        # A sign of the text may touch the formula behind it.
        inner.pop(0)
    while inner and is_mark(inner[-1]):
        inner.pop()
    while inner and inner[0].symbol.latex in "([":
        inner.pop(0)
    if not inner and symbols[0].symbol.latex == ":" and is_likely(symbols[0]):
        # With white around it: a map from one set to another.
        return Role.OPERATOR
    if not inner:
        return Role.PART if is_likely(symbols[0]) else Role.TEXT
    if not all(map(is_likely, inner)) or not all(name in FUNCTIONS for name in _names(inner)):
        return Role.TEXT
    if any(is_seed(p.guess) for p in inner) or _is_bold_letter(inner):
        return Role.FORMULA
    if len(inner) == 1 and inner[0].symbol.kind is Kind.OPERATOR:
        return Role.OPERATOR
    return Role.FUNCTION if any(_names(inner)) else Role.PART


def _names(symbols: Sequence[Placed]) -> Iterator[str]:
    """What upright letters on the line spell."""
    for upright, run in groupby(symbols, key=lambda p: p.symbol.kind is Kind.ROMAN and p.level is Level.LINE):
        if upright:
            yield "".join(p.symbol.latex for p in run)


def _is_bold_letter(symbols: Sequence[Placed]) -> bool:
    """Whether a word is a bold letter: a vector."""
    (first, *others) = symbols
    return not others and first.symbol.kind is Kind.BOLD and first.guess.likeness >= SEED_BOLD


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
        case Role.OPERATOR if step == -1 and placed[beside.first].symbol.latex in OPENING:
            return True
        case Role.OPERATOR | Role.FUNCTION:
            signs = 2 if beside.role is _role_at(words, at + 2 * step) is Role.OPERATOR else 1
            return _role_at(words, at + (signs + 1) * step) in (Role.FORMULA, Role.PART)
        case Role.PART:
            facing = (own.last - 1, beside.first) if step == 1 else (own.first, beside.last - 1)
            return any(placed[i].symbol.kind is Kind.OPERATOR for i in facing)
        case _:
            return False


def _role_at(words: Sequence[_Word], at: int) -> Role:
    return words[at].role if 0 <= at < len(words) else Role.TEXT


def _widened(words: Sequence[_Word], placed: Sequence[Placed], first: int, last: int) -> tuple[int, int]:
    """Words of a formula with those beside it that open or close its brackets.

    Only those on the line: what seems to be set above it beside a formula is a smaller bracket of the text.
    """
    for step in (1, -1):
        begin, end = first, last
        while _unbalanced(_on_line(placed[words[begin].first : words[end].last]))[0 if step == 1 else 1]:
            beside = end + 1 if step == 1 else begin - 1
            if _role_at(words, beside) is Role.TEXT:
                break
            begin, end = min(begin, beside), max(end, beside)
        else:
            first, last = begin, end
    return first, last


def _on_line(symbols: Sequence[Placed]) -> list[Placed]:
    return [placed for placed in symbols if placed.level is Level.LINE]


def _unbalanced(symbols: Sequence[Placed]) -> tuple[int, int]:
    """How many brackets are left open, and how many are closed that were not opened on the same level."""
    stack: list[tuple[str, Level]] = []
    closed = 0
    for placed in filter(is_likely, symbols):
        latex = placed.symbol.latex
        if latex in CLOSED.values():
            stack.append((latex, placed.level))
        elif latex in CLOSED:
            if stack and stack[-1] == (CLOSED[latex], placed.level):
                stack.pop()
            else:
                closed += 1
    return len(stack), closed
