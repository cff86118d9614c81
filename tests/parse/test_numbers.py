"""Numbers of questions, told from those of list items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.page.model import Page, Shape
from ocrquiz.parse import parse_section
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.numbers import find_question_numbers

from ..sheet import INDENT, MARGIN, Sheet, X


def numbers(page: Page) -> list[str]:
    return [line.text for line in find_question_numbers(page, builtin())]


def asked(sheet: Sheet, *opening: str, left: int = MARGIN) -> Sheet:
    """Add questions that begin with these lines, with two options each."""
    for text in opening:
        sheet.text(text, left).option("The Rhine").option("The Nile")
    return sheet


@pytest.mark.parametrize(
    "opening",
    [
        ("1. Which is longer?", "2. Which is wider?", "3. Which is colder?"),
        ("4.", "5."),
        ("Question 8", "Question 9", "Question 10"),
        ("7) Which is longer?",),
    ],
)
def test_numbers_that_count_up_with_options_between(opening: tuple[str, ...]) -> None:
    assert numbers(asked(Sheet(), *opening).page()) == list(opening)


def test_items_of_a_list_in_a_stem_are_none() -> None:
    sheet = Sheet().text("1. Put these in order:", MARGIN).text("1. Rhine").text("2. Nile").text("3. Po")
    sheet.option("1, 2, 3").option("3, 2, 1")
    assert numbers(asked(sheet, "2. Which is longer?").page()) == [
        "1. Put these in order:",
        "2. Which is longer?",
    ]


def test_items_in_the_column_of_the_numbers() -> None:
    """Neither can be told, so the order of reading decides."""
    sheet = Sheet().text("1. Put these in order:", MARGIN).text("1. Rhine", MARGIN).text("2. Nile", MARGIN)
    assert numbers(sheet.option("1, 2").option("2, 1").page()) == []


def test_numbers_of_options_open_no_question() -> None:
    sheet = Sheet().text("Which comes first?", MARGIN).option("1. Rhine").option("2. Nile")
    (question,) = parse_section("rivers", [sheet.page()]).questions
    assert [(o.label, o.text) for o in question.options] == [("1", "Rhine"), ("2", "Nile")]


def test_text_fields_answer_as_well() -> None:
    sheet = (
        Sheet().text("1. Which is longest?", MARGIN).field("Nile").text("2. Which is wide?", MARGIN).field()
    )
    assert numbers(sheet.page()) == ["1. Which is longest?", "2. Which is wide?"]


@pytest.mark.parametrize("text", ["(1) Rhine", "[2] Nile", "1848", "3.5 km", "3 rivers", "1"])
def test_other_figures_are_none(text: str) -> None:
    assert numbers(asked(Sheet(), text).page()) == []


def test_leftmost_column_counts() -> None:
    sheet = asked(Sheet(), "1.", "2.")
    assert numbers(asked(sheet, "3. Which?", left=INDENT + 20 * X).page()) == ["1.", "2."]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=3), st.integers(1, 90))
def test_questions_with_lists_in_their_stems(items: list[int], first: int) -> None:
    sheet = Sheet()
    for number, count in enumerate(items, start=first):
        sheet.text(f"{number}. Which of these is it?", MARGIN)
        for item in range(1, count + 1):
            sheet.text(f"{item}. An item of a list")
        sheet.option("This one").option("That one")
    questions = parse_section("rivers", [sheet.page()]).questions
    assert [q.number for q in questions] == list(range(first, first + len(items)))
    assert [q.stem.count("item") for q in questions] == items


def test_number_in_a_disc_unlike_those_of_the_options() -> None:
    sheet = Sheet().option("Multiple Choice", shape=Shape.CHECKBOX, letter="2").text("Which is longer?")
    page = sheet.option("The Rhine", letter="A").option("The Nile", letter="B").page()
    (question,) = parse_section("rivers", [page]).questions
    assert (question.number, question.stem) == (2, "Which is longer?")
    assert [option.label for option in question.options] == ["A", "B"]


def test_figures_in_the_discs_of_options_are_their_labels() -> None:
    sheet = Sheet().number("1.").text("Which is longer?")
    for letter, river in zip("1234", ("Rhine", "Nile", "Po", "Oder"), strict=True):
        sheet.option(f"The {river}", letter=letter)
    (question,) = parse_section("rivers", [sheet.page()]).questions
    assert [option.label for option in question.options] == ["1", "2", "3", "4"]
