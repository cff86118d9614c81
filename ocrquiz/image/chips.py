"""Labels in boxes that hug them: coloured chips in a line of text, pills, badges, filled buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocrquiz.geometry import Box

from .blobs import Blob
from .ground import MIN_CONTRAST, Block, Color, Ground, distance
from .lines import Chunk

HEIGHT = (0.9, 3.4)
"""Lowest and highest chip in x-heights; of square characters the x-height is the whole height."""

LEAST_HEIGHT = 10
"""Pixels: a lower one could not hold letters. A word whose letters touch may look like one."""

MIN_ASPECT = 1.2
"""Width beside height at least: no boxed character is as wide."""

MAX_WIDTH = 16.0
"""Widest chip in x-heights; a pale block that is wider is a panel."""

MIN_SIDES = (0.75, 0.25)
"""Share of the upper and lower, and of the left and right side that is inked: ends can be half circles."""

APART = 0.22
"""White in x-heights beside a chip: letters of a word stand closer."""

SOLID = 0.85
"""Share of its box that a filled chip covers; its corners are round."""

FLAT = 6
"""Levels by which a flat colour varies."""

MOSTLY_FLAT = 0.5
"""Share of a filled chip that has its flat colour; the rest is text and its fringe."""

PRINTED = 0.04
"""Share of a filled chip that text inks at least."""

COLORED = 0.6
"""Share of its edge that has that much colour: of white letters on a coloured ground only the fringe has."""

MIN_CHROMA = 40
"""Levels between the strongest and the weakest channel of its colour."""


LOW = 1.7
"""Height in x-heights up to which letters that touch could be meant, unless they are square characters."""

LOW_ASPECT = 1.6
"""Width beside height of so low a chip at least: a word of two letters is narrower."""

LETTER = 2.5
"""Highest letter in x-heights."""

MAX_HEIGHT = 5.5
"""Highest box around a label in x-heights: one line with air."""

PAD = 4.5
"""White in x-heights left and right of a label in its box at most; a button as wide as its page has more, but
stands out from it."""

CENTRED = 1.5
"""How much in x-heights the white left of a label differs from that right of it."""

INLINE = 1.2
"""White in x-heights beside a pale box at least: words of a line stand closer (code on a grey ground)."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A small coloured box.

    Attributes:
        box: with its outline.
        fill: its colour; None for an outlined one.
    """

    box: Box
    fill: Color | None


def find_chips(blobs: Sequence[Blob], ground: Ground, x_height: float) -> list[Chip]:
    """The chips of a page that are pieces of ink.

    Args:
        blobs: pieces of ink.
        ground: the page.
        x_height: in pixels.
    """
    pieces = [b.box for b in blobs]
    return [
        Chip(blob.box, _fill(blob.box, ground))
        for blob in blobs
        if _has_size(blob.box, x_height)
        and (_is_boxed(blob.box, ground) or _is_filled(blob, ground))
        and _stands_apart(blob.box, pieces, x_height)
    ]


def find_highlights(chips: Sequence[Chip], blobs: Sequence[Blob], x_height: float) -> set[Box]:
    """Boxes of the chips that are marked words in the midst of a line: letters stand close on both sides."""
    boxes = {chip.box for chip in chips}
    letters = [b.box for b in blobs if b.box.height <= LETTER * x_height and b.box not in boxes]
    return {box for box in boxes if _is_amid(box, letters, INLINE * x_height)}


def _is_amid(box: Box, letters: Sequence[Box], reach: float) -> bool:
    level = [letter for letter in letters if letter.overlap_y(box) >= 0.5 * letter.height]
    left = any(0 <= box.left - letter.right < reach for letter in level)
    return left and any(0 <= letter.left - box.right < reach for letter in level)


def find_labels(
    lines: Sequence[Chunk], blocks: Sequence[Block], chips: Sequence[Chip], ground: Ground, x_height: float
) -> list[Box]:
    """The boxes of a page that hug one line of text.

    Args:
        lines: all lines of text.
        blocks: that may be such boxes.
        chips: that are such boxes if there is text in them.
        ground: the page.
        x_height: in pixels.
    """
    strong = {chip.box for chip in chips}
    widest = MAX_WIDTH * x_height
    blocks = [b for b in blocks if b.box.width <= widest or distance(b.color, ground.page) >= MIN_CONTRAST]
    strong |= {block.box for block in blocks if distance(block.color, ground.page) >= MIN_CONTRAST}
    texts = [line.box for line in lines]
    boxes = dict.fromkeys([*(chip.box for chip in chips), *(block.box for block in blocks)])
    return sorted(box for box in boxes if _hugs(box, texts, x_height, strong=box in strong))


def _hugs(box: Box, texts: Sequence[Box], x_height: float, *, strong: bool) -> bool:
    """Whether a box has one line in its middle, and was made for it."""
    inside = [text for text in texts if box.covers(text)]
    if len(inside) != 1 or box.height > MAX_HEIGHT * x_height:
        return False
    left, right = inside[0].left - box.left, box.right - inside[0].right
    if abs(left - right) > CENTRED * x_height or (max(left, right) > PAD * x_height and not strong):
        return False
    reach = INLINE * x_height
    others = [text for text in texts if text is not inside[0] and text.overlap_y(inside[0]) > 0]
    return strong or not any(-text.overlap_x(box) < reach for text in others)


def _fill(box: Box, ground: Ground) -> Color | None:
    area = ground.rgb[box.top : box.bottom, box.left : box.right].reshape(-1, 3)
    red, green, blue = np.median(area, axis=0).astype(int).tolist()
    color = (int(red), int(green), int(blue))
    return color if distance(color, ground.page) >= MIN_CONTRAST else None


def _has_size(box: Box, x_height: float) -> bool:
    low, high = (h * x_height for h in HEIGHT)
    low = max(low, LEAST_HEIGHT)
    aspect = MIN_ASPECT if box.height > LOW * x_height else LOW_ASPECT
    return low <= box.height <= high and aspect * box.height <= box.width <= MAX_WIDTH * x_height


def _stands_apart(box: Box, pieces: Sequence[Box], x_height: float) -> bool:
    gap = APART * x_height
    return not any(p.overlap_y(box) > 0 and -gap < p.overlap_x(box) <= 0 for p in pieces)


def _is_filled(blob: Blob, ground: Ground) -> bool:
    """Whether a piece is a flat rectangle of any colour with something printed on it."""
    box = blob.box
    if blob.area < SOLID * box.area:
        return False
    area = ground.rgb[box.top : box.bottom, box.left : box.right].reshape(-1, 3).astype(np.int16)
    apart = np.abs(area - np.median(area, axis=0)).max(axis=1)
    return bool((apart <= FLAT).mean() >= MOSTLY_FLAT and (apart >= 2 * MIN_CONTRAST).mean() >= PRINTED)


def _is_boxed(box: Box, ground: Ground) -> bool:
    area = np.s_[box.top : box.bottom, box.left : box.right]
    patch = ground.ink[area] > 0
    band = max(1, round(0.1 * box.height))
    sides = (patch[:band], patch[-band:], patch[:, :band].T, patch[:, -band:].T)
    across, down = (min(s.any(axis=0).mean() for s in pair) for pair in (sides[:2], sides[2:]))
    if across < MIN_SIDES[0] or down < MIN_SIDES[1]:
        return False
    edge = np.concatenate([side.reshape(-1) for side in (patch[:band], patch[-band:])])
    pixels = np.concatenate(
        [ground.rgb[area][:band].reshape(-1, 3), ground.rgb[area][-band:].reshape(-1, 3)]
    )[edge]
    chroma = np.ptp(pixels.astype(np.int16), axis=1)
    # Colour fringes of black letters cancel each other out.
    whole = np.ptp(pixels.mean(axis=0)) if len(pixels) else 0.0
    return bool(whole >= MIN_CHROMA and (chroma >= MIN_CHROMA).mean() >= COLORED)
