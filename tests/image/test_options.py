"""What stands before options: lettered widgets, marks in the place of one, and rows around them."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from ocrquiz.geometry import Box
from ocrquiz.image.layout import Layout, analyse
from ocrquiz.page.model import Shape, Tone

from .drawing import BLACK, BLUE, DARK, GREEN, RED, WHITE, Color, Rgb, cross, disc, page, tick, write
from .forms import (
    LEFT,
    SIZE,
    STEP,
    TOP,
    Draw,
    Item,
    X,
    checkbox,
    form,
    lettered,
    lettered_disc,
    lettered_tile,
    radio,
    widget,
)

GRAY: Color = (120, 120, 120)
PALE: Color = (228, 228, 228)
"""As an outline, too pale to be ink."""

PALE_GREEN: Color = (223, 243, 224)
PALE_RED: Color = (252, 228, 228)


def states(layout: Layout) -> list[bool | None]:
    return [w.selected for w in layout.widgets]


def tones(layout: Layout) -> list[Tone | None]:
    return [w.tone for w in layout.widgets]


@pytest.mark.parametrize(("draw", "shape"), [(lettered_disc, Shape.RADIO), (lettered_tile, Shape.CHECKBOX)])
@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLUE), (WHITE, GRAY), (DARK, WHITE)])
@pytest.mark.parametrize("chosen", ["", "B", "A", "ABCD"])
def test_of_lettered_widgets_the_filled_ones_are_selected(
    draw: Draw, shape: Shape, paper: Color, ink: Color, chosen: str
) -> None:
    items = [lettered(draw, letter, letter in chosen, ink) for letter in "ABCD"]
    found = analyse(form(items, paper, 3 * X)).widgets
    assert [w.selected for w in found] == [letter in chosen for letter in "ABCD"]
    assert {w.shape for w in found} == {shape}
    assert {w.letter for w in found} == {""}, "to be read"


def test_of_filled_discs_on_a_dark_page_the_one_that_stands_out_is_selected() -> None:
    def filled(letter: str, color: Color) -> Item:
        def item(rgb: Rgb, x: int, y: int) -> None:
            lettered_disc(rgb, x, y, 3 * X, True, color)
            write(rgb, x - X * 2 // 3, y - X, letter, SIZE, WHITE)

        return item

    grey, blue = (DARK[0] + 25, DARK[1] + 25, DARK[2] + 25), (40, 120, 190)
    discs = [filled(letter, blue if letter == "B" else grey) for letter in "ABCD"]
    assert states(analyse(form(discs, DARK, 3 * X))) == [False, True, False, False]


def filled_letter(letter: str, color: Color, ink: Color = WHITE) -> Item:
    """A filled disc with a letter in it."""

    def item(rgb: Rgb, x: int, y: int) -> None:
        disc(rgb, x, y, 3 * X, color)
        write(rgb, x - X * 2 // 3, y - X, letter, SIZE, ink)

    return item


def test_discs_with_letters_are_told_from_each_other_if_two_are_marked() -> None:
    discs = [filled_letter("A", RED), filled_letter("B", GREEN), filled_letter("C", PALE, BLUE)]
    layout = analyse(form(discs, side=3 * X))
    assert tones(layout) == [Tone.INCORRECT, Tone.CORRECT, None]
    assert states(layout) == [True, True, False]
    assert {w.letter for w in layout.widgets} == {""}


def test_pale_discs_with_crosses_beside_a_green_one_say_what_is_wrong() -> None:
    def pale(rgb: Rgb, x: int, y: int) -> None:
        cross(rgb, disc(rgb, x, y, 2 * X, (200, 200, 200)).grown(-X // 2), WHITE)

    layout = analyse(form([pale, marked_disc(GREEN), pale, pale]))
    assert tones(layout) == [Tone.INCORRECT, Tone.CORRECT, Tone.INCORRECT, Tone.INCORRECT]
    assert states(layout) == [None] * 4
    assert {w.shape for w in layout.widgets} == {Shape.PLAIN}


@pytest.mark.parametrize(("whole", "found"), [(3, 4), (1, 0)])
def test_outline_with_a_gap_counts_in_a_column_of_whole_ones(whole: int, found: int) -> None:
    def open_(rgb: Rgb, x: int, y: int) -> None:
        cv2.ellipse(rgb, (x, y), (16, 16), 0, 80, 370, GRAY, 2, cv2.LINE_AA)
        write(rgb, x - X * 2 // 3, y - X, "B", SIZE, GRAY)

    items = [open_, *(lettered(lettered_disc, letter, ink=GRAY) for letter in "ACD"[:whole])]
    assert len([w for w in analyse(form(items, side=3 * X)).widgets if w.letter is not None]) == found


def test_green_dot_that_touches_its_green_ring_is_no_mark() -> None:
    def chosen(rgb: Rgb, x: int, y: int) -> None:
        cv2.circle(rgb, (x, y), X, GREEN, 2, cv2.LINE_AA)
        cv2.circle(rgb, (x, y), X // 2 + 1, GREEN, cv2.FILLED, cv2.LINE_AA)
        rgb[y, x + X // 2 : x + X] = GREEN

    items = [widget(radio, False), chosen, widget(radio, False)]
    layout = analyse(form(items))
    assert (states(layout), tones(layout), layout.icons) == ([False, True, False], [None] * 3, ())


@pytest.mark.parametrize("draw", [radio, checkbox])
def test_plain_widgets_have_no_letter(draw: Draw) -> None:
    found = analyse(form([widget(draw, i == 1) for i in range(3)])).widgets
    assert [w.letter for w in found] == [None] * 3


def mark(color: Color) -> Item:
    """A tick in green, a cross in red."""
    draw = tick if color == GREEN else cross
    return lambda rgb, x, y: draw(rgb, Box(x - X, y - X, x + X, y + X), color, 3)


def marked_disc(color: Color) -> Item:
    """A disc with a tick or a cross left open in it."""

    def item(rgb: Rgb, x: int, y: int) -> None:
        box = disc(rgb, x, y, 2 * X, color)
        (tick if color == GREEN else cross)(rgb, box.grown(-X // 2), WHITE)

    return item


@pytest.mark.parametrize("sign", [mark, marked_disc])
@pytest.mark.parametrize(("color", "tone"), [(GREEN, Tone.CORRECT), (RED, Tone.INCORRECT)])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_mark_in_the_place_of_a_widget_says_what_was_selected(
    sign: Callable[[Color], Item], color: Color, tone: Tone, place: int
) -> None:
    layout = analyse(form([sign(color) if i == place else widget(radio) for i in range(4)]))
    assert states(layout) == [i == place for i in range(4)]
    assert tones(layout) == [tone if i == place else None for i in range(4)]
    assert layout.icons == ()


def test_marks_before_all_options() -> None:
    layout = analyse(form([mark(color) for color in (RED, GREEN, RED, RED)]))
    assert states(layout) == [True] * 4
    assert tones(layout) == [Tone.INCORRECT, Tone.CORRECT, Tone.INCORRECT, Tone.INCORRECT]


def test_mark_beside_a_widget_is_an_icon() -> None:
    def both(rgb: Rgb, x: int, y: int) -> None:
        radio(rgb, x, y, 2 * X, selected=True, color=BLACK)
        mark(GREEN)(rgb, 500, y)

    layout = analyse(form([both, widget(radio), widget(radio)]))
    assert states(layout) == [True, False, False]
    assert [tone for _, tone in layout.icons] == [Tone.CORRECT]


def test_mark_before_the_stem_is_no_option() -> None:
    head = page(600, 100)
    mark(RED)(head, LEFT, 30)
    write(head, LEFT + 2 * X, 20, "which of these is the longest one", SIZE)
    layout = analyse(np.concatenate((head, form([widget(radio) for _ in range(3)]))))
    assert states(layout) == [False] * 3
    assert [tone for _, tone in layout.icons] == [Tone.INCORRECT]


def rows(colors: list[Color], outlined: bool = False) -> tuple[Rgb, list[Box]]:
    """A form whose options have tinted rows; with an outline around each where asked for."""
    rgb = form([widget(radio, i == 1) for i in range(len(colors))])
    boxes = [Box(10, TOP + STEP * i - 10, 580, TOP + STEP * i + 34) for i in range(len(colors))]
    for box, color in zip(boxes, colors, strict=True):
        area = rgb[box.top : box.bottom, box.left : box.right]
        area[(area == 255).all(axis=2)] = color
        if outlined:
            cv2.rectangle(rgb, (box.left, box.top), (box.right - 1, box.bottom - 1), GRAY, 1)
    return rgb, boxes


@pytest.mark.parametrize("outlined", [False, True])
def test_tint_of_a_row_is_the_options(outlined: bool) -> None:
    rgb, boxes = rows([PALE_GREEN, PALE_RED, (245, 245, 245)], outlined)
    layout = analyse(rgb)
    assert states(layout) == [False, True, False]
    assert tones(layout) == [Tone.CORRECT, Tone.INCORRECT, None]
    assert [w.row for w in layout.widgets] == boxes


def test_outlined_card_is_a_row_and_says_nothing() -> None:
    rgb, boxes = rows([WHITE] * 3, outlined=True)
    layout = analyse(rgb)
    assert tones(layout) == [None] * 3
    assert [w.row for w in layout.widgets] == boxes


@pytest.mark.parametrize(
    ("colors", "expected"),
    [
        ((GREEN, RED, GRAY), [Tone.CORRECT, Tone.INCORRECT, None]),
        # What was chosen can have a green outline, whatever it is.
        ((GREEN, GRAY, GRAY), [None] * 3),
    ],
)
def test_coloured_outlines_of_cards(colors: tuple[Color, ...], expected: list[Tone | None]) -> None:
    rgb, boxes = rows([WHITE] * 3)
    for box, color in zip(boxes, colors, strict=True):
        cv2.rectangle(rgb, (box.left, box.top), (box.right - 1, box.bottom - 1), color, 1)
    assert tones(analyse(rgb)) == expected


def test_block_behind_all_options_is_no_row() -> None:
    rgb = form([widget(radio) for _ in range(3)])
    block = Box(10, TOP - 20, 580, TOP + 3 * STEP)
    area = rgb[block.top : block.bottom, block.left : block.right]
    area[(area == 255).all(axis=2)] = PALE_GREEN
    layout = analyse(rgb)
    assert [(w.row, w.tone) for w in layout.widgets] == [(None, None)] * 3


@pytest.mark.parametrize("draw", [radio, checkbox])
def test_pale_outlines_are_widgets_beside_text(draw: Draw) -> None:
    items = [widget(draw, ink=PALE, side=3 * X) for _ in range(3)]
    assert states(analyse(form(items, side=3 * X))) == [False] * 3


def test_pale_outlines_beside_a_selected_one_in_colour() -> None:
    items = [widget(radio, i == 2, BLUE if i == 2 else PALE) for i in range(4)]
    assert states(analyse(form(items))) == [False, False, True, False]


def test_letter_sized_outlines_are_letters_where_widgets_are_large() -> None:
    rgb = form([widget(radio, side=3 * X) for _ in range(3)], side=3 * X)
    for i in range(3):
        radio(rgb, 480, TOP + STEP * i + 10, round(1.4 * X), selected=False, color=BLACK)
        write(rgb, 500, TOP + STEP * i, "of", SIZE)
    assert len(analyse(rgb).widgets) == 3


@pytest.mark.parametrize(
    ("tint", "ink", "tone"),
    [
        ((246, 251, 248), (154, 186, 166), Tone.CORRECT),
        ((253, 246, 247), (205, 160, 165), Tone.INCORRECT),
        # What is grey or of another colour than its block is a widget.
        ((246, 251, 248), (160, 160, 160), None),
        ((246, 251, 248), (160, 150, 190), None),
    ],
)
def test_pale_ring_of_a_panel_is_a_mark_if_it_has_its_colour(
    tint: Color, ink: Color, tone: Tone | None
) -> None:
    items: list[Item] = [widget(radio, i == 0, GRAY) for i in range(2)]
    rgb = form([*items, widget(radio, ink=ink)])
    bottom = TOP + 2 * STEP
    area = rgb[bottom - 15 : bottom + 45, 10:]
    area[(area == 255).all(axis=2)] = tint
    layout = analyse(rgb)
    assert len(layout.widgets) == (3 if tone is None else 2)
    assert [found for _, found in layout.icons] == ([] if tone is None else [tone])
