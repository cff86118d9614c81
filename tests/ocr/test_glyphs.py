"""Glyphs: inked columns between white ones, and the grid that a typewriter sets them in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.glyphs import Glyph, find_glyphs, pitch, within
from ocrquiz.ocr.reading import Word

from .drawing import cell_of, draw, draw_cells, x_height

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


@pytest.mark.parametrize("size", [16, 24, 32, 48])
def test_typewriter_is_told_from_print(size: int) -> None:
    text = "for i in range(10): print(i, b)"
    found = pitch(find_glyphs(draw_cells(text, size)), x_height(size))
    assert found == pytest.approx(cell_of(size), rel=0.01)
    assert pitch(find_glyphs(draw(text, size)), x_height(size)) is None


def test_few_glyphs_say_nothing() -> None:
    assert pitch(find_glyphs(draw_cells("import")), x_height()) is None
    assert pitch([], x_height()) is None
