"""Lines as Tesseract likes them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.glyphs import find_glyphs
from ocrquiz.ocr.prepare import (
    FIRST,
    FIRST_LONG,
    LINE_HEIGHT,
    MARGIN,
    MAX_SIDE,
    SIDE,
    TARGET_X_HEIGHT,
    Style,
    first_style,
    prepare,
    spread_words,
)

from .drawing import draw, x_height


@given(st.integers(8, 90), st.floats(12, 30))
def test_letters_have_one_height_and_air_around_them(size: int, target: float) -> None:
    line = draw("xon", size)
    prepared = prepare(line, x_height(size), style=Style(target))
    margin = round(MARGIN * target)
    rows, columns = np.nonzero(prepared < 200)
    assert rows.max() + 1 - rows.min() == pytest.approx(target * line.shape[0] / x_height(size), abs=2.5)
    assert min(rows.min(), columns.min()) >= margin
    assert max(rows.max() - prepared.shape[0], columns.max() - prepared.shape[1]) < -margin
    assert prepared.dtype == np.uint8


@given(st.integers(20, 90), st.sampled_from(["xon", "aging", "xon (Page)", ".", "__"]))
def test_whole_lines_are_of_one_height_with_their_ink_in_the_middle(size: int, text: str) -> None:
    prepared = prepare(draw(text, size), x_height(size), style=FIRST_LONG)
    rows, columns = np.nonzero(prepared < 200)
    above, below = rows.min(), prepared.shape[0] - 1 - rows.max()
    assert prepared.shape[0] == round(LINE_HEIGHT * TARGET_X_HEIGHT)
    assert abs(int(above) - int(below)) <= 1
    assert columns.min() == pytest.approx(SIDE * TARGET_X_HEIGHT, abs=2)


def test_ink_higher_than_a_line_is_not_cut() -> None:
    bar = np.zeros((100, 20), np.uint8)
    prepared = prepare(bar, 10.0, style=FIRST_LONG)
    assert (prepared == 0).any(axis=1).sum() == round(100 * TARGET_X_HEIGHT / 10)


@pytest.mark.parametrize(
    ("x_height", "width", "style"), [(14, 900, FIRST_LONG), (14, 90, FIRST), (7, 900, FIRST)]
)
def test_long_lines_of_large_type_are_shown_whole(x_height: float, width: int, style: Style) -> None:
    assert first_style(x_height, width) == style


def test_no_line_is_too_wide_for_tesseract() -> None:
    line = np.full((9, 40_000), 255, np.uint8)
    line[:, ::3] = 0
    height, width = prepare(line, 3.0).shape
    assert width <= MAX_SIDE + 2 * TARGET_X_HEIGHT
    assert height > 0


def test_one_pixel_is_a_line() -> None:
    assert prepare(np.zeros((1, 1), np.uint8), 1.0).min() < 255


def test_gaps_between_words_grow_and_those_within_words_do_not() -> None:
    line = draw("so it is not", wide=False)
    before = find_glyphs(line)
    after = find_glyphs(spread_words(line, before, x_height()))
    assert len(after) == len(before)
    gaps = [
        (b.left - a.right, d.left - c.right)
        for a, b, c, d in zip(before, before[1:], after, after[1:], strict=False)
    ]
    grown = [wide > narrow for narrow, wide in gaps]
    assert [i for i, each in enumerate(grown) if each] == [1, 3, 5]
    assert [a.right - a.left for a in after] == [b.right - b.left for b in before]


def test_without_glyphs_nothing_is_spread() -> None:
    line = draw("so it is")
    assert (spread_words(line, (), x_height()) == line).all()


def test_letters_are_spread_and_keep_their_shape() -> None:
    line = draw("xon", 48)
    glyphs = find_glyphs(line)
    style = Style(x_height(48), letters=0.25)
    spread = find_glyphs(prepare(line, x_height(48), glyphs, style))
    extra = round(0.25 * x_height(48))
    assert [b.left - a.right for a, b in pairwise(spread)] == [
        b.left - a.right + extra for a, b in pairwise(glyphs)
    ]
    assert [g.right - g.left for g in spread] == [g.right - g.left for g in glyphs]
