"""Dots under an overhanging letter, as in `f.`: Tesseract overlooks them, so they are set clear of it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box

from .engine import LineImage
from .glyphs import INKED

DOT = 0.4
"""Sides of a full stop in x-heights, at most."""

LETTER = 0.8
"""Height of a letter in x-heights, at least."""

CLEAR = 0.12
"""White between letter and dot in x-heights once the dot is clear of it: as between two letters."""


def free_dots(line: LineImage, x_height: float) -> LineImage:
    """Move each dot that stands below an overhang to the right, with all that comes after it.

    Args:
        line: (h, w), dark on white.
        x_height: of the line, in its pixels.
    """
    ink = (line < INKED).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = [Box(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:count].tolist()]
    # From right to left, so that what is still to be moved stands where it did.
    for dot, letter in sorted(_hidden(boxes, x_height), key=lambda pair: -boxes[pair[0]].left):
        distance = boxes[letter].right - boxes[dot].left + max(1, round(CLEAR * x_height))
        line = _moved(line, labels == letter + 1, labels == dot + 1, boxes[dot].left - 1, distance)
    return line


def _hidden(boxes: Sequence[Box], x_height: float) -> list[tuple[int, int]]:
    """Numbers of the dots on the line that stand below part of a letter, each with that of the letter."""
    letters = [i for i, box in enumerate(boxes) if box.height >= LETTER * x_height]
    if not letters:
        return []
    foot = float(np.median([boxes[i].bottom for i in letters]))
    found = []
    for i, dot in enumerate(boxes):
        flat = max(dot.width, dot.height) <= DOT * x_height and abs(dot.bottom - foot) <= DOT * x_height
        if not flat or any(_stacked(dot, box) for k, box in enumerate(boxes) if k != i):
            continue
        over = [k for k in letters if _hangs_over(boxes[k], dot)]
        if over:
            found.append((i, max(over, key=lambda k: boxes[k].right)))
    return found


def _stacked(dot: Box, other: Box) -> bool:
    """Whether a dot is part of a sign that consists of two pieces, such as a colon or a question mark."""
    return other.overlap_y(dot) <= 0 and other.overlap_x(dot) >= dot.width / 2


def _hangs_over(letter: Box, dot: Box) -> bool:
    """Whether a letter reaches over part of a dot; the hook of a question mark covers its dot."""
    return letter.left < dot.left < letter.right < dot.right and letter.overlap_y(dot) > 0


def _moved(
    line: LineImage, letter: NDArray[np.bool_], dot: NDArray[np.bool_], start: int, distance: int
) -> LineImage:
    """The line with all from column `start` on moved to the right, but for the letter that hangs over it."""
    height, width = line.shape
    stays = (cv2.dilate(letter.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & ~dot
    stays = np.pad(stays, ((0, 0), (0, width - stays.shape[1])))
    stays[:, :start] = True
    moved = np.full((height, width + distance), 255, np.uint8)
    moved[:, :width] = np.where(stays, line, 255)
    moved[:, distance:] = np.minimum(moved[:, distance:], np.where(stays, 255, line))
    return moved
