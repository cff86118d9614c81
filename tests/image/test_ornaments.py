"""Separators, scroll bars and edges of boxes are no text; letters, dashes and charts are no ornaments."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocrquiz.geometry import Box, union
from ocrquiz.image.ground import separate
from ocrquiz.image.ornaments import find_ornaments, find_scroll_bars

from .drawing import BLACK, DARK, SENTENCE, WHITE, Color, Rgb, blobs_of, fill, page, write, x_height

X = x_height(20)
WIDTH, HEIGHT = 700, 400
PAGE = Box(0, 0, WIDTH, HEIGHT)


def ornaments(rgb: Rgb, boxes: tuple[Box, ...] = ()) -> list[Box]:
    blobs, *_ = blobs_of(rgb)
    labels = find_ornaments(blobs, boxes, separate(rgb), X)
    return sorted(b.box for b in blobs if b.label in labels)


def scroll_bars(rgb: Rgb) -> list[Box]:
    blobs, *_ = blobs_of(rgb)
    labels = find_scroll_bars(blobs, PAGE, X)
    return sorted(b.box for b in blobs if b.label in labels)


@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLACK), (WHITE, (190, 190, 190)), (DARK, WHITE)])
@pytest.mark.parametrize(
    "box",
    [
        pytest.param(Box(20, 200, 680, 202), id="separator"),
        pytest.param(Box(60, 100, 65, 200), id="upright line"),
        pytest.param(Box(60, 100, 140, 140), id="block"),
        pytest.param(Box(60, 200, 60 + 14 * X, 200 + X), id="lying scroll bar"),
    ],
)
def test_what_is_no_text(box: Box, paper: Color, ink: Color) -> None:
    rgb = page(WIDTH, HEIGHT, paper)
    write(rgb, 20, 20, color=WHITE if paper == DARK else BLACK)
    fill(rgb, box, ink)
    assert ornaments(rgb) == [box]


@pytest.mark.parametrize("text", [SENTENCE, "Il1| l", "____", "- – — _ = •", "[i] {l} (1)", "TH/\\"])
@pytest.mark.parametrize("size", [14, 20, 26])
def test_text_is_none(text: str, size: int) -> None:
    rgb = page(WIDTH, HEIGHT)
    write(rgb, 20, 40, text, size)
    assert ornaments(rgb) == []


def test_side_of_a_box_is_no_letter() -> None:
    rgb, box = page(500, 300), Box(50, 100, 450, 140)
    for x in (box.left, box.right - 2):
        fill(rgb, Box(x, 112, x + 2, 128), BLACK)
    write(rgb, 60, 110, "lil")
    assert ornaments(rgb, (box,)) == [Box(x, 112, x + 2, 128) for x in (box.left, box.right - 2)]


@pytest.mark.parametrize("where", ["top", "bottom"])
def test_edge_of_a_box_is_none_of_its_text_and_an_underline_is(where: str) -> None:
    box = Box(40, 100, 300, 160)
    y = {"top": box.top, "bottom": box.bottom - 2}[where]
    edge, underline = Box(box.left, y, box.right, y + 2), Box(box.left, 130, box.right, 132)
    rgb = page(WIDTH, HEIGHT)
    for line in (edge, underline):
        fill(rgb, line, BLACK)
    assert ornaments(rgb, (box,)) == [edge]
    assert ornaments(rgb) == []


def upright(rgb: Rgb, left: int, color: Color = (140, 140, 140)) -> list[Box]:
    """A scroll bar with an arrow at each end."""
    bar = fill(rgb, Box(left, 60, left + X, 300), color)
    arrows = []
    for tip, base in ((34, 44), (326, 316)):
        corners = np.array([(left, base), (left + X - 1, base), (left + X // 2, tip)])
        cv2.fillConvexPoly(rgb, corners, color)
        arrows.append(Box(left, min(tip, base), left + X, max(tip, base) + 1))
    return sorted([bar, *arrows])


def test_scroll_bar_at_the_right_with_its_arrows() -> None:
    rgb = page(WIDTH, HEIGHT)
    write(rgb, 20, 40)
    expected = upright(rgb, WIDTH - 2 * X)
    assert scroll_bars(rgb) == expected


def test_scroll_bar_that_a_button_touches() -> None:
    rgb = page(WIDTH, HEIGHT)
    write(rgb, 20, 40)
    bar = fill(rgb, Box(WIDTH - X, 10, WIDTH, 380), (140, 140, 140))
    button = Box(WIDTH - 3 * X, 180, WIDTH, 180 + 5 * X)
    cv2.rectangle(rgb, (button.left, button.top), (button.right - 1, button.bottom - 1), (20, 160, 60), 1)
    assert scroll_bars(rgb) == [union((bar, button))]


def test_bar_within_the_page_is_a_charts() -> None:
    rgb = page(WIDTH, HEIGHT)
    upright(rgb, 200)
    fill(rgb, Box(300, 200, 300 + 20 * X, 200 + X), BLACK)
    assert scroll_bars(rgb) == []


def test_long_bar_below_is_a_scroll_bar() -> None:
    rgb = page(WIDTH, HEIGHT)
    write(rgb, 20, 40)
    bar = fill(rgb, Box(20, 380, 20 + 30 * X, 380 + X), (140, 140, 140))
    arrows = [fill(rgb, Box(left, 380, left + X, 380 + X), BLACK) for left in (20 - X - 4, 24 + 30 * X)]
    assert scroll_bars(rgb) == sorted([bar, *arrows])


@pytest.mark.parametrize("text", [SENTENCE, "________________", "||||||||"])
def test_text_is_no_scroll_bar(text: str) -> None:
    rgb = page(WIDTH, HEIGHT)
    write(rgb, WIDTH - 100, 40, text)
    assert scroll_bars(rgb) == []


def test_coloured_bar_shows_progress_and_a_blank_does_not() -> None:
    rgb = page(WIDTH, HEIGHT)
    bar = fill(rgb, Box(40, 40, 40 + 20 * X, 44), (40, 90, 220))
    fill(rgb, Box(40, 200, 40 + 20 * X, 202), BLACK)
    assert ornaments(rgb) == [bar]


def test_what_a_rounded_corner_leaves_over() -> None:
    rgb = page(WIDTH, HEIGHT)
    card = Box(40, 40, 640, 200)
    left_over = [fill(rgb, Box(40, 40, 44, 44), BLACK), fill(rgb, Box(636, 196, 640, 200), BLACK)]
    write(rgb, card.left + X, card.top + X)
    assert ornaments(rgb, (card,)) == sorted(left_over)
    assert ornaments(rgb) == []
