"""Signs told by where they stand on the line."""

from __future__ import annotations

from statistics import median

import cv2
import numpy as np
import pytest

from ocrquiz.ocr.glyphs import find_glyphs
from ocrquiz.ocr.reading import Reading, Word
from ocrquiz.ocr.recognise import Recognised, recognise
from ocrquiz.ocr.signs import repair_signs

from .drawing import Parrot, draw, x_height

SIZES = (24, 32, 48)


def read(printed: str, said: str, size: int) -> Recognised:
    (line,) = recognise([draw(printed, size)], [x_height(size)], Parrot(said))
    return line


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("one of them. so it is", "one of them, so it is"),
        ("one of them, so it is", "one of them. so it is"),
        ("(B,D) and (D,E) of them", "(B.D) and (D.E) of them"),
        ("see $HOME and S3 here", "see SHOME and $3 here"),
        ("as we combine some of them", "as We Combine some of them"),
        ("it was 0 once more", "it was @ once more"),
    ],
)
def test_sign_that_was_mistaken(printed: str, said: str, size: int) -> None:
    line = read(printed, said, size)
    assert line.text == printed
    assert line.doubts
    assert {doubt.code for doubt in line.doubts} == {"text_repaired"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "printed",
    [
        "Copy $50, or 60 % of it. See me, S and C!",
        "Who, When; Var: UX. Zoom... so",
        "We see one, (two), three.",
        "a@b.c or 1,000.50 of them",
    ],
)
def test_right_reading_is_left_alone(printed: str, size: int) -> None:
    line = read(printed, printed, size)
    assert (line.text, line.doubts) == (printed, ())


@pytest.mark.parametrize(
    ("printed", "said", "right"),
    [
        ("it is 0.86 or so", ["it", "is", "086", "or", "so"], "it is 0.86 or so"),
        ("it is b.shape or so", ["it", "is", "bshape", "or", "so"], "it is b.shape or so"),
        ("it is so or no.", ["it", "is", "so", "or", "no"], "it is so or no."),
        # More than one glyph is missing: what they are cannot be told.
        ("it is 0.86 or so", ["it", "is", "06", "or", "so"], "it is 06 or so"),
    ],
)
def test_full_stop_that_was_overlooked(printed: str, said: list[str], right: str) -> None:
    assert repaired(printed, " ".join(said)) == right


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("side", "said", "right"),
    [
        ("right", 'some of "them"', 'some of "them".'),
        # It is not told on which side it stands.
        ("below", 'some of "them"', 'some of "them"'),
        ("right", 'some of "them".', 'some of "them".'),
    ],
)
def test_full_stop_below_a_quote(size: int, side: str, said: str, right: str) -> None:
    line = np.pad(draw('some of "them"', size), ((0, 0), (0, size)), constant_values=255)
    glyphs = find_glyphs(line)
    quote, foot, stop = glyphs[-1], round(median(g.bottom for g in glyphs)), round(0.3 * x_height(size))
    left = {"below": quote.left, "right": quote.right - stop // 2}[side]
    line[foot - stop : foot, left : left + (quote.right - quote.left if side == "below" else stop)] = 0
    glyphs = find_glyphs(line)
    edges = [(0, 4), (4, 6), (6, len(glyphs))]
    places = [(glyphs[a].left, glyphs[b - 1].right) for a, b in edges]
    words = [Word(text, 0.9, *place) for text, place in zip(said.split(), places, strict=True)]
    assert repair_signs(Reading(tuple(words)), glyphs, line, x_height(size))[0].text == right


@pytest.mark.parametrize(("letters", "right"), [(4, "____."), (1, "_.")])
def test_wide_underscore_is_a_blank(letters: int, right: str) -> None:
    line = draw("so we see", wide=False)
    foot, gap = max(g.bottom for g in find_glyphs(line)), round(x_height())
    line = np.pad(line, ((0, 6), (0, 8 * gap)), constant_values=255)
    left = line.shape[1] - 7 * gap
    line[foot + 2 : foot + 4, left : left + letters * gap] = 0
    line[foot - 4 : foot, left + letters * gap + 4 : left + letters * gap + 8] = 0
    glyphs = find_glyphs(line)
    edges = [(0, 2), (2, 4), (4, 7), (7, 9)]
    words = [
        Word(text, 0.9, glyphs[a].left, glyphs[b - 1].right)
        for text, (a, b) in zip(("so", "we", "see", "_."), edges, strict=True)
    ]
    assert repair_signs(Reading(tuple(words)), glyphs, line, x_height())[0].text == f"so we see {right}"


def test_line_of_capitals_stays_one() -> None:
    line = draw("CUSOX")
    reading = Reading((Word("CUSOX", 0.9, 0, line.shape[1]),))
    # Where there are no small letters, the height of an x may be measured as that of the capitals.
    assert repair_signs(reading, find_glyphs(line), line, float(line.shape[0])) == (reading, ())


def test_too_few_letters_to_measure() -> None:
    reading = Reading((Word("a.", 0.9, 0, 20),))
    line = draw("a,")
    assert repair_signs(reading, find_glyphs(line), line, x_height()) == (reading, ())


@pytest.mark.parametrize(("printed", "said"), [("0.86", "086"), ("2.07", "207"), ("34.7", "347")])
def test_point_between_figures_that_touch(printed: str, said: str) -> None:
    line = np.asarray(cv2.GaussianBlur(draw(printed, 24, wide=False), (0, 0), 1.2), dtype=np.uint8)
    glyphs = find_glyphs(line)
    assert len(glyphs) < len(printed)
    reading = Reading((Word(said, 0.9, 0, line.shape[1]),))
    assert repair_signs(reading, glyphs, line, x_height(24))[0].text == printed


def repaired(printed: str, said: str, size: int = 32) -> str:
    """What signs make of words that are read as told, where they stand on a drawn line."""
    line = draw(printed, size)
    glyphs = find_glyphs(line)
    words, place = [], 0
    for word, shown in zip(said.split(), printed.split(), strict=True):
        own = glyphs[place : place + len(shown)]
        words.append(Word(word, 0.9, own[0].left, own[-1].right))
        place += len(shown)
    return repair_signs(Reading(tuple(words)), glyphs, line, x_height(size))[0].text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said", "right"),
    [
        ("[[16, 12], [32, 28]]", "[16, 12], [32, 28]", "[[16, 12], [32, 28]]"),
        ("((an on))", "(an on)", "((an on))"),
        ("[16, 12]", "[16, 12]", "[16, 12]"),
        ("length() (all)", "length() (all)", "length() (all)"),
        ("([a b])", "([a b])", "([a b])"),
    ],
)
def test_brackets_side_by_side(printed: str, said: str, right: str, size: int) -> None:
    assert repaired(printed, said, size) == right


@pytest.mark.parametrize(
    ("printed", "said", "right"),
    [
        ("an e-greedy agent", "an ¢-greedy agent", "an ε-greedy agent"),
        ("let e = 1.5 here", "let € = 1.5 here", "let ε = 1.5 here"),
        ("it is E5 or more", "it is €5 or more", "it is €5 or more"),
        ("all i E {1, 2}", "all i € {1, 2}", "all i ∈ {1, 2}"),
        ("is 3 E A now", "is 3 € A now", "is 3 ∈ A now"),
        ("of i, j or not", "of i, J or not", "of i, j or not"),
        ("Jack or John", "Jack or John", "Jack or John"),
        ("pay 3 E at once", "pay 3 € at once", "pay 3 € at once"),
    ],
)
def test_signs_that_stand_elsewhere_than_others(printed: str, said: str, right: str) -> None:
    assert repaired(printed, said) == right
