"""Coloured labels in a line of text, filled or outlined: they name a category and are no text of the quiz."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocrquiz.geometry import Box

from .blobs import Blob
from .ground import Ground

HEIGHT = (0.9, 3.4)
"""Lowest and highest chip in x-heights; of square characters the x-height is the whole height."""

LEAST_HEIGHT = 10
"""Pixels: a lower one could not hold letters. A word whose letters touch may look like one."""

MIN_ASPECT = 1.2
"""Width beside height at least: no boxed character is as wide."""

MAX_WIDTH = 16.0
"""Widest chip in x-heights."""

MIN_SIDES = (0.75, 0.25)
"""Share of the upper and lower, and of the left and right side that is inked: ends can be half circles."""

APART = 0.22
"""White in x-heights beside a chip: letters of a word stand closer."""

COLORED = 0.6
"""Share of its edge that has that much colour: of white letters on a coloured ground only the fringe has."""

MIN_CHROMA = 40
"""Levels between the strongest and the weakest channel of its colour."""


def find_chips(blobs: Sequence[Blob], ground: Ground, x_height: float) -> list[Box]:
    """Boxes of the chips of a page.

    Args:
        blobs: pieces of ink.
        ground: the page.
        x_height: in pixels.
    """
    pieces = [b.box for b in blobs]
    return [
        box
        for box in pieces
        if _has_size(box, x_height) and _is_boxed(box, ground) and _stands_apart(box, pieces, x_height)
    ]


def _has_size(box: Box, x_height: float) -> bool:
    low, high = (h * x_height for h in HEIGHT)
    low = max(low, LEAST_HEIGHT)
    return low <= box.height <= high and MIN_ASPECT * box.height <= box.width <= MAX_WIDTH * x_height


def _stands_apart(box: Box, pieces: Sequence[Box], x_height: float) -> bool:
    gap = APART * x_height
    return not any(p.overlap_y(box) > 0 and -gap < p.overlap_x(box) <= 0 for p in pieces)


def _is_boxed(box: Box, ground: Ground) -> bool:
    area = np.s_[box.top : box.bottom, box.left : box.right]
    patch = ground.ink[area] > 0
    band = max(1, round(0.1 * box.height))
    sides = (patch[:band], patch[-band:], patch[:, :band].T, patch[:, -band:].T)
    across, down = (min(s.any(axis=0).mean() for s in pair) for pair in (sides[:2], sides[2:]))
    if across < MIN_SIDES[0] or down < MIN_SIDES[1]:
        return False
    edge = np.concatenate([side.reshape(-1) for side in (patch[:band], patch[-band:])])
    pixels = np.concatenate(
        [ground.rgb[area][:band].reshape(-1, 3), ground.rgb[area][-band:].reshape(-1, 3)]
    )[edge]
    chroma = np.ptp(pixels.astype(np.int16), axis=1)
    # Colour fringes of black letters cancel each other out.
    whole = np.ptp(pixels.mean(axis=0)) if len(pixels) else 0.0
    return bool(whole >= MIN_CHROMA and (chroma >= MIN_CHROMA).mean() >= COLORED)
