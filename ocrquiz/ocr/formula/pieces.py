"""A line cut into its characters, whatever hangs over what: pieces of ink, dots with their letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box, union
from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.prepare import resized

from .symbols import X_HEIGHT, Patch

INK, FAINT = 0.35, 0.2
"""Darkness from which a pixel joins pieces, and that of a stroke so thin that its ends alone are darker."""

THIN = 0.4
"""Width of such a stroke in x-heights, at most."""

FRAIL_BAR, FRAIL_FLATNESS, RING = (0.7, 1.8), 0.25, 0.75
"""Width in x-heights of a bar that may be faint as a whole, its height beside that at most, and the sides of
a ring."""

FULL_INK = 90
"""Percentile of the ink's darkness that is taken for black."""

SPECK = 6
"""Pixels that a piece has at least."""

BORDER = 4
"""Pixels of white around the line."""

DOT = 0.45
"""Sides of a dot in x-heights, at most."""

BAR = 0.4
"""Height of a bar, or of a hat, as a share of its width, at most."""

FLAT_ACCENT = 0.2
"""Height of a bar above a letter, as a share of its width, at most."""

STEM = 0.7
"""Width of what a dot stands above, i or j, as a share of its height, at most."""

STACK_GAP = 0.55
"""White between a dot or bar and the rest of its character in x-heights, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A character's ink.

    Attributes:
        box: in pixels of the line scaled to X_HEIGHT.
        patch: its pixels, 0 white to 1 black.
        accent: LaTeX's name of what stands above it, if that is a hat, a tilde or a bar.
    """

    box: Box
    patch: Patch
    accent: str | None = None


def find_pieces(line: LineImage, x_height: float) -> list[Piece]:
    """The characters of a line, from left to right.

    Args:
        line: (h, w), dark on white.
        x_height: of the line, in its pixels.
    """
    big = resized(line, X_HEIGHT / x_height)
    framed = cv2.copyMakeBorder(big, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT, value=255)
    darkness = (255 - framed.astype(np.float32)) / 255
    inked = darkness[darkness > 0.2]
    if len(inked):
        darkness = np.clip(darkness / max(0.5, float(np.percentile(inked, FULL_INK))), 0, 1)
    faint, weak = _components(darkness > FAINT)
    mask = (darkness > INK) | _labelled(faint, [i for box, i in weak if _is_frail(box)])
    labels, found = _components(mask)
    pieces = []
    for group in _stacked(found, faint):
        box = union(b for b, _ in group)
        area = np.s_[box.top : box.bottom, box.left : box.right]
        own = _labelled(labels[area], [i for _, i in group]).astype(np.uint8)
        near = cv2.dilate(own, np.ones((3, 3), np.uint8)) > 0
        patch = np.where(near, darkness[area], 0).astype(np.float32)
        pieces.append(Piece(box, patch))
    return _accented(sorted(pieces, key=lambda p: (p.box.left, p.box.top)))


def _labelled(labels: NDArray[np.int32], wanted: Iterable[int]) -> NDArray[np.bool_]:
    """Where one of a few labels stands: `np.isin` costs several times as much on patches this small."""
    found = np.zeros(labels.shape, dtype=bool)
    for label in wanted:
        found |= labels == label
    return found


def _is_frail(box: Box) -> bool:
    """Whether all of a piece may be faint: the bar of a minus sign, or the ring of a degree."""
    narrow, wide = FRAIL_BAR
    if narrow * X_HEIGHT <= box.width <= wide * X_HEIGHT and box.height <= FRAIL_FLATNESS * box.width:
        return True
    return max(box.width, box.height) <= RING * X_HEIGHT


Part = tuple[Box, int]


def _components(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int32], list[Part]]:
    """Labels of connected pieces, and their boxes with their labels, from left to right."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    rows = enumerate(stats[1:count].tolist(), start=1)
    return np.asarray(labels, dtype=np.int32), sorted(
        (Box(x, y, x + w, y + h), i) for i, (x, y, w, h, area) in rows if area >= SPECK
    )


def _stacked(parts: Sequence[Part], faint: NDArray[np.int32]) -> Iterable[list[Part]]:
    """Parts of one character put together.

    Args:
        parts: from left to right.
        faint: labels of what is connected once thin strokes count, too.
    """
    owner = list(range(len(parts)))
    for i, (a, _) in enumerate(parts):
        for j in range(i + 1, len(parts)):
            b = parts[j][0]
            if b.left > a.right + 1:
                break
            upper, lower = (a, b) if a.top < b.top else (b, a)
            if _is_one(upper, lower) or _is_broken(upper, lower, faint):
                old, new = owner[j], owner[i]
                owner = [new if o == old else o for o in owner]
    grouped = sorted(range(len(parts)), key=lambda i: owner[i])
    for _, members in groupby(grouped, key=lambda i: owner[i]):
        yield [parts[i] for i in members]


def _is_one(upper: Box, lower: Box) -> bool:
    """Whether two pieces are one character: i, j, !, ?, :, ;, =, or a relation over a bar."""
    gap = lower.top - upper.bottom
    if gap < -2 or gap > STACK_GAP * X_HEIGHT:
        return False
    if upper.overlap_x(lower) < 0.5 * min(upper.width, lower.width):
        return False
    if _is_bar(lower) and lower.width > 0.5 * X_HEIGHT:
        return upper.width > 0.5 * X_HEIGHT
    if _is_dot(lower):
        return upper.width <= 0.8 * X_HEIGHT and (_is_dot(upper) or upper.height > 0.4 * X_HEIGHT)
    return _is_dot(upper) and lower.width <= STEM * lower.height


def _is_broken(a: Box, b: Box, faint: NDArray[np.int32]) -> bool:
    """Whether two pieces are one that a faint stroke connects: a bracket's ends, or a chip off a letter."""
    small, large = sorted((a, b), key=lambda box: box.area)
    thin = max(a.width, b.width) <= THIN * X_HEIGHT and a.overlap_x(b) > 0
    chip = _is_dot(small) and small.overlap_x(large) >= -1 and small.overlap_y(large) > 0.5 * small.height
    if not thin and not chip:
        return False
    return bool(np.intersect1d(_labels(faint, small), _labels(faint, large)).size)


def _labels(labels: NDArray[np.int32], box: Box) -> NDArray[np.int32]:
    inside = labels[box.top : box.bottom, box.left : box.right]
    return inside[inside > 0]


def _is_dot(box: Box) -> bool:
    return max(box.width, box.height) <= DOT * X_HEIGHT


def _is_bar(box: Box) -> bool:
    return box.height <= BAR * box.width


def _accented(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with the flat ones that stand close above a letter made its accents."""
    accents: dict[int, str] = {}
    used = set()
    for i, flat in enumerate(pieces):
        if not _is_accent(flat.box):
            continue
        below = [k for k, p in enumerate(pieces) if k != i and _carries(p.box, flat.box)]
        if below:
            letter = max(below, key=lambda k: pieces[k].box.overlap_x(flat.box))
            accents[letter] = _accent_name(flat.patch)
            used.add(i)
    return [Piece(p.box, p.patch, accents.get(i)) for i, p in enumerate(pieces) if i not in used]


def _is_accent(box: Box) -> bool:
    return 0.25 * X_HEIGHT <= box.width <= 1.1 * X_HEIGHT and box.height <= 0.8 * box.width


def _carries(letter: Box, accent: Box) -> bool:
    gap = letter.top - accent.bottom
    return (
        -2 <= gap <= 0.4 * X_HEIGHT
        and letter.height >= 0.8 * X_HEIGHT
        and letter.overlap_x(accent) >= 0.6 * min(letter.width, accent.width)
        and accent.height <= 0.4 * letter.height
    )


def _accent_name(patch: Patch) -> str:
    """Of an accent's shape: a bar is flat, a hat highest in the middle, a tilde left of it."""
    height, width = patch.shape
    if height <= FLAT_ACCENT * width:
        return "bar"
    tops = (patch > INK).argmax(axis=0)
    thirds = [float(part.mean()) for part in np.array_split(tops, 3)]
    return "hat" if thirds[1] < min(thirds[0], thirds[2]) else "tilde"
