"""Radio buttons and checkboxes as browsers draw them: found beside text, told apart, and their state."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.image.ground import separate
from ocrquiz.image.layout import analyse
from ocrquiz.image.widgets import Candidate, choose_widgets, find_candidates, outermost, states
from ocrquiz.page.model import Shape, Widget

from .drawing import BLACK, DARK, SENTENCE, WHITE, Color, blobs_of, page, write
from .forms import LEFT, SIZE, STEP, Draw, X, checkbox, filled_checkbox, question, radio

GRAY: Color = (189, 189, 189)


def marks(widgets: tuple[Widget, ...]) -> str:
    return "".join({True: "x", False: ".", None: "?"}[widget.selected] for widget in widgets)


@pytest.mark.parametrize(
    ("draw", "shape"), [(radio, Shape.RADIO), (checkbox, Shape.CHECKBOX), (filled_checkbox, Shape.CHECKBOX)]
)
@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLACK), (WHITE, GRAY), (DARK, WHITE)])
@pytest.mark.parametrize("selected", ["..x.", "....", "x.", ".x"])
@pytest.mark.parametrize("side", [2 * X, 3 * X])
def test_widgets_of_a_question(
    draw: Draw, shape: Shape, selected: str, paper: Color, ink: Color, side: int
) -> None:
    widgets = analyse(question(draw, selected, paper, ink, side)).widgets
    assert marks(widgets) == selected
    assert {widget.shape for widget in widgets} == {shape}
    assert all(abs(widget.box.center_x - LEFT) <= 1 for widget in widgets)
    assert all(side <= widget.box.width <= 1.2 * side + 2 for widget in widgets)


@pytest.mark.parametrize("draw", [checkbox, filled_checkbox])
@pytest.mark.parametrize("side", [2 * X, 3 * X])
def test_several_selected(draw: Draw, side: int) -> None:
    assert marks(analyse(question(draw, "xx.x", side=side)).widgets) == "xx.x"


@pytest.mark.parametrize("text", ["o o o", "O Q 0 8", "0.\n0.\n0.", "O -\nO -\nO -", "D B 口 □"])
def test_letters_are_no_widgets(text: str) -> None:
    rgb = page(600, 300)
    for row, line in enumerate(text.split("\n")):
        write(rgb, LEFT, 20 + STEP * row, f"{line} and {SENTENCE}", SIZE)
    assert analyse(rgb).widgets == ()


def test_circle_without_text_is_no_widget() -> None:
    rgb = page(600, 300)
    write(rgb, 40, 20)
    for row in range(3):
        radio(rgb, 500, 100 + STEP * row, 2 * X, selected=False, color=BLACK)
    assert analyse(rgb).widgets == ()


@pytest.mark.parametrize("side", [X - 2, 5 * X])
def test_candidates_have_a_size(side: int) -> None:
    rgb = question(radio, "...", side=side)
    ground = separate(rgb)
    boxes = [blob.box for blob in blobs_of(rgb)[0]]
    assert not [c for c in find_candidates(boxes, ground.ink, ground, X) if c.box.width >= side - 2]


def candidate(top: int, width: int = 2 * X, inside: float = 0.0, fill: Color | None = None) -> Candidate:
    """A radio button; unless told, its middle is white where it is not inked."""
    fill = fill or (BLACK if inside else WHITE)
    return Candidate(
        Box(20, top, 20 + width, top + width), Shape.RADIO, inside, lining=0.0, fill=fill, depth=0
    )


def beside(one: Candidate, gap: float) -> Box:
    """A letter to the right of a widget, `gap` x-heights away."""
    left = round(one.box.right + gap * X)
    return Box(left, one.box.top, left + X, one.box.top + X)


def test_small_outlines_need_others_in_their_column() -> None:
    small, large = (candidate(100, round(factor * X)) for factor in (1.5, 2))
    assert choose_widgets([large], [beside(large, 1)], X) == [large]
    assert choose_widgets([small], [beside(small, 1)], X) == []
    column = [small, candidate(150, small.box.width)]
    assert choose_widgets(column, [beside(c, 1) for c in column], X) == column


def test_widget_stands_before_text_and_after_none() -> None:
    one = candidate(100)
    before = Box(20 - X, 105, 18, 105 + X)
    assert choose_widgets([one], [beside(one, 1), before], X) == []
    assert choose_widgets([one], [beside(one, 0)], X) == []
    assert choose_widgets([one], [beside(one, 9)], X) == []
    assert choose_widgets([one], [beside(one, 1).moved(0, 8 * X)], X) == []


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ([], []),
        ([0.0, 0.0], [False, False]),
        ([0.0, 0.9, 0.0], [False, True, False]),
        ([0.9], [True]),
        ([0.2], [None]),
        ([0.0, 0.2], [False, None]),
        ([0.9] * 5, [None] * 5),
        ([0.9] * 4 + [0.0], [True] * 4 + [False]),
    ],
)
def test_state_is_told_beside_the_others(inside: list[float], expected: list[bool | None]) -> None:
    assert states([candidate(40 * i, inside=share) for i, share in enumerate(inside)]) == expected


def test_what_has_the_colour_of_hollow_ones_is_not_selected() -> None:
    """A widget in focus, say, is shaded as a whole, and its middle counts as ink."""
    shaded = candidate(0, inside=0.9, fill=(250, 250, 250))
    assert states([shaded, candidate(50), candidate(100, inside=0.9)]) == [False, False, True]


def test_thick_ring_among_thin_ones_is_selected() -> None:
    thick = replace(candidate(50), lining=1.0)
    assert states([candidate(0), thick, candidate(100)]) == [False, True, False]
    assert states([replace(candidate(50 * i), lining=1.0) for i in range(3)]) == [False] * 3


def test_of_nested_ones_the_outer_counts() -> None:
    dot, ring = candidate(8, 2 * X - 16), candidate(0)
    inner = replace(dot, box=dot.box.moved(8, 0))
    assert outermost([inner, ring]) == [ring]
    assert outermost([ring, candidate(50)]) == [ring, candidate(50)]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.randoms())
def test_state_does_not_depend_on_the_order(inside: list[float], chance: Random) -> None:
    widgets = [candidate(40 * i, inside=share) for i, share in enumerate(inside)]
    expected = dict(zip(widgets, states(widgets), strict=True))
    chance.shuffle(widgets)
    assert states(widgets) == [expected[w] for w in widgets]
