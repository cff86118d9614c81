"""Glyphs: inked columns between white ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.glyphs import Glyph, find_glyphs, optical_gaps, within
from ocrquiz.ocr.reading import Word

from .drawing import draw

HEIGHT = 20


@st.composite
def glyphs(draw: st.DrawFn) -> list[Glyph]:
    """From left to right, with white between them."""
    found, left = [], 0
    for gap, width, top, height in draw(st.lists(st.tuples(*[st.integers(1, 9)] * 4), max_size=8)):
        left += gap
        found.append(Glyph(left, left + width, top, top + height))
        left += width
    return found


@given(glyphs())
def test_what_was_inked_is_found(inked: list[Glyph]) -> None:
    image = np.full((HEIGHT, (inked[-1].right if inked else 0) + 5), 255, np.uint8)
    for glyph in inked:
        image[glyph.top : glyph.bottom, glyph.left : glyph.right] = 0
    assert find_glyphs(image) == inked


def test_dot_and_stem_are_one_glyph() -> None:
    (glyph,) = find_glyphs(draw("i"))
    assert glyph.top == 0


@given(glyphs(), st.data())
def test_words_have_the_glyphs_that_they_stand_over(inked: list[Glyph], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(inked)))
    last = data.draw(st.integers(first, len(inked)))
    own = inked[first:last]
    left, right = (own[0].left, own[-1].right) if own else (0, 0)
    assert list(within(inked, Word("x", 1, left, right))) == own


@given(st.lists(st.tuples(st.integers(2, 9), st.integers(1, 9)), min_size=1, max_size=8))
def test_upright_letters_look_as_far_apart_as_they_are(strokes: list[tuple[int, int]]) -> None:
    image = np.full((HEIGHT, sum(sum(s) for s in strokes)), 255, np.uint8)
    left = 0
    for width, gap in strokes:
        image[:, left : left + width] = 0
        left += width + gap
    gaps = optical_gaps(find_glyphs(image), image, HEIGHT)
    assert gaps == [gap for _, gap in strokes[:-1]]


def test_leaning_letters_look_farther_apart_than_the_white_between_them() -> None:
    image = np.full((HEIGHT, 40), 255, np.uint8)
    for row in range(HEIGHT):
        image[row, HEIGHT - row : HEIGHT - row + 3] = 0
    image[:, 24:27] = 0
    inked = find_glyphs(image)
    assert inked[1].left - inked[0].right == 1
    assert optical_gaps(inked, image, HEIGHT) == [pytest.approx(1 + (HEIGHT - 1) / 2)]


def test_a_full_stop_is_as_far_off_as_its_column() -> None:
    image = np.full((HEIGHT, 40), 255, np.uint8)
    image[:, 0:3] = image[:, 5:8] = 0
    image[HEIGHT - 3 :, 12:15] = 0
    assert optical_gaps(find_glyphs(image), image, HEIGHT) == [2, 4]
