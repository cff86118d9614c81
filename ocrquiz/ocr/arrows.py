"""Arrows to the left and to the right, which no language pack of Tesseract knows: told by their shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .engine import LineImage
from .glyphs import INKED, Glyph, find_glyphs

LENGTH = (0.9, 4.0)
"""Length of an arrow in x-heights."""

HEAD_HEIGHT = (0.35, 1.3)
"""Height of its head in x-heights."""

SLENDER = 1.1
"""Length of an arrow by the height of its head, at least."""

SHAFT = 0.9
"""Share of the length that the shaft's row inks, at least."""

THIN = 0.4
"""Extent of the shaft's ink by that of the head, at most."""

MIDDLE = 0.15
"""How far from the middle of the head the shaft may run, as a share of the head's height."""

HEAD = 0.42
"""Share of the length that the head takes in, at most; the upright stroke of a plus stands in the middle."""

BROADEST = 0.1
"""Share of the length from the tip on in which the head is not yet at its broadest."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow in a line: its first pixel column, one past its last, and the character."""

    left: int
    right: int
    text: str


def find_arrows(line: LineImage, x_height: float) -> list[Arrow]:
    """The arrows of a line, from left to right.

    Args:
        line: (h, w), dark on white.
        x_height: of the line, in its pixels.
    """
    return [
        Arrow(glyph.left, glyph.right, text)
        for glyph in find_glyphs(line)
        if _has_size(glyph, x_height) and (text := _direction(line, glyph))
    ]


def _has_size(glyph: Glyph, x_height: float) -> bool:
    width, height = glyph.right - glyph.left, glyph.bottom - glyph.top
    (shortest, longest), (low, high) = LENGTH, HEAD_HEIGHT
    return (
        shortest * x_height <= width <= longest * x_height
        and low * x_height <= height <= high * x_height
        and width >= SLENDER * height
    )


def _direction(line: LineImage, glyph: Glyph) -> str:
    """The arrow that a glyph is; empty if it is none."""
    ink = line[glyph.top : glyph.bottom, glyph.left : glyph.right] < INKED
    height = len(ink)
    shaft = int(ink.sum(axis=1).argmax())
    if ink[shaft].mean() < SHAFT or abs((shaft + 0.5) / height - 0.5) > MIDDLE:
        return ""
    extents = np.where(ink.any(axis=0), height - ink[::-1].argmax(axis=0) - ink.argmax(axis=0), 0)
    if _ends_in_head(extents, height):
        return "→"
    return "←" if _ends_in_head(extents[::-1], height) else ""


def _ends_in_head(extents: Sequence[int] | NDArray[np.int64], height: int) -> bool:
    """Whether what is inked in each column is a thin shaft, and then a head that narrows to a tip."""
    extents = np.asarray(extents)
    width = len(extents)
    shaft, head = extents[: round((1 - HEAD) * width)], extents[round((1 - HEAD) * width) :]
    if not len(shaft) or shaft.max() > max(2, THIN * height) or head.max() < height:
        return False
    broadest = width - len(head) + int(head.argmax())
    tip = extents[-max(1, round(BROADEST * width)) :]
    narrows = np.diff(extents[broadest:].astype(np.int64)).max(initial=0) <= 1
    return bool(broadest < width - len(tip) and tip.min() <= THIN * height + 1 and narrows)
