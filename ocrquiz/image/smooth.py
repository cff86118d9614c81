"""Pictures that lossy compression or scaling has roughened, made as flat as they were drawn.

Both leave faint waves beside every edge. They blur the difference between a tinted block and its page, prick
holes into outlines and join letters with what is beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from .ground import SAMPLE_STEP, Color, Rgb, distance, flat_colors, near

EVERY = 8
"""Rows from one that is looked at to the next: a page has thousands of edges."""

WAVE, EDGE = (2, 12), 41
"""Levels between two pixels beside each other in a wave, and at the edge of a letter at least. A wave goes up
and down: shadows and gradients go one way."""

ROUGH = 0.15
"""Ups and downs for each edge from which a picture has been roughened. Drawn pages have 0.03, with textures
0.14; enlarged ones 0.02 to 0.25, JPEG pictures 0.4 to 2."""

FILTER_SIZE, FILTER_LEVELS, FILTER_REACH = 5, 25.0, 3.0
"""Diameter in pixels, levels and pixels of the bilateral filter (Tomasi and Manduchi, Bilateral Filtering for
Gray and Color Images, ICCV 1998): waves reach some 20 levels, the palest letters differ by 40."""

SNAP = 6
"""Levels by which a pixel may differ from a flat colour that it is taken for."""

SOLID = 0.5
"""Share of a colour's samples that lie amid others, from which it fills blocks; in waves fewer do."""


def smoothed(rgb: Rgb) -> Rgb:
    """The picture without waves; the same one if it has none.

    Args:
        rgb: (h, w, 3), 8 bits.
    """
    if not is_rough(rgb):
        return rgb
    flat = cv2.bilateralFilter(np.ascontiguousarray(rgb), FILTER_SIZE, FILTER_LEVELS, FILTER_REACH)
    return _snapped(np.asarray(flat, dtype=np.uint8))


def is_rough(rgb: Rgb) -> bool:
    """Whether a picture has been compressed with loss, or scaled.

    Args:
        rgb: (h, w, 3), 8 bits.
    """
    rows = rgb[::EVERY, :, 1].astype(np.int16)
    steps = rows[:, 1:] - rows[:, :-1]
    heights = np.abs(steps)
    faint = (heights >= WAVE[0]) & (heights <= WAVE[1])
    turns = faint[:, 1:] & faint[:, :-1] & ((steps[:, 1:] ^ steps[:, :-1]) < 0)
    return bool(np.count_nonzero(turns) > ROUGH * np.count_nonzero(heights >= EDGE))


def _snapped(rgb: Rgb) -> Rgb:
    """The picture with what is nearly a flat colour in that colour."""
    snapped = rgb.copy()
    nearest = np.full(rgb.shape[:2], SNAP + 1, dtype=np.uint8)
    for color in _palette(np.ascontiguousarray(rgb[::SAMPLE_STEP, ::SAMPLE_STEP])):
        off = cv2.absdiff(rgb, np.array([*color, 0], dtype=np.float64)).max(axis=2)
        closer = off < nearest
        snapped[closer] = color
        nearest[closer] = off[closer]
    return snapped


def _palette(samples: Rgb) -> Sequence[Color]:
    """The flat colours that were drawn, without those of waves beside them."""
    found: list[Color] = []
    for color in flat_colors(samples):
        if all(distance(color, other) > SNAP for other in found) or _fills_blocks(samples, color):
            found.append(color)
    return found


def _fills_blocks(samples: Rgb, color: Color) -> bool:
    mask = near(samples, color)
    amid = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return bool(np.count_nonzero(amid) >= SOLID * np.count_nonzero(mask))
