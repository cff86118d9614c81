"""What a colour says: green is right, red is wrong, everything else says nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box
from ocrquiz.page.model import Tone

from .ground import MIN_CONTRAST, Ground

MIN_CHROMA = 36
"""Levels between the strongest and the weakest channel from which ink is coloured, not grey."""

MIN_TINT = 2
"""Levels by which a tint's leading channel exceeds both others: the palest real green is 2 ahead."""

WARM_GREEN_SHARE = 0.62
"""Green as a share of red in a red at most: orange and yellow, which mark neither, have more."""

MIN_COLORED = 0.25
"""Share of the ink that must be coloured for a text or an icon to count as green or red."""

CORE = 0.7
"""Contrast of a stroke's core beside the strongest in its box."""


def tone_of_ink(ground: Ground, box: Box) -> Tone | None:
    """Green or red, if a good share of the ink in `box` is; None for black, grey, blue and mixtures."""
    area = np.s_[box.top : box.bottom, box.left : box.right]
    contrast = ground.contrast[area]
    if not contrast.size or contrast.max() < MIN_CONTRAST:
        return None
    # The core of the strokes: their fringe is mixed with the ground.
    core = contrast >= max(MIN_CONTRAST, CORE * float(contrast.max()))
    pixels = ground.rgb[area][core].astype(np.int16)
    green, red = _is_green(pixels).mean(), _is_red(pixels).mean()
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


def _is_green(pixels: NDArray[np.int16]) -> NDArray[np.bool_]:
    red, green, blue = pixels[:, 0], pixels[:, 1], pixels[:, 2]
    return (green - red >= MIN_CHROMA) & (green - blue >= MIN_CHROMA // 3)


def _is_red(pixels: NDArray[np.int16]) -> NDArray[np.bool_]:
    red, green, blue = pixels[:, 0], pixels[:, 1], pixels[:, 2]
    return (red - green >= MIN_CHROMA) & (red - blue >= MIN_CHROMA) & (green <= WARM_GREEN_SHARE * red)
