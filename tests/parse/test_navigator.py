"""Columns of numbers that lead to other questions are none of the quiz."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.page.model import Line
from ocrquiz.parse import parse_section
from ocrquiz.parse.navigator import find_navigators

from ..sheet import Sheet, X, line

STEM = "Which river is the longest of those that flow through three countries or more?"


def column(count: int, step: int = 30, first: int = 1) -> list[Line]:
    return [line(str(first + i), 8 + step * i, X) for i in range(count)]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (column(12), 12),
        (column(6, first=95), 6),
        # Too few, too far apart, and not one after the other.
        (column(4), 0),
        (column(6, step=90), 0),
        (column(3) + column(9)[5:], 0),
    ],
)
def test_numbers_that_count_up_in_a_column(numbers: list[Line], found: int) -> None:
    page = Sheet().text(STEM).page()
    page = replace(page, lines=(*page.lines, *numbers))
    assert len(find_navigators(page)) == found


def test_numbers_beside_widgets_are_options() -> None:
    sheet = Sheet()
    for i in range(6):
        sheet.option(str(i + 1))
    assert find_navigators(sheet.page()) == []


def test_question_beside_such_a_column() -> None:
    page = Sheet().text("Item 3 of 12").text(STEM).option("The Rhine", True).option("The Nile").page()
    parsed = parse_section("rivers", [replace(page, lines=(*page.lines, *column(9, step=16)))])
    (question,) = parsed.questions
    assert (question.number, question.stem) == (3, STEM)
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
