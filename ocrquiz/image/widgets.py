"""Radio buttons and checkboxes: found by outline and column, their state by the ink inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box
from ocrquiz.page.model import Shape

from .ground import Ground, Mask, distance

MIN_SIZE = 1.1
"""Smallest widget in x-heights; that of square characters is their whole height. Capitals have 1.4, so
outline and column have to decide, too."""

LETTER_SIZE = 1.7
"""Largest capital or digit in x-heights: up to here an outline needs companions in its column."""

MAX_SIZE = 4.6
"""Largest widget in x-heights: real ones reach 4.1, and 4.3 where compression has blurred them."""

MIN_OUTLINE = 0.86
"""Share of the ideal outline that is inked: a letter O that is not a circle stays below."""

MAX_SPREAD = 0.16
"""How much the sides of one widget, and the sizes within a column, may differ."""

MIN_GAP = 0.2
"""Space between a widget and its text, as a share of the widget: letters of a word stand closer."""

ALONE = 0.5
"""White left of a widget, as a share of its size: between words of a large heading there is less."""

NEAR = 4.0
"""How far right of a widget its text starts in x-heights."""

FAR = 9.0
"""The same for one in a column of its like: those need no nearness to be told from a letter."""

KERNING = 0.3
"""How far in x-heights two letters of a word can overlap in x."""

STOP = 0.45
"""Largest full stop in x-heights."""

DASH = (0.9, 0.3)
"""Width and height of the longest hyphen in x-heights."""

EDGE = (0.3, 2.3)
"""Largest thickness and smallest height in x-heights of the side of a card; the highest letters have 2.1."""

SQUARE_REACH = 1.05
"""How far ink reaches along the diagonals, in half sides: 1 for a circle, 1.2 for a rounded square."""

MIDDLE = 0.4
"""Half the side of a widget's middle, as a share of half its side."""

LINING = (0.62, 0.76)
"""From where to where the band close inside the outline reaches, as a share of half its side."""

SAME_FILL = 10
"""Levels by which the middles of two unselected widgets may differ."""

STRONG = 0.5
"""Contrast from which a widget's middle counts as inked, as a share of its strongest: above a pale fill."""

HOLLOW = 0.12
"""Share of ink in the middle of an unselected widget at most."""

RING = 0.6
"""Share of ink in the lining of a ring that is drawn so thick that it shows what was selected."""

FILLED = 0.30
"""Share of ink in the middle of a selected one at least: a thin tick in an outlined box has 0.35."""

DIRECTIONS = tuple(f(np.linspace(0, 2 * np.pi, 64, endpoint=False)) for f in (np.sin, np.cos))
"""In which an outline is looked for from the centre of a widget: y, x."""

Patch = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of ink with the outline of a widget.

    Attributes:
        box: its bounding box.
        shape: round or square.
        inside: share of ink in the middle, 0..1.
        lining: share of ink close inside the outline, 0..1; a letter in the middle does not reach there.
        fill: colour of what inks the middle; of the middle itself where nothing does.
        depth: levels between what lies close inside the outline and the ground.
    """

    box: Box
    shape: Shape
    inside: float
    lining: float
    fill: tuple[int, int, int]
    depth: int


def find_candidates(
    boxes: Sequence[Box], ink: Mask, ground: Ground, x_height: float, outline: float = MIN_OUTLINE
) -> list[Candidate]:
    """Pieces of ink shaped like a circle or a square of a widget's size.

    Args:
        boxes: of the pieces.
        ink: (h, w), what they were found in.
        ground: the page.
        x_height: in pixels.
        outline: share of the ideal outline that is inked at least.
    """
    found = []
    for box in boxes:
        if not MIN_SIZE * x_height <= max(box.width, box.height) <= MAX_SIZE * x_height:
            continue
        if abs(box.width - box.height) > max(2, MAX_SPREAD * max(box.width, box.height)):
            continue
        shape = _outline(ink, box, outline)
        if shape is not None:
            found.append(_candidate(ground, box, shape))
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
        if (companions(c.box, candidates) >= 1 and stands_before_text(c.box, lefts_of_text, x_height, FAR))
        or (c.box.width > LETTER_SIZE * x_height and stands_before_text(c.box, lefts_of_text, x_height))
    ]


def stands_before_text(one: Box, pieces: Sequence[Box], x_height: float, reach: float = NEAR) -> bool:
    """Whether text follows on the same height and nothing printed precedes closely."""
    after = False
    middle = one.center_y
    before = x_height * max(0.9, min(1.4, ALONE * one.width / x_height))
    for piece in pieces:
        if piece.top > middle + 1.2 * x_height or piece.bottom < middle - 1.2 * x_height:
            continue
        if one.contains(piece, 1) or piece.height > 8 * x_height or _is_edge_of_card(piece, x_height):
            continue
        gap_right = piece.left - one.right
        gap_left = one.left - piece.right
        if -KERNING * x_height <= gap_right < MIN_GAP * one.width and piece.left > one.center_x:
            return False
        if one.width <= LETTER_SIZE * x_height and gap_right <= x_height and _is_stop(piece, one, x_height):
            return False
        if -KERNING * x_height <= gap_left <= before and piece.right < one.center_x:
            return False
        after = after or 0 <= gap_right <= reach * x_height
    return after


def _is_stop(piece: Box, letter: Box, x_height: float) -> bool:
    """Whether a piece is the full stop or the hyphen after a letter (`B.`, `B -`)."""
    if piece.left < letter.right:
        return False
    small = max(piece.width, piece.height) <= STOP * x_height
    flat = piece.width <= DASH[0] * x_height and piece.height <= DASH[1] * x_height
    low = abs(piece.bottom - letter.bottom) <= max(1, 0.1 * x_height)
    return (small and low) or (flat and not low and letter.top < piece.top)


def _is_edge_of_card(piece: Box, x_height: float) -> bool:
    """Whether a piece is an upright line, taller than any letter."""
    return piece.width <= EDGE[0] * x_height and piece.height >= EDGE[1] * x_height


def outermost(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without those that lie inside another: the dot of a radio button, a box in a focus ring."""
    return [
        c
        for c in candidates
        if not any(o is not c and o.box.area > c.box.area and o.box.contains(c.box, 1) for o in candidates)
    ]


def states(widgets: Sequence[Candidate]) -> list[bool | None]:
    """Selected, not selected or cannot tell, for each widget, relative to the others.

    Where all middles are inked alike (a style that fills its widgets), none can be told to be selected.
    A thick ring among thin ones is a selected radio button.
    """
    hollow = [w for w in widgets if w.inside <= HOLLOW]
    thin = [w for w in hollow if w.lining <= HOLLOW]
    result: list[bool | None] = []
    for w in widgets:
        if w.shape is Shape.RADIO and w.inside <= HOLLOW and w.lining >= RING and 2 * len(thin) > len(hollow):
            result.append(True)
        elif w.inside <= HOLLOW or any(distance(w.fill, o.fill) <= SAME_FILL for o in hollow):
            result.append(False)
        elif w.inside >= FILLED and (hollow or len(widgets) == 1):
            result.append(True)
        elif w.inside >= FILLED:
            result.append(None if len(widgets) > 3 else True)
        else:
            result.append(None)
    return result


def _outline(ink: Mask, box: Box, share: float) -> Shape | None:
    """The ideal outline that the ink follows, if any."""
    patch = ink[box.top : box.bottom, box.left : box.right] > 0
    height, width = patch.shape
    if _diagonal_reach(patch) <= SQUARE_REACH:
        return Shape.RADIO if _ring(patch) >= share else None
    band = max(2, round(0.1 * min(height, width)))
    sides = (
        patch[:band].any(axis=0).mean(),
        patch[-band:].any(axis=0).mean(),
        patch[:, :band].any(axis=1).mean(),
        patch[:, -band:].any(axis=1).mean(),
    )
    return Shape.CHECKBOX if min(sides) >= share else None


def _diagonal_reach(patch: Patch) -> float:
    """Mean distance from the centre to the outermost ink towards the corners, in half sides."""
    height, width = patch.shape
    size = min(height, width)
    steps = np.arange(size // 2)
    y, x = ((steps * (n - 1) / (size - 1)).round().astype(int) for n in patch.shape)
    diagonals = (patch[y, x], patch[y, width - 1 - x], patch[height - 1 - y, x], patch[-1 - y, -1 - x])
    free = [float(np.argmax(line)) if line.any() else len(line) for line in diagonals]
    return float(math.sqrt(2) * (1 - (2 * np.mean(free) + 1) / size))


def _ring(patch: Patch) -> float:
    """Share of the directions from the centre in which the inscribed circle is inked."""
    height, width = patch.shape
    radius = min(height, width) / 2
    insets = np.arange(0.5, max(1.6, 0.22 * radius), 0.5)[:, None]
    y = np.round((height - 1) / 2 + (height / 2 - insets) * DIRECTIONS[0]).astype(int)
    x = np.round((width - 1) / 2 + (width / 2 - insets) * DIRECTIONS[1]).astype(int)
    hit = patch[y.clip(0, height - 1), x.clip(0, width - 1)].any(axis=0)
    return float(hit.mean())


def _candidate(ground: Ground, box: Box, shape: Shape) -> Candidate:
    """Measure the middle two fifths of a box, and the band close inside its outline."""
    area = np.s_[box.top : box.bottom, box.left : box.right]
    patch = ground.contrast[area]
    inked = patch >= STRONG * float(np.percentile(patch, 95))
    y, x = (np.abs(np.linspace(-1, 1, n)) for n in patch.shape)
    radius = np.hypot(y[:, None], x) if shape is Shape.RADIO else np.maximum(y[:, None], x)
    middle = np.maximum(y[:, None], x) <= MIDDLE
    lining = (radius >= LINING[0]) & (radius <= LINING[1])
    inside, close = (float(inked[zone].mean()) if zone.any() else 0.0 for zone in (middle, lining))
    drawn = middle & inked if inside > HOLLOW else middle
    red, green, blue = np.median(ground.rgb[area][drawn], axis=0).tolist() if drawn.any() else ground.page
    depth = int(np.median(patch[lining])) if lining.any() else 0
    return Candidate(box, shape, inside, close, (int(red), int(green), int(blue)), depth)


def companions(one: Box, others: Sequence[Candidate]) -> int:
    """How many others of its size stand in the column of a box."""
    size = one.width
    return sum(
        abs(other.box.center_x - one.center_x) <= max(2, 0.2 * size)
        and abs(other.box.width - size) <= max(2, MAX_SPREAD * size)
        and other.box.overlap_y(one) < 0
        for other in others
    )
