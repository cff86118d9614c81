"""I, l, 1, |, O, 0: what the pixels show is written, whatever was read; what is left open stays as read."""

from __future__ import annotations

import numpy as np
import pytest

from ocrquiz.ocr.glyphs import find_glyphs
from ocrquiz.ocr.lookalikes import Heights, repair_lookalikes
from ocrquiz.ocr.reading import Reading, Word
from ocrquiz.ocr.recognise import Recognised, recognise

from .drawing import Parrot, draw, x_height

SIZES = (24, 32, 48)


def read(printed: str, said: str, size: int) -> Recognised:
    (line,) = recognise([draw(printed, size)], [x_height(size)], Parrot(said))
    return line


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("The AI of Ukraine is bold", "The Al of Ukraine is bold"),
        ("The IoT of Ukraine is bold", "The loT of Ukraine is bold"),
        ("A GUI and an API for Hanoi", "A GUl and an APl for Hanoi"),
        ("Phase II and III", "Phase ll and lll"),
        ("I. some more cars", "|. some more cars"),
        ("the 1st day", "the Ist day"),
        ("IO/RAM use in Hanoi", "I0/RAM use in Hanoi"),
        ("I/O and IO/Bus", "1/O and 1O/Bus"),
        ("10 Oxen in the Barn", "1O 0xen in the Barn"),
        ("Zone-IA or NIMBY is bold", "Zone-lA or NlMBY is bold"),
    ],
)
def test_letter_that_was_mistaken(printed: str, said: str, size: int) -> None:
    line = read(printed, said, size)
    assert line.text == printed
    wrong = [word for word, right in zip(said.split(), printed.split(), strict=True) if word != right]
    assert len(line.doubts) == len(wrong)
    for word, doubt in zip(wrong, line.doubts, strict=True):
        assert doubt.code == "text_repaired"
        assert f"“{word}”" in doubt.message


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "printed",
    [
        "All Italians live in Illinois",
        "Oh my! it is 1848 or 2010",
        "if (a || b) return l",
        "a | b | c",
        "O(n) and HTTP, I see",
        "l is a line, I am I",
        "50 Dollars or $50",
    ],
)
def test_right_reading_is_left_alone(printed: str, size: int) -> None:
    line = read(printed, printed, size)
    assert (line.text, line.doubts) == (printed, ())


def test_name_that_looks_like_a_short_form_is_kept_where_the_letter_is_tall() -> None:
    assert read("Al Hall is here", "Al Hall is here", 48).text == "Al Hall is here"


@pytest.mark.parametrize(("above", "text"), [("The Dutch had held Delft", "BITe"), ("so we are", "BlTe")])
def test_other_lines_of_the_page_tell_how_tall_letters_are(above: str, text: str) -> None:
    images = [draw(above, 64), draw("BITe", 64)]
    lines = recognise(images, [x_height(64)] * 2, Parrot(above, "BlTe"))
    assert [line.text for line in lines] == [above, text]


@pytest.mark.parametrize(
    ("printed", "said", "right"),
    [
        ("IPv4", "|IPv4", "IPv4"),
        ("lark", "1lark", "lark"),
        ("llama", "llama", "llama"),
        ("Illinois", "Illinois", "Illinois"),
        ("III,", "II,", "III,"),
        ("III", "HI", "III"),
        ("II.", "N.", "II."),
        ("11.", "11.", "11."),
        ("N", "N", "N"),
    ],
)
def test_strokes_are_as_many_as_are_seen(printed: str, said: str, right: str) -> None:
    line = draw(printed)
    glyphs = find_glyphs(line)
    reading = Reading((Word(said, 0.9, 0, line.shape[1]),))
    heights = Heights(capital=glyphs[0].bottom - glyphs[0].top, ascender=None)
    assert repair_lookalikes(reading, glyphs, line, heights, 1.0)[0].text == right


@pytest.mark.parametrize(
    ("said", "broad", "right"),
    [
        ("I?", "foot", "l?"),
        ("|?", "foot", "l?"),
        ("I?", "neither", "I?"),
        ("I?", "both", "I?"),
        ("l?", "foot", "l?"),
    ],
)
def test_stroke_with_a_tail_is_an_l(said: str, broad: str, right: str) -> None:
    line = np.full((24, 30), 255, np.uint8)
    line[:, 3:7] = 110
    line[-3:, 3:8] = 110 if broad != "neither" else 255
    line[:3, 3:8] = 110 if broad == "both" else 255
    line[:16, 18:28] = line[20:, 20:24] = 0
    reading = Reading((Word(said, 0.9, 0, line.shape[1]),))
    heights = Heights(capital=24, ascender=None)
    assert repair_lookalikes(reading, find_glyphs(line), line, heights, 1.0)[0].text == right
