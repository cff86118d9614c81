"""Text lines: pieces of ink grouped by nearness, each line cut out ready for recognition."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box, union

from .blobs import SMALLER, Blob, zone_height
from .ground import Gray, Mask

WORD_GAP = 1.3
"""Widest space within a line in x-heights that is bridged at once: a plain space has 0.5."""

COLUMN_GAP = 3.2
"""Space in x-heights from which two pieces on one height are two columns."""

LABEL_WIDTH = 3.6
"""Widest printed number or letter before a text, in x-heights (`10.`)."""

LABEL_GAP = 0.75
"""Space in x-heights that sets a number off from its text."""

MOSTLY = 0.6
"""Share of a piece of ink that lies in the zone it belongs to."""

BULLET = (0.25, 0.85)
"""Diameter of a list bullet in x-heights; a full stop never opens a line."""

LETTER_INSET = 0.2
"""Share of a widget's height that is cut away at each side to leave the letter in it: a ring 2 px thick
still touches the corners of what 0.18 leaves."""

BULLET_FILL = 0.7
"""Share of its bounding box that a bullet inks at least: real ones of 5 px have 0.84. A small one off the
pixel grid may have 0.65, but so has the letter a."""

TIGHT = 2.4
"""Height in x-heights from which what was joined can be two lines: one has 2.2, with a formula more."""

LETTER = (0.7, 1.7)
"""Height of letters in x-heights."""

MIN_LETTERS = 5
"""Letters of each of two lines at least: a fraction, or indices, have fewer."""

ROW_STEP = 0.8
"""Distance in x-heights between the middles of letters in two lines; within one they differ by 0.4."""

ALIKE = 1.2
"""Pixels by which a line's x-height may differ from the page's where it cannot be told from letters."""

DOT_GAP = 0.3
"""Vertical gap in x-heights that is bridged: from an i to its dot."""


@dataclass(frozen=True)
class Chunk:
    """A line of text, or the part of it that stands in one column.

    Attributes:
        box: its bounding box.
        blobs: its pieces of ink.
        x_height: of this line, in pixels.
        bullet: whether a list bullet stands before it (taken off).
    """

    box: Box
    blobs: tuple[Blob, ...]
    x_height: float
    bullet: bool = False


def find_lines(
    blobs: Sequence[Blob],
    labels: NDArray[np.int32],
    blocks: Sequence[Box],
    cells: Sequence[Box],
    x_height: float,
) -> list[Chunk]:
    """Group letters into lines, from top to bottom.

    Args:
        blobs: the pieces of ink that are text.
        labels: (h, w), the label image that they were found in.
        blocks: tinted blocks; a line lies in one or outside, smaller ones inside larger ones allowed.
        cells: of tables; no line leaves its cell.
        x_height: of the page, in pixels.
    """
    if not blobs:
        return []
    groups = _bridge(blobs, labels, x_height)
    home = _homes(blobs, groups, blocks, cells)
    parts: dict[tuple[int, int], list[Blob]] = {}
    for blob in blobs:
        parts.setdefault((home[blob.label], groups[blob.label]), []).append(blob)
    lines: list[tuple[int, list[Blob]]] = [(zone, part) for (zone, _), part in parts.items()]
    lines = [part for line in _join_rows(lines, x_height) for part in _split_rows(*line, x_height)]
    chunks = [_chunk(part, labels, x_height) for zone, row in lines for part in _split_label(row, x_height)]
    return sorted(chunks, key=lambda c: (c.box.top, c.box.left))


def cut_line(contrast: Gray, labels: NDArray[np.int32], chunk: Chunk, margin: int) -> Gray:
    """The line as dark text on white, neighbours blanked, `margin` pixels of white all round.

    Args:
        contrast: (h, w), distance from the ground.
        labels: (h, w), the pieces of ink.
        chunk: the line.
        margin: pixels.
    """
    height, width = contrast.shape
    near = chunk.box.grown(1).clipped(width, height)
    area = np.s_[near.top : near.bottom, near.left : near.right]
    patch = contrast[area].copy()
    around = labels[area]
    own = np.zeros(int(around.max()) + 1, dtype=bool)
    own[[b.label for b in chunk.blobs if b.label < len(own)]] = True
    foreign = (around > 0) & ~own[around]
    if foreign.any():
        fringe = cv2.dilate(foreign.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        patch[fringe & ~(own[around] & (around > 0))] = 0
    top = float(np.percentile(patch[patch > 0], 98)) if patch.any() else 255.0
    levels = np.arange(256, dtype=np.float32) * (255.0 / max(40.0, top))
    line = cv2.LUT(patch, 255 - np.clip(levels, 0, 255).astype(np.uint8))
    return np.asarray(
        cv2.copyMakeBorder(line, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255),
        dtype=np.uint8,
    )


def cut_letter(contrast: Gray, widget: Box) -> Gray:
    """The letter inside a widget as dark on white, without margin.

    Args:
        contrast: (h, w), distance from the ground.
        widget: the disc or tile around the letter.
    """
    inset = round(LETTER_INSET * widget.height)
    inner = widget.grown(-inset)
    patch = contrast[inner.top : inner.bottom, inner.left : inner.right]
    if patch.size:
        patch = np.asarray(cv2.normalize(patch, np.empty_like(patch), 0, 255, cv2.NORM_MINMAX), np.uint8)
    if not patch.size:
        return np.full((1, 1), 255, np.uint8)
    # In a filled widget the letter is what is left open: it takes less room than what is around it.
    line = patch if np.median(patch) >= 128 else 255 - patch
    rows, columns = (np.flatnonzero((line < 128).any(axis=axis)) for axis in (1, 0))
    if len(rows):
        line = line[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.asarray(line, dtype=np.uint8)


def _homes(
    blobs: Sequence[Blob], groups: dict[int, int], blocks: Sequence[Box], cells: Sequence[Box]
) -> dict[int, int]:
    """Zone of each piece, by its label: a cell's index, or that of a block after all cells; -1 for none.

    A block is decided for a whole group, since a page's shading can end a block in the midst of a line.
    """
    votes: dict[int, Counter[int]] = {}
    for b, block in zip(blobs, _zones(blobs, blocks), strict=True):
        votes.setdefault(groups[b.label], Counter())[block] += b.area
    elected = {group: count.most_common(1)[0][0] for group, count in votes.items()}
    homes = {}
    for b, cell in zip(blobs, _zones(blobs, cells), strict=True):
        block = elected[groups[b.label]]
        homes[b.label] = cell if cell >= 0 else len(cells) + block if block >= 0 else -1
    return homes


def _zones(blobs: Sequence[Blob], zones: Sequence[Box]) -> list[int]:
    """For each piece the index of the smallest zone that covers most of it; -1 for none."""
    found = np.full(len(blobs), -1)
    boxes = np.array([(b.box.left, b.box.top, b.box.right, b.box.bottom) for b in blobs])
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    for i in sorted(range(len(zones)), key=lambda i: -zones[i].area):
        zone = zones[i]
        width = np.minimum(boxes[:, 2], zone.right) - np.maximum(boxes[:, 0], zone.left)
        height = np.minimum(boxes[:, 3], zone.bottom) - np.maximum(boxes[:, 1], zone.top)
        found[np.maximum(width, 0) * np.maximum(height, 0) >= MOSTLY * areas] = i
    return [int(i) for i in found]


def _bridge(blobs: Sequence[Blob], labels: NDArray[np.int32], x_height: float) -> dict[int, int]:
    """Group number of each piece: those that meet once gaps up to a word space are closed."""
    keep = np.zeros(max(b.label for b in blobs) + 2, dtype=np.uint8)
    keep[[b.label for b in blobs]] = 255
    # Higher labels take the last value, which is 0.
    mask: Mask = keep.take(labels, mode="clip")
    across = max(3, round(WORD_GAP * x_height)) | 1
    down = max(1, round(DOT_GAP * x_height)) | 1
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, across), np.uint8))
    closed = cv2.morphologyEx(closed, cv2.MORPH_CLOSE, np.ones((down, 1), np.uint8))
    _, groups = cv2.connectedComponents(closed, connectivity=8)
    inked = np.flatnonzero(mask > 0)
    group_of = np.zeros(len(keep), dtype=np.int32)
    group_of[labels.reshape(-1)[inked]] = groups.reshape(-1)[inked]
    return {b.label: int(group_of[b.label]) for b in blobs}


def _join_rows(parts: list[tuple[int, list[Blob]]], x_height: float) -> list[tuple[int, list[Blob]]]:
    """Join parts of one zone that stand on the same height with no column gap between them."""
    rows: list[tuple[int, Box, list[Blob]]] = []
    for zone, part in sorted(parts, key=lambda p: -sum(b.area for b in p[1])):
        box = union(b.box for b in part)
        target = next(
            (i for i, (z, other, _) in enumerate(rows) if z == zone and _same_row(other, box, x_height)),
            None,
        )
        if target is None:
            rows.append((zone, box, list(part)))
        else:
            _, other, members = rows[target]
            rows[target] = (zone, union((other, box)), members + part)
    merged = [(zone, members) for zone, _, members in rows]
    return merged if len(merged) == len(parts) else _join_rows(merged, x_height)


def _split_rows(zone: int, row: list[Blob], x_height: float) -> Iterable[tuple[int, list[Blob]]]:
    """Lines set so tightly that they were joined, parted between the rows that their letters stand in."""
    box = union(b.box for b in row)
    letters = sorted(
        b.box.center_y for b in row if LETTER[0] * x_height <= b.box.height <= LETTER[1] * x_height
    )
    if box.height < TIGHT * x_height or len(letters) < 2 * MIN_LETTERS:
        return [(zone, row)]
    steps = [below - above for above, below in itertools.pairwise(letters)]
    widest = max(range(len(steps)), key=lambda i: steps[i])
    if min(widest + 1, len(letters) - widest - 1) < MIN_LETTERS or steps[widest] < ROW_STEP * x_height:
        return [(zone, row)]
    between = (letters[widest] + letters[widest + 1]) / 2
    upper = [b for b in row if b.box.center_y < between]
    lower = [b for b in row if b.box.center_y >= between]
    return [*_split_rows(zone, upper, x_height), *_split_rows(zone, lower, x_height)]


def _same_row(a: Box, b: Box, x_height: float) -> bool:
    gap = -a.overlap_x(b)
    smaller = min(a.height, b.height)
    if a.overlap_y(b) >= 0.5 * smaller and min(a.height, b.height) > 0:
        return gap <= COLUMN_GAP * x_height
    # A quote, an accent or a dot that hangs above or below its line.
    apart = -a.overlap_y(b)
    return smaller <= 0.6 * x_height and apart <= 0.4 * x_height and gap <= 0.3 * x_height


def _split_label(row: list[Blob], x_height: float) -> Iterable[list[Blob]]:
    """A number or letter before the text is a line of its own: bold figures disturb the text's reading."""
    ordered = sorted(row, key=lambda b: b.box.left)
    start = ordered[0].box.left
    end = start
    for i, blob in enumerate(ordered):
        if blob.box.left - end >= LABEL_GAP * x_height and 0 < i <= 4:
            bullet = _is_bullet(ordered[0], union(b.box for b in ordered[i:]), x_height)
            if not bullet and end - start <= LABEL_WIDTH * x_height and blob.box.left - end >= 1.3 * x_height:
                return [ordered[:i], ordered[i:]]
            break
        end = max(end, blob.box.right)
    return [ordered]


def _chunk(blobs: list[Blob], labels: NDArray[np.int32], page_x_height: float) -> Chunk:
    x_height = _line_x_height(blobs, labels, page_x_height)
    ordered = sorted(blobs, key=lambda b: (b.box.left, b.box.top))
    bullet = len(ordered) > 1 and _is_bullet(ordered[0], union(b.box for b in ordered[1:]), x_height)
    rest = ordered[1:] if bullet else ordered
    return Chunk(union(b.box for b in rest), tuple(rest), x_height, bullet)


def _is_bullet(first: Blob, text: Box, x_height: float) -> bool:
    """Whether a piece is a filled dot or square, half a line high, set off from the text after it."""
    box = first.box
    return (
        BULLET[0] * x_height <= box.height <= BULLET[1] * x_height
        and abs(box.width - box.height) <= max(1, 0.2 * box.height)
        and first.area >= BULLET_FILL * box.area
        and text.left - box.right >= LABEL_GAP * 0.6 * x_height
        and abs(box.center_y - text.center_y) <= 0.6 * x_height
    )


def _line_x_height(blobs: Sequence[Blob], labels: NDArray[np.int32], page_x_height: float) -> float:
    """The line's own x-height where it has enough letters to say, else the page's."""
    heights = [b.box.height for b in blobs if 0.35 * b.box.height <= b.box.width <= 1.7 * b.box.height]
    if len(heights) < 6:
        return page_x_height
    histogram = np.bincount(heights).astype(float)
    smooth = histogram + 0.5 * np.roll(histogram, 1) + 0.5 * np.roll(histogram, -1)
    peak = float(smooth.argmax())
    # In capitals and figures the peak is their height, 1.4 x-heights, not a larger font's x-height.
    if 1.25 <= peak / page_x_height <= 1.55 or not 0.6 <= peak / page_x_height <= 2.5:
        return page_x_height
    zone = float(zone_height(_ink(blobs, labels)))
    # Where letters touch, or many are tall, the peak is that of tall ones.
    if SMALLER[0] <= zone / peak <= SMALLER[1]:
        return page_x_height if abs(zone - page_x_height) <= ALIKE else zone
    return peak


def _ink(blobs: Sequence[Blob], labels: NDArray[np.int32]) -> NDArray[np.bool_]:
    """(h, w): where a line has ink."""
    box = union(b.box for b in blobs)
    around = labels[box.top : box.bottom, box.left : box.right]
    own = np.zeros(int(around.max()) + 1, dtype=bool)
    own[[b.label for b in blobs]] = True
    own[0] = False
    return np.asarray(own[around])
