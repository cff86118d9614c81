"""Line images in, texts out, with both engines."""

from __future__ import annotations

import numpy as np
import pytest

from ocrquiz.ocr.engine import ENGINES, open_engine
from ocrquiz.ocr.recognise import recognise

from .drawing import Parrot, draw, draw_cells, font, x_height


@pytest.mark.parametrize("name", ENGINES)
def test_lines_of_all_sizes_are_read(name: str) -> None:
    texts = [
        "Which of these is the longest river?",
        "The answer is given below.",
        "It is a well-known fact, is it not?",
    ]
    sizes = [16, 24, 60]
    lines = [draw(text, size, wide=False) for size in sizes for text in texts]
    found = recognise(lines, [x_height(size) for size in sizes for _ in texts], open_engine(name, "eng"))
    assert [line.text for line in found] == texts * len(sizes)
    assert all(line.confidence > 0.6 for line in found)
    assert not any(line.code for line in found)


@pytest.mark.parametrize("name", ENGINES)
def test_code_is_told_from_text(name: str) -> None:
    (line,) = recognise([draw_cells("print(a, b) or not", 24)], [x_height(24)], open_engine(name, "eng"))
    assert (line.text, line.code) == ("print(a, b) or not", True)


@pytest.mark.parametrize("size", [16, 24, 48])
def test_width_of_the_first_word_is_in_pixels_of_the_line(size: int) -> None:
    (line,) = recognise([draw("Which is it", size, wide=False)], [x_height(size)], Parrot("Which is it"))
    assert line.first_word == pytest.approx(font(size).getlength("Which"), abs=0.15 * size)


def test_line_is_as_sure_as_the_engine() -> None:
    (line,) = recognise([draw("Which is it")], [x_height()], Parrot("Which is it", confidence=0.42))
    assert line.confidence == 0.42


def test_no_lines() -> None:
    assert recognise([], [], Parrot()) == []


def test_what_no_engine_sees_is_no_text() -> None:
    (line,) = recognise([np.full((20, 60), 255, np.uint8)], [9], Parrot(""))
    assert (line.text, line.confidence) == ("", 0)
