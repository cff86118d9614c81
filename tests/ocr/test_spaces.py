"""Spaces and underscores: the gaps and bars of the picture decide, not what was read."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.recognise import Recognised, recognise

from .drawing import MISSED, SIZE, Parrot, draw, x_height

SIZES = (24, 32, 48)

_WORDS = """
    the of and to in is it that was for on are with as be at or from this which have by not one all had their
    there when use your how said an each she do if will up other about out many then them these so some her
    would make like him into time has look two more write go see number no way could people my than first
    water been call who oil its now find long down day did get come made may part All Italy Yes, it,
    well-known 10 1848 (see it)
"""
WORDS = _WORDS.split()


def read(printed: str, said: str, size: int = SIZE) -> Recognised:
    (line,) = recognise([draw(printed, size)], [x_height(size)], Parrot(said))
    return line


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("In the year of the flood it was", "Inthe year of the flood it was"),
        ("It is a long way to the end of it", "It isa long way to the end of it"),
        ("One, two, three and five", "One,two, three and five"),
        ("It can be the end of the day", "Itcan be the endof the day"),
    ],
)
def test_lost_space(printed: str, said: str, size: int) -> None:
    assert read(printed, said, size).text == printed


@given(st.integers(0, 10_000), st.integers(7, 11), st.sampled_from(SIZES))
def test_right_spaces_are_left_alone(seed: int, count: int, size: int) -> None:
    printed = " ".join(Random(seed).choices(WORDS, k=count))
    line = read(printed, printed, size)
    assert line.text == printed
    assert not line.code


@pytest.mark.parametrize("size", [24, 32])
def test_underscore_read_as_a_space(size: int) -> None:
    line = draw("the part_of it is", size, wide=False)
    (read,) = recognise([line], [x_height(size)], Parrot(f"the part{MISSED}of it is"))
    assert read.text == "the part_of it is"


def test_blank_is_a_word() -> None:
    assert read("It is ____ or not", "It is ____ or not").text == "It is ____ or not"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("It is the accuracy of the day", "It is the accu racy of the day"),
        ("This is the end of it", "Thi s i s the end o f it"),
        ("for it is so long", "fo r it is so long"),
    ],
)
def test_space_that_is_none(printed: str, said: str, size: int) -> None:
    line = read(printed, said, size)
    assert line.text == printed
    assert line.doubts
    assert {doubt.code for doubt in line.doubts} == {"text_repaired"}


@pytest.mark.parametrize(
    "printed", ["All of Memo rystore is here now", "ML metadata is all", "It is a part of it"]
)
def test_words_stay_apart_where_the_gap_is_wide_or_their_sum_is_no_word(printed: str) -> None:
    assert read(printed, printed).text == printed


@pytest.mark.parametrize(
    ("printed", "said"), [("Many people", "Manypeople"), ("What happens to it", "Whathappenstoit")]
)
def test_lost_spaces_of_a_line_without_others(printed: str, said: str) -> None:
    assert read(printed, said).text == printed


@pytest.mark.parametrize(("printed", "said"), [("million:", "mil lion:"), ("one/two", "one/ two")])
def test_space_that_is_none_in_a_line_without_others(printed: str, said: str) -> None:
    line = draw(printed, 48, wide=False)
    (found,) = recognise([line], [x_height(48)], Parrot(said))
    assert found.text == printed


def test_unknown_word_is_not_split_without_a_gap() -> None:
    assert (
        read("The backend is an isto of it", "The backend is an isto of it").text
        == "The backend is an isto of it"
    )


def test_lost_space_where_letters_lean_over_it() -> None:
    # The last letter hangs over the space behind it, so that no more than a column is white.
    line = _side_by_side(draw("We wan"), 3, _leaning(draw("t")), 1, draw("the model of it"))
    (read,) = recognise([line], [x_height()], Parrot("We wantthe model of it"))
    assert read.text == "We want the model of it"


def _leaning(line: LineImage) -> LineImage:
    height = len(line)
    canvas = np.hstack([line, np.full((height, height // 2), 255, np.uint8)])
    rows = [np.roll(row, (height - i) // 2) for i, row in enumerate(canvas)]
    return np.asarray(rows, dtype=np.uint8)


def _side_by_side(*parts: LineImage | int) -> LineImage:
    """Lines on one foot, with as much white between them as the numbers say."""
    height = max(len(part) for part in parts if not isinstance(part, int))
    images = [np.full((1, part), 255, np.uint8) if isinstance(part, int) else part for part in parts]
    padded = [np.pad(i, ((height - len(i), 0), (0, 0)), constant_values=255) for i in images]
    return np.hstack(padded)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("printed", ["so x = 15 is it", "so x=15 is it", "y = 1"])
@pytest.mark.parametrize("tight", [True, False])
def test_spaces_beside_an_equals_sign(printed: str, tight: bool, size: int) -> None:
    said = printed.replace(" = ", "=") if tight else printed
    line = draw(printed, size, wide=False)
    (found,) = recognise([line], [x_height(size)], Parrot(said))
    assert found.text == printed


def test_letters_in_a_row_have_no_space_where_none_is_seen() -> None:
    line = draw("on  a,b,c,d  and  h,  o  as  a  man")
    (found,) = recognise([line], [x_height()], Parrot("on a, b,c,d and h, o as a man"))
    assert found.text == "on a,b,c,d and h, o as a man"
