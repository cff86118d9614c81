"""Arrows, and what is none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.arrows import find_arrows
from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.reading import Reading, Word
from ocrquiz.ocr.recognise import recognise

from .drawing import draw, x_height


def drawn(length: int, head: int, thick: int, scale: int = 4) -> LineImage:
    """An arrow to the right, so many pixels long, its head twice so high."""
    image = np.full((scale * (2 * head + 8), scale * (length + 8)), 255, np.uint8)
    middle, tip = image.shape[0] // 2, scale * (length + 4)
    cv2.line(image, (4 * scale, middle), (tip, middle), 0, thick * scale)
    for side in (-1, 1):
        cv2.line(image, (tip, middle), (tip - head * scale, middle + side * head * scale), 0, thick * scale)
    size = (image.shape[1] // scale, image.shape[0] // scale)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


@given(st.integers(16, 40), st.integers(4, 6), st.integers(1, 2))
def test_arrows_of_many_sizes(length: int, head: int, thick: int) -> None:
    arrow = drawn(length, head, thick)
    assert [found.text for found in find_arrows(arrow, 12.0)] == ["→"]
    assert [found.text for found in find_arrows(arrow[:, ::-1], 12.0)] == ["←"]
    assert find_arrows(np.ascontiguousarray(arrow.T), 12.0) == []
    assert find_arrows(arrow, 60.0) == []


@pytest.mark.parametrize("size", [12, 16, 24, 48])
def test_letters_and_signs_are_none(size: int) -> None:
    text = "The -> <- = + - -- < > * # @ $ % & | / 0123456789 Quick brown fox (jumps) over [a] lazy {dog}"
    assert find_arrows(draw(text, size), x_height(size)) == []


class Reader:
    """An engine that says the same of all lines of one size, and keeps the order of what it is asked."""

    name, lang = "reader", "eng"

    def __init__(self, *said: str) -> None:
        self._said = dict(enumerate(said))
        self._order: dict[int, int] = {}

    def read_lines(self, images: list[LineImage], whole: bool = False) -> list[Reading]:
        texts = [self._said[self._order.setdefault(i.shape[1], len(self._order))] for i in images]
        return [
            Reading((Word(text, 0.95, 10, i.shape[1] - 10),)) for text, i in zip(texts, images, strict=True)
        ]


@pytest.mark.parametrize(("flipped", "sign"), [(False, "→"), (True, "←")])
def test_arrow_stands_between_what_is_read_on_either_side(flipped: bool, sign: str) -> None:
    before, after, arrow = draw("house", wide=False), draw("garden", wide=False), drawn(32, 8, 2)
    height = max(image.shape[0] for image in (before, after, arrow))
    parts = [before, arrow[:, ::-1] if flipped else arrow, after]
    line = np.hstack([padded(image, height) for image in parts])
    (found,) = recognise([line], [x_height()], Reader("house garden", "house", "garden"))
    assert found.text == f"house {sign} garden"


def padded(image: LineImage, height: int) -> LineImage:
    """A picture with white below it, and on either side."""
    return np.pad(image, ((0, height - image.shape[0]), (8, 8)), constant_values=255)
