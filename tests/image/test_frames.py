"""Rulings and what they enclose."""

from __future__ import annotations

from itertools import pairwise, product

import cv2
import pytest

from ocrquiz.geometry import Box
from ocrquiz.image.blobs import find_large
from ocrquiz.image.frames import Table, find_frames, find_tables
from ocrquiz.image.ground import separate

from .drawing import BLACK, DARK, SENTENCE, WHITE, Color, Rgb, blobs_of, page, write, x_height

X = x_height(20)
FAINT: Color = (229, 231, 232)
"""Table borders on white as pale as real ones."""


def tables_of(rgb: Rgb) -> list[Table]:
    """The tables of a picture."""
    faint = separate(rgb).faint
    return find_tables(faint, find_large(faint, X), X)


def grid(rgb: Rgb, columns: list[int], rows: list[int], color: Color = BLACK, thick: int = 1) -> Box:
    """Rule a table and write a word into each cell."""
    for x in columns:
        rgb[rows[0] : rows[-1] + thick, x : x + thick] = color
    for y in rows:
        rgb[y : y + thick, columns[0] : columns[-1] + thick] = color
    for x, y in product(columns[:-1], rows[:-1]):
        write(rgb, x + 10, y + 8, "cell", color=(128, 128, 128))
    return Box(columns[0], rows[0], columns[-1] + thick, rows[-1] + thick)


@pytest.mark.parametrize(("paper", "color"), [(WHITE, BLACK), (WHITE, FAINT), (DARK, (70, 72, 78))])
@pytest.mark.parametrize("thick", [1, 2])
@pytest.mark.parametrize(
    ("columns", "rows"), [([20, 150, 400], [40, 80, 120]), ([20, 120, 220, 500], [20, 60, 100, 180, 220])]
)
def test_table_and_its_cells(
    columns: list[int], rows: list[int], thick: int, paper: Color, color: Color
) -> None:
    rgb = page(color=paper)
    outline = grid(rgb, columns, rows, color, thick)
    (table,) = tables_of(rgb)
    assert table.box.contains(outline)
    assert outline.grown(2).contains(table.box)
    assert [len(row) for row in table.cells] == [len(columns) - 1] * (len(rows) - 1)
    for row, (top, bottom) in zip(table.cells, pairwise(rows), strict=True):
        for cell, (left, right) in zip(row, pairwise(columns), strict=True):
            between = Box(left + thick, top + thick, right, bottom)
            assert between.grown(1).contains(cell)
            assert cell.covers(between, 0.8)


def test_two_tables() -> None:
    rgb = page(600, 400)
    boxes = [grid(rgb, [20, 150, 400], [top, top + 40, top + 80]) for top in (20, 220)]
    tables = tables_of(rgb)
    assert [b.covers(t.box, 0.9) for b, t in zip(boxes, sorted(tables, key=lambda t: t.box.top), strict=True)]


@pytest.mark.parametrize(
    ("columns", "rows"), [([20, 400], [40, 200]), ([20, 400], [40, 80, 120]), ([20, 200, 400], [40, 80])]
)
def test_boxes_and_lists_are_no_tables(columns: list[int], rows: list[int]) -> None:
    rgb = page()
    grid(rgb, columns, rows)
    assert tables_of(rgb) == []


def test_text_and_bars_are_no_tables() -> None:
    rgb = page()
    for row in range(4):
        write(rgb, 20, 20 + 30 * row)
    for x, y in product((60, 160, 260), (150, 200, 250)):
        rgb[y : y + 12, 40:300] = rgb[150:260, x : x + 12] = 0
    assert tables_of(rgb) == []


@pytest.mark.parametrize("radius", [0, 6, 20])
@pytest.mark.parametrize("thick", [1, 2])
def test_outlined_box_is_a_frame(thick: int, radius: int) -> None:
    rgb = page()
    write(rgb, 40, 52, "Expand")
    for x0, y0, x1, y1 in ((30 + radius, 40, 240 - radius, 40), (30 + radius, 80, 240 - radius, 80)):
        cv2.line(rgb, (x0, y0), (x1, y1), BLACK, thick)
    for x in (30, 240):
        cv2.line(rgb, (x, 40 + radius), (x, 80 - radius), BLACK, thick)
    if radius:
        for (x, y), angle in (((30, 40), 180), ((240, 40), 270), ((240, 80), 0), ((30, 80), 90)):
            center = (x + radius if x == 30 else x - radius, y + radius if y == 40 else y - radius)
            cv2.ellipse(rgb, center, (radius, radius), angle, 0, 90, BLACK, thick)
    blobs, ink, _ = blobs_of(rgb)
    (frame,) = find_frames(blobs, ink, X)
    assert Box(29, 39, 242, 82).contains(frame)
    assert frame.contains(Box(30, 40, 240, 80))


def test_what_is_no_frame() -> None:
    rgb = page()
    write(rgb, 20, 20, SENTENCE)
    cv2.rectangle(rgb, (20, 80), (20 + X, 80 + X), BLACK, 1)
    cv2.rectangle(rgb, (80, 80), (300, 120), BLACK, cv2.FILLED)
    cv2.line(rgb, (20, 150), (400, 150), BLACK, 2)
    cv2.polylines(rgb, [cv2.ellipse2Poly((400, 220), (80, 40), 0, 0, 360, 5)], isClosed=True, color=BLACK)
    rgb[200:280, 20] = rgb[279, 20:200] = 0
    blobs, ink, _ = blobs_of(rgb)
    assert find_frames(blobs, ink, X) == []
