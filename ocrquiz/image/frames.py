"""Straight rulings and what they enclose: tables, outlined buttons, boxes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box

from .blobs import Blob
from .ground import Mask

MIN_RULING = 5.0
"""Shortest ruling in x-heights: taller than any letter, wider than a dash."""

MAX_THICKNESS = 0.4
"""Thickest ruling in x-heights: above that it is a bar or a picture."""

MIN_SIDE = 0.8
"""Share of each side that a frame's outline covers: rounded corners are open."""


MIN_GRID = (12.0, 5.0)
"""Narrowest and lowest table in x-heights: two columns of words, two rows with air."""

MIN_FRAME = (2.2, 4.3)
"""Shorter and longer side of the smallest outlined box in x-heights: a widget is smaller, or square."""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled grid.

    Attributes:
        box: the outer border.
        cells: boxes of its cells, row by row; a row's cells from left to right.
    """

    box: Box
    cells: tuple[tuple[Box, ...], ...]


def find_tables(faint: Mask, pieces: Sequence[Blob], x_height: float) -> list[Table]:
    """Grids with at least two rows and two columns of cells.

    Args:
        faint: (h, w), 255 where there is faint contrast.
        pieces: the larger connected pieces of it; without one as large as a grid nothing is looked for.
        x_height: in pixels.

    Long straight runs of faint contrast are taken as rulings (morphological opening); where they cross
    at least nine times in one connected piece they form a table.
    """
    if not any(_is_large_as_grid(piece, x_height) for piece in pieces):
        return []
    across, down = _rulings(faint, x_height, horizontal=True), _rulings(faint, x_height, horizontal=False)
    if not across.any() or not down.any():
        return []
    grid = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(grid, connectivity=8)
    tables = []
    for i in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[i])
        box = Box(x, y, x + w, y + h)
        area = np.s_[box.top : box.bottom, box.left : box.right]
        rows = _positions(across[area].mean(axis=1) > 0.6 * 255, box.top)
        columns = _positions(down[area].mean(axis=0) > 0.6 * 255, box.left)
        if len(rows) >= 3 and len(columns) >= 3:
            tables.append(Table(box, _cells(rows, columns)))
    return tables


def _is_large_as_grid(piece: Blob, x_height: float) -> bool:
    width, height = (s * x_height for s in MIN_GRID)
    return piece.box.width >= width and piece.box.height >= height and piece.area < 0.5 * piece.box.area


def find_frames(blobs: Sequence[Blob], ink: Mask, x_height: float) -> list[Box]:
    """Outlined rectangles larger than a widget: buttons, cards, text fields."""
    frames = []
    height, width = ink.shape
    for blob in blobs:
        box = blob.box
        short, long = sorted((box.width / x_height, box.height / x_height))
        if short < MIN_FRAME[0] or long < MIN_FRAME[1] or blob.area > 0.35 * box.area:
            continue
        patch = ink[box.top : box.bottom, box.left : box.right] > 0
        band = max(2, round(0.25 * x_height))
        # The ends can be half circles.
        end = max(band, min(box.width, box.height) // 2)
        inner = patch[band:-band, band:-band]
        sides = (
            patch[:band].any(axis=0).mean(),
            patch[-band:].any(axis=0).mean(),
            patch[:, :end].any(axis=1).mean(),
            patch[:, -end:].any(axis=1).mean(),
        )
        # What the picture's edge cuts off counts as there.
        edge = 0.3 * x_height
        cut = (
            box.top <= edge,
            box.bottom >= height - edge,
            box.left <= edge,
            box.right >= width - edge,
        )
        if inner.size and all(c or side >= MIN_SIDE for c, side in zip(cut, sides, strict=True)):
            frames.append(box)
    return frames


def _rulings(faint: Mask, x_height: float, *, horizontal: bool) -> Mask:
    """The straight runs of one direction, thin ones only."""
    length = max(8, round(MIN_RULING * x_height * (2 if horizontal else 0.6)))
    thick = max(2, round(MAX_THICKNESS * x_height)) + 1
    along = (1, length) if horizontal else (length, 1)
    solid = (thick, length) if horizontal else (length, thick)
    runs = cv2.morphologyEx(faint, cv2.MORPH_OPEN, np.ones(along, np.uint8))
    bars = cv2.morphologyEx(faint, cv2.MORPH_OPEN, np.ones(solid, np.uint8))
    return np.asarray(cv2.subtract(runs, bars), dtype=np.uint8)


def _positions(hit: NDArray[np.bool_], offset: int) -> list[int]:
    """Middle of each run of hits."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], hit.astype(np.int8), [0]))))
    return [int(a + b - 1) // 2 + offset for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _cells(rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[Box, ...], ...]:
    return tuple(
        tuple(Box(left + 2, top + 2, right - 1, bottom - 1) for left, right in itertools.pairwise(columns))
        for top, bottom in itertools.pairwise(rows)
    )
