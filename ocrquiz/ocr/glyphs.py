"""Glyphs of a line as its pixels show them: what is measured about a reading is measured on these."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from .engine import LineImage
from .reading import Word

INKED = 200
"""Grey level below which a pixel is ink."""

FULL = 0.7
"""Share of the rows between baseline and x-height that a letter inks; a comma or a quote does not."""

BAR_FLATNESS = 0.25
"""Height of an underscore, as a share of its width, at most."""


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


def is_flat(glyph: Glyph) -> bool:
    """Whether a glyph is a bar: an underscore or a dash."""
    return glyph.bottom - glyph.top <= BAR_FLATNESS * (glyph.right - glyph.left)


def is_underscore(bar: Glyph, before: Glyph, after: Glyph) -> bool:
    """Whether a glyph is a flat bar at the foot of its neighbours and as near to them as a letter."""
    width = bar.right - bar.left
    return (
        is_flat(bar)
        and bar.top >= min(before.bottom, after.bottom) - 1
        and max(bar.left - before.right, after.left - bar.right) < width / 2
    )


def find_inked_rows(image: LineImage) -> slice:
    """The rows from the first to the last with ink; all of them if there is none."""
    rows = np.flatnonzero((image < INKED).any(axis=1))
    return slice(int(rows[0]), int(rows[-1]) + 1) if len(rows) else slice(0, len(image))


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


def inked_height(glyph: Glyph, image: LineImage) -> float:
    """Height of a glyph to a part of a pixel: the rows at the rim count by how dark they are."""
    rows = darkness(glyph, image, margin=1).max(axis=1)
    return float(np.clip(rows / rows.max(), 0, 1).sum()) if rows.max() else 0.0


def darkness(glyph: Glyph, image: LineImage, margin: int = 0) -> NDArray[np.floating]:
    """How dark the pixels of a glyph are, 0..1, with so many rows above and below it."""
    top = max(0, glyph.top - margin)
    patch = image[top : glyph.bottom + margin, glyph.left : glyph.right]
    return (255.0 - patch) / 255.0
