"""Glyphs of a line as its pixels show them: what is measured about a reading is measured on these."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

import numpy as np

from .engine import LineImage
from .reading import Word

INKED = 200
"""Grey level below which a pixel is ink."""

PITCHES = (0.85, 1.5)
"""Widths of a cell in a monospaced font, in x-heights: real ones have 1.08 to 1.35."""

ON_GRID = 0.8
"""Mean resultant length R, 0..1, of the glyphs' middles on the circle of a cell from which the font is
monospaced. Such fonts reach 0.97; proportional text has 0.3 to 0.6."""

SIGNIFICANT = 8.0
"""Rayleigh's statistic n R² from which that is no chance: a few letters of a short line can stand on a grid.
Of 320 real and own lines, proportional ones reach 7.4, monospaced ones of ten glyphs 9.4."""

ENOUGH, ON_GRID_ROUGHLY = 24, 0.7
"""Glyphs from which a line is no grid, and their R below which it is none."""

FULL = 0.7
"""Share of the rows between baseline and x-height that a letter inks; a comma or a quote does not."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """Inked columns without a white one between them: one character, as a rule. In pixels of its image."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def middle(self) -> float:
        """Along x."""
        return (self.left + self.right) / 2


def find_glyphs(image: LineImage, inked: int = INKED) -> list[Glyph]:
    """The glyphs of a line from left to right.

    Args:
        image: (h, w), dark on white.
        inked: grey level below which a pixel is ink.
    """
    ink = image < inked
    columns = ink.any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    if not len(edges):
        return []
    lefts, rights = edges[::2], edges[1::2]
    # Rows inked between each glyph's left edge and the next one's: what lies between two glyphs is white.
    rows = np.logical_or.reduceat(ink, lefts, axis=1)
    tops, bottoms = rows.argmax(axis=0), len(rows) - rows[::-1].argmax(axis=0)
    return [
        Glyph(*box)
        for box in zip(lefts.tolist(), rights.tolist(), tops.tolist(), bottoms.tolist(), strict=True)
    ]


def within(glyphs: Sequence[Glyph], word: Word) -> Sequence[Glyph]:
    """Those of a line that a word stands over."""
    first, last = span(glyphs, word)
    return glyphs[first:last]


def span(glyphs: Sequence[Glyph], word: Word) -> tuple[int, int]:
    """Number of the first glyph that a word stands over, and one past that of the last."""
    first = bisect_left(glyphs, word.left, key=_middle)
    return first, bisect_left(glyphs, word.right, lo=first, key=_middle)


_middle = attrgetter("middle")


def optical_gaps(glyphs: Sequence[Glyph], image: LineImage, x_height: float) -> list[float]:
    """How far apart neighbouring glyphs look, in pixels.

    Type is set so that the letters of a word look evenly spaced, whatever slants or hangs over, and a word
    space stands out where no white column shows it. Measured is the mean distance of their ink over the rows
    between baseline and x-height. Of a comma or a quote, which fills few of these rows, the white columns are
    taken, and what letters have beyond those.

    Args:
        glyphs: of the line, at least one.
        image: (h, w), dark on white.
        x_height: in that image, in pixels.

    Returns:
        A distance for each two neighbours.
    """
    base = int(np.median([g.bottom for g in glyphs]))
    ink = image[max(0, base - round(x_height)) : base] < INKED
    columns, far = np.arange(image.shape[1]), 10 * image.shape[1]
    lefts = [g.left for g in glyphs]
    first = np.minimum.reduceat(np.where(ink, columns, far), lefts, axis=1)
    last = np.maximum.reduceat(np.where(ink, columns, -far), lefts, axis=1)
    full = (first < far).mean(axis=0) >= FULL
    distances = (first[:, 1:] - last[:, :-1] - 1).clip(0, x_height).mean(axis=0)
    white = np.array([b.left - a.right for a, b in pairwise(glyphs)])
    letters = full[1:] & full[:-1]
    beyond = float(np.median((distances - white)[letters])) if letters.any() else 0.0
    return [float(d) for d in np.where(letters, distances, white + beyond)]


def pitch(glyphs: Sequence[Glyph], x_height: float) -> float | None:
    """Width of a cell in pixels, if the line is set in a monospaced font.

    The middles of all glyphs are wrapped around a circle of one cell's circumference; on the right one they
    gather in one place (Rayleigh's test of circular statistics).

    Args:
        glyphs: of the line.
        x_height: in its pixels.
    """
    if len(glyphs) < SIGNIFICANT:
        return None
    # What is set on a grid is so from the start: most lines are ruled out by a few glyphs.
    if len(glyphs) > ENOUGH and _best_pitch(glyphs[:ENOUGH], x_height)[1] < ON_GRID_ROUGHLY:
        return None
    best, r = _best_pitch(glyphs, x_height)
    return best if r >= ON_GRID and len(glyphs) * r * r >= SIGNIFICANT else None


def _best_pitch(glyphs: Sequence[Glyph], x_height: float) -> tuple[float, float]:
    """The pitch on whose grid the middles of glyphs gather best, and their mean resultant length."""
    middles = np.array([g.middle for g in glyphs])
    narrow, wide = (p * x_height for p in PITCHES)
    # Steps so fine that the last glyph moves by a small part of a cell between two of them.
    count = int(8 * (middles[-1] - middles[0]) * (1 / narrow - 1 / wide)) + 2
    candidates = 1 / np.linspace(1 / wide, 1 / narrow, count)
    angles = 2j * np.pi * middles[None, :] / candidates[:, None]
    gathered = np.abs(np.exp(angles).mean(axis=1))
    best = int(gathered.argmax())
    return float(candidates[best]), float(gathered[best])
