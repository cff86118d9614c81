"""What a colour says: green is right, red is wrong, everything else says nothing."""

from __future__ import annotations

import numpy as np

from ocrquiz.geometry import Box
from ocrquiz.page.model import Tone

from .ground import Ground

MIN_TINT = 2
"""Levels by which a tint's leading channel exceeds both others: the palest real green is 2 ahead."""

MIN_COLORED = 0.25
"""Share of the ink that must be coloured for a text or an icon to count as green or red."""


def tone_of_ink(ground: Ground, box: Box) -> Tone | None:
    """Green or red, if a good share of the ink in `box` is; None for black, grey, blue and mixtures."""
    area = np.s_[box.top : box.bottom, box.left : box.right]
    contrast = ground.contrast[area]
    if not contrast.size or not contrast.any():
        return None
    # The core of the strokes: their fringe is mixed with the ground.
    core = contrast >= max(40, 0.7 * float(contrast.max()))
    green, red = (float((mask[area][core] > 0).mean()) for mask in (ground.green, ground.red))
    if max(green, red) < MIN_COLORED:
        return None
    return Tone.CORRECT if green > red else Tone.INCORRECT


def tone_of_tint(color: tuple[int, int, int], page: tuple[int, int, int]) -> Tone:
    """What the colour of a block says beside the colour of its page."""
    red, green, blue = (c - p for c, p in zip(color, page, strict=True))
    if green - max(red, blue) >= MIN_TINT:
        return Tone.CORRECT
    if red - max(green, blue) >= MIN_TINT and abs(green - blue) <= 0.5 * (red - min(green, blue)) + 2:
        return Tone.INCORRECT
    return Tone.NEUTRAL
