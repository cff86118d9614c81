"""Check marks and crosses: found in green and red, and not in letters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from ocrquiz.geometry import Box
from ocrquiz.image.blobs import find_blobs
from ocrquiz.image.ground import separate, without_narrow_blocks
from ocrquiz.image.marks import Mark, find_marks, is_tick_or_cross
from ocrquiz.page.model import Tone

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
    cross,
    disc,
    page,
    tick,
    write,
    x_height,
)

X = x_height(20)
LIGHT_GREEN: Color = (80, 220, 120)
LIGHT_RED: Color = (255, 90, 90)

Draw = Callable[..., Box]


def found(rgb: Rgb) -> list[Mark]:
    ground = without_narrow_blocks(separate(rgb), 5 * X)
    return find_marks(*find_blobs(ground.ink), ground, X)


def place(side: int) -> Box:
    """Of a mark before a line that is written from (100, 40) on."""
    return Box(100 - side - X, 50 - side // 2, 100 - X, 50 - side // 2 + side)


@pytest.mark.parametrize("side", [3 * X // 2, 2 * X, 4 * X])
@pytest.mark.parametrize("weight", [0.1, 0.2])
@pytest.mark.parametrize(
    ("draw", "paper", "color", "tone"),
    [
        (tick, WHITE, GREEN, Tone.CORRECT),
        (tick, DARK, LIGHT_GREEN, Tone.CORRECT),
        (cross, WHITE, RED, Tone.INCORRECT),
        (cross, DARK, LIGHT_RED, Tone.INCORRECT),
    ],
)
def test_mark_beside_text(
    draw: Draw, paper: Color, color: Color, tone: Tone, weight: float, side: int
) -> None:
    rgb = page(color=paper)
    write(rgb, 100, 40, color=WHITE if paper == DARK else BLACK)
    box = draw(rgb, place(side), color, max(1, round(weight * side)))
    (mark,) = found(rgb)
    assert mark.tone is tone
    assert box.grown(1).contains(mark.box)
    assert mark.box.covers(box, 0.6)


@pytest.mark.parametrize(("color", "tone"), [(GREEN, Tone.CORRECT), (RED, Tone.INCORRECT)])
@pytest.mark.parametrize("draw", [tick, cross])
def test_disc_with_a_sign_left_open_in_it(draw: Draw, color: Color, tone: Tone) -> None:
    rgb = page()
    write(rgb, 100, 40)
    box = disc(rgb, 75, 50, 2 * X, color)
    draw(rgb, box.grown(-X // 2), WHITE)
    (mark,) = found(rgb)
    assert mark.tone is tone
    assert box.contains(mark.box)


@pytest.mark.parametrize("color", [GREEN, RED])
def test_plain_disc_is_none(color: Color) -> None:
    rgb = page()
    write(rgb, 100, 40)
    disc(rgb, 75, 50, 2 * X, color)
    assert found(rgb) == []


@pytest.mark.parametrize("color", [BLACK, BLUE, (120, 120, 120), (230, 160, 0)])
@pytest.mark.parametrize("draw", [tick, cross])
def test_other_colours_say_nothing(draw: Draw, color: Color) -> None:
    rgb = page()
    write(rgb, 100, 40, "green", color=GREEN)
    draw(rgb, place(2 * X), color)
    assert found(rgb) == []


def test_green_cross_is_a_letter() -> None:
    rgb = page()
    cross(rgb, place(2 * X), GREEN)
    assert found(rgb) == []


@pytest.mark.parametrize("side", [X // 2, 5 * X])
def test_other_sizes_are_none(side: int) -> None:
    rgb = page()
    tick(rgb, place(side), GREEN)
    assert found(rgb) == []


@pytest.mark.parametrize("color", [GREEN, RED])
@pytest.mark.parametrize("size", [14, 20, 28])
@pytest.mark.parametrize("text", [SENTENCE, "Vivid Xenon vex", "the X axis", "2 x 3 v 4 V", "Y. K / A Z"])
def test_letters_are_none(text: str, size: int, color: Color) -> None:
    rgb = page()
    write(rgb, 20, 40, text, size, color)
    write(rgb, 20, 100)
    assert found(rgb) == []


def drawn(draw: Draw, side: int) -> NDArray[np.bool_]:
    """The ink of a sign, cropped to it."""
    rgb = page(side + 20, side + 20)
    draw(rgb, Box(10, 10, side + 10, side + 10), BLACK, max(1, side // 8))
    ((blob,), labels) = find_blobs(separate(rgb).ink)
    box = blob.box
    return np.asarray(labels[box.top : box.bottom, box.left : box.right] == blob.label)


@pytest.mark.parametrize("side", [10, 16, 30])
def test_a_tick_upside_down_is_none_and_a_cross_remains_one(side: int) -> None:
    assert is_tick_or_cross(drawn(tick, side))
    assert not is_tick_or_cross(drawn(tick, side)[::-1])
    assert not is_tick_or_cross(drawn(tick, side)[:, ::-1])
    for patch in (drawn(cross, side), drawn(cross, side)[::-1], drawn(cross, side).T):
        assert is_tick_or_cross(patch)
