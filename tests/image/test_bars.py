"""Options without a widget: bars and tiles, what was chosen of them, and what is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.image.bars import find_bars
from ocrquiz.image.ground import separate
from ocrquiz.image.layout import analyse
from ocrquiz.image.marks import Mark
from ocrquiz.page.model import Shape, Tone, Widget

from .drawing import DARK, WHITE, Color, Rgb, fill, page, write, x_height

X = x_height(20)
GRAY: Color = (240, 240, 240)
BLUE: Color = (190, 210, 250)
PALE_GREEN: Color = (240, 253, 244)
PALE_RED: Color = (254, 242, 242)
HEIGHT, GAP, LEFT, RIGHT, TOP = 40, 14, 40, 440, 80


def bars(
    colors: Sequence[Color], gap: int = GAP, left: int = LEFT, right: int = RIGHT
) -> list[tuple[Box, Color]]:
    """Bars one below the other, with their colours."""
    tops = range(TOP, TOP + len(colors) * (HEIGHT + gap), HEIGHT + gap)
    return [(Box(left, top, right, top + HEIGHT), color) for top, color in zip(tops, colors, strict=True)]


def drawn(blocks: Sequence[tuple[Box, Color]], paper: Color = WHITE) -> Rgb:
    """A page with a stem above, and a line in each bar."""
    rgb = page(900, max(box.bottom for box, _ in blocks) + 80, paper)
    ink = (128, 128, 128)
    write(rgb, LEFT, 20, color=ink)
    for box, color in blocks:
        fill(rgb, box, color)
        write(rgb, box.left + 16, box.top + 10, "an option", color=ink)
    return rgb


def found(
    blocks: Sequence[tuple[Box, Color]],
    paper: Color = WHITE,
    frames: Sequence[Box] = (),
    marks: Sequence[Mark] = (),
) -> list[Widget]:
    return find_bars(separate(drawn(blocks, paper)), frames, marks, X)


def boxes(blocks: Sequence[tuple[Box, Color]]) -> list[Box]:
    return [box for box, _ in blocks]


@pytest.mark.parametrize(("paper", "common"), [(WHITE, GRAY), (DARK, (44, 46, 51))])
def test_column_of_bars(paper: Color, common: Color) -> None:
    blocks = bars([common] * 4)
    widgets = found(blocks, paper)
    assert [w.row for w in widgets] == boxes(blocks)
    assert {(w.shape, w.selected, w.tone) for w in widgets} == {(Shape.PLAIN, False, None)}


@pytest.mark.parametrize("place", range(3))
def test_bar_in_another_colour_was_chosen(place: int) -> None:
    widgets = found(bars([BLUE if i == place else GRAY for i in range(3)]))
    assert [w.selected for w in widgets] == [i == place for i in range(3)]


@pytest.mark.parametrize("outlined", [False, True])
def test_green_and_red_bars_say_what_is_right_and_wrong(outlined: bool) -> None:
    common = WHITE if outlined else GRAY
    blocks = bars([common, PALE_GREEN, PALE_RED, common])
    widgets = found(blocks, frames=boxes(blocks) if outlined else ())
    assert [w.tone for w in widgets] == [None, Tone.CORRECT, Tone.INCORRECT, None]
    assert [w.row for w in widgets] == boxes(blocks)


def test_outlined_bars_have_the_colour_of_the_page() -> None:
    blocks = bars([WHITE, BLUE, WHITE])
    widgets = found(blocks, frames=boxes(blocks))
    assert [w.selected for w in widgets] == [False, True, False]


def test_mark_in_a_bar_says_what_it_is() -> None:
    blocks = bars([GRAY] * 3)
    in_bar = Mark(Box(400, blocks[1][0].top + 10, 420, blocks[1][0].top + 30), Tone.CORRECT)
    elsewhere = Mark(Box(600, 10, 620, 30), Tone.INCORRECT)
    assert [w.tone for w in found(blocks, marks=[elsewhere, in_bar])] == [None, Tone.CORRECT, None]


def test_explanation_below_in_another_grey_is_none() -> None:
    blocks = bars([GRAY] * 3 + [(228, 228, 232)])
    assert [w.row for w in found(blocks)] == boxes(blocks[:3])


def test_explanation_far_below_is_none() -> None:
    blocks = bars([GRAY] * 3)
    last = blocks[-1][0]
    below = last.moved(0, HEIGHT + 3 * GAP)
    assert [w.row for w in found([*blocks, (below, GRAY)])] == boxes(blocks)


def test_columns_side_by_side_are_to_be_matched() -> None:
    left = bars([GRAY] * 3, right=400)
    right = bars([GRAY] * 3, left=460, right=820)
    assert found([*left, *right]) == []


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(bars([GRAY]), id="one"),
        pytest.param(bars([GRAY, GRAY], gap=6 * X), id="far apart"),
        pytest.param(bars([GRAY] * 3, right=LEFT + 9 * X), id="narrow"),
        pytest.param(bars([PALE_GREEN] * 3), id="all green"),
        pytest.param([*bars([GRAY]), (Box(LEFT + 3 * X, 140, RIGHT, 180), GRAY)], id="not aligned"),
    ],
)
def test_what_are_no_bars(blocks: Sequence[tuple[Box, Color]]) -> None:
    assert found(blocks) == []


@given(st.integers(2, 6), st.integers(6, 50), st.integers(30, 120))
@settings(max_examples=25, deadline=None)
def test_bars_of_all_sizes(count: int, gap: int, height: int) -> None:
    blocks = [
        (Box(LEFT, top, RIGHT, top + height), GRAY)
        for top in range(TOP, TOP + count * (height + gap), height + gap)
    ]
    assert [w.row for w in found(blocks)] == boxes(blocks)


def test_texts_of_bars_are_lines_in_them_and_all_else_is_none() -> None:
    blocks = bars([GRAY] * 3)
    layout = analyse(drawn(blocks))
    assert [w.row for w in layout.widgets] == boxes(blocks)
    assert [sum(box.contains(line.box) for line in layout.lines) for box in boxes(blocks)] == [1, 1, 1]
    assert len(layout.lines) == 4


def test_block_above_a_column_is_none_of_it() -> None:
    blocks = bars([GRAY] * 3)
    above = (Box(LEFT, TOP - HEIGHT - 3 * GAP, RIGHT, TOP - 3 * GAP), (215, 225, 240))
    moved = [(box.moved(0, 40), color) for box, color in [above, *blocks]]
    assert [w.row for w in found(moved)] == boxes(moved[1:])


def test_each_question_has_a_column_of_its_own() -> None:
    first, tall = bars([GRAY, BLUE, GRAY]), 3 * (HEIGHT + GAP) + 120
    second = [(box.moved(0, tall), color) for box, color in bars([GRAY, GRAY], left=140)]
    widgets = found([*first, *second])
    assert [w.row for w in widgets] == boxes([*first, *second])
    assert [w.selected for w in widgets] == [False, True, False, False, False]


def test_outlined_bar_reaches_from_its_tile_to_the_end_of_its_fill() -> None:
    rows = boxes(bars([WHITE] * 3))
    fills = [(Box(box.left + 40, box.top, box.right, box.bottom), PALE_GREEN) for box in rows[:1]]
    widgets = find_bars(separate(drawn(fills)), rows, (), X)
    assert [(w.row, w.tone) for w in widgets] == [(rows[0], Tone.CORRECT), (rows[1], None), (rows[2], None)]


def test_outlined_bars_on_a_card_are_white_like_it() -> None:
    paper, card = (236, 239, 241), Box(20, 60, 460, 300)
    rgb = page(900, 400, paper)
    fill(rgb, card, WHITE)
    rows = boxes(bars([WHITE] * 3))
    widgets = find_bars(separate(rgb), rows, (), X)
    assert [(w.row, w.selected, w.tone) for w in widgets] == [(row, False, None) for row in rows]
