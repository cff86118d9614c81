"""Words beside an option say what it is and are no part of its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.model import Option, Question
from ocrquiz.page.model import Page, Panel, Shape, Tone
from ocrquiz.parse import parse_section
from ocrquiz.parse.notes import without_shares

from ..sheet import INDENT, MARGIN, TEXT, WIDTH, Sheet, X, line


def rivers(shape: Shape = Shape.RADIO) -> Sheet:
    sheet = Sheet().number("1.").text("Which river is the longest?")
    return sheet.card("The Rhine", shape=shape).card("The Nile", shape=shape)


def parse(page: Page) -> Question:
    (question,) = parse_section("rivers", [page]).questions
    return question


def noted(text: str, left: int, option: int = 0, page: Page | None = None) -> Option:
    """The first option of a page with a note at that place on an option's height."""
    page = page or rivers().page()
    note = line(text, page.widgets[option].box.center_y.__floor__() - X // 2, left)
    return parse(replace(page, lines=(*page.lines, note))).options[option]


@pytest.mark.parametrize("left", [WIDTH - 24 * X, INDENT + 30 * X])
@pytest.mark.parametrize(
    ("text", "selected", "verdict"),
    [
        ("Correct answer", False, "correct"),
        ("Wrong answer", True, "incorrect"),
        ("Your answer", True, None),
        ("CORRECT (SELECTED)", True, "correct"),
        ("Your answer - incorrect", True, "incorrect"),
        ("(54%)", False, None),
    ],
)
def test_note_behind_an_option(text: str, selected: bool, verdict: str | None, left: int) -> None:
    option = noted(text, left)
    assert (option.text, option.selected, option.verdict) == ("The Rhine", selected, verdict)


@pytest.mark.parametrize(("text", "tone"), [("x", Tone.INCORRECT), ("v", Tone.CORRECT), ("→", Tone.CORRECT)])
def test_mark_left_of_an_option_read_as_a_letter(text: str, tone: Tone) -> None:
    page = Sheet().number("1.").text("Which?").option("The Rhine").option("The Nile").page()
    mark = line(text, page.widgets[0].box.top + 2, INDENT - 2 * X, tone=tone)
    question = parse(replace(page, lines=(*page.lines, mark)))
    assert question.stem == "Which?"
    assert [(o.text, o.verdict) for o in question.options] == [("The Rhine", tone.value), ("The Nile", None)]


def test_where_words_say_what_was_selected_nothing_else_was() -> None:
    sheet = Sheet().number("1.").text("Which river is the longest?")
    for tone in (Tone.INCORRECT, Tone.CORRECT, Tone.INCORRECT):
        sheet.option("The Nile", None, Shape.PLAIN, tone=tone)
    page = sheet.page()
    note = line("Your answer", page.widgets[1].box.top + 2, WIDTH - 24 * X)
    question = parse(replace(page, lines=(*page.lines, note)))
    assert [o.selected for o in question.options] == [False, True, False]
    assert (question.type, question.verdict) == ("single_choice", "correct")


def test_note_left_of_an_option_in_a_coloured_pill() -> None:
    page = Sheet().number("1.").text("Which?").option("The Rhine").option("The Nile").page()
    note = line("Chosen answer", page.widgets[0].box.top + 2, 0, first_word=1)
    note = replace(note, box=replace(note.box, right=INDENT - X))
    page = replace(page, lines=(*page.lines, note), pills=(Panel(note.box, Tone.INCORRECT),))
    option = parse(page).options[0]
    assert (option.text, option.selected, option.verdict) == ("The Rhine", True, "incorrect")


@pytest.mark.parametrize("read", ["»", "->", "→"])
def test_coloured_arrow_points_at_an_option(read: str) -> None:
    page = Sheet().number("1.").text("Which?").option("The Rhine").option("The Nile").page()
    arrow = line(read, page.widgets[1].box.top, 0)
    arrow = replace(arrow, box=replace(arrow.box, right=INDENT - X), tone=Tone.CORRECT)
    question = parse(replace(page, lines=(*page.lines, arrow)))
    assert [(o.text, o.verdict) for o in question.options] == [("The Rhine", None), ("The Nile", "correct")]


def test_option_that_says_the_same_is_an_option() -> None:
    page = Sheet().number("1.").text("What is it?").option("Correct").option("Wrong").page()
    assert [option.text for option in parse(page).options] == ["Correct", "Wrong"]


def test_verdict_below_the_text_of_a_card_opens_its_explanation() -> None:
    page = rivers().page()
    row = page.widgets[0].row
    assert row is not None
    tall = replace(page.widgets[0], row=replace(row, bottom=row.bottom + 2))
    below = [line("Incorrect", row.bottom - 6, TEXT), line("It is short.", row.bottom + 8, TEXT)]
    tall = replace(tall, row=replace(row, bottom=row.bottom + 24))
    page = replace(page, lines=(*page.lines, *below), widgets=(tall,))
    option = parse(page).options[0]
    assert (option.text, option.verdict, option.feedback) == ("The Rhine", "incorrect", "It is short.")


@given(st.lists(st.text("ab ", min_size=1).map(str.strip).filter(bool), min_size=2), st.data())
def test_shares_are_taken_off_where_all_options_have_one(texts: list[str], data: st.DataObject) -> None:
    share = st.integers(0, 100).map(lambda n: f" ({n}%)")
    said = [text + data.draw(share) for text in texts]
    assert without_shares(said) == texts
    assert without_shares([*said, "b"]) == [*said, "b"]


def test_note_of_a_bar() -> None:
    option = noted("Correct answer", WIDTH - MARGIN - 24 * X, page=rivers(Shape.PLAIN).page())
    assert (option.text, option.verdict) == ("The Rhine", "correct")


def test_verdict_in_colour_above_an_options_text() -> None:
    sheet = Sheet().text("Which river is the longest?")
    sheet.option("", letter="A", tone=Tone.INCORRECT, selected=True).option("The Nile", letter="B")
    page = sheet.page()
    top = page.widgets[0].box.top
    noted = [
        line("INCORRECT (SELECTED)", top, TEXT, tone=Tone.INCORRECT),
        line("The Rhine", top + 18, TEXT),
        line("It is shorter.", top + 18 + 12 + 14, TEXT, size=0.8),
    ]
    first = page.widgets[0].box
    disc = replace(page.widgets[0], box=replace(first, bottom=first.bottom + 2 * X))
    lower = replace(page.widgets[1], box=page.widgets[1].box.moved(0, 60))
    lines = [replace(n, box=n.box.moved(0, 60)) if n.text == "The Nile" else n for n in page.lines]
    question = parse(replace(page, height=page.height + 60, lines=(*lines, *noted), widgets=(disc, lower)))
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
    assert [o.verdict for o in question.options] == ["incorrect", None]
    assert [o.feedback for o in question.options] == ["It is shorter.", None]


def test_option_that_says_correct_in_black_is_an_option() -> None:
    sheet = Sheet().number("1.").text("What is a sentence with an error?")
    page = sheet.option("Incorrect").option("Correct").page()
    assert [o.text for o in parse(page).options] == ["Incorrect", "Correct"]
