"""Check marks, crosses and marked discs in green or red: what a page says is right or wrong."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box
from ocrquiz.page.model import Tone

from .blobs import Blob
from .ground import Ground
from .tone import tone_of_ink

SIZE = (0.6, 4.2)
"""Smallest and largest mark in x-heights: small ticks beside large text, and discs as large as widgets."""

COLORED = 0.15
"""Share of a mark's ink that is green or red at least; its fringe is mixed with the ground."""

OPEN = 0.75
"""Ink in a cross's open side beside that in its corners, at most."""

SLENDER = 2.2
"""How many times as wide as high, or as high as wide, a mark is at most."""

INKED = 0.12
"""Share of a ninth of a mark's box from which a stroke passes through it."""

TAPERED = 0.09
"""The same at the thin end of a stroke, as a brush draws it."""

ROUND = 0.55
"""Share of a disc's box that is inked at least; a mark is left open in it."""

APART = 0.35
"""White in x-heights beside a mark: letters of a word stand closer."""

SPACE = 0.8
"""White in x-heights on one side of a mark at least: a word of one letter has less on both."""

FILLED = 0.6
"""Share of a disc that is green or red at least."""

MARKED = 0.94
"""The same at most, where a mark is drawn on it in another colour."""

Cells = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mark:
    """A check mark, a cross, or a disc that holds one."""

    box: Box
    tone: Tone


def find_marks(
    blobs: Sequence[Blob], labels: NDArray[np.int32], ground: Ground, x_height: float
) -> list[Mark]:
    """The marks of a page, from top to bottom.

    Args:
        blobs: all pieces of ink.
        labels: (h, w), the label image that they were found in.
        ground: the page.
        x_height: in pixels.
    """
    colored = _colored(labels, len(blobs), ground)
    if not colored.any():
        return []
    low, high = (s * x_height for s in SIZE)
    pieces = [b.box for b in blobs]
    marks = []
    for blob in blobs:
        if colored[blob.label] < COLORED * blob.area:
            continue
        long, short = max(blob.box.width, blob.box.height), min(blob.box.width, blob.box.height)
        if not low <= long <= high or long > SLENDER * short:
            continue
        tone = tone_of_ink(ground, blob.box)
        if tone is None and colored[blob.label] >= FILLED * blob.area:
            # A white mark on the disc outshines its colour on a dark page.
            tone = _tone_of_most(blob, labels, ground)
        if tone is None:
            continue
        box = blob.box
        patch = labels[box.top : box.bottom, box.left : box.right] == blob.label
        # A green cross is the letter x: crosses say that something is wrong.
        cross = tone is Tone.INCORRECT and _is_cross(_cells(patch))
        marked = colored[blob.label] <= MARKED * blob.area
        is_mark = cross or _is_tick(_cells(patch)) or _is_disc(patch, blob.area, marked=marked)
        if is_mark and _stands_apart(box, pieces, x_height):
            marks.append(Mark(box, tone))
    return marks


def _colored(labels: NDArray[np.int32], pieces: int, ground: Ground) -> NDArray[np.int64]:
    """Pixels of green and red ink in each piece, by its label."""
    inked = labels.reshape(-1)[np.flatnonzero(cv2.bitwise_or(ground.green, ground.red) > 0)]
    return np.bincount(inked, minlength=pieces + 1)


def is_tick_or_cross(patch: NDArray[np.bool_]) -> bool:
    """Whether the ink of a patch, cropped to it, is drawn like a check mark or a cross."""
    cells = _cells(patch)
    return _is_tick(cells) or _is_cross(cells)


def is_cross(patch: NDArray[np.bool_]) -> bool:
    """Whether the ink of a patch, cropped to it, is drawn like a cross."""
    return _is_cross(_cells(patch))


def _cells(patch: NDArray[np.bool_]) -> Cells:
    """Share of ink in each ninth of a patch: (3, 3)."""
    small = cv2.resize(patch.astype(np.float32), (30, 30), interpolation=cv2.INTER_AREA)
    return np.asarray(small.reshape(3, 10, 3, 10).mean(axis=(1, 3)), dtype=np.float64)


def _is_tick(cells: Cells) -> bool:
    """A long stroke from the bottom up to the right, a short one up to the left."""
    return bool(
        cells[0, 2] >= INKED
        and cells[0, 0] < INKED
        and cells[2, 2] < INKED
        and cells[1, 0] >= 0.6 * INKED
        and max(cells[2, 0], cells[2, 1]) >= INKED
        and cells[1, 1] >= INKED
    )


def _is_cross(cells: Cells) -> bool:
    """Two diagonals."""
    corners = (cells[0, 0], cells[0, 2], cells[2, 0], cells[2, 2])
    sides = (cells[0, 1], cells[1, 0], cells[1, 2], cells[2, 1])
    if min(corners) < TAPERED or cells[1, 1] < INKED:
        return False
    drawn = max(sides) < min(*corners, cells[1, 1]) and min(corners) >= INKED
    # As a brush writes it: thickest in the middle, and open at a side.
    return bool(drawn or (cells[1, 1] >= cells.max() and min(sides[1:3]) < OPEN * float(np.mean(corners))))


def _tone_of_most(blob: Blob, labels: NDArray[np.int32], ground: Ground) -> Tone:
    """The colour that most of a piece has."""
    area = np.s_[blob.box.top : blob.box.bottom, blob.box.left : blob.box.right]
    own = labels[area] == blob.label
    green, red = (int((mask[area][own] > 0).sum()) for mask in (ground.green, ground.red))
    return Tone.CORRECT if green > red else Tone.INCORRECT


def _is_disc(patch: NDArray[np.bool_], area: int, *, marked: bool) -> bool:
    """A filled circle with a mark left open in it, or drawn on it in another colour."""
    height, width = patch.shape
    if abs(height - width) > max(2, 0.1 * max(height, width)) or min(height, width) < 10:
        return False
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    radius = np.hypot(y, x)
    rim, outside = (radius > 0.8) & (radius < 0.95), radius > 1.12
    return bool(
        patch[rim].mean() >= 0.95
        and patch[outside].mean() <= 0.1
        and area / patch.size >= ROUND
        and (marked or not patch[radius < 0.7].all())
    )


def _stands_apart(box: Box, pieces: Sequence[Box], x_height: float) -> bool:
    """Whether no letter stands close on one side, as in a word, nor near on both, as in a line."""
    beside = [p for p in pieces if p.overlap_y(box) > 0 and 0.3 * x_height < p.height <= 3 * x_height]
    left = min((box.left - p.right for p in beside if p.right <= box.left), default=math.inf)
    right = min((p.left - box.right for p in beside if p.left >= box.right), default=math.inf)
    return min(left, right) >= APART * x_height and max(left, right) >= SPACE * x_height
