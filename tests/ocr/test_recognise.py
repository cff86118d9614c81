"""Line images in, texts out, with both engines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ocrquiz.ocr.engine import ENGINES, LineImage, open_engine
from ocrquiz.ocr.memory import Remembering
from ocrquiz.ocr.prepare import MARGIN, TARGET_X_HEIGHT
from ocrquiz.ocr.reading import Reading, Word
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


class Recorder:
    """An engine that counts the images it is given and says the same of all."""

    name, lang = "recorder", "eng"

    def __init__(self, text: str, confidence: float) -> None:
        self.given: list[int] = []
        self._said = (text, confidence)

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        self.given.append(len(images))
        margin = round(MARGIN * TARGET_X_HEIGHT)
        return [Reading((Word(*self._said, margin, i.shape[1] - margin),)) for i in images]


@pytest.mark.parametrize(
    ("text", "confidence", "given"),
    [("house", 0.9, [1]), ("house", 0.5, [1, 1]), ("hxuse", 0.9, [1]), ("hxuse", 0.5, [1, 1, 1])],
)
def test_only_doubtful_lines_are_read_again_and_equal_ones_once(
    text: str, confidence: float, given: list[int]
) -> None:
    engine = Recorder(text, confidence)
    lines = recognise([draw("house", wide=False)] * 3, [x_height()] * 3, Remembering(engine))
    assert [line.text for line in lines] == [text] * 3
    assert engine.given == given
