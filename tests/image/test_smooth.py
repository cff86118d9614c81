"""Waves of lossy compression and of scaling are told from what was drawn, and taken away."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocrquiz.geometry import Box
from ocrquiz.image.layout import analyse
from ocrquiz.image.smooth import is_rough, smoothed

from .drawing import DARK, GREEN, WHITE, Color, Rgb, page, write

PANEL = Box(40, 100, 560, 180)

TINT: Color = (235, 247, 237)

PALE: Color = (251, 251, 251)
"""As near to white as tints of real pages are."""


def lettered(tint: Color = TINT, color: Color = WHITE) -> Rgb:
    """A page with lines of text, one of them in green on a tinted block."""
    rgb = page(color=color)
    rgb[PANEL.top : PANEL.bottom, PANEL.left : PANEL.right] = tint
    ink: Color = (255, 255, 255) if color == DARK else (20, 20, 20)
    for top in (20, 50, 200, 230, 260):
        write(rgb, 40, top, color=ink)
    write(rgb, 60, 130, color=GREEN)
    return rgb


def compressed(rgb: Rgb, quality: int) -> Rgb:
    done, coded = cv2.imencode(".jpg", rgb, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)


@pytest.mark.parametrize("color", [WHITE, DARK])
def test_drawn_page_is_left_as_it_is(color: Color) -> None:
    rgb = lettered(color=color)
    assert not is_rough(rgb)
    assert smoothed(rgb) is rgb


@pytest.mark.parametrize("quality", [60, 75, 90])
@pytest.mark.parametrize("color", [WHITE, DARK])
def test_compressed_page_is_rough(color: Color, quality: int) -> None:
    assert is_rough(compressed(lettered(color=color), quality))


def test_shadow_is_no_wave() -> None:
    rgb = page()
    rgb[:, :, :] = np.linspace(255, 60, rgb.shape[1]).astype(np.uint8)[None, :, None]
    rgb[100:200, 200:400] = 20
    assert not is_rough(rgb)


def test_blank_page_is_not_rough() -> None:
    assert not is_rough(page())
    assert not is_rough(page(width=1, height=1))


@pytest.mark.parametrize("quality", [75, 90])
@pytest.mark.parametrize("tint", [TINT, PALE])
def test_ground_is_flat_again(tint: Color, quality: int) -> None:
    drawn = lettered(tint)
    clean = smoothed(compressed(drawn, quality))
    for color in (WHITE, tint):
        flat = (drawn == color).all(axis=2)
        assert (np.abs(clean[flat].astype(int) - color).max(axis=1) <= 1).mean() > 0.93


def test_letters_keep_their_colour() -> None:
    drawn = lettered()
    clean = smoothed(compressed(drawn, 85))
    black = drawn.max(axis=2) <= 20
    assert np.median(clean[black]) < 60


def test_page_looks_the_same_once_it_was_compressed() -> None:
    drawn, again = (analyse(rgb) for rgb in (lettered(), compressed(lettered(), 75)))
    assert [p.tone for p in again.panels] == [p.tone for p in drawn.panels]
    assert len(again.lines) == len(drawn.lines)
    assert not again.widgets
    for line, same in zip(drawn.lines, again.lines, strict=True):
        assert line.box.covers(same.box, 0.9)
        assert same.box.covers(line.box, 0.9)
