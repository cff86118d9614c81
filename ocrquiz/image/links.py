"""External-link icons: an open box with an arrow that leaves it at the upper right. They are no text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocrquiz.geometry import Box

from .blobs import Blob
from .ground import Mask

SIZE = (0.9, 2.4)
"""Side of the box in x-heights."""

SQUARE = 0.2
"""How much its sides may differ, as a share of the longer one."""

SIDE = 0.75
"""Share of its left and its bottom side that is inked."""

ARROW = (0.4, 0.95)
"""Extent of the arrow beside that of the box."""


def find_link_icons(blobs: Sequence[Blob], ink: Mask, x_height: float) -> list[Blob]:
    """The pieces of ink that make external-link icons.

    Two pieces that interlock like that are no letters, so neither colour nor place is asked for.

    Args:
        blobs: of the page.
        ink: (h, w), 255 where there is ink.
        x_height: in pixels.
    """
    low, high = (s * x_height for s in SIZE)
    boxes = [
        b for b in blobs if low <= min(b.box.width, b.box.height) and max(b.box.width, b.box.height) <= high
    ]
    arrows = [b for b in blobs if max(b.box.width, b.box.height) <= ARROW[1] * high]
    found = []
    for box in boxes:
        if not _is_open_box(box.box, ink):
            continue
        arrow = next((a for a in arrows if a is not box and _leaves(a.box, box.box)), None)
        if arrow is not None:
            found += [box, arrow]
    return found


def _is_open_box(box: Box, ink: Mask) -> bool:
    if abs(box.width - box.height) > SQUARE * max(box.width, box.height):
        return False
    patch = ink[box.top : box.bottom, box.left : box.right] > 0
    band = max(1, round(0.12 * box.width))
    left, bottom = patch[:, :band].any(axis=1), patch[-band:].any(axis=0)
    return bool(min(np.mean(left), np.mean(bottom)) >= SIDE)


def _leaves(arrow: Box, box: Box) -> bool:
    """Whether an arrow starts inside a box and ends at its upper right corner or beyond."""
    extents = (arrow.width / box.width, arrow.height / box.height)
    return (
        ARROW[0] <= min(extents)
        and max(extents) <= ARROW[1]
        and arrow.left > box.left + 0.15 * box.width
        and arrow.bottom < box.bottom - 0.1 * box.height
        and arrow.right >= box.right - 0.05 * box.width
        and arrow.top <= box.top + 0.1 * box.height
        and arrow.intersection(box).area > 0
    )
