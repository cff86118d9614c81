"""Coloured labels in a line: found, and neither buttons nor letters nor widgets."""

from __future__ import annotations

import cv2
import pytest

from ocrquiz.geometry import Box
from ocrquiz.image.blobs import find_blobs
from ocrquiz.image.chips import find_chips
from ocrquiz.image.ground import separate, without_narrow_blocks

from .drawing import (
    BLACK,
    BLUE,
    DARK,
    GREEN,
    RED,
    SENTENCE,
    WHITE,
    Color,
    Rgb,
    fill,
    page,
    write,
    write_tight,
    x_height,
)
from .forms import SIZE, X, checkbox, form, lettered, lettered_tile, radio, widget

AT = Box(40, 100, 40 + 6 * X, 100 + round(2.4 * X))


def found(rgb: Rgb) -> list[Box]:
    ground = without_narrow_blocks(separate(rgb), 6 * X)
    return [chip.box for chip in find_chips(find_blobs(ground.ink)[0], ground, X)]


def outlined(rgb: Rgb, box: Box, color: Color) -> Box:
    cv2.rectangle(rgb, (box.left, box.top), (box.right - 1, box.bottom - 1), color, 1)
    return box


@pytest.mark.parametrize("color", [BLUE, GREEN, RED, (230, 140, 20)])
@pytest.mark.parametrize("paper", [WHITE, DARK])
def test_outlined_chip(paper: Color, color: Color) -> None:
    rgb = page(color=paper)
    outlined(rgb, AT, color)
    write(rgb, AT.left + X, AT.top + 4, "topic", 14, color)
    assert found(rgb) == [AT]


def test_filled_chip() -> None:
    rgb = page()
    fill(rgb, AT, BLUE)
    write(rgb, AT.left + X, AT.top + 4, "topic", 14, WHITE)
    assert found(rgb) == [AT]


@pytest.mark.parametrize("color", [BLACK, (120, 120, 120)])
def test_grey_box_is_none(color: Color) -> None:
    rgb = page()
    outlined(rgb, AT, color)
    assert found(rgb) == []


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(Box(40, 100, 40 + 2 * X, 100 + 2 * X), id="square"),
        pytest.param(Box(40, 100, 40 + 6 * X, 100 + 4 * X), id="high"),
        pytest.param(Box(40, 100, 40 + 20 * X, 100 + 2 * X), id="wide"),
        pytest.param(Box(40, 100, 40 + 6 * X, 100 + X // 2), id="low"),
    ],
)
def test_other_sizes_are_none(box: Box) -> None:
    rgb = page()
    outlined(rgb, box, BLUE)
    assert found(rgb) == []


@pytest.mark.parametrize("text", [SENTENCE, "MWO— 0 □ 口 [] ____", "BOOM HOOD"])
@pytest.mark.parametrize("color", [BLUE, RED])
def test_letters_are_none(text: str, color: Color) -> None:
    rgb = page()
    for row, size in enumerate((14, SIZE, 30)):
        write(rgb, 20, 20 + 60 * row, text, size, color)
    assert found(rgb) == []


def test_widgets_are_none() -> None:
    items = [widget(radio, selected=True, ink=BLUE), widget(checkbox, ink=BLUE), lettered(lettered_tile, "A")]
    assert found(form(items)) == []


def test_word_of_small_letters_that_touch_is_none() -> None:
    rgb = page()
    write_tight(rgb, 40, 100, "can see as one", 10, GREEN)
    ground = separate(rgb)
    assert find_chips(find_blobs(ground.ink)[0], ground, x_height(10)) == []
