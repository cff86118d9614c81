"""Lines of text and formulas taken apart and put together."""

from __future__ import annotations

import numpy as np
import pytest

from ocrquiz.ocr.formula.spans import Span
from ocrquiz.ocr.mixed import Part, cut_text, parts, put_together
from ocrquiz.ocr.reading import Recognised
from ocrquiz.page.model import FORMULA_END, FORMULA_START, Doubt

X_HEIGHT = 10.0


def formula(left: int, right: int, latex: str = "x", likeness: float = 0.9, after: str = "") -> Part:
    return Part(left, right, Span(left, right, latex, likeness, after=after))


def text(said: str, confidence: float = 0.9) -> Recognised:
    return Recognised(said, confidence, first_word=33)


def plain(recognised: Recognised) -> str:
    return recognised.text.replace(FORMULA_START, "$").replace(FORMULA_END, "$")


def test_parts_are_cut_to_their_ink() -> None:
    line = np.full((20, 100), 255, np.uint8)
    line[5:15, 10:30] = line[3:18, 40:50] = line[5:15, 60:90] = 0
    span = Span(38, 52, "x", 0.9)
    assert parts(line, [span], X_HEIGHT) == [Part(10, 30), Part(40, 50, span), Part(60, 90)]
    assert cut_text(line, Part(10, 30)).shape == (10, 20)


def test_blurred_edge_of_a_letter_is_no_part() -> None:
    line = np.full((20, 60), 255, np.uint8)
    line[5:15, 10:30] = 0
    assert parts(line, [Span(11, 30, "x", 0.9)], X_HEIGHT) == [Part(11, 30, Span(11, 30, "x", 0.9))]


@pytest.mark.parametrize(
    ("found", "texts", "whole"),
    [
        ([Part(0, 40), formula(46, 60), Part(66, 90)], ["if", "is one"], "if $x$ is one"),
        ([Part(0, 40), formula(42, 60), Part(61, 70)], ["(small", ")"], "(small$x$)"),
        ([formula(0, 20), Part(26, 40)], [". True"], "$x$. True"),
        ([formula(0, 20, after=","), Part(28, 40)], ["so"], "$x$, so"),
        ([formula(0, 20), Part(24, 40)], ["-axis"], "$x$-axis"),
    ],
)
def test_spaces_are_where_the_white_is(found: list[Part], texts: list[str], whole: str) -> None:
    assert plain(put_together(found, list(map(text, texts)), X_HEIGHT)) == whole


def test_line_is_as_sure_as_its_worst_part_and_keeps_the_doubts() -> None:
    doubt = Doubt("text_repaired", "“a” was read.")
    said = Recognised("if", 0.7, 12, doubts=(doubt,))
    line = put_together([Part(0, 40), formula(46, 60)], [said], X_HEIGHT)
    assert (line.confidence, line.first_word, line.doubts) == (0.7, 12, (doubt,))
    assert put_together([formula(0, 20, likeness=0.5)], [], X_HEIGHT).confidence < 0.6
    assert put_together([formula(0, 20, likeness=0.7)], [], X_HEIGHT).confidence > 0.6


def test_word_that_goes_on_behind_a_formula_does_not_tear_it() -> None:
    assert put_together([formula(0, 20), Part(24, 40)], [text("-axis")], X_HEIGHT).confidence > 0.6


@pytest.mark.parametrize(
    ("found", "texts"),
    [
        ([Part(0, 20), formula(26, 40)], ["y ="]),
        ([formula(0, 20), Part(26, 40)], ["= 3"]),
        ([formula(0, 20), formula(26, 40)], []),
        ([formula(0, 20, "(x")], []),
    ],
)
def test_torn_formula_is_doubtful(found: list[Part], texts: list[str]) -> None:
    assert put_together(found, list(map(text, texts)), X_HEIGHT).confidence < 0.6
