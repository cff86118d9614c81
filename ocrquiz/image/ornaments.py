"""Ink that is no text: separators, scroll bars, solid blocks, and the edges of boxes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocrquiz.geometry import Box

from .blobs import Blob
from .ground import Ground

SOLID = 0.85
"""Share of its box that a bar fills, round ends taken off."""

SCROLL_BAR = (12.0, 2.2)
"""Shortest length and largest thickness of a scroll bar in x-heights."""

MIN_LYING = 25.0
"""Shortest horizontal scroll bar in x-heights where a chart's bars could be meant, too."""

STRIP = (20.0, 5.0)
"""Shortest height and largest width in x-heights of what stands along the page's edge: a scroll bar that a
button touches."""

ARROW_GAP = 3.0
"""Distance in x-heights between a scroll bar and the arrows at its ends."""

FILLED = 0.92
"""Share of its box that a filled block covers: bold capitals stay below."""

MIN_FILLED = 1.5
"""Smallest side of such a block in x-heights; a bullet is smaller, a dash thinner."""

RULE = 0.4
"""Thickest separator in x-heights."""

MIN_RULE = 40.0
"""Shortest horizontal separator in x-heights: blanks (`____`) are shorter."""

STANDING = (0.7, 3.0)
"""Largest thickness and smallest length in x-heights of an upright bar; a letter l is less long."""

ALONG = 0.3
"""How near in x-heights to the edge of a box a thin line is that edge."""

COLORED_BAR = (0.8, 6.0)
"""Largest thickness and smallest length in x-heights of a bar that shows progress."""

COLORED_BAR_CHROMA = 60
"""Levels between the strongest and the weakest channel of its colour."""

CORNER = (0.6, 2.5)
"""Sides in x-heights of the corner of a box that no text reaches, and of the largest piece that fills it."""

TOUCHES = 2
"""Pixels between an edge and what touches it, at most."""


def find_ornaments(blobs: Sequence[Blob], boxes: Sequence[Box], ground: Ground, x_height: float) -> set[int]:
    """Labels of the pieces of ink that are no text.

    Args:
        blobs: pieces of ink.
        boxes: tinted blocks and outlined boxes; their edges are no text.
        ground: the page.
        x_height: in pixels.
    """
    return {
        b.label
        for b in blobs
        if _is_rule(b.box, x_height)
        or _is_colored_bar(b.box, ground, x_height)
        or (min(b.box.width, b.box.height) >= MIN_FILLED * x_height and b.area >= FILLED * b.box.area)
        or _is_scroll_bar(b, x_height)
        or _is_of_box(b.box, boxes, x_height)
    }


def find_scroll_bars(blobs: Sequence[Blob], page: Box, x_height: float) -> set[int]:
    """Labels of scroll bars and their arrows: long flat bars, upright ones at the page's right edge."""
    edge = page.right - SCROLL_BAR[1] * x_height
    bars = [
        b.box
        for b in blobs
        if _is_scroll_bar(b, x_height)
        and (b.box.right >= edge if b.box.height > b.box.width else b.box.width >= MIN_LYING * x_height)
    ]
    strips = {b.label for b in blobs if _is_strip(b.box, page, x_height)}
    return strips | {b.label for b in blobs if any(_is_on(bar, b.box, x_height) for bar in bars)}


def _is_rule(box: Box, x_height: float) -> bool:
    lying = box.height <= RULE * x_height and box.width > MIN_RULE * x_height
    return lying or (box.width <= STANDING[0] * x_height and box.height > STANDING[1] * x_height)


def _is_colored_bar(box: Box, ground: Ground, x_height: float) -> bool:
    """Whether a piece shows progress, or underlines: a blank to be filled in has the text's colour."""
    if box.height > COLORED_BAR[0] * x_height or box.width < COLORED_BAR[1] * x_height:
        return False
    middle = ground.rgb[int(box.center_y), box.left : box.right].astype(np.int16)
    return bool(np.median(np.ptp(middle, axis=1)) >= COLORED_BAR_CHROMA)


def _is_scroll_bar(blob: Blob, x_height: float) -> bool:
    sides = sorted((blob.box.width, blob.box.height))
    return (
        sides[1] >= SCROLL_BAR[0] * x_height
        and RULE * x_height < sides[0] <= SCROLL_BAR[1] * x_height
        and blob.area >= SOLID * blob.box.area
    )


def _is_strip(box: Box, page: Box, x_height: float) -> bool:
    height, width = (s * x_height for s in STRIP)
    near = SCROLL_BAR[1] * x_height
    return (
        box.height >= height and box.width <= width and (box.right >= page.right - near or box.left <= near)
    )


def _is_on(bar: Box, box: Box, x_height: float) -> bool:
    """Whether a piece is a scroll bar, or an arrow at its end."""
    slack = round(0.3 * x_height)
    reach = round(ARROW_GAP * x_height)
    if bar.width >= bar.height:
        return Box(bar.left - reach, bar.top - slack, bar.right + reach, bar.bottom + slack).contains(box)
    return Box(bar.left - slack, bar.top - reach, bar.right + slack, bar.bottom + reach).contains(box)


def _is_of_box(piece: Box, boxes: Sequence[Box], x_height: float) -> bool:
    """Whether a piece is what is left of the edge or a corner of a box."""
    thin = min(piece.width, piece.height) <= ALONG * x_height
    small = max(piece.width, piece.height) <= CORNER[1] * x_height
    return (thin and any(_is_edge(piece, box, x_height) for box in boxes)) or (
        small and any(_is_corner(piece, box, x_height) for box in boxes)
    )


def _is_edge(line: Box, box: Box, x_height: float) -> bool:
    """Whether a thin line runs along the top or the bottom of a box, or is what is left of its side."""
    near = ALONG * x_height
    side = min(abs(line.center_x - box.left), abs(line.center_x - box.right)) <= near
    if line.width <= near and side and line.overlap_y(box) >= line.height - 1:
        return True
    return (
        line.height <= near
        and line.width >= 0.8 * box.width
        and min(abs(line.center_y - box.top), abs(line.center_y - box.bottom)) <= near
        and line.overlap_x(box) >= 0.8 * line.width
    )


def _is_corner(piece: Box, box: Box, x_height: float) -> bool:
    """Whether a small piece lies in a corner of a box, as what a rounded one leaves over."""
    free = CORNER[0] * x_height
    if not box.contains(piece, TOUCHES):
        return False
    across = min(
        (piece.left - box.left, piece.right - box.left), (box.right - piece.right, box.right - piece.left)
    )
    down = min(
        (piece.top - box.top, piece.bottom - box.top), (box.bottom - piece.bottom, box.bottom - piece.top)
    )
    return max(across[0], down[0]) <= TOUCHES or max(across[1], down[1]) <= free
