"""External-link icons: found at all sizes, and not in letters."""

from __future__ import annotations

from itertools import pairwise

import cv2
import pytest

from ocrquiz.geometry import Box
from ocrquiz.image.links import find_link_icons

from .drawing import BLACK, BLUE, DARK, SENTENCE, WHITE, Color, Rgb, blobs_of, page, write, x_height

SIZE = 24
X = x_height(SIZE)


def icon(rgb: Rgb, left: int, top: int, side: int, color: Color, arrow: bool = True) -> Box:
    """A box open at its upper right, and an arrow that leaves it there."""
    thick = max(1, side // 10)
    right, bottom = left + side - 1, top + side - 1
    middle = left + side // 2
    outline = [
        (middle - thick, top),
        (left, top),
        (left, bottom),
        (right, bottom),
        (right, top + side // 2 + thick),
    ]
    for start, end in pairwise(outline):
        cv2.line(rgb, start, end, color, thick)
    if arrow:
        tip = (right, top)
        reach = side * 2 // 5
        cv2.line(rgb, (left + side * 2 // 5, bottom - side * 2 // 5), tip, color, thick)
        cv2.line(rgb, tip, (tip[0] - reach, tip[1]), color, thick)
        cv2.line(rgb, tip, (tip[0], tip[1] + reach), color, thick)
    return Box(left, top, right + 1, bottom + 1)


def found(rgb: Rgb) -> list[Box]:
    blobs, ink, _ = blobs_of(rgb)
    return [blob.box for blob in find_link_icons(blobs, ink, X)]


@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLUE), (WHITE, BLACK), (DARK, WHITE)])
@pytest.mark.parametrize("side", [round(1.2 * X), round(1.6 * X), 2 * X])
def test_box_and_arrow_are_found_beside_text(side: int, paper: Color, ink: Color) -> None:
    rgb = page(color=paper)
    line = write(rgb, 20, 40, size=SIZE, color=ink)
    box = icon(rgb, line.right + 4, line.bottom - side, side, ink)
    pieces = found(rgb)
    assert len(pieces) == 2
    assert all(box.contains(piece, 2) for piece in pieces)


def test_box_alone_is_none() -> None:
    rgb = page()
    icon(rgb, 40, 40, 2 * X, BLACK, arrow=False)
    assert found(rgb) == []


@pytest.mark.parametrize("side", [X // 2, 4 * X])
def test_other_sizes_are_none(side: int) -> None:
    rgb = page()
    icon(rgb, 40, 40, side, BLACK)
    assert found(rgb) == []


@pytest.mark.parametrize("text", [SENTENCE, 'L" L\' E^ C" [/] U" 0% ½ ¼ L^2 %', "DELL LEAF ILL LJ' Q'"])
def test_text_has_none(text: str) -> None:
    rgb = page()
    for row, size in enumerate((12, 18, SIZE, 30)):
        write(rgb, 20, 20 + 60 * row, text, size=size)
    assert found(rgb) == []


def test_blank_page_has_none() -> None:
    assert found(page()) == []
