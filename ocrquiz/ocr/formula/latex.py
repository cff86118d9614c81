"""Pieces of a formula arranged on the line, above it and below it, and written as LaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import groupby, pairwise, takewhile

import numpy as np

from .pieces import Piece
from .symbols import EM, X_HEIGHT, Guess, Kind, Patch, Symbol

AXIS = 0.25
"""Height in em of the middle of + and - above the line."""

MINUS_WIDTH, BAR_FLATNESS, UPRIGHT_FLATNESS = (0.25, 1.0), 0.3, 0.12
"""Width of a minus sign in em, and how thin it and an upright line are beside their length, at most."""

BAR = 0.95
"""Likeness of a bar."""

BRACKET_HEIGHT, BRACKET_FLATNESS, WORN_BRACKET = (0.6, 0.8), 0.3, 0.7
"""Height of a bracket above the line in em, its width beside that at most, and its likeness if it is worn."""

BOW = 0.08
"""How far in x-heights both sides of a parenthesis bend at its ends, at least: 0.12 and more. Of square
brackets one side is straight; measured on 500, worn ones included, it bends 0.04 at most."""

SUPERSCRIPT, SUBSCRIPT = (0.25, 0.65), (-0.4, -0.08)
"""How far in em the line of what is set above and below is off the formula's line."""

SHIFT_WEIGHT = 1.0
"""What likeness loses for each em that a symbol is off its line."""

RARE = {Kind.ROMAN: 0.08, Kind.BOLD: 0.1}
"""What letters that are rare in formulas lose: they are like figures (I, 1) and like italics."""

RARE_BESIDE = 0.3
"""What they lose more above and below the line."""

NEAR_LINE = 0.12
"""How far in em a full stop or a comma may be off the line: their size does not tell where they are set."""

NESTED_SIZE, NESTED_SHIFT = 0.82, 0.08
"""Size of what is set below a letter that is itself set above or below, beside that letter's, at most, and
how far it is set below in that letter's em, at least."""

HANGING, HANGING_FORMS = 0.06, {"'": ",", ":": ";"}
"""How far in em a comma or a semicolon hangs below the line, at least, and what those of other fonts look
like."""

LOW = frozenset([".", r"\cdot"])
"""Signs that do not stand above or below a line."""

TALL = 0.85
"""Height of a formula's bracket in em, at least; those of the text are lower."""

MISPLACED = 0.3
"""What likeness loses for a sign that is not set there."""

SAME_SIZE = 1.12
"""How many times as large as another a letter of the same size can be measured."""

EM_RANGE = (0.65, 1.3)
"""The em of a formula, as a share of the one that fits the text's height of a small letter."""

_FUNCTIONS = "arg cos cosh det exp inf lim ln log max min sin sinh sup tan tanh"

FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Names that are set upright."""


class Level(Enum):
    """Where a symbol is set."""

    LINE = 0
    ABOVE = 1
    BELOW = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, read.

    Attributes:
        piece: its ink.
        guess: what it is.
        level: where it is set.
        likeness: of the guess, less what its place is off.
    """

    piece: Piece
    guess: Guess
    level: Level
    likeness: float

    @property
    def symbol(self) -> Symbol:
        """What it is."""
        return self.guess.symbol


@dataclass(frozen=True, slots=True)
class Scale:
    """Size and place of a formula: em and baseline in pixels of the scaled line."""

    em: float
    foot: float


def measure(pieces: Sequence[Piece], seen: Sequence[Sequence[Guess]], seeds: Sequence[int]) -> list[Scale]:
    """The em of a line's formulas, and for each piece the baseline of the formula that it may belong to.

    Each formula has a baseline of its own: pages set them a little higher or lower than the text.

    Args:
        pieces: of the line.
        seen: guesses for each.
        seeds: numbers of those that are surely letters or figures of formulas.
    """
    # Most figures are set above or below the line.
    letters = [i for i in seeds if seen[i][0].symbol.kind is not Kind.FIGURE] or seeds
    ems = {i: pieces[i].box.height / (seen[i][0].symbol.top - seen[i][0].symbol.bottom) for i in letters}
    em = _largest_common(list(ems.values()))
    em = min(max(em, EM_RANGE[0] * EM), EM_RANGE[1] * EM)
    large = [i for i, own in ems.items() if own >= em / SAME_SIZE] or list(ems)
    feet = [pieces[i].box.bottom + seen[i][0].symbol.bottom * em for i in large]
    nearest = [min(range(len(large)), key=lambda k: abs(large[k] - i)) for i in range(len(pieces))]
    return [Scale(em, feet[k]) for k in nearest]


def _largest_common(ems: Sequence[float]) -> float:
    """Of the sizes that letters are set in the largest that two share; those above the line are smaller."""
    ordered = sorted(ems, reverse=True)
    shared = [(a + b) / 2 for a, b in pairwise(ordered) if a <= SAME_SIZE * b]
    return shared[0] if shared else ordered[0]


def place(piece: Piece, seen: Sequence[Guess], scale: Scale) -> Placed:
    """Decide what a piece is by its shape and by where it stands."""
    options = [*seen, *_bars(piece, scale)]
    placed = [_placed(piece, guess, scale) for guess in options]
    return max(placed, key=lambda p: p.likeness)


def _bars(piece: Piece, scale: Scale) -> list[Guess]:
    """A bar is like nothing else once it is stretched to a square: a minus sign, or an upright line."""
    box, (narrow, wide) = piece.box, MINUS_WIDTH
    if box.height <= BAR_FLATNESS * box.width and narrow * scale.em <= box.width <= wide * scale.em:
        symbol = Symbol("-", Kind.OPERATOR, AXIS + 0.03, AXIS - 0.03, 10.0)
        return [Guess(symbol, 1.0 if box.width >= 0.5 * scale.em else 0.7, BAR)]
    if box.width <= UPRIGHT_FLATNESS * box.height and box.height >= 0.8 * scale.em:
        return [Guess(Symbol("|", Kind.DELIMITER, AXIS + 0.5, AXIS - 0.5, 0.1), 1.0, BAR)]
    low, high = BRACKET_HEIGHT
    if box.width <= BRACKET_FLATNESS * box.height and low * scale.em <= box.height <= high * scale.em:
        symbol = Symbol(_worn(piece.patch), Kind.DELIMITER, AXIS + 0.5, AXIS - 0.5, 0.2)
        return [Guess(symbol, 0.7, WORN_BRACKET)]
    return []


def _worn(patch: Patch) -> str:
    """Which bracket a small one is: bent to one side, or a square one, whose side `paired` knows."""
    fifths = np.array_split(patch, 5)
    ends, middle = _sides(np.concatenate([fifths[0], fifths[-1]])), _sides(fifths[2])
    bends = [end - own for end, own in zip(ends, middle, strict=True)]
    if min(bends) >= BOW * X_HEIGHT:
        return "("
    return ")" if max(bends) <= -BOW * X_HEIGHT else "["


def _sides(patch: Patch) -> tuple[float, float]:
    """Where the ink is half as dark as it gets, from the left and from the right, in pixels."""
    ink = patch.sum(axis=0)
    dark = np.flatnonzero(ink >= ink.max() / 2)
    return float(dark[0]), float(dark[-1])


def _placed(piece: Piece, guess: Guess, scale: Scale) -> Placed:
    own = (piece.box.top + piece.box.bottom) / 2
    middle = (guess.symbol.top + guess.symbol.bottom) / 2 * guess.scale * scale.em
    shift = (scale.foot - own - middle) / scale.em
    if guess.scale == 1.0 or (guess.symbol.kind is Kind.MARK and abs(shift) <= NEAR_LINE):
        level, off = Level.LINE, abs(shift)
    elif shift > 0:
        level, off = Level.ABOVE, _outside(shift, SUPERSCRIPT)
    else:
        level, off = Level.BELOW, _outside(shift, SUBSCRIPT)
    lost = SHIFT_WEIGHT * off
    if guess.symbol.latex in LOW and level is not Level.LINE:
        lost += MISPLACED
    hangs = piece.box.bottom > scale.foot + HANGING * scale.em
    if guess.symbol.latex in HANGING_FORMS and hangs:
        latex, level = HANGING_FORMS[guess.symbol.latex], Level.LINE
        guess = replace(guess, symbol=replace(guess.symbol, latex=latex))
    if guess.symbol.kind is Kind.DELIMITER and level is Level.LINE and piece.box.height < TALL * scale.em:
        lost += MISPLACED
    if guess.symbol.kind in RARE:
        lost += RARE[guess.symbol.kind] + (RARE_BESIDE if level is not Level.LINE else 0.0)
    return Placed(piece, guess, level, guess.likeness - lost)


def _outside(value: float, limits: tuple[float, float]) -> float:
    low, high = limits
    return max(low - value, value - high, 0.0)


@dataclass(slots=True)
class _Atom:
    base: str = ""
    above: list[Placed] = field(default_factory=list)
    below: list[Placed] = field(default_factory=list)


def write(symbols: Sequence[Placed]) -> str | None:
    """The LaTeX of symbols from left to right; None if the first one is set above or below nothing."""
    atoms: list[_Atom] = []
    for level, run in groupby(symbols, key=lambda p: p.level):
        members = list(run)
        if level is Level.LINE:
            atoms += [_Atom(base) for base in _row(members)]
        elif not atoms:
            return None
        elif level is Level.ABOVE:
            atoms[-1].above += members
        else:
            atoms[-1].below += members
    return _spaced(_scripted(atom) for atom in atoms)


def paired(symbols: Sequence[Placed]) -> list[Placed]:
    """Square brackets above the line in turn open and closed."""
    result, is_open = [], False
    for placed in symbols:
        if placed.level is Level.ABOVE and placed.symbol.latex in "[]":
            latex = "]" if is_open else "["
            placed, is_open = _with_symbol(placed, replace(placed.symbol, latex=latex)), not is_open
        elif placed.level is not Level.ABOVE:
            is_open = False
        result.append(placed)
    return result


def named(symbols: Sequence[Placed]) -> list[Placed]:
    """Letters that spell a function's name made upright: an o is as like a bold one."""
    result: list[Placed] = []
    for upright, run in groupby(symbols, key=lambda p: p.symbol.kind in RARE and p.level is Level.LINE):
        members = list(run)
        if upright and "".join(p.symbol.latex for p in members) in FUNCTIONS:
            members = [_with_symbol(p, replace(p.symbol, kind=Kind.ROMAN)) for p in members]
        result += members
    return result


def _with_symbol(placed: Placed, symbol: Symbol) -> Placed:
    return replace(placed, guess=replace(placed.guess, symbol=symbol))


def _scripted(atom: _Atom) -> str:
    text = atom.base
    for sign, members in (("_", atom.below), ("^", atom.above)):
        if members:
            text += sign + _braced(_spaced(_script(members)))
    return text


def _braced(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def _script(members: Sequence[Placed]) -> list[str]:
    """LaTeX of what is set above or below, with what is set below its first letter in turn."""
    first, *others = members
    nested = list(takewhile(lambda p: _is_below(p, first), others))
    if not nested:
        return _row(members)
    return [*_row([first]), f"_{_braced(_spaced(_row(nested)))}", *_row(others[len(nested) :])]


def _is_below(placed: Placed, letter: Placed) -> bool:
    """Whether a letter is smaller than another one and set lower."""
    if {placed.symbol.kind, letter.symbol.kind} & {Kind.MARK, Kind.OPERATOR, Kind.DELIMITER}:
        return False
    em, own = _em(letter), _em(placed)
    foot = letter.piece.box.bottom + letter.symbol.bottom * em
    return own <= NESTED_SIZE * em and (
        placed.piece.box.bottom + placed.symbol.bottom * own >= foot + NESTED_SHIFT * em
    )


def _em(placed: Placed) -> float:
    return placed.piece.box.height / (placed.symbol.top - placed.symbol.bottom)


def _row(members: Sequence[Placed]) -> list[str]:
    """LaTeX of each symbol on one level; upright letters are a function's name, or text."""
    texts: list[str] = []
    for upright, run in groupby(members, key=lambda p: p.symbol.kind is Kind.ROMAN):
        letters = list(run)
        if upright:
            word = "".join(p.symbol.latex for p in letters)
            texts.append(f"\\{word}" if word in FUNCTIONS else f"\\text{{{word}}}")
        else:
            texts += [_letter(p) for p in letters]
    return texts


def _letter(placed: Placed) -> str:
    latex = placed.symbol.latex
    if placed.symbol.kind is Kind.BOLD:
        latex = rf"\mathbf{{{latex}}}"
    if placed.piece.accent:
        latex = rf"\{placed.piece.accent}{{{latex}}}"
    elif placed.symbol.kind is Kind.OPERATOR and placed.level is Level.LINE:
        latex = f" {latex} "
    return latex


def _spaced(texts: Iterable[str]) -> str:
    """Texts side by side, with a space where a command would swallow the letter after it."""
    joined = ""
    for text in texts:
        command = joined.rpartition("\\")[2]
        if "\\" in joined and command.isalpha() and text[:1].isalpha():
            joined += " "
        joined += text
    return " ".join(joined.split())
