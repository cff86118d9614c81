"""Radio buttons and checkboxes as browsers draw them: found beside text, told apart, and their state."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import cv2
import pytest

from ocrquiz.geometry import Box
from ocrquiz.image.layout import analyse
from ocrquiz.image.widgets import Candidate, choose_widgets, find_candidates, states
from ocrquiz.page.model import Shape, Widget

from .drawing import BLACK, DARK, SENTENCE, WHITE, Color, Rgb, blobs_of, page, write, x_height

SIZE = 20
X = x_height(SIZE)
LEFT, TOP, STEP = 40, 60, 50
GRAY: Color = (189, 189, 189)

Draw = Callable[[Rgb, int, int, int, bool, Color], None]


def radio(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    cv2.circle(rgb, (x, y), side // 2, color, max(1, side // 10), cv2.LINE_AA)
    if selected:
        cv2.circle(rgb, (x, y), side // 4, color, cv2.FILLED, cv2.LINE_AA)


def checkbox(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    half = side // 2
    cv2.rectangle(rgb, (x - half, y - half), (x + half, y + half), color, max(1, side // 10))
    if selected:
        tick = [(x - half * 2 // 3, y), (x - half // 6, y + half // 2), (x + half * 2 // 3, y - half // 2)]
        for start, end in pairwise(tick):
            cv2.line(rgb, start, end, color, max(2, side // 8), cv2.LINE_AA)


def filled_checkbox(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    checkbox(rgb, x, y, side, selected=False, color=color)
    if selected:
        half = side // 2
        rgb[y - half : y + half + 1, x - half : x + half + 1] = color
        paper = tuple(int(channel) for channel in rgb[0, 0])
        cv2.line(rgb, (x - half // 3, y), (x, y + half // 3), paper, 1, cv2.LINE_AA)
        cv2.line(rgb, (x, y + half // 3), (x + half // 2, y - half // 3), paper, 1, cv2.LINE_AA)


def question(draw: Draw, selected: str, paper: Color = WHITE, ink: Color = BLACK, side: int = 2 * X) -> Rgb:
    """A stem and an option for each character of `selected`: `x` is a selected one."""
    rgb = page(600, TOP + STEP * (len(selected) + 1), paper)
    text = WHITE if sum(paper) < sum(WHITE) / 2 else BLACK
    write(rgb, LEFT - side // 2, 10, f"{SENTENCE}?", SIZE, text)
    for i, mark in enumerate(selected):
        line = write(rgb, LEFT + side, TOP + STEP * i, SENTENCE, SIZE, text)
        draw(rgb, LEFT, round(line.center_y), side, mark == "x", ink)
    return rgb


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


@pytest.mark.parametrize("text", ["o o o", "O Q 0 8", "0.\n0.\n0.", "D B 口 □"])
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


@pytest.mark.parametrize("side", [X, 5 * X])
def test_candidates_have_a_size(side: int) -> None:
    blobs, ink, _ = blobs_of(question(radio, "...", side=side))
    assert not [c for c in find_candidates(blobs, ink, X) if c.box.width >= side - 2]


def candidate(top: int, width: int = 2 * X, inside: float = 0.0) -> Candidate:
    return Candidate(Box(20, top, 20 + width, top + width), Shape.RADIO, inside)


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
