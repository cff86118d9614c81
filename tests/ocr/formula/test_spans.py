"""Formulas found in a line and read."""

from __future__ import annotations

import numpy as np
import pytest

from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.formula.spans import Formulas, find_formulas
from tests.ocr.drawing import draw, x_height

from .setting import Sign, above, below, row, set_line

SIZE = 32
SIZES = (9.0, 14.0, 20.0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("signs", "latex"),
    [
        (row("x"), "x"),
        (row(r"\beta"), r"\beta"),
        (row("W") + above("[", "2", "]"), "W^{[2]}"),
        (row("v") + below("2"), "v_2"),
        (row("w") + below("3") + above("[", "4", "]"), "w_3^{[4]}"),
        (row("y", "=", "1"), "y = 1"),
        (
            row("z") + above("(", "k", ")") + row("=", "W") + above("[", "2", "]") + row("a", "+", "b"),
            "z^{(k)} = W^{[2]}a + b",
        ),
        (row("A", "=", r"\sigma", "(", "W", "X", "+", "b", ")"), r"A = \sigma(WX + b)"),
        (row("a", "*", "b"), "a * b"),
        (row("2", "5", ".", "3"), "25.3"),
        (row("(", "4", ",", "7", ")"), "(4,7)"),
        (row("4", "=", "+", "y"), "4 = + y"),
        (row("0", "<", "1", ".", "1", "+", "0"), "0 < 1.1 + 0"),
        (row("x", "=", "1", ",", "y", "=", "2"), "x = 1,y = 2"),
        ([Sign("f"), Sign(":", gap=0.3), Sign("A", gap=0.3)], "f:A"),
        (row("g", "(", "z") + above("[", "2", "]") + row(")", "+", "5"), "g(z^{[2]}) + 5"),
    ],
)
def test_formula_by_itself(signs: list[Sign], latex: str, size: float) -> None:
    (span,) = find_formulas(set_line(signs, size), size).spans
    assert span.latex == latex
    assert span.likeness > 0.6


@pytest.mark.parametrize("number", [False, True])
def test_plain_figures_are_a_formula_where_numbers_are(number: bool) -> None:
    found = [span.latex for span in find_formulas(set_line(row("1", "0"), 14.0), 14.0, number).spans]
    assert found == (["10"] if number else [])


def beside(*parts: LineImage | int) -> LineImage:
    """Line images on one foot, with so much white between them."""
    height = max(part.shape[0] for part in parts if not isinstance(part, int))
    padded = [
        np.full((height, part), 255, np.uint8)
        if isinstance(part, int)
        else np.pad(part, ((height - part.shape[0], 0), (0, 0)), constant_values=255)
        for part in parts
    ]
    return np.hstack(padded)


def test_formulas_in_text() -> None:
    size = x_height(SIZE)
    space = round(0.5 * size)
    one, two = set_line(row("W") + above("[", "2", "]"), size), set_line(row("m"), size)
    line = beside(draw("the values of", SIZE), space, one, space, draw("are less than", SIZE), space, two)
    spans = find_formulas(line, size).spans
    assert [span.latex for span in spans] == ["W^{[2]}", "m"]
    assert all(span.left < span.right <= line.shape[1] for span in spans)
    assert spans[0].right < spans[1].left


def test_marks_of_the_text_are_kept_out_of_the_formula() -> None:
    size = x_height(SIZE)
    space = round(0.5 * size)
    line = beside(draw("the values of", SIZE), space, set_line(row("m"), size), 2, draw(".", SIZE))
    (span,) = find_formulas(line, size).spans
    assert (span.latex, span.after) == ("m", ".")
    assert span.right == line.shape[1]


@pytest.mark.parametrize(
    ("before", "within", "after"), [(0.3, 0.08, ", ..."), (0.08, 0.08, ",..."), (0.3, 0.25, ", ...")]
)
def test_marks_of_the_text_stand_as_far_apart_as_is_seen(before: float, within: float, after: str) -> None:
    dots = [Sign(".", gap=gap) for gap in (before, within, within)]
    (span,) = find_formulas(set_line([Sign("m"), Sign(","), *dots], 20.0), 20.0).spans
    assert (span.latex, span.after) == ("m", after)


def test_word_goes_on_behind_a_formula() -> None:
    size = x_height(SIZE)
    line = beside(
        draw("along the", SIZE), round(0.5 * size), set_line(row("x"), size), 2, draw("-axis", SIZE)
    )
    (span,) = find_formulas(line, size).spans
    assert (span.latex, span.after) == ("x", "")


@pytest.mark.parametrize("size", [20, 24, 32, 48])
@pytest.mark.parametrize(
    "text",
    [
        "Which of these is the longest river?",
        "The answer (42) is given in [3], see below.",
        "if x = 3 and y = 4: return x*y",
        "A cat, a dog; 10 < 20 > 15 + 5 - 1",
        "AI, GPU and CPU cost $50 or 60 %!",
        "",
    ],
)
def test_text_has_no_formulas(text: str, size: int) -> None:
    line = draw(text, size) if text else np.full((9, 9), 255, np.uint8)
    assert find_formulas(line, x_height(size)) == Formulas()


def test_letter_of_a_formula_amid_text_is_missed() -> None:
    size = x_height(SIZE)
    line = beside(draw("see", SIZE), 2, set_line(row(r"\beta"), size), 2, draw("there", SIZE))
    assert find_formulas(line, size) == Formulas(missed=True)
