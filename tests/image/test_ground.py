"""What is printed, and what it is printed on: pages and panels of all colours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.image.ground import (
    FILL_TOLERANCE,
    MIN_BLOCK,
    MIN_CONTRAST,
    SAMPLE_STEP,
    Block,
    separate,
    without_narrow_blocks,
)

from .drawing import BLACK, DARK, GREEN, WHITE, Color, fill, page, write

PALE: Color = (243, 248, 246)
GRAY: Color = (245, 245, 245)
PANEL = Box(40, 60, 361, 243)

COLORS = st.tuples(*[st.integers(0, 255)] * 3)


@given(COLORS)
@settings(max_examples=30)
def test_blank_page(color: Color) -> None:
    ground = separate(page(50, 40, color))
    assert (ground.page, ground.blocks) == (color, ())
    assert not ground.ink.any()


@pytest.mark.parametrize(
    ("paper", "ink"),
    [(WHITE, BLACK), (DARK, WHITE), (BLACK, (150, 150, 150)), ((255, 250, 220), (90, 60, 20))],
)
def test_ink_is_what_differs_from_the_page(paper: Color, ink: Color) -> None:
    rgb = page(color=paper)
    box = write(rgb, 40, 40, color=ink)
    ground = separate(rgb)
    assert ground.page == paper
    rows, columns = np.nonzero(ground.ink)
    assert box.grown(1).contains(Box(min(columns), min(rows), max(columns) + 1, max(rows) + 1))
    assert np.array_equal(ground.ink > 0, np.abs(rgb.astype(int) - paper).max(axis=2) >= MIN_CONTRAST)


def test_a_dark_page_has_the_ink_of_its_negative() -> None:
    rgb = page(400, 300)
    fill(rgb, PANEL, PALE)
    write(rgb, 60, 100, color=GREEN)
    write(rgb, 60, 20)
    light, dark = separate(rgb), separate(255 - rgb)
    assert np.array_equal(light.ink, dark.ink)
    assert [block.box for block in light.blocks] == [block.box for block in dark.blocks] == [PANEL]


@pytest.mark.parametrize(
    ("paper", "color"), [(WHITE, PALE), (WHITE, GRAY), (DARK, (22, 46, 34)), (WHITE, DARK)]
)
def test_panel_is_found_to_the_pixel_and_is_no_ink(paper: Color, color: Color) -> None:
    rgb = page(400, 300, paper)
    fill(rgb, PANEL, color)
    lines = [write(rgb, 60, 80 + 30 * row, color=(128, 128, 128)) for row in range(4)]
    ground = separate(rgb)
    assert [(block.box, block.color) for block in ground.blocks] == [(PANEL, color)]
    assert not ground.ink[: PANEL.top].any()
    inside = ground.ink[PANEL.top : PANEL.bottom, PANEL.left : PANEL.right].copy()
    for line in lines:
        box = line.grown(1).moved(-PANEL.left, -PANEL.top)
        assert inside[box.top : box.bottom, box.left : box.right].any()
        inside[box.top : box.bottom, box.left : box.right] = 0
    assert not inside.any()


@pytest.mark.parametrize("box", [Box(0, 60, 400, 140), Box(300, 0, 400, 300), Box(0, 220, 400, 300)])
def test_panel_may_touch_the_edge(box: Box) -> None:
    rgb = page(400, 300)
    fill(rgb, box, PALE)
    assert [block.box for block in separate(rgb).blocks] == [box]


def test_panels_of_one_colour_and_one_in_another() -> None:
    rgb = page(400, 400)
    boxes = [Box(20, 20, 380, 180), Box(20, 220, 380, 380)]
    inner = Box(60, 60, 180, 120)
    for box in boxes:
        fill(rgb, box, PALE)
    fill(rgb, inner, GRAY)
    write(rgb, 80, 80, "text")
    assert {(block.box, block.color) for block in separate(rgb).blocks} == {
        (boxes[0], PALE),
        (boxes[1], PALE),
        (inner, GRAY),
    }


def test_card_with_a_picture_on_it_is_a_block_and_a_border_of_the_page_is_none() -> None:
    card, picture = Box(40, 40, 360, 260), Box(60, 60, 300, 220)
    rgb = page(400, 300, (230, 233, 236))
    fill(rgb, card, WHITE)
    fill(rgb, picture, GREEN)
    assert Block(card, WHITE) in separate(rgb).blocks
    fill(rgb, picture, (230, 233, 236))
    assert card not in [block.box for block in separate(rgb).blocks]


def test_larger_blocks_come_first() -> None:
    rgb = page(400, 400)
    for top, height in ((10, 40), (80, 100), (240, 60)):
        fill(rgb, Box(20, top, 380, top + height), PALE)
    areas = [block.box.area for block in separate(rgb).blocks]
    assert len(areas) == 3
    assert areas == sorted(areas, reverse=True)


def test_page_that_its_panels_outweigh_is_still_the_page() -> None:
    rgb = page(400, 400)
    fill(rgb, Box(10, 110, 400, 390), PALE)
    ground = separate(rgb)
    assert (ground.page, [block.color for block in ground.blocks]) == (WHITE, [PALE])


def test_light_text_on_a_dark_panel_of_a_light_page() -> None:
    rgb = page(400, 300)
    fill(rgb, PANEL, DARK)
    box = write(rgb, 60, 100, color=WHITE)
    ink = separate(rgb).ink[box.top : box.bottom, box.left : box.right]
    assert 0.05 < (ink > 0).mean() < 0.6


@pytest.mark.parametrize("side", [3, MIN_BLOCK * SAMPLE_STEP - SAMPLE_STEP])
def test_what_is_small_is_no_block(side: int) -> None:
    rgb = page(200, 120)
    fill(rgb, Box(20, 20, 20 + side, 100), PALE)
    fill(rgb, Box(80, 20, 180, 20 + side), PALE)
    assert separate(rgb).blocks == ()


def test_narrow_blocks_can_be_taken_for_ink() -> None:
    rgb = page(300, 200)
    small, large = fill(rgb, Box(20, 20, 60, 60), GREEN), fill(rgb, Box(20, 120, 280, 180), GREEN)
    for box in (small, large):
        fill(rgb, box.grown(-18), WHITE)
    ground = separate(rgb)
    assert without_narrow_blocks(ground, 39) is ground
    fewer = without_narrow_blocks(ground, 40)
    assert [block.box for block in fewer.blocks] == [large]
    rows, columns = np.nonzero(fewer.ink[:100])
    assert Box(min(columns), min(rows), max(columns) + 1, max(rows) + 1) == small


@pytest.mark.parametrize("box", [Box(40, 60, 360, 120), Box(40, 10, 80, 290)])
@pytest.mark.parametrize("printed", [False, True])
@pytest.mark.parametrize("color", [PALE, GREEN])
def test_strongly_coloured_block_is_one_where_something_is_printed_on_it(
    box: Box, printed: bool, color: Color
) -> None:
    rgb = page(400, 300)
    fill(rgb, box, color)
    if printed:
        fill(rgb, Box(box.left + 15, box.top + 20, box.left + 20, box.top + 40), BLACK)
    blocks = [block.box for block in separate(rgb).blocks]
    assert blocks == ([box] if printed or color == PALE else [])


def test_noise_within_the_tolerance_is_no_block_and_no_ink() -> None:
    noise = np.random.default_rng(0).integers(0, FILL_TOLERANCE + 1, (200, 300, 1))
    ground = separate((250 + noise.repeat(3, axis=2)).astype(np.uint8))
    assert ground.blocks == ()
    assert not ground.ink.any()


def test_any_pixels_can_be_separated() -> None:
    for shape in ((8, 8), (8, 300), (300, 8), (97, 101)):
        rgb = np.random.default_rng(1).integers(0, 256, (*shape, 3), dtype=np.uint8)
        ground = separate(rgb)
        assert ground.ink.shape == ground.contrast.shape == shape
        assert all(Box(0, 0, shape[1], shape[0]).contains(block.box) for block in ground.blocks)
        assert np.array_equal(ground.ink, separate(np.asfortranarray(rgb)).ink)
