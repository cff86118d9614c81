"""Spaces and underscores: the gaps and bars of the picture decide, not what was read."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.recognise import Recognised, recognise

from .drawing import MISSED, SIZE, Parrot, draw, draw_cells, x_height

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


def read_cells(printed: str, said: str, size: int = SIZE) -> Recognised:
    (line,) = recognise([draw_cells(printed, size)], [x_height(size)], Parrot(said))
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


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("tf.image.resize(x)", "tf. image.resize(x)"),
        ("for i in range(10):", "for i in range (10):"),
        ("print(a, b) or not", "print(a, b) or not"),
    ],
)
def test_space_that_a_narrow_letter_leaves_in_its_cell(printed: str, said: str, size: int) -> None:
    line = read_cells(printed, said, size)
    assert line.text == printed
    assert line.code


@pytest.mark.parametrize("size", [24, 32])
def test_underscore_read_as_a_space(size: int) -> None:
    line = draw("the part_of it is", size, wide=False)
    (read,) = recognise([line], [x_height(size)], Parrot(f"the part{MISSED}of it is"))
    assert read.text == "the part_of it is"


def test_blank_is_a_word() -> None:
    assert read("It is ____ or not", "It is ____ or not").text == "It is ____ or not"
