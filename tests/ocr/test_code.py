"""Lines of code: spaces by their cells, letters by votes, what looks alike by its shape."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ocrquiz.ocr.code import STYLES, read_code
from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.grid import Grid, find_grids
from ocrquiz.ocr.reading import Reading, Recognised, Word
from ocrquiz.ocr.recognise import recognise

from .drawing import Parrot, draw_cells, x_height


class Teller:
    """An engine that says of the lines what it is told, another thing for each style."""

    name, lang = "teller", "eng"

    def __init__(self, *said: str) -> None:
        self._said = iter(said)

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        words = next(self._said).split()
        return [Reading(tuple(Word(w, 0.9, 0, image.shape[1]) for w in words)) for image in images]


def read(printed: str, *said: str) -> Recognised | None:
    line = draw_cells(printed)
    (grid,) = find_grids([line], [x_height()])
    assert grid is not None
    (found,) = read_code([line], [x_height()], [grid], Teller(*said))
    return found


@pytest.mark.parametrize("size", [16, 24, 32, 48])
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("tf.image.resize(x)", "tf. image.resize(x)"),
        ("for i in range(10):", "for i in range (10 ) :"),
        ("print(a, b) or not", "print(a, b) or not"),
        ("x = list[a] + [b]", "x=list [a]+[b]"),
        ("lists[0] = lists[1]", "lists[@] = lists[1]"),
    ],
)
def test_spaces_stand_where_cells_are_empty(printed: str, said: str, size: int) -> None:
    (line,) = recognise([draw_cells(printed, size)], [x_height(size)], Parrot(said))
    assert line.text == printed
    assert line.code
    assert bool(line.doubts) == (printed.replace(" ", "") != said.replace(" ", ""))


def test_each_cell_has_a_vote() -> None:
    found = read("for i in range(10):", "for i in ramge(10):", "far i in range(10):", "for i in range(10):")
    assert found is not None
    assert found.text == "for i in range(10):"
    assert found.confidence == pytest.approx(0.9 * 2 / 3)


def test_readings_that_do_not_fit_are_votes_for_something_else() -> None:
    printed = "for i in range(10):"
    found = read(printed, printed, "for i in range(10)", "for iin rannge(10):")
    assert found is not None
    assert (found.text, found.confidence) == (printed, pytest.approx(0.3))
    assert read(printed, *["for i in range(10)"] * len(STYLES)) is None


def test_quotes_are_straight_and_underscores_seen() -> None:
    printed = 'the_list = ["table", "chair"]'
    found = read(printed, *["the list = [“table”, ''chair\"]"] * len(STYLES))
    assert found is not None
    assert found.text == printed


def bars(*heights: int) -> LineImage:
    """A line of strokes, so many pixels high, that stand on one line ten pixels apart."""
    line = np.full((30, 10 * len(heights)), 255, np.uint8)
    for i, height in enumerate(heights):
        line[30 - height :, 10 * i + 3 : 10 * i + 7] = 0
    return line


@pytest.mark.parametrize(
    ("said", "heights", "text"),
    [
        ("b1l2", (22, 22, 20, 20), "bl12"),
        ("d111", (22, 22, 22, 20), "dll1"),
        ("b1l2", (20, 20, 20, 20), "b1l2"),
        ("bd1l", (22, 26, 22, 20), "bd1l"),
        ("xy1l", (22, 22, 22, 20), "xy1l"),
    ],
)
def test_l_and_1_differ_in_height_where_ascenders_and_figures_do(
    said: str, heights: Sequence[int], text: str
) -> None:
    (found,) = read_code([bars(*heights)], [15.0], [Grid(10.0, 5.0)], Teller(*[said] * len(STYLES)))
    assert found is not None
    assert found.text == text


def test_no_lines() -> None:
    assert read_code([], [], [], Teller()) == []
