"""Lines into text: what flows, and what the author put on a line of its own."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.page.model import FORMULA_END, FORMULA_START, Line
from ocrquiz.parse.text import compose

from ..sheet import GAP, LEAD, LINE, X, line

NEXT = LINE + LEAD
"""From the top of a line to that of the next one of its paragraph."""


def column(*texts: str, **more: object) -> list[Line]:
    return [line(text, row * NEXT, **more) for row, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], ""),
        (column("One line."), "One line."),
        # Wrapped where the page ends.
        (column("A line that is full and", "goes on here."), "A line that is full and goes on here."),
        (column("This is the well-", "known theorem of"), "This is the well-known theorem of"),
        (column("Bayes was right -", "was he? So it is"), "Bayes was right - was he? So it is"),
        # The word would have fitted, so the author broke the line.
        (column("Short.", "And then a much longer line."), "Short.\nAnd then a much longer line."),
        # Paragraphs, lists, code, tables.
        ([line("One paragraph,"), line("another one, a", LINE + GAP)], "One paragraph,\nanother one, a"),
        (column("apples and", "oranges and", bullet=True), "• apples and\n• oranges and"),
        (column("1. Fill the cup", "2. Drink the tea"), "1. Fill the cup\n2. Drink the tea"),
        (
            column("for i in range(4):", "print(i, i * i, i)", code=True),
            "for i in range(4):\nprint(i, i * i, i)",
        ),
        (column("a | b", "c | d", table=True), "a | b\nc | d"),
        # A year at the start of a wrapped line is no item.
        (column("It was founded in,", "1848. That was it"), "It was founded in, 1848. That was it"),
        # Side by side.
        ([line("f(x)", 0, 80), line("is what it is", 1, 160)], "f(x) is what it is"),
        # A dollar sign would open a formula.
        (column("It costs $5, or even $6."), r"It costs \$5, or even \$6."),
        (column(f"For $5, {FORMULA_START}x^2{FORMULA_END} is"), r"For \$5, $x^2$ is"),
    ],
)
def test_compose(lines: list[Line], text: str) -> None:
    assert compose([lines] if lines else [], X) == text


def test_bulleted_item_that_wraps_is_one_item() -> None:
    lines = [line("A long item that is", bullet=True), line("wrapped; here it ends", NEXT)]
    assert compose([lines], X) == "• A long item that is wrapped; here it ends"


def test_passages_of_two_screenshots_flow() -> None:
    assert compose([column("It goes on"), [], column("here.")], X) == "It goes on here."
    assert compose([column("a well-"), column("known one")], X) == "a well-known one"


WORDS = st.lists(st.text("abcxyz.,?", min_size=1, max_size=12), min_size=1, max_size=40)


@given(WORDS, st.integers(20, 60), st.sampled_from([0.5, 1, 2, 3.7]))
def test_a_wrapped_paragraph_is_one_line_at_any_scale(words: list[str], width: int, scale: float) -> None:
    text = " ".join(words)
    lines = column(*wrap(text, width))
    assert compose([[scaled(each, scale) for each in lines]], X * scale) == text


def scaled(each: Line, by: float) -> Line:
    box = each.box
    sides = (round(side * by) for side in (box.left, box.top, box.right, box.bottom))
    return Line(type(box)(*sides), each.text, each.confidence, round(each.first_word * by))


@given(
    st.lists(st.tuples(WORDS.map(" ".join), st.booleans(), st.booleans(), st.integers(0, 60)), max_size=12)
)
def test_no_word_is_lost_or_doubled(rows: list[tuple[str, bool, bool, int]]) -> None:
    lines, top = [], 0
    for text, bullet, code, white in rows:
        lines.append(line(text, top, bullet=bullet, code=code))
        top += LINE + white
    composed = compose([lines], X)
    assert composed.replace("•", " ").split() == " ".join(text for text, *_ in rows).split()
