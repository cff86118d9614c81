"""Questions cut between two screenshots: wherever the cut is, and whatever is shown twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ocrquiz.model import Question
from ocrquiz.page.model import Page, Shape, Tone
from ocrquiz.parse import parse_section

from ..sheet import GAP, LEAD, MARGIN, TEXT, Note, Sheet, cut
from .quizzes import Quiz, draw_quiz, quizzes

GREEN, RED, GREY = Tone.CORRECT, Tone.INCORRECT, Tone.NEUTRAL
CHECKBOX = Shape.CHECKBOX


def parse(*pages: Page) -> tuple[Question, ...]:
    return parse_section("rivers", pages).questions


def content(question: Question) -> dict[str, object]:
    """A question without places, which a cut changes."""
    places = {"regions": True, "issues": {"__all__": {"region"}}, "figures": {"__all__": {"region"}}}
    return question.model_dump(exclude={**places, "options": {"__all__": {"region", "figures"}}})


def rows(page: Page) -> list[int]:
    """Where a page can be cut, from top to bottom: above every line but a number's."""
    return sorted({each.box.top - LEAD // 2 for each in page.lines if each.box.left > MARGIN})


@given(quizzes(), st.data())
def test_question_cut_anywhere_is_the_question(quiz: Quiz, data: st.DataObject) -> None:
    page = draw_quiz(Sheet(), 1, quiz).page()
    at = data.draw(st.sampled_from(rows(page)[1:]))
    (whole,) = parse(page)
    (joined,) = parse(*cut(page, at))
    assert content(joined) == content(whole)
    assert [region.screenshot for region in joined.regions] == ["1.png", "2.png"]


@given(quizzes(), st.data())
def test_what_both_screenshots_show_is_written_once(quiz: Quiz, data: st.DataObject) -> None:
    page = draw_quiz(Sheet(), 1, quiz).page()
    again, at = sorted(data.draw(st.lists(st.sampled_from(rows(page)), min_size=2, max_size=2, unique=True)))
    assume(again > rows(page)[0])
    (whole,) = parse(page)
    (joined,) = parse(*cut(page, at, at - again))
    assert content(joined) == content(whole)


@given(st.lists(quizzes(), min_size=2, max_size=3), st.data())
def test_cut_among_several_questions(drawn: Sequence[Quiz], data: st.DataObject) -> None:
    sheet = Sheet()
    for number, quiz in enumerate(drawn, start=1):
        draw_quiz(sheet, number, quiz)
    page = sheet.page()
    at = data.draw(st.sampled_from(rows(page)[1:]))
    assert [content(q) for q in parse(*cut(page, at))] == [content(q) for q in parse(page)]


def halves(first: Sheet, second: Sheet) -> tuple[Question, ...]:
    return parse(first.page(), second.page())


def begun(shape: Shape = Shape.RADIO, number: str | None = "1.") -> Sheet:
    sheet = Sheet("1.png")
    return (sheet.number(number) if number else sheet).text("Which is it?").option("The first", True, shape)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("The bias increases and the variance decreases", "The bias decreases and the variance increases"),
        ("A precision of 0.81 and a recall of 0.82", "A precision of 0.82 and a recall of 0.81"),
        ("model.fit(images, labels)", "model.Fit(images, labels)"),
    ],
)
def test_options_that_differ_in_a_word_are_two(last: str, first: str) -> None:
    (question,) = halves(begun().option(last), Sheet("2.png").option(first))
    assert [o.text for o in question.options] == ["The first", last, first]


@pytest.mark.parametrize("other", ["All of lt", "AII of It", "Allof It"])
def test_option_seen_twice_may_be_misread(other: str) -> None:
    (question,) = halves(begun().option("All of It"), Sheet("2.png").option(other).option("None"))
    assert [o.text for o in question.options] == ["The first", "All of It", "None"]


def test_state_of_an_option_seen_twice_is_taken_from_where_it_shows() -> None:
    (question,) = halves(begun().option("Both", None), Sheet("2.png").option("Both", True))
    assert question.options[1].selected is True


def test_short_option_is_no_beginning_of_a_longer_one() -> None:
    (question,) = halves(
        begun().option("import numpy"), Sheet("2.png").option("import numpy").text("run(numpy)", TEXT)
    )
    assert [o.text for o in question.options[1:]] == ["import numpy", "import numpy\nrun(numpy)"]


@pytest.mark.parametrize("number", ["1.", None])
def test_text_of_an_option_goes_on(number: str | None) -> None:
    sheet = Sheet("2.png").text("and goes on here", TEXT).option("Another").option("None")
    (question,) = halves(begun(number=number).option("It begins"), sheet)
    assert [o.text for o in question.options] == [
        "The first",
        "It begins and goes on here",
        "Another",
        "None",
    ]


def test_stem_that_stands_where_options_do_is_told_by_the_white_below_it() -> None:
    sheet = Sheet("2.png").text("And which is that?", TEXT, below=2 * GAP).option("This").option("That")
    one, two = halves(begun(number=None).option("The last"), sheet)
    assert [len(q.options) for q in (one, two)] == [2, 2]
    assert two.stem == "And which is that?"


@pytest.mark.parametrize("number", ["1.", None])
def test_stem_without_a_number_begins_a_question(number: str | None) -> None:
    sheet = Sheet("2.png").text("And which is that?").option("The second").option("The third")
    one, two = halves(begun(number=number).option("The last"), sheet)
    assert [len(q.options) for q in (one, two)] == [2, 2]
    assert two.stem == "And which is that?"


@pytest.mark.parametrize(("number", "count"), [("1.", 1), ("2.", 2)])
def test_number_shown_again_is_the_same_question(number: str, count: int) -> None:
    sheet = Sheet("2.png").number(number).text("Which is it?").option("The second")
    questions = halves(begun(), sheet)
    assert len(questions) == count
    assert sum(len(q.options) for q in questions) == 2


def test_number_and_another_stem_are_another_question() -> None:
    sheet = Sheet("2.png").number("1.").text("Why does the wind blow?").option("Heat").option("Cold")
    assert [q.stem for q in halves(begun().option("The last"), sheet)] == [
        "Which is it?",
        "Why does the wind blow?",
    ]


def test_panel_at_the_top_belongs_to_the_question_before() -> None:
    sheet = Sheet("2.png").panel(Note(RED, "Incorrect", "It is the last.")).number("2.").text("And now?")
    one, two = halves(begun().option("The last"), sheet.option("Yes").option("No"))
    assert (one.verdict, one.feedback) == ("incorrect", "It is the last.")
    assert (two.number, two.stem, two.verdict) == (2, "And now?", None)


def test_panel_at_the_top_belongs_to_the_checkbox_before() -> None:
    sheet = Sheet("2.png").panel(Note(GREEN, "Correct", "It is.")).option("The last", False, CHECKBOX)
    (question,) = halves(begun(CHECKBOX), sheet)
    assert [(o.verdict, o.feedback) for o in question.options] == [("correct", "It is."), (None, None)]


@pytest.mark.parametrize("where", ["1.png", "2.png"])
def test_panel_at_the_top_after_a_button_belongs_to_the_question(where: str) -> None:
    first, second = begun(CHECKBOX), Sheet("2.png")
    (first if where == "1.png" else second).button("Expand")
    (question,) = halves(first, second.panel(Note(GREEN, "Correct", "It is.")))
    assert (question.verdict, question.feedback) == ("correct", "It is.")
    assert question.options[0].verdict is None


def test_grey_panel_at_the_top_says_that_some_is_missing() -> None:
    sheet = Sheet("2.png").panel(Note(GREY, None, "You didn’t select all the right ones."))
    (question,) = halves(begun(CHECKBOX).option("The last", False, CHECKBOX), sheet)
    assert (question.verdict, question.feedback) == ("partial", "You didn’t select all the right ones.")
    assert [o.text for o in question.options] == ["The first", "The last"]


def test_grey_block_at_the_top_goes_on_with_the_stem() -> None:
    sheet = Sheet("2.png").panel(Note(GREY, None, "print(sum(range(4)))")).option("6").option("10")
    (question,) = halves(Sheet("1.png").number("1.").text("What does this print?"), sheet)
    assert question.stem.split() == ["What", "does", "this", "print?", "print(sum(range(4)))"]
    assert question.feedback is None


def test_picture_shown_twice_is_listed_once() -> None:
    sheet = Sheet("1.png").number("1.").text("What is it?").picture()
    (question,) = halves(sheet, Sheet("2.png").picture().option("A map").option("A plan"))
    assert [figure.path for figure in question.figures] == ["assets/figure-0.png"]


def test_parts_of_one_screenshot_are_not_joined() -> None:
    page = begun().option("The last", False, CHECKBOX).page()
    assert [len(q.options) for q in parse(page)] == [1, 1]


def test_question_over_three_screenshots() -> None:
    (question,) = parse(
        begun().page(),
        Sheet("2.png").option("The second").page(),
        Sheet("3.png").option("The third").panel(Note(GREEN, "Correct")).page(),
    )
    assert [o.text for o in question.options] == ["The first", "The second", "The third"]
    assert [region.screenshot for region in question.regions] == ["1.png", "2.png", "3.png"]
    assert question.verdict == "correct"
