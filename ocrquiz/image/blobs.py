"""Connected pieces of ink, and the height of a small letter measured from them."""

from __future__ import annotations

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


def measure_x_height(blobs: Sequence[Blob]) -> float:
    """The height of a small letter (a, c, e, ...) in pixels.

    The most frequent height of letter-shaped pieces: in running text small letters without ascender
    outnumber all others.
    """
    heights = [
        b.box.height
        for b in blobs
        if MIN_LETTER_HEIGHT <= b.box.height <= MAX_LETTER_HEIGHT
        and 0.4 * b.box.height <= b.box.width <= 1.6 * b.box.height
        and b.area <= 0.85 * b.box.area
    ]
    if len(heights) < 8:
        return DEFAULT_X_HEIGHT
    histogram = np.bincount(heights, minlength=MAX_LETTER_HEIGHT + 2).astype(float)
    # Hinting and anti-aliasing spread one height over two or three rows.
    smooth = histogram + 0.5 * np.roll(histogram, 1) + 0.5 * np.roll(histogram, -1)
    peak = int(smooth.argmax())
    near = slice(max(0, peak - 1), peak + 2)
    return float(np.average(np.arange(len(histogram))[near], weights=histogram[near]))
