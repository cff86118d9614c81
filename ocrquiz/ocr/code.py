"""Lines of code, in a monospaced font: read several times, put to the vote cell by cell.

Tesseract puts spaces into code and confuses what typewriters write alike. Here the cells say where the spaces
are; a dotted 0 is told from @ by its foot, and l from 1 by its height.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ocrquiz.page.model import Doubt

from .engine import Engine, LineImage
from .glyphs import Glyph, inked_height
from .grid import Cell, Grid, inked_cells
from .prepare import Style, prepare
from .reading import Reading, Recognised

STYLES = (Style(14.0), Style(17.0), Style(20.0))
"""How lines are shown: of 30 lines each of them reads 25 to 27 right, their votes all but one."""

ASCENDERS, FIGURES, ONES = frozenset("bdhk"), frozenset("0234579"), frozenset("1l")

TALLER = 1.05
"""Height of ascenders beside figures from which a font tells l from 1: one pixel of twenty."""

ZEROS = frozenset("@®©")
"""What a 0 with a dot or a stroke in it is taken for."""

ON_LINE = 0.1
"""How far from the foot of the figures, as a share of their height, a 0 ends; an @ goes below."""

BAR = 0.35
"""Height of an underscore, as a share of its width, at most."""

STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')
"""Quotes in code are straight."""


@dataclass(frozen=True, slots=True)
class _Character:
    """What a cell holds, and how sure that is, 0..1."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Code:
    """A line of code: its cells, what each of them holds, and what was read at first."""

    cells: Sequence[Cell]
    characters: Sequence[_Character]
    raw: str


def read_code(
    lines: Sequence[LineImage], x_heights: Sequence[float], grids: Sequence[Grid], engine: Engine
) -> list[Recognised | None]:
    """Read the lines of a page that are set in a monospaced font.

    Args:
        lines: (h, w) each, dark on white, without margin.
        x_heights: of each line, in its pixels.
        grids: of each line.
        engine: reads them.

    Returns:
        A result for each; None where no reading has a character for each cell.
    """
    if not lines:
        return []
    cells = [inked_cells(line, grid) for line, grid in zip(lines, grids, strict=True)]
    readings = [
        engine.read_lines([prepare(line, x, (), style) for line, x in zip(lines, x_heights, strict=True)])
        for style in STYLES
    ]
    codes = [_voted(own, several) for own, several in zip(cells, zip(*readings, strict=True), strict=True)]
    found = [(code, line) for code, line in zip(codes, lines, strict=True) if code]
    between = _between(height for code, line in found for height in _heights(code, line))
    return [
        _recognised(code, line, between) if code else None for code, line in zip(codes, lines, strict=True)
    ]


def _voted(cells: Sequence[Cell], readings: Sequence[Reading]) -> _Code | None:
    """What the readings say of each cell; those that do not fit count as votes for something else."""
    fitting = [fitted for reading in readings if (fitted := _fitted(reading, cells))]
    if not fitting:
        return None
    characters = []
    for column in zip(*fitting, strict=True):
        votes: dict[str, list[float]] = {}
        for character in column:
            votes.setdefault(character.text, []).append(character.confidence)
        best = max(votes, key=lambda text: sum(votes[text]) + len(votes[text]))
        characters.append(_Character(best, max(votes[best]) * len(votes[best]) / len(readings)))
    return _Code(cells, characters, readings[0].text)


def _fitted(reading: Reading, cells: Sequence[Cell]) -> list[_Character]:
    """A character for each cell; none if there are more or fewer. Underscores are seen, whatever was read."""
    foot = median(cell.glyph.bottom for cell in cells) if cells else 0
    bars = [_is_underscore(cell.glyph, foot) for cell in cells]
    several = [
        _Character(c, word.confidence)
        for word in reading.words
        for c in word.text.translate(STRAIGHT).replace("''", '"')
        if c != "_"
    ]
    if not several or len(several) + sum(bars) != len(cells):
        return []
    rest = iter(several)
    return [_Character("_", 1.0) if bar else next(rest) for bar in bars]


def _is_underscore(glyph: Glyph, foot: float) -> bool:
    return glyph.bottom - glyph.top <= BAR * (glyph.right - glyph.left) and glyph.top >= foot - 1


def _heights(code: _Code, line: LineImage) -> Iterator[tuple[str, float]]:
    """The characters of a line, each with its height in pixels."""
    for cell, character in zip(code.cells, code.characters, strict=True):
        yield character.text, inked_height(cell.glyph, line)


def _between(measured: Iterable[tuple[str, float]]) -> float | None:
    """Height between that of a 1 and that of an l; None if they do not differ, or cannot be told."""
    measured = list(measured)
    tall = [height for character, height in measured if character in ASCENDERS]
    figures = [height for character, height in measured if character in FIGURES]
    ones = [height for character, height in measured if character in ONES]
    # Of blurred type the height says little.
    if not tall or not ones or max(tall) > TALLER * min(tall):
        return None
    # Where there are no other figures, those that are lower must be ones.
    low = median(figures) if figures else min(ones)
    return (median(tall) + low) / 2 if median(tall) >= TALLER * low else None


def _recognised(code: _Code, line: LineImage, between: float | None) -> Recognised:
    shown = [_decided(code, i, line, between) for i in range(len(code.cells))]
    text, first_word = shown[0], code.cells[-1].glyph.right
    for (before, cell), character in zip(pairwise(code.cells), shown[1:], strict=True):
        if cell.number > before.number + 1:
            first_word = min(first_word, before.glyph.right)
            text += " "
        text += character
    doubts = []
    if text.replace(" ", "") != code.raw.replace(" ", ""):
        doubts.append(Doubt("text_repaired", f"“{code.raw}” was read; its shape says “{text}”."))
    sure = min(character.confidence for character in code.characters)
    return Recognised(text, sure, first_word, code=True, doubts=tuple(doubts))


def _decided(code: _Code, place: int, line: LineImage, between: float | None) -> str:
    """A character, decided by its shape where others look like it."""
    text, glyph = code.characters[place].text, code.cells[place].glyph
    if text in ONES and between is not None:
        return "l" if inked_height(glyph, line) > between else "1"
    if text in ZEROS and _stands_as_figure(code, place):
        return "0"
    return text


def _stands_as_figure(code: _Code, place: int) -> bool:
    """Whether a glyph ends where most of the others do."""
    glyph = code.cells[place].glyph
    foot = median(cell.glyph.bottom for cell in code.cells)
    return abs(glyph.bottom - foot) <= max(1.0, ON_LINE * (glyph.bottom - glyph.top))
