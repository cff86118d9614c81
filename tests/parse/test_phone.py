"""The bars of a phone's screenshot are no text of the quiz."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.page.model import Line, Page
from ocrquiz.parse import parse_section
from ocrquiz.parse.phone import without_bars

from ..sheet import MARGIN, TEXT, Sheet, X, line

WIDTH, HEIGHT = 400, 900


def phone(*lines: Line, width: int = WIDTH) -> Page:
    question = [
        line("Which is longer?", 100, MARGIN),
        line("The Rhine", 160, TEXT),
        line("The Nile", 200, TEXT),
    ]
    return Page("1.png", width, HEIGHT, X, (*lines, *question))


STATUS = (line("10:42", 8, MARGIN), line("87%", 10, 300))
BUTTONS = (line("39/160", HEIGHT - 40, 200), line("Next", HEIGHT - 40, MARGIN))


def test_bars_are_taken_off() -> None:
    page = phone(*STATUS, *BUTTONS)
    trimmed = without_bars(page)
    assert [each.text for each in trimmed.page.lines] == ["Which is longer?", "The Rhine", "The Nile"]
    assert set(trimmed.bars) == {*STATUS, *BUTTONS}
    assert trimmed.number == 39


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(phone(*STATUS, *BUTTONS, width=HEIGHT), id="wide"),
        pytest.param(phone(*BUTTONS), id="no clock"),
        pytest.param(phone(line("10:42", 300, MARGIN), *BUTTONS), id="clock in the text"),
        pytest.param(phone(line("110:428", 8, MARGIN), *BUTTONS), id="other figures"),
    ],
)
def test_other_pages_are_left_alone(page: Page) -> None:
    trimmed = without_bars(page)
    assert trimmed.page is page
    assert (trimmed.bars, trimmed.number) == ((), None)


@pytest.mark.parametrize("texts", [("Next",), ("39/160", "5/9"), ("160/39",), ("0/9",)])
def test_lower_bar_without_a_place_in_the_quiz(texts: tuple[str, ...]) -> None:
    buttons = [line(text, HEIGHT - 40, MARGIN + 100 * i) for i, text in enumerate(texts)]
    assert without_bars(phone(*STATUS, *buttons)).number is None


def test_number_is_that_of_the_only_question() -> None:
    page = Sheet().space().space().text("Which is longer?").option("The Rhine").option("The Nile").page()
    tall = replace(page, width=WIDTH, height=HEIGHT, lines=(*STATUS, *page.lines, *BUTTONS))
    (question,) = parse_section("rivers", [tall]).questions
    assert (question.number, question.stem) == (39, "Which is longer?")
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
