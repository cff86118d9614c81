"""Bars, columns at the side, clocks and titles are none of the quiz; whatever is left out is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Panel, Shape, Tone, Widget
from ocrquiz.parse import ParsedSection, parse_section

from ..sheet import INDENT, WIDTH, Sheet, X, line

STEM = "Which river is the longest?"


def rivers(number: str = "") -> Page:
    sheet = Sheet().text(" ", below=6 * X)
    sheet = sheet.number(number) if number else sheet
    return sheet.text(STEM).option("The Rhine", True).option("The Nile").page()


def parse(*more: Line, page: Page | None = None) -> ParsedSection:
    page = page or rivers()
    lines = [each for each in page.lines if each.text.strip()]
    return parse_section("rivers", [replace(page, lines=(*more, *lines))])


def row(*texts: str, top: int = 4) -> list[Line]:
    return [line(text, top, 20 + 22 * X * place) for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(row("Home", "Courses", "Help"), id="links"),
        pytest.param([line("campus.example.org/quiz?id=4", 4)], id="address"),
        pytest.param([line("Home / Courses / Rivers / Quiz", 4)], id="path"),
        pytest.param([line("Time left 0:24:51", 4)], id="clock"),
        pytest.param([line("Rivers of the world", 4, size=1.9)], id="title"),
        pytest.param([line("Question", 4)], id="word without a number"),
        pytest.param([line("Submit", 4), line("Next question", 20)], id="buttons"),
    ],
)
def test_what_stands_above_is_no_stem(lines: list[Line]) -> None:
    parsed = parse(*lines)
    (question,) = parsed.questions
    assert question.stem == STEM
    assert all(any(each.text in issue.message for issue in parsed.issues) for each in lines)


@pytest.mark.parametrize("text", ["The answer is not easy", "Look at 12:30 on the clock below", "problem"])
def test_text_above_is_stem(text: str) -> None:
    (question,) = parse(line(text, 4, INDENT)).questions
    assert question.stem.startswith(text)


def test_column_beside_the_quiz_is_none_of_it() -> None:
    column = [
        line(text, 20 + 40 * place, WIDTH - 15 * X) for place, text in enumerate(("Navigation", "1 2 3"))
    ]
    parsed = parse(*column, page=rivers("Question 3"))
    (question,) = parsed.questions
    assert (question.number, question.stem) == (3, STEM)
    assert [option.text for option in question.options] == ["The Rhine", "The Nile"]
    assert all("Navigation" in issue.message for issue in parsed.issues[:1])


def test_numbers_left_of_their_questions_stay() -> None:
    (question,) = parse(page=rivers("3")).questions
    assert question.number == 3


def test_text_on_the_line_of_the_number() -> None:
    sheet = Sheet().text("Question 4 Which is the longest river?").option("The Rhine").option("The Nile")
    (question,) = parse_section("rivers", [sheet.page()]).questions
    assert (question.number, question.stem) == (4, "Which is the longest river?")
    sheet = Sheet().text("Question 4 Geography").text(STEM).option("The Rhine").option("The Nile")
    parsed = parse_section("rivers", [sheet.page()])
    assert (parsed.questions[0].stem, len(parsed.issues)) == (STEM, 1)


def test_repeated_numbers_have_ids_of_their_own() -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.number("Question 1").text(STEM).option("The Rhine").option("The Nile")
    ids = [question.id for question in parse_section("rivers", [sheet.page()]).questions]
    assert ids == ["rivers-1", "rivers-1-2", "rivers-1-3"]


def in_card(page: Page) -> Page:
    """The page with its text and options in a card."""
    boxes = [each.box for each in page.lines if each.text.strip()] + [w.box for w in page.widgets]
    return replace(page, panels=(*page.panels, Panel(union(boxes).grown(X), Tone.NEUTRAL)))


def test_text_above_the_card_of_a_question_is_no_stem() -> None:
    parsed = parse(line("You passed with a score of 50%.", 4, INDENT), page=in_card(rivers()))
    assert [q.stem for q in parsed.questions] == [STEM]


def test_text_above_a_card_with_options_alone_is_stem() -> None:
    page = rivers()
    options = Panel(union(w.box for w in page.widgets).grown(X // 2), Tone.NEUTRAL)
    (question,) = parse(page=replace(page, panels=(options,))).questions
    assert question.stem == STEM


def test_page_behind_a_dialogue_is_none_of_the_quiz() -> None:
    page = in_card(rivers())
    card = page.panels[0].box
    behind = line("cut", card.top + 2 * X, max(0, card.left - 4 * X))
    assert [q.stem for q in parse(behind, page=page).questions] == [STEM]


def side_by_side(*stem: Line) -> Page:
    """A page with options in its right half, and lines left of them."""
    left = WIDTH - 20 * X
    options = [line(text, 100 + 40 * i, left + 3 * X) for i, text in enumerate(("The Rhine", "The Nile"))]
    widgets = [Widget(Box(left, n.box.top, left + 12, n.box.bottom), Shape.RADIO, False) for n in options]
    return Page("1.png", WIDTH, 400, X, (*stem, *options), tuple(widgets))


def test_stem_left_of_its_options_comes_before_them() -> None:
    stem = [line(text, 95 + 30 * i, 40) for i, text in enumerate(("A river in Africa is known", "by all."))]
    numbers = [line(str(number), 90 + 25 * number, 10) for number in range(1, 4)]
    numbers = [replace(each, box=replace(each.box, left=0, right=4)) for each in numbers]
    stem = [replace(each, box=replace(each.box, left=80, right=each.box.right + 40)) for each in stem]
    (question,) = parse_section("s", [side_by_side(*stem, *numbers)]).questions
    assert question.stem.split() == ["A", "river", "in", "Africa", "is", "known", "by", "all."]
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]


def test_column_left_of_a_question_with_its_own_stem_is_none_of_it() -> None:
    page = side_by_side(line("Chapters of this long course", 95, 20))
    above = line("Which is longer?", 60, page.widgets[0].box.left)
    (question,) = parse_section("s", [replace(page, lines=(above, *page.lines))]).questions
    assert question.stem == "Which is longer?"
