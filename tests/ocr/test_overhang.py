"""Dots that stand under the letter before them."""

from __future__ import annotations

import numpy as np
import pytest

from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.glyphs import find_glyphs
from ocrquiz.ocr.overhang import CLEAR, free_dots

from .drawing import draw, x_height

X_HEIGHT = 20


def picture(*inked: tuple[int, int, int, int]) -> LineImage:
    """A line with rectangles: left, top, right, bottom."""
    image = np.full((36, 60), 255, np.uint8)
    for left, top, right, bottom in inked:
        image[top:bottom, left:right] = 0
    return image


STEM, ARM, NEXT = (4, 0, 8, 30), (8, 0, 16, 3), (22, 10, 40, 30)
DOT = (13, 26, 17, 30)


def test_dot_is_set_clear_of_the_overhang_and_the_rest_keeps_its_distance() -> None:
    image = picture(STEM, ARM, DOT, NEXT)
    assert [(g.left, g.right) for g in find_glyphs(image)] == [(4, 17), (22, 40)]
    letter, dot, after = find_glyphs(free_dots(image, X_HEIGHT))
    assert (letter.left, letter.right) == (4, 16)
    assert dot.left - letter.right == round(CLEAR * X_HEIGHT)
    assert (dot.top, dot.bottom, dot.right - dot.left) == (26, 30, 4)
    assert after.left - dot.right == NEXT[0] - DOT[2]
    assert after.right - after.left == NEXT[2] - NEXT[0]


def test_each_of_two_dots() -> None:
    one = picture(STEM, ARM, DOT, NEXT)
    assert len(find_glyphs(free_dots(np.hstack([one, one]), X_HEIGHT))) == 6


@pytest.mark.parametrize(
    "others",
    [
        # A dot beside its letter.
        [STEM, (18, 26, 22, 30)],
        # A hook that covers its dot, as in a question mark.
        [STEM, (8, 0, 18, 20), DOT],
        # A colon.
        [STEM, ARM, DOT, (13, 12, 17, 16)],
        # A dot above the line.
        [STEM, (8, 20, 16, 24), (13, 4, 17, 8)],
    ],
)
def test_all_else_is_left_alone(others: list[tuple[int, int, int, int]]) -> None:
    image = picture(*others)
    assert (free_dots(image, X_HEIGHT) == image).all()


@pytest.mark.parametrize("text", ["One. Two, three: four; five? six! i j 50 % = ..."])
def test_print_is_left_alone(text: str) -> None:
    line = draw(text)
    assert (free_dots(line, x_height()) == line).all()


def test_empty_line() -> None:
    image = np.full((9, 9), 255, np.uint8)
    assert (free_dots(image, X_HEIGHT) == image).all()
