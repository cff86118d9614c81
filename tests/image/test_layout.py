"""A whole screenshot: each piece of ink is one thing, and what is no text is no line."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocrquiz.geometry import Box
from ocrquiz.image.layout import analyse
from ocrquiz.page.model import Tone

from .drawing import (
    BLACK,
    BLUE,
    GREEN,
    RED,
    SENTENCE,
    WHITE,
    Color,
    Rgb,
    cross,
    fill,
    page,
    tick,
    write,
)
from .forms import LEFT, SIZE, STEP, TOP, X, form, radio, widget

PALE_GREEN: Color = (223, 243, 224)
PALE_RED: Color = (252, 228, 228)
GRAY: Color = (245, 245, 245)


def outlined(rgb: Rgb, box: Box, color: Color = (120, 120, 120)) -> Box:
    cv2.rectangle(rgb, (box.left, box.top), (box.right - 1, box.bottom - 1), color, 1)
    return box


def with_panel(color: Color) -> tuple[Rgb, Box]:
    """A form with a panel below its options."""
    rgb = np.concatenate((form([widget(radio, i == 1) for i in range(3)]), page(600, 200)))
    top = TOP + 3 * STEP + 20
    return rgb, fill(rgb, Box(LEFT - X, top, 560, top + 100), color)


@pytest.mark.parametrize(
    ("color", "tone"), [(PALE_GREEN, Tone.CORRECT), (PALE_RED, Tone.INCORRECT), (GRAY, Tone.NEUTRAL)]
)
def test_panel(color: Color, tone: Tone) -> None:
    rgb, box = with_panel(color)
    inside = write(rgb, box.left + 30, box.top + 20, SENTENCE, SIZE)
    layout = analyse(rgb)
    assert [(p.box, p.tone) for p in layout.panels] == [(box, tone)]
    assert sum(inside.grown(2).contains(line.box) for line in layout.lines) == 1
    assert len(layout.lines) == 5
    assert [w.selected for w in layout.widgets] == [False, True, False]


@pytest.mark.parametrize("color", [PALE_GREEN, GRAY])
def test_sign_that_opens_a_panel_is_an_icon(color: Color) -> None:
    rgb, box = with_panel(color)
    sign = tick(rgb, Box(box.left + 10, box.top + 10, box.left + 30, box.top + 30), GREEN)
    text = write(rgb, box.left + 44, box.top + 10, SENTENCE, SIZE, GREEN)
    layout = analyse(rgb)
    ((icon, tone),) = layout.icons
    assert sign.grown(1).contains(icon)
    assert tone is Tone.CORRECT
    assert text.grown(2).contains(layout.lines[-1].box)


@pytest.mark.parametrize("color", [PALE_RED, GRAY])
@pytest.mark.parametrize("word", ["A", "I", "To", "V"])
def test_first_word_of_a_panel_is_no_icon(word: str, color: Color) -> None:
    rgb, box = with_panel(color)
    text = write(rgb, box.left + 44, box.top + 10, f"{word} short text", SIZE, RED)
    layout = analyse(rgb)
    assert layout.icons == ()
    assert layout.lines[-1].box.covers(text, 0.8)


def test_exclamation_mark_that_opens_a_panel_is_an_icon() -> None:
    rgb, box = with_panel(GRAY)
    sign = Box(box.left + 20, box.top + 10, box.left + 24, box.top + 30)
    fill(rgb, Box(sign.left, sign.top, sign.right, sign.top + 13), RED)
    fill(rgb, Box(sign.left, sign.bottom - 4, sign.right, sign.bottom), RED)
    write(rgb, box.left + 44, box.top + 10, SENTENCE, SIZE, RED)
    layout = analyse(rgb)
    assert layout.icons == ((sign, Tone.INCORRECT),)


def test_button_and_what_is_printed_on_it() -> None:
    rgb, _ = with_panel(WHITE)
    box = outlined(rgb, Box(40, 240, 160, 280), BLUE)
    write(rgb, 60, 250, "Expand", SIZE, BLUE)
    layout = analyse(rgb)
    assert layout.buttons == (box,)
    assert layout.fields == ()


def test_text_field_is_one_line_high_and_wide() -> None:
    rgb = page(800, 400)
    write(rgb, 40, 20, f"{SENTENCE}?")
    field = outlined(rgb, Box(40, 80, 500, 80 + 3 * X))
    outlined(rgb, Box(40, 240, 700, 240 + 10 * X))
    outlined(rgb, Box(600, 80, 600 + 5 * X, 80 + 3 * X))
    typed = write(rgb, 52, 86, "what was typed")
    layout = analyse(rgb)
    assert layout.fields == (field,)
    assert any(typed.grown(2).contains(line.box) for line in layout.lines)


def test_grid_of_cards_is_no_table() -> None:
    rgb = form([widget(radio), widget(radio)])
    for y in (TOP - 12, TOP + STEP - 12, TOP + 2 * STEP - 12):
        rgb[y : y + 2, 10:580] = 0
    for x in (10, 450, 578):
        rgb[TOP - 12 : TOP + 2 * STEP - 10, x : x + 2] = 0
    layout = analyse(rgb)
    assert layout.tables == ()
    assert len(layout.widgets) == 2


@pytest.mark.parametrize("paper", [WHITE, (24, 26, 31)])
def test_scroll_bar_is_neither_text_nor_a_figure(paper: Color) -> None:
    rgb = form([widget(radio, ink=(150, 150, 150)) for _ in range(4)], paper)
    plain = analyse(rgb)
    fill(rgb, Box(580, 20, 580 + X, 250), (140, 140, 140))
    layout = analyse(rgb)
    assert [c.box for c in layout.lines] == [c.box for c in plain.lines]
    assert (layout.figures, len(layout.widgets)) == ((), 4)


def test_figure_with_a_cross_in_it_keeps_it() -> None:
    rgb = page(600, 500)
    write(rgb, 40, 20)
    cv2.rectangle(rgb, (100, 100), (400, 300), BLACK, 2)
    cv2.circle(rgb, (180, 200), 60, BLACK, 2)
    cross(rgb, Box(300, 180, 330, 210), RED, 3)
    write(rgb, 40, 420)
    layout = analyse(rgb)
    assert [f.covers(Box(100, 100, 400, 300), 0.95) for f in layout.figures] == [True]
    assert layout.icons == ()
    assert len(layout.lines) == 2


def test_ground_of_a_figure_is_no_panel() -> None:
    rgb = page(600, 500)
    write(rgb, 40, 20)
    box = fill(rgb, Box(40, 80, 560, 380), GRAY)
    cv2.polylines(rgb, [np.array([[70, 100], [70, 350], [300, 350], [70, 350], [400, 120]])], False, BLUE, 2)
    write(rgb, 420, 110, "Large Plan", 16)
    write(rgb, 40, 420)
    layout = analyse(rgb)
    assert [f.covers(box, 0.95) for f in layout.figures] == [True]
    assert (layout.panels, len(layout.lines)) == ((), 2)


def test_panel_with_text_beside_a_figure_keeps_its_text() -> None:
    rgb = page(600, 600)
    write(rgb, 40, 20)
    box = fill(rgb, Box(40, 80, 560, 480), GRAY)
    for line in range(3):
        write(rgb, 60, 95 + 30 * line)
    cv2.polylines(rgb, [np.array([[70, 200], [70, 450], [300, 450], [70, 450], [400, 220]])], False, BLUE, 2)
    layout = analyse(rgb)
    assert [panel.box for panel in layout.panels] == [box]
    assert [f.top > 180 for f in layout.figures] == [True]
    assert len(layout.lines) == 4


def test_rulings_that_meet_are_no_text() -> None:
    rgb = page(900, 500)
    fill(rgb, Box(450, 0, 451, 400), (150, 150, 150))
    fill(rgb, Box(0, 400, 900, 401), (150, 150, 150))
    texts = [write(rgb, 40, 40), write(rgb, 500, 40), write(rgb, 500, 430)]
    assert [line.box.height <= 3 * X for line in analyse(rgb).lines] == [True] * len(texts)


def test_blank_page_shows_nothing() -> None:
    layout = analyse(page())
    assert (layout.lines, layout.widgets, layout.panels, layout.figures, layout.tables) == ((),) * 5


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_drawn_stays_within_the_page(seed: int) -> None:
    chance = np.random.default_rng(seed)
    width, height = chance.integers(1, 400, 2).tolist()

    def color() -> Color:
        red, green, blue = chance.integers(0, 256, 3).tolist()
        return red, green, blue

    rgb = page(width, height, color())
    for kind in chance.integers(0, 4, 10):
        x, y, right, bottom = chance.integers(-20, 420, 4).tolist()
        match kind:
            case 0:
                cv2.rectangle(rgb, (x, y), (right, bottom), color(), cv2.FILLED)
            case 1:
                cv2.rectangle(rgb, (x, y), (right, bottom), color(), 1)
            case 2:
                cv2.circle(rgb, (x, y), abs(right) // 8, color(), 2)
            case _:
                write(rgb, x, y, "A. some text x", 10 + abs(bottom) // 20, color())
    layout = analyse(rgb)
    boxes = [w.box for w in layout.widgets] + [w.row for w in layout.widgets if w.row]
    boxes += [p.box for p in layout.panels] + [box for box, _ in layout.icons] + [c.box for c in layout.lines]
    boxes += [*layout.buttons, *layout.fields, *layout.figures, *(t.box for t in layout.tables)]
    assert all(Box(0, 0, width, height).contains(box) and box.area for box in boxes)
