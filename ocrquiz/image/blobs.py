"""Connected pieces of ink, and the height of a small letter measured from them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box

from .ground import Mask

MIN_LETTER_HEIGHT = 4
"""Pixels: below that no letter can be told from another."""

MAX_LETTER_HEIGHT = 60
"""Pixels: larger pieces are headings or pictures, whatever they show."""

DEFAULT_X_HEIGHT = 10.0
"""Pixels, for a screenshot with too few letters to measure."""

SMALL = (0.66, 0.8)
"""Height of a small letter beside that of a capital: 0.69 to 0.78 in the usual fonts."""

TALL = (1.25, 1.55)
"""Height of letters with an ascender, beside small ones."""

FEW = 0.15
"""Pieces of that height beside the most frequent one, below which the latter is that of capitals."""

AMID = 0.5
"""Share of the smaller pieces with a higher one near, from which they are letters of the same text."""

LEVEL = 0.9
"""Share of such neighbours that end or begin on the same level."""

NEIGHBOUR = 3.0
"""How far they stand apart, beside the larger height."""

RARE = 0.5
"""How many small letters there are beside capitals and figures, at least."""

MIN_SMALL = 12
"""The same, counted."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A connected piece of ink.

    Attributes:
        label: its value in the label image.
        box: its bounding box.
        area: pixels of ink.
    """

    label: int
    box: Box
    area: int


def find_blobs(ink: Mask) -> tuple[tuple[Blob, ...], NDArray[np.int32]]:
    """All pieces of ink (8-connected), and the (h, w) image of their labels, 0 being no ink."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    rows = stats[1:count].tolist()
    blobs = tuple(
        Blob(i, Box(x, y, x + w, y + h), area) for i, (x, y, w, h, area) in enumerate(rows, start=1)
    )
    return blobs, np.asarray(labels, dtype=np.int32)


def find_large(mask: Mask, smallest: float) -> list[Blob]:
    """The connected pieces of a mask whose box is at least that high and wide, in pixels."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    sides = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    large = [i for i in np.flatnonzero(sides >= smallest).tolist() if 0 < i < count]
    return [Blob(i, Box(x, y, x + w, y + h), area) for i in large for x, y, w, h, area in [stats[i].tolist()]]


def measure_x_height(blobs: Sequence[Blob]) -> float:
    """The height of a small letter (a, c, e, ...) in pixels.

    The most frequent height of letter-shaped pieces: in running text small letters without ascender
    outnumber all others. Where capitals and figures do, it is that of the smaller pieces in their lines.
    """
    letters = [
        b.box
        for b in blobs
        if MIN_LETTER_HEIGHT <= b.box.height <= MAX_LETTER_HEIGHT
        and 0.4 * b.box.height <= b.box.width <= 1.6 * b.box.height
        and b.area <= 0.85 * b.box.area
    ]
    if len(letters) < 8:
        return DEFAULT_X_HEIGHT
    histogram = np.bincount([b.height for b in letters], minlength=MAX_LETTER_HEIGHT + 2).astype(float)
    # Hinting and anti-aliasing spread one height over two or three rows.
    smooth = histogram + 0.5 * np.roll(histogram, 1) + 0.5 * np.roll(histogram, -1)
    peak = int(smooth.argmax())
    small = _small_letters(letters, smooth, peak)
    peak = peak if small is None else small
    near = slice(max(0, peak - 1), peak + 2)
    return float(np.average(np.arange(len(histogram))[near], weights=histogram[near]))


def _small_letters(letters: Sequence[Box], counts: NDArray[np.float64], capitals: int) -> int | None:
    """The height of a text's small letters, if its capitals and figures are the most frequent pieces.

    Nothing is higher then, and the small letters share the base line of the capitals, or the upper edge
    (p, q). Those of a smaller print stand elsewhere, and the strokes of square characters at any level.
    """
    tall = slice(math.ceil(TALL[0] * capitals), int(TALL[1] * capitals) + 1)
    low, high = math.ceil(SMALL[0] * capitals), min(int(SMALL[1] * capitals), capitals - 2)
    small = max(range(low, high + 1), key=lambda height: counts[height], default=capitals)
    if counts[small] < max(MIN_SMALL, RARE * counts[capitals]) or counts[tall].max() > FEW * counts[capitals]:
        return None
    boxes = np.array([(b.left, b.top, b.right, b.bottom) for b in letters])
    heights = boxes[:, 3] - boxes[:, 1]
    smaller, larger = (boxes[np.abs(heights - height) <= 1] for height in (small, capitals))
    left, top, right, bottom = smaller.T[:, :, None]
    apart = np.maximum(larger[:, 0] - right, left - larger[:, 2])
    near = (apart <= NEIGHBOUR * capitals) & (larger[:, 1] < bottom) & (top < larger[:, 3])
    level = (np.abs(larger[:, 3] - bottom) <= 1) | (np.abs(larger[:, 1] - top) <= 1)
    amid = near.any(axis=1).mean() >= AMID and level[near].mean() >= LEVEL
    return small if amid else None
