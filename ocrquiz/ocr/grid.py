"""Monospaced text: each character stands in a cell of one width, and an empty cell is a space.

So the pixels say how many characters there are and where the spaces stand, whatever was read, and letters
that touch are cut apart where one cell meets the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, tau

import numpy as np
from numpy.typing import NDArray

from .engine import LineImage
from .glyphs import INKED, Glyph, find_glyphs

PITCHES = (0.85, 1.5)
"""Widths of a cell in x-heights: real ones have 1.08 to 1.35."""

SEPARATE = 110
"""Grey level below which letters are apart that touch in small print. Of 60 lines of code 30 are on a grid
where glyphs are cut at INKED, all of them here."""

ON_GRID = 0.88
"""Mean resultant length R, 0..1, of the glyphs' middles on the circle of a cell from which the font is
monospaced. Such fonts reach 0.94 to 0.99, of 3,000 lines of other text none with ten glyphs or more 0.84."""

SIGNIFICANT, SIGNIFICANT_KNOWN = 11.0, 6.0
"""Rayleigh's statistic n R² from which that is no chance, where the pitch is looked for, and where it is that
of other lines on the page: a few letters of a short line can stand on a grid. Of 3,700 lines two of other
text reach 8."""

ENOUGH, ON_GRID_ROUGHLY = 24, 0.7
"""Glyphs from which a line is no grid, and their R below which it is none."""

HANGING = 0.5
"""How far above the foot of the letters a glyph ends, in x-heights, that is a quote: it has two strokes."""

SLACK = 0.2
"""How far in cells from where two of them meet they may be cut apart: an m is broad, italics lean."""

EMPTY = 128
"""Grey level that the darkest pixel of an empty cell has at least: its neighbours' fringe reaches into it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a line, in pixels: their width, and the middle of one of them."""

    pitch: float
    middle: float

    def scaled(self, scale: float, left: float) -> Grid:
        """The grid of a picture that is scaled, and then moved to the right."""
        return Grid(self.pitch * scale, self.middle * scale + left)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with ink: its number, and what is inked."""

    number: int
    glyph: Glyph


def find_grids(
    lines: Sequence[LineImage], x_heights: Sequence[float], pitches: Sequence[float] = ()
) -> list[Grid | None]:
    """The grid of each line of a page that is set in a monospaced font.

    Args:
        lines: (h, w) each, dark on white, cut without margin.
        x_heights: of each line, in its pixels.
        pitches: of other lines on the page.
    """
    letters = [_letters(line, x) for line, x in zip(lines, x_heights, strict=True)]
    grids = [find_grid(own, x) for own, x in zip(letters, x_heights, strict=True)]
    known = sorted({*pitches, *(grid.pitch for grid in grids if grid)})
    return [grid or _on_known(own, known) for own, grid in zip(letters, grids, strict=True)]


def find_grid(glyphs: Sequence[Glyph], x_height: float) -> Grid | None:
    """The grid that glyphs stand on, if they do.

    The middles of all glyphs are wrapped around a circle of one cell's circumference; on the right one they
    gather in one place (Rayleigh's test of circular statistics).

    Args:
        glyphs: of a line.
        x_height: in its pixels.
    """
    if len(glyphs) < SIGNIFICANT:
        return None
    middles = np.array([g.middle for g in glyphs])
    narrow, wide = (p * x_height for p in PITCHES)
    # What is set on a grid is so from the start: most lines are ruled out by a few glyphs.
    if len(middles) > ENOUGH and _gathered(middles[:ENOUGH], narrow, wide)[1] < ON_GRID_ROUGHLY:
        return None
    grid, r = _gathered(middles, narrow, wide)
    return grid if r >= ON_GRID and len(middles) * r * r >= SIGNIFICANT else None


def _letters(line: LineImage, x_height: float) -> list[Glyph]:
    """The glyphs of a line but for quotes."""
    glyphs = find_glyphs(line, SEPARATE)
    foot = float(np.median([g.bottom for g in glyphs])) if glyphs else 0.0
    return [g for g in glyphs if g.bottom > foot - HANGING * x_height]


def _on_known(glyphs: Sequence[Glyph], pitches: Sequence[float]) -> Grid | None:
    """The grid of one of those pitches that glyphs stand on, if they do."""
    if len(glyphs) < SIGNIFICANT_KNOWN:
        return None
    middles = np.array([g.middle for g in glyphs])
    for pitch in pitches:
        grid, r = _gathered(middles, pitch, pitch)
        if r >= ON_GRID and len(middles) * r * r >= SIGNIFICANT_KNOWN:
            return grid
    return None


def _gathered(middles: NDArray[np.float64], narrow: float, wide: float) -> tuple[Grid, float]:
    """The grid that middles of glyphs gather best on, and their mean resultant length.

    Args:
        middles: ascending, in pixels.
        narrow: smallest pitch that comes into question.
        wide: largest one.
    """
    # Steps so fine that the last glyph moves by a small part of a cell between two of them.
    count = int(8 * (middles[-1] - middles[0]) * (1 / narrow - 1 / wide)) + 2
    candidates = 1 / np.linspace(1 / wide, 1 / narrow, count)
    gathered = np.exp(1j * tau * middles[None, :] / candidates[:, None]).mean(axis=1)
    best = int(np.abs(gathered).argmax())
    pitch = float(candidates[best])
    return Grid(pitch, float(np.angle(gathered[best])) / tau * pitch), float(np.abs(gathered[best]))


def inked_cells(image: LineImage, grid: Grid) -> list[Cell]:
    """The cells of a line that are not empty, from left to right.

    Args:
        image: (h, w), dark on white.
        grid: of the line, in that image's pixels.
    """
    width = image.shape[1]
    darkness = (255 - image).sum(axis=0, dtype=np.int64)
    first = floor(-grid.middle / grid.pitch)
    last = ceil((width - grid.middle) / grid.pitch)
    edges = [
        _edge(darkness, grid.middle + (k - 0.5) * grid.pitch, grid.pitch) for k in range(first, last + 2)
    ]
    cells = []
    for number, (left, right) in enumerate(pairwise(edges), start=first):
        patch = image[:, left:right]
        if not patch.size or patch.min() >= EMPTY:
            continue
        columns = np.flatnonzero((patch < INKED).any(axis=0))
        rows = np.flatnonzero((patch < INKED).any(axis=1))
        glyph = Glyph(left + int(columns[0]), left + int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1)
        cells.append(Cell(number, glyph))
    return cells


def _edge(darkness: NDArray[np.int64], place: float, pitch: float) -> int:
    """The lightest column near the place where two cells meet."""
    low, high = (min(max(0, round(place + side * SLACK * pitch)), len(darkness)) for side in (-1, 1))
    columns = range(low, high)
    return min(columns, key=lambda i: (int(darkness[i]), abs(i - place)), default=low)
