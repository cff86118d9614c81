"""What colours say, on light and dark pages."""

from __future__ import annotations

import cv2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.image.ground import separate
from ocrquiz.image.tone import tone_of_ink, tone_of_tint
from ocrquiz.page.model import Tone

from .drawing import BLACK, BLUE, DARK, GREEN, RED, WHITE, Color, fill, page, write

PALE_GREEN: Color = (243, 248, 246)
PALE_RED: Color = (253, 245, 244)

COLORS = st.tuples(*[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("ink", "tone"),
    [
        (GREEN, Tone.CORRECT),
        ((0, 128, 0), Tone.CORRECT),
        ((80, 220, 120), Tone.CORRECT),
        (RED, Tone.INCORRECT),
        ((255, 90, 90), Tone.INCORRECT),
        (BLACK, None),
        ((120, 120, 120), None),
        (BLUE, None),
        ((230, 160, 0), None),
        ((245, 124, 0), None),
        ((231, 76, 60), Tone.INCORRECT),
        ((240, 220, 20), None),
        ((128, 0, 128), None),
    ],
)
@pytest.mark.parametrize("ground", [WHITE, DARK, PALE_GREEN, PALE_RED])
def test_ink(ink: Color, tone: Tone | None, ground: Color) -> None:
    rgb = page(200, 60, ground)
    box = write(rgb, 20, 20, "Correct", color=ink)
    assert tone_of_ink(separate(rgb), box) is tone


@pytest.mark.parametrize(("ink", "tone"), [(GREEN, Tone.CORRECT), (RED, Tone.INCORRECT)])
def test_white_sign_on_a_coloured_disc(ink: Color, tone: Tone) -> None:
    rgb = page(100, 100)
    cv2.circle(rgb, (50, 50), 12, ink, cv2.FILLED, cv2.LINE_AA)
    cv2.line(rgb, (45, 50), (55, 50), WHITE, 2)
    assert tone_of_ink(separate(rgb), Box(38, 38, 63, 63)) is tone


def test_black_text_with_one_green_letter_says_nothing() -> None:
    rgb = page(300, 60)
    box = write(rgb, 20, 20, "mostly black")
    write(rgb, box.right + 10, 20, "o", color=GREEN)
    assert tone_of_ink(separate(rgb), box.grown(30).clipped(300, 60)) is None


def test_ink_too_faint_to_see_says_nothing() -> None:
    rgb = page(200, 60)
    box = write(rgb, 20, 20, "Wrong", color=(255, 220, 220))
    assert tone_of_ink(separate(rgb), box) is None


@pytest.mark.parametrize("box", [Box(5, 5, 30, 30), Box(0, 0, 0, 0), Box(500, 500, 600, 600)])
def test_no_ink_says_nothing(box: Box) -> None:
    assert tone_of_ink(separate(page(100, 100)), box) is None


@pytest.mark.parametrize(
    ("color", "tone"),
    [
        (PALE_GREEN, Tone.CORRECT),
        ((212, 237, 218), Tone.CORRECT),
        (PALE_RED, Tone.INCORRECT),
        ((248, 215, 218), Tone.INCORRECT),
        ((245, 245, 245), Tone.NEUTRAL),
        ((232, 240, 254), Tone.NEUTRAL),
        ((255, 243, 205), Tone.NEUTRAL),
    ],
)
def test_tint_on_white(color: Color, tone: Tone) -> None:
    assert tone_of_tint(color, WHITE) is tone


@pytest.mark.parametrize(
    ("color", "tone"),
    [((22, 46, 34), Tone.CORRECT), ((60, 27, 30), Tone.INCORRECT), ((40, 42, 47), Tone.NEUTRAL)],
)
def test_tint_on_a_dark_page(color: Color, tone: Tone) -> None:
    assert tone_of_tint(color, DARK) is tone


@given(COLORS, st.integers(-40, 40))
def test_lighter_or_darker_than_the_page_is_no_tint(color: Color, by: int) -> None:
    assert tone_of_tint(tuple(channel + by for channel in color), color) is Tone.NEUTRAL  # type: ignore[arg-type]


@given(COLORS, COLORS)
def test_swapping_red_and_green_never_leaves_a_verdict(color: Color, ground: Color) -> None:
    swapped = [(c[1], c[0], c[2]) for c in (color, ground)]
    tone = tone_of_tint(color, ground)
    assert tone is Tone.NEUTRAL or tone_of_tint(*swapped) is not tone


def test_white_on_a_cool_grey_says_nothing() -> None:
    assert tone_of_tint(WHITE, (236, 239, 241)) is Tone.NEUTRAL


def test_ink_is_measured_on_its_own_panel() -> None:
    rgb = page(400, 300)
    fill(rgb, Box(40, 60, 360, 240), PALE_GREEN)
    box = write(rgb, 60, 100, "plain text")
    assert tone_of_ink(separate(rgb), box) is None
