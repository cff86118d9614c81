"""What a colour says: green is right, red is wrong, everything else says nothing."""

from __future__ import annotations

import numpy as np

from ocrquiz.geometry import Box
from ocrquiz.page.model import Tone

from .ground import MIN_CONTRAST, Color, Ground

MIN_TINT = 2
"""Levels by which a tint's leading channel exceeds both others: the palest real green is 2 ahead."""

INSIDE_DISC = 0.8
"""Share of a disc's radius in which a mark stands."""

DRAWN = 80
"""Levels between a disc and the core of what is drawn on it."""

MIN_COLORED = 0.25
"""Share of the ink that must be coloured for a text or an icon to count as green or red."""

EDGE = 2
"""Pixels along a box in which its outline is looked for."""

MOSTLY = 0.5
"""Share of the ink of an outline, or of a disc, that must be coloured."""

CORE = 0.7
"""Contrast of a stroke's core beside the strongest in its box."""

LEANING = 0.15
"""How far green or red is ahead of the other two, beside the contrast, in ink that is no grey."""


def tone_of_ink(ground: Ground, box: Box) -> Tone | None:
    """Green or red, if a good share of the ink in `box` is; None for black, grey, blue and mixtures."""
    area = np.s_[box.top : box.bottom, box.left : box.right]
    contrast = ground.contrast[area]
    if not contrast.size or contrast.max() < MIN_CONTRAST:
        return None
    # The core of the strokes: their fringe is mixed with the ground.
    core = contrast >= max(MIN_CONTRAST, CORE * float(contrast.max()))
    green, red = (float((mask[area][core] > 0).mean()) for mask in (ground.green, ground.red))
    if max(green, red) < MIN_COLORED:
        return None
    return Tone.CORRECT if green > red else Tone.INCORRECT


def leans_to(tone: Tone, ground: Ground, box: Box) -> bool:
    """Whether the ink in `box` is green or red, as pale as small print makes it.

    Args:
        tone: CORRECT for green, INCORRECT for red.
        ground: the page.
        box: of a piece of ink.
    """
    area = np.s_[box.top : box.bottom, box.left : box.right]
    contrast = ground.contrast[area]
    core = contrast >= CORE * float(contrast.max())
    # Colour fringes of grey strokes cancel each other out.
    red, green, blue = ground.rgb[area][core].mean(axis=0)
    ahead = min(green - red, green - blue) if tone is Tone.CORRECT else min(red - green, red - blue)
    return bool(ahead >= LEANING * float(contrast[core].mean()))


def tone_on_disc(ground: Ground, box: Box) -> Tone | None:
    """Green or red, if most of a filled disc is, or else a good share of what is drawn on it.

    On a dark page, a white mark on a disc outshines it.
    """
    area = np.s_[box.top : box.bottom, box.left : box.right]
    patch = ground.rgb[area].astype(np.int16)
    y, x = (np.linspace(-1, 1, n) for n in patch.shape[:2])
    inside = np.hypot(y[:, None], x) < INSIDE_DISC
    for mask, tone in ((ground.green, Tone.CORRECT), (ground.red, Tone.INCORRECT)):
        if (mask[area][inside] > 0).mean() > MOSTLY:
            return tone
    base = np.median(patch[inside], axis=0)
    drawn = inside & (np.abs(patch - base).max(axis=2) >= DRAWN)
    if not drawn.any():
        return None
    green, red = (float((mask[area][drawn] > 0).mean()) for mask in (ground.green, ground.red))
    if max(green, red) < MIN_COLORED:
        return None
    return Tone.CORRECT if green > red else Tone.INCORRECT


def tone_of_outline(ground: Ground, box: Box) -> Tone | None:
    """Green or red, if most of the ink along the upper and the lower edge of `box` is."""
    rows = np.r_[box.top : box.top + EDGE, box.bottom - EDGE : box.bottom]
    inked, green, red = (
        int((mask[rows, box.left : box.right] > 0).sum()) for mask in (ground.ink, ground.green, ground.red)
    )
    if max(green, red) <= MOSTLY * inked:
        return None
    return Tone.CORRECT if green > red else Tone.INCORRECT


def tone_of_tint(color: Color, page: Color) -> Tone:
    """What the colour of a block says beside the colour of its page.

    On a coloured page another shade of it says nothing, and white on a cool grey is no red: the block must be
    green or red by itself, too.
    """
    tone = _tone_beside(color, page)
    return tone if tone is _tone_beside(color, (min(color),) * 3) else Tone.NEUTRAL


def _tone_beside(color: Color, page: Color) -> Tone:
    red, green, blue = (c - p for c, p in zip(color, page, strict=True))
    if green - max(red, blue) >= MIN_TINT:
        return Tone.CORRECT
    if red - max(green, blue) >= MIN_TINT and abs(green - blue) <= 0.5 * (red - min(green, blue)) + 2:
        return Tone.INCORRECT
    return Tone.NEUTRAL
