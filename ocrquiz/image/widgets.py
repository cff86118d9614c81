"""Radio buttons and checkboxes: found by outline and column, their state by the ink inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocrquiz.geometry import Box
from ocrquiz.page.model import Shape

from .blobs import Blob
from .ground import Mask

MIN_SIZE = 1.25
"""Smallest widget in x-heights; capitals are 1.4, so outline and column have to decide, too."""

LETTER_SIZE = 1.7
"""Largest capital or digit in x-heights: up to here an outline needs companions in its column."""

MAX_SIZE = 4.2
"""Largest widget in x-heights: the real ones reach 3.3."""

MIN_OUTLINE = 0.86
"""Share of the ideal outline that is inked: a letter O that is not a circle stays below."""

MAX_SPREAD = 0.16
"""How much the sides of one widget, and the sizes within a column, may differ."""

MIN_GAP = 0.12
"""Space between a widget and its text, as a share of the widget: letters of a word stand closer."""

KERNING = 0.3
"""How far in x-heights two letters of a word can overlap in x."""

CORNER = 0.13
"""Side of the corner, as a share of the box, that a circle leaves free and a square fills."""

HOLLOW = 0.12
"""Share of ink in the middle of an unselected widget at most."""

FILLED = 0.30
"""Share of ink in the middle of a selected one at least: a thin tick in an outlined box has 0.35."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of ink with the outline of a widget.

    Attributes:
        box: its bounding box.
        shape: round or square.
        inside: share of ink in the middle, 0..1.
    """

    box: Box
    shape: Shape
    inside: float


def find_candidates(blobs: Sequence[Blob], ink: Mask, x_height: float) -> list[Candidate]:
    """Pieces of ink shaped like a circle or a square of a widget's size."""
    found = []
    for blob in blobs:
        size = max(blob.box.width, blob.box.height)
        if not MIN_SIZE * x_height <= size <= MAX_SIZE * x_height:
            continue
        if abs(blob.box.width - blob.box.height) > max(2, MAX_SPREAD * size):
            continue
        shape = _outline(ink, blob.box)
        if shape is not None:
            found.append(Candidate(blob.box, shape, _inside(ink, blob.box)))
    return found


def choose_widgets(
    candidates: Sequence[Candidate], lefts_of_text: Sequence[Box], x_height: float
) -> list[Candidate]:
    """Those candidates that stand before a text, in a column of their like or larger than any letter.

    Args:
        candidates: what has the right outline.
        lefts_of_text: boxes of all other pieces of ink; one must follow to the right, none precede.
        x_height: in pixels.
    """
    return [
        c
        for c in candidates
        if _stands_before_text(c, lefts_of_text, x_height)
        and (c.box.width > LETTER_SIZE * x_height or _companions(c, candidates) >= 1)
    ]


def states(widgets: Sequence[Candidate]) -> list[bool | None]:
    """Selected, not selected or cannot tell, for each widget, relative to the others.

    Where all middles are inked alike (a style that fills its widgets), none can be told to be selected.
    """
    hollow = [w for w in widgets if w.inside <= HOLLOW]
    result: list[bool | None] = []
    for w in widgets:
        if w.inside <= HOLLOW:
            result.append(False)
        elif w.inside >= FILLED and (hollow or len(widgets) == 1):
            result.append(True)
        elif w.inside >= FILLED:
            result.append(None if len(widgets) > 3 else True)
        else:
            result.append(None)
    return result


def _outline(ink: Mask, box: Box) -> Shape | None:
    """The ideal outline that the ink follows, if any."""
    patch = ink[box.top : box.bottom, box.left : box.right] > 0
    height, width = patch.shape
    corner = max(1, round(CORNER * min(height, width)))
    corners = np.mean(
        [
            patch[:corner, :corner].mean(),
            patch[:corner, -corner:].mean(),
            patch[-corner:, :corner].mean(),
            patch[-corner:, -corner:].mean(),
        ]
    )
    band = max(2, round(0.1 * min(height, width)))
    sides = (
        patch[:band].any(axis=0).mean(),
        patch[-band:].any(axis=0).mean(),
        patch[:, :band].any(axis=1).mean(),
        patch[:, -band:].any(axis=1).mean(),
    )
    if min(sides) >= MIN_OUTLINE and corners > 0.25:
        return Shape.CHECKBOX
    if corners < 0.2 and _ring(patch) >= MIN_OUTLINE:
        return Shape.RADIO
    return None


def _ring(patch: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> float:
    """Share of the directions from the centre in which the inscribed circle is inked."""
    height, width = patch.shape
    angles = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    hit = np.zeros(len(angles), dtype=bool)
    radius = min(height, width) / 2
    for inset in np.arange(0.5, max(1.6, 0.22 * radius), 0.5):
        y = np.clip(np.round((height - 1) / 2 + (height / 2 - inset) * np.sin(angles)), 0, height - 1)
        x = np.clip(np.round((width - 1) / 2 + (width / 2 - inset) * np.cos(angles)), 0, width - 1)
        hit |= patch[y.astype(int), x.astype(int)]
    return float(hit.mean())


def _inside(ink: Mask, box: Box) -> float:
    """Share of ink in the middle two fifths of the box."""
    dx, dy = round(0.3 * box.width), round(0.3 * box.height)
    patch = ink[box.top + dy : box.bottom - dy, box.left + dx : box.right - dx]
    return float((patch > 0).mean()) if patch.size else 0.0


def _companions(one: Candidate, others: Sequence[Candidate]) -> int:
    """How many others of its size stand in its column."""
    size = one.box.width
    return sum(
        other is not one
        and abs(other.box.center_x - one.box.center_x) <= max(2, 0.2 * size)
        and abs(other.box.width - size) <= max(2, MAX_SPREAD * size)
        and other.box.overlap_y(one.box) < 0
        for other in others
    )


def _stands_before_text(one: Candidate, pieces: Sequence[Box], x_height: float) -> bool:
    """Whether text follows on the same height and nothing printed precedes closely."""
    after = False
    middle = one.box.center_y
    for piece in pieces:
        if piece.top > middle + 1.2 * x_height or piece.bottom < middle - 1.2 * x_height:
            continue
        if one.box.contains(piece, 1) or piece.height > 8 * x_height:
            continue
        gap_right = piece.left - one.box.right
        gap_left = one.box.left - piece.right
        if -KERNING * x_height <= gap_right < MIN_GAP * one.box.width and piece.left > one.box.center_x:
            return False
        if -KERNING * x_height <= gap_left <= 0.9 * x_height and piece.right < one.box.center_x:
            return False
        after = after or 0 <= gap_right <= 4 * x_height
    return after
