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
"""Pixels: larger pieces are headings or pictures, whatever they show, on pages of usual width."""

MAX_LETTER_SHARE = 1 / 12
"""The same by a page's width, on wide ones: telephones draw a pixel with three."""

NARROWEST_LETTER, WIDEST_LETTER, LONGEST_WORD = 0.4, 1.6, 20.0
"""Width by height of letters, and of a word whose letters touch."""

SOLID = 0.85
"""Share of its box that a letter inks, at most."""

LEAST_LETTERS = 8
"""Letters without which a page cannot be measured."""

SAMPLE = 300
"""Pieces, about, whose zone is measured: more do not change the most frequent one."""

LOWEST_ZONE = 0.4
"""Height of small letters by that of a piece, at least: with ascender and descender it has 0.5."""

SMALLER = (0.6, 0.82)
"""What is measured on zones by what is measured on letters, where most of these touch: 0.70 to 0.77, as small
letters by those with ascender. On other pages it is 0.86 at least, for round letters reach over the zone."""

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
    labels, stats = _pieces(ink)
    rows = stats[1:].tolist()
    blobs = tuple(
        Blob(i, Box(x, y, x + w, y + h), area) for i, (x, y, w, h, area) in enumerate(rows, start=1)
    )
    return blobs, labels


def find_large(mask: Mask, smallest: float) -> list[Blob]:
    """The connected pieces of a mask whose box is at least that high and wide, in pixels."""
    _, stats = _pieces(mask)
    sides = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    large = [i for i in np.flatnonzero(sides >= smallest).tolist() if i > 0]
    return [Blob(i, Box(x, y, x + w, y + h), area) for i in large for x, y, w, h, area in [stats[i].tolist()]]


def _pieces(mask: Mask) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The (h, w) image of labels, and for each label left, top, width, height and area; 0 is the ground."""
    # With statistics, OpenCV's default algorithm takes three times as long as this one.
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(mask, 8, cv2.CV_32S, cv2.CCL_GRANA)
    return np.asarray(labels, dtype=np.int32), np.asarray(stats, dtype=np.int32)


def measure_x_height(blobs: Sequence[Blob], labels: NDArray[np.int32]) -> float:
    """The height of a small letter (a, c, e, ...) in pixels.

    The most frequent height of letter-shaped pieces: in running text small letters without ascender
    outnumber all others. Where letters touch, those pieces are mostly tall ones, and it is the most frequent
    height of the zone that small letters fill in whole pieces. Where capitals and figures outnumber them, it
    is the height of the smaller pieces in their lines.

    Args:
        blobs: the pieces of ink.
        labels: (h, w), the label image that they were found in.
    """
    highest = max(MAX_LETTER_HEIGHT, int(MAX_LETTER_SHARE * labels.shape[1]))
    upright = [b for b in blobs if _has_letter_shape(b) and b.box.height <= highest]
    letters = [b for b in upright if b.box.width <= WIDEST_LETTER * b.box.height]
    if len(letters) < LEAST_LETTERS:
        return DEFAULT_X_HEIGHT
    measured = _most_frequent([b.box.height for b in letters], [1.0] * len(letters))
    sample = [b for b in upright if b.box.width <= LONGEST_WORD * b.box.height]
    sample = sample[:: 1 + len(sample) // SAMPLE]
    pieces = [labels[b.box.top : b.box.bottom, b.box.left : b.box.right] == b.label for b in sample]
    zones = list(map(zone_height, pieces))
    filled = _most_frequent(zones, [b.box.width / b.box.height for b in sample])
    low, high = SMALLER
    measured = filled if low <= filled / measured <= high else measured
    small = _small_letters([b.box for b in letters], round(measured))
    return measured if small is None else small


def _has_letter_shape(blob: Blob) -> bool:
    """Whether a piece is high enough for a letter, at least as broad as one, and not solid."""
    height, width = blob.box.height, blob.box.width
    return (
        height >= MIN_LETTER_HEIGHT
        and width >= NARROWEST_LETTER * height
        and blob.area <= SOLID * blob.box.area
    )


def _most_frequent(heights: Sequence[int], weights: Sequence[float]) -> float:
    """Mean of the heights around the most frequent one."""
    # A row more than needed, lest the last one is smoothed into the first.
    histogram = np.bincount(heights, weights, minlength=max(heights) + 2).astype(np.float64)
    return _mean_near(histogram, int(_smoothed(histogram).argmax()))


def _smoothed(histogram: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often a height occurs; hinting and anti-aliasing spread one over two or three rows."""
    return np.asarray(histogram + 0.5 * np.roll(histogram, 1) + 0.5 * np.roll(histogram, -1))


def _mean_near(histogram: NDArray[np.float64], height: int) -> float:
    near = slice(max(0, height - 1), height + 2)
    return float(np.average(np.arange(len(histogram))[near], weights=histogram[near]))


def _small_letters(letters: Sequence[Box], capitals: int) -> float | None:
    """The height of a text's small letters, if its capitals and figures are the most frequent pieces.

    Nothing is higher then, and the small letters share the base line of the capitals, or the upper edge
    (p, q). Those of a smaller print stand elsewhere, and the strokes of square characters at any level.
    """
    heights = [b.height for b in letters]
    histogram = np.bincount(heights, minlength=2 * max(heights)).astype(float)
    counts = _smoothed(histogram)
    tall = slice(math.ceil(TALL[0] * capitals), int(TALL[1] * capitals) + 1)
    low, high = math.ceil(SMALL[0] * capitals), min(int(SMALL[1] * capitals), capitals - 2)
    small = max(range(low, high + 1), key=lambda height: counts[height], default=capitals)
    if counts[small] < max(MIN_SMALL, RARE * counts[capitals]) or counts[tall].max() > FEW * counts[capitals]:
        return None
    boxes = np.array([(b.left, b.top, b.right, b.bottom) for b in letters])
    sizes = boxes[:, 3] - boxes[:, 1]
    smaller, larger = (boxes[np.abs(sizes - height) <= 1] for height in (small, capitals))
    left, top, right, bottom = smaller.T[:, :, None]
    apart = np.maximum(larger[:, 0] - right, left - larger[:, 2])
    near = (apart <= NEIGHBOUR * capitals) & (larger[:, 1] < bottom) & (top < larger[:, 3])
    level = (np.abs(larger[:, 3] - bottom) <= 1) | (np.abs(larger[:, 1] - top) <= 1)
    amid = near.any(axis=1).mean() >= AMID and level[near].mean() >= LEVEL
    return _mean_near(histogram, small) if amid else None


def zone_height(ink: NDArray[np.bool_]) -> int:
    """Height of the zone that small letters fill: between the rows where ink gains and loses most.

    Args:
        ink: (h, w), a letter, a word or a line, cropped to it.
    """
    rows = np.zeros(len(ink) + 2, dtype=np.intp)
    rows[1:-1] = ink.sum(axis=1)
    steps = rows[1:] - rows[:-1]
    least = max(MIN_LETTER_HEIGHT, round(LOWEST_ZONE * len(ink)))
    if len(steps) <= least:
        return 0
    # The largest loss of ink from each row on.
    losses = np.minimum.accumulate(steps[: least - 1 : -1])[::-1]
    top = int((steps[:-least] - losses).argmax())
    return least + int(steps[top + least :].argmin())
