"""The cells of monospaced text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.grid import Grid, find_grids, inked_cells

from .drawing import cell_of, draw, draw_cells, x_height

CODE = "for i in range(10): print(i, b)"


def grid_of(line: LineImage, size: int) -> Grid | None:
    (grid,) = find_grids([line], [x_height(size)])
    return grid


@pytest.mark.parametrize("size", [16, 24, 32, 48])
def test_typewriter_is_told_from_print(size: int) -> None:
    grid = grid_of(draw_cells(CODE, size), size)
    assert grid is not None
    assert grid.pitch == pytest.approx(cell_of(size), rel=0.01)
    assert grid_of(draw(CODE, size), size) is None


def test_few_glyphs_say_nothing_but_where_the_page_has_more_on_that_grid() -> None:
    short, prose, blank = draw_cells("return x"), draw("return x"), np.full((9, 9), 255, np.uint8)
    assert find_grids([short, prose, blank], [x_height()] * 3) == [None] * 3
    _, known, other, _ = find_grids([draw_cells(CODE), short, prose, blank], [x_height()] * 4)
    assert known is not None
    assert known.pitch == pytest.approx(cell_of(32), rel=0.01)
    assert other is None


def test_quotes_do_not_hide_the_grid() -> None:
    assert grid_of(draw_cells('states = ["ab", "cd", "ef", "gh"]'), 32) is not None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(2, 14)), min_size=1, max_size=12))
def test_a_cell_for_each_character(characters: list[tuple[int, int]]) -> None:
    line, numbers = np.full((20, 20 * 4 * 12), 255, np.uint8), []
    number = -1
    for empty, width in characters:
        number += 1 + empty
        middle = 20 * number + 10
        line[5:15, middle - width // 2 : middle - width // 2 + width] = 0
        numbers.append(number)
    cells = inked_cells(line, Grid(20.0, 10.0))
    assert [cell.number for cell in cells] == numbers
    assert [cell.glyph.right - cell.glyph.left for cell in cells] == [width for _, width in characters]


def test_letters_that_touch_are_cut_apart() -> None:
    line = np.full((20, 60), 255, np.uint8)
    for left in (1, 21, 41):
        line[4:16, left : left + 18] = 0
    line[9, :] = 180
    cells = inked_cells(line, Grid(20.0, 10.0))
    assert [cell.number for cell in cells] == [0, 1, 2]
    assert all(cell.glyph.right - cell.glyph.left <= 20 for cell in cells)
