"""A page in, its questions out: what belongs to which question, and to which part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.model import IssueCode, Points, Question, QuestionVerdict
from ocrquiz.page.model import Page, Panel, PictureKind, Shape, Tone
from ocrquiz.parse import parse_section
from ocrquiz.parse.letters import with_lettered_options

from ..sheet import INDENT, LEAD, MARGIN, TEXT, WIDTH, Note, Sheet, X, line
from .quizzes import Quiz, draw_quiz, quizzes

GAP_ABOVE = 30
"""White in pixels above a column at the side."""

GREEN, RED, GREY = Tone.CORRECT, Tone.INCORRECT, Tone.NEUTRAL
RADIO, CHECKBOX, PLAIN = Shape.RADIO, Shape.CHECKBOX, Shape.PLAIN


def parse(*pages: Page) -> tuple[Question, ...]:
    return parse_section("rivers", pages).questions


def rivers(sheet: Sheet, number: str | None = "1.", shape: Shape = RADIO) -> Sheet:
    """A question without its options' ends: panels and buttons may follow."""
    if number:
        sheet.number(number)
    sheet.text("Which river is the longest one of these?")
    return sheet.option("The Rhine", False, shape).option("The Nile", True, shape)


def test_question_with_a_verdict() -> None:
    (question,) = parse(rivers(Sheet()).panel(Note(GREEN, "Correct", "It is longer by far.")).page())
    assert (question.id, question.number, question.type) == ("rivers-1", 1, "single_choice")
    assert question.stem == "Which river is the longest one of these?"
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
    assert [o.selected for o in question.options] == [False, True]
    assert [o.correct for o in question.options] == [False, True]
    assert [o.verdict for o in question.options] == [None, None]
    assert (question.verdict, question.feedback) == ("correct", "It is longer by far.")
    assert not question.issues
    (region,) = question.regions
    assert region.screenshot == "1.png"


@pytest.mark.parametrize("number", ["3.", "3", "3)", "Question 3", "Pregunta 3", "Frage 3"])
def test_number_as_printed(number: str) -> None:
    (question,) = parse(rivers(Sheet(), number).page())
    assert (question.number, question.stem) == (3, "Which river is the longest one of these?")


def test_number_before_the_stem_on_one_line() -> None:
    sheet = Sheet().text("12. Which is longer?", MARGIN).option("The Rhine").option("The Nile")
    (question,) = parse(sheet.page())
    assert (question.number, question.stem) == (12, "Which is longer?")


def test_question_without_a_number_is_named_by_its_place() -> None:
    sheet = rivers(Sheet(), None).panel(Note(GREEN, "Correct"))
    first, second = parse(rivers(sheet, None).page())
    assert (first.id, second.id) == ("rivers-p1", "rivers-p2")
    assert first.number is None


def test_several_questions_on_a_page() -> None:
    sheet = rivers(Sheet()).panel(Note(RED, "Incorrect"))
    sheet.number("2.").text("Do fish sleep?").option("Yes").option("No", True)
    sheet.number("3.").text("Which are birds?").option("Owls", True, CHECKBOX).option("Bats", False, CHECKBOX)
    one, two, three = parse(sheet.page())
    assert [q.number for q in (one, two, three)] == [1, 2, 3]
    assert [q.type for q in (one, two, three)] == ["single_choice", "true_false", "multiple_choice"]
    assert (one.verdict, two.verdict, three.verdict) == ("incorrect", None, None)
    assert (two.stem, three.stem) == ("Do fish sleep?", "Which are birds?")


def test_other_kind_of_widget_is_another_question() -> None:
    sheet = rivers(Sheet(), None).text("Which are birds?")
    one, two = parse(sheet.option("Owls", True, CHECKBOX).option("Bats", False, CHECKBOX).page())
    assert (len(one.options), len(two.options)) == (2, 2)
    assert two.stem == "Which are birds?"


def test_numbered_list_in_a_stem_is_no_question() -> None:
    sheet = Sheet().number("1.").text("Put these in order:").text("1. Rhine").text("2. Nile")
    (question,) = parse(sheet.text("Which comes first?").option("The Rhine").option("The Nile").page())
    assert question.stem == "Put these in order:\n1. Rhine\n2. Nile\nWhich comes first?"


def test_option_on_several_lines() -> None:
    long = "The one that flows through the most countries and whose delta is shared by two of them, " * 2
    sheet = Sheet().number("1.").text("Which?").option(long.strip()).option("Neither")
    (question,) = parse(sheet.page())
    assert [o.text for o in question.options] == [long.strip(), "Neither"]


def test_panel_in_checkbox_questions_belongs_to_the_option_above_it() -> None:
    sheet = Sheet().number("1.").text("Which flow north?")
    sheet.option("The Nile", True, CHECKBOX).panel(Note(GREEN, "Correct", "It does."))
    sheet.option("The Po", True, CHECKBOX).panel(Note(RED, "This should not be selected", "East."))
    (question,) = parse(sheet.option("The Rhine", False, CHECKBOX).page())
    assert [o.verdict for o in question.options] == ["correct", "incorrect", None]
    assert [o.correct for o in question.options] == [True, False, None]
    assert [o.feedback for o in question.options] == ["It does.", "East.", None]
    assert (question.verdict, question.feedback) == (None, None)


def test_panel_in_radio_questions_belongs_to_the_question_whichever_is_selected() -> None:
    sheet = Sheet().number("1.").text("Which?").option("The Nile", True).option("The Po")
    (question,) = parse(sheet.panel(Note(GREEN, "Correct", "It is.")).page())
    assert (question.verdict, question.feedback) == ("correct", "It is.")
    assert [o.feedback for o in question.options] == [None, None]
    assert [o.correct for o in question.options] == [True, False]


def test_grey_panel_after_checkboxes_says_that_some_is_missing() -> None:
    sheet = rivers(Sheet(), shape=CHECKBOX).panel(Note(GREY, None, "You didn’t select all the right ones."))
    (question,) = parse(sheet.page())
    assert (question.verdict, question.feedback) == ("partial", "You didn’t select all the right ones.")


@pytest.mark.parametrize("label", ["Submit", "더 보기", "Siguiente"])
def test_button_without_an_outline_is_no_text(label: str) -> None:
    (question,) = parse(rivers(Sheet()).text(label).page())
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]


def test_panel_after_a_button_belongs_to_the_question() -> None:
    sheet = rivers(Sheet(), shape=CHECKBOX).panel(Note(GREEN, "Correct", "Longest of all.")).button("Expand")
    (question,) = parse(sheet.panel(Note(RED, "Incorrect", "One is missing.")).page())
    assert question.options[1].verdict == "correct"
    assert (question.verdict, question.feedback) == ("incorrect", "One is missing.")
    assert "Expand" not in question.model_dump_json()


@pytest.mark.parametrize(
    ("badge", "earned", "possible", "verdict"),
    [
        (("1/1 point",), 1, 1, "correct"),
        (("1/1", "point"), 1, 1, "correct"),
        (("0.66666666", "6667/1점"), 0.666666666667, 1, "partial"),
        (("0/1", "0 points"), 0, 10, "incorrect"),
    ],
)
def test_points_beside_the_stem(
    badge: Sequence[str], earned: float, possible: float, verdict: QuestionVerdict
) -> None:
    one, two = parse(rivers(rivers(Sheet().badge(*badge)), "2.").page())
    assert one.points == Points(earned=earned, possible=possible)
    assert (one.verdict, two.verdict) == (verdict, None)
    assert two.points is None
    assert one.stem == two.stem, "the badge is no text"


def test_pictures_of_stem_and_option() -> None:
    sheet = Sheet().number("1.").text("What is this?").picture(label="Fig. 1")
    sheet.option("A map").option("").picture(PictureKind.FORMULA, TEXT).option("Neither")
    (question,) = parse(sheet.page())
    assert [(f.kind, f.path) for f in question.figures] == [("figure", "assets/figure-0.png")]
    assert [len(o.figures) for o in question.options] == [0, 1, 0]
    assert [f.kind for f in question.options[1].figures] == ["formula"]
    assert question.stem == "What is this?", "lettering in a picture is no text"


def test_page_without_anything_is_empty() -> None:
    parsed = parse_section("rivers", [Sheet("1.png").page(), rivers(Sheet("2.png")).page()])
    assert parsed.empty == {"1.png"}
    assert len(parsed.questions) == 1


def test_grey_block_in_a_stem_is_text() -> None:
    sheet = Sheet().number("1.").text("What does this print?").panel(Note(GREY, None, "print(2 + 2)"))
    (question,) = parse(sheet.option("4").option("22").page())
    assert (question.stem, question.feedback) == ("What does this print?\nprint(2 + 2)", None)


def test_banner_above_the_first_question_is_left_over() -> None:
    sheet = Sheet().panel(Note(GREEN, "Congratulations! You passed!", "Grade received 90%"))
    parsed = parse_section("rivers", [rivers(sheet).page()])
    (question,) = parsed.questions
    assert (question.number, question.verdict, question.feedback) == (1, None, None)
    assert {issue.code for issue in parsed.issues} == {IssueCode.LEFTOVER_TEXT}
    said = " ".join(issue.message for issue in parsed.issues)
    assert "Congratulations" in said
    assert "90%" in said


@pytest.mark.parametrize(
    ("heading", "verdict"),
    [
        ("Question 3 of 9 (1 point) Correct", "correct"),
        ("Question 3 | Incorrect", "incorrect"),
        ("Question 3 of 9", None),
    ],
)
def test_verdict_in_the_heading(heading: str, verdict: str | None) -> None:
    (question,) = parse(rivers(Sheet().text(heading, MARGIN), None).page())
    assert (question.number, question.verdict) == (3, verdict)
    assert question.stem == "Which river is the longest one of these?"


def test_stem_that_begins_in_the_heading() -> None:
    sheet = Sheet().text("Question 3: Which river is longer?", MARGIN)
    (question,) = parse(sheet.option("The Rhine").option("The Nile").page())
    assert (question.number, question.stem) == (3, "Which river is longer?")


@pytest.mark.parametrize("texts", [("Q1", "Q2", "Q3"), ("1", "2", "3"), ("3 of 9", "Frage 2", "1. One")])
def test_option_that_reads_like_a_heading_is_an_option(texts: Sequence[str]) -> None:
    sheet = Sheet().number("1.").text("Which quartile is it?")
    for text in texts:
        sheet.option(text)
    (question,) = parse(sheet.page())
    assert [o.text for o in question.options] == list(texts)


@pytest.mark.parametrize("style", ["{}.", "{})", "({})", "{}:"])
@pytest.mark.parametrize("letters", ["ABC", "abc"])
def test_lettered_options_with_a_typed_mark(style: str, letters: str) -> None:
    sheet = Sheet().number("1.").text("Which is a river?")
    for letter, text in zip(letters, ("Rome", "Rhine -> CORRECT", "Rhodes"), strict=True):
        sheet.text(f"{style.format(letter)} {text}")
    (question,) = parse(sheet.page())
    assert [o.label for o in question.options] == list(letters)
    assert [o.text for o in question.options] == ["Rome", "Rhine", "Rhodes"]
    assert [o.correct for o in question.options] == [False, True, False]
    assert question.type == "single_choice"
    assert question.stem == "Which is a river?"


def test_cards_of_options_hold_their_texts_and_labels() -> None:
    sheet = Sheet().number("1.").text("Which river is longer?")
    sheet.card("The Rhine, as long as it is,\nflows through six countries", pill="Correct answer", tone=GREEN)
    sheet.card("The Nile", True, tone=RED, pill="Your answer is incorrect").card("The Po")
    (question,) = parse(sheet.page())
    assert [o.text.split()[:2] for o in question.options] == [["The", x] for x in ("Rhine,", "Nile", "Po")]
    assert [o.verdict for o in question.options] == ["correct", "incorrect", None]
    assert [o.correct for o in question.options] == [True, False, False]
    assert question.verdict == "incorrect"


def test_label_in_a_card_says_the_verdict_where_no_colour_does() -> None:
    sheet = Sheet().number("1.").text("Which river is longer?")
    (question,) = parse(sheet.card("The Rhine", pill="Correct answer").card("The Nile", True).page())
    assert [(o.text, o.verdict) for o in question.options] == [("The Rhine", "correct"), ("The Nile", None)]


@pytest.mark.parametrize("stem", ["Which are rivers? (Choose two)", "Which is a river?"])
def test_bars(stem: str) -> None:
    sheet = Sheet().number("1.").text(stem)
    for text, selected in (("Rome", False), ("Rhine", True), ("Rhodes", False)):
        sheet.card(text, selected, Shape.PLAIN)
    (question,) = parse(sheet.page())
    assert [(o.text, o.selected) for o in question.options] == [
        ("Rome", False),
        ("Rhine", True),
        ("Rhodes", False),
    ]
    assert question.type == ("multiple_choice" if "two" in stem else "single_choice")


def test_explanation_in_a_card_begins_with_its_verdict() -> None:
    sheet = Sheet().number("1.").text("Which?").card("The Rhine", tone=RED).card("The Nile")
    page = sheet.page()
    row = page.widgets[0].row
    assert row is not None
    told = line("x Incorrect. It is not.", row.bottom - X // 2, TEXT)
    grown = replace(page.widgets[0], row=replace(row, bottom=row.bottom + X))
    (question,) = parse(replace(page, lines=(*page.lines, told), widgets=(grown, page.widgets[1])))
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
    assert question.options[0].feedback == "Incorrect. It is not."


def test_panel_that_names_the_right_answer_is_no_verdict() -> None:
    sheet = rivers(Sheet()).panel(Note(GREEN, "Answer: The Rhine", "It is."))
    (question,) = parse(sheet.page())
    assert [o.verdict for o in question.options] == ["correct", None]
    assert question.feedback == "It is."


def test_verdict_and_right_answer_on_one_line() -> None:
    sheet = rivers(Sheet()).text("Wrong! Answer: The Rhine", MARGIN).text("It is longer.", MARGIN)
    (question,) = parse(sheet.page())
    assert question.verdict == "incorrect"
    assert [o.correct for o in question.options] == [True, False]
    assert question.feedback == "It is longer."


def test_right_answer_below_the_verdict_is_no_other_verdict() -> None:
    sheet = rivers(Sheet()).text("Incorrect", MARGIN).text("Correct answer", MARGIN).text("The Rhine", MARGIN)
    (question,) = parse(sheet.page())
    assert question.verdict == "incorrect"
    assert [o.correct for o in question.options] == [True, False]


def test_what_is_counted_beside_heading_and_verdict_is_no_text_of_the_quiz() -> None:
    page = (
        rivers(Sheet(), "Question 3 of 9")
        .text("Incorrect", MARGIN)
        .text("It is the other one.", MARGIN)
        .page()
    )
    tops = {each.text: each.box.top for each in page.lines}
    counted = [
        line("2 mistakes", tops["Question 3 of 9"], 60 * X),
        line("64% were right", tops["Incorrect"], 30 * X),
    ]
    parsed = parse_section("rivers", [replace(page, lines=(*page.lines, *counted))])
    (question,) = parsed.questions
    assert question.stem == "Which river is the longest one of these?"
    assert (question.verdict, question.feedback) == ("incorrect", "It is the other one.")
    assert all(any(each.text in issue.message for issue in parsed.issues) for each in counted)


def test_mark_at_the_end_of_a_stem_is_the_verdict() -> None:
    sheet = (
        Sheet()
        .number("1.")
        .sign(RED, INDENT + 8 * X)
        .text("Which?")
        .option("The Rhine")
        .option("The Nile", True)
    )
    (question,) = parse(sheet.page())
    assert question.verdict == "incorrect"


def test_bar_that_is_headed_correct_is_an_option_and_no_verdict() -> None:
    sheet = Sheet().number("1.").text("What is that statement?")
    (question,) = parse(sheet.card("Correct", True, Shape.PLAIN).card("Incorrect", False, Shape.PLAIN).page())
    assert [o.text for o in question.options] == ["Correct", "Incorrect"]
    assert question.verdict is None


@pytest.mark.parametrize("right", [GREEN, RED])
def test_typed_answer(right: Tone) -> None:
    sheet = Sheet().number("1.").text("Which river flows through Cairo?").field("the Nile")
    sheet.text("Correct" if right is GREEN else "Incorrect", MARGIN)
    sheet.text("Explanation:", MARGIN).text("It is the only one.", MARGIN)
    (question,) = parse(sheet.page())
    assert (question.type, question.answer) == ("short_answer", "the Nile")
    assert (question.verdict, question.feedback) == (right.value, "It is the only one.")
    assert question.stem == "Which river flows through Cairo?"


def test_typed_answer_in_a_grey_box_is_no_panel() -> None:
    sheet = (
        Sheet()
        .number("1.")
        .text("Which river flows through Cairo?")
        .field("the Nile")
        .text("Correct", MARGIN)
    )
    page = sheet.page()
    page = replace(page, panels=tuple(Panel(field, GREY) for field in page.fields))
    (question,) = parse(page)
    assert (question.stem, question.answer) == ("Which river flows through Cairo?", "the Nile")


def test_lines_below_the_options() -> None:
    sheet = rivers(Sheet(), "1.")
    sheet.text("Status: Incorrect", MARGIN).text("Score: 0", MARGIN).text(
        "The correct answer is: The Rhine", MARGIN
    )
    (question,) = parse(sheet.page())
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
    assert question.verdict == "incorrect"
    assert question.points == Points(earned=0, possible=None)
    assert [o.correct for o in question.options] == [True, False]


def test_verdict_between_two_options_does_not_take_the_next_ones_text() -> None:
    sheet = rivers(Sheet(), "1.", CHECKBOX).text("Correct", MARGIN).option("The Po", True, CHECKBOX)
    (question,) = parse(sheet.page())
    assert [o.text for o in question.options] == ["The Rhine", "The Nile", "The Po"]
    assert question.feedback is None


def test_key_that_is_named_and_shown_again_by_widgets_leaves_the_explanation_alone() -> None:
    sheet = rivers(Sheet(), shape=CHECKBOX).text("Answers:", INDENT)
    sheet.text("The Nile", TEXT, LEAD)
    (question,) = parse(sheet.option("", shape=CHECKBOX).page())
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
    assert question.options[1].verdict == "correct"


def test_question_without_a_number_below_a_verdict() -> None:
    sheet = Sheet().text("Rivers").text("1/1 point").text("It flows north.", below=LEAD)
    sheet.text("Which river is it?").option("The Rhine").option("The Nile", True).text("Correct", MARGIN)
    sheet.space().space().text("Birds").text("0/1 point (graded)").text("Which are birds?")
    one, two = parse(sheet.option("Owls", True, CHECKBOX).option("Bats", False, CHECKBOX).page())
    assert (one.stem, one.verdict, one.feedback) == ("It flows north. Which river is it?", "correct", None)
    assert two.stem == "Which are birds?"
    assert (one.points, two.points) == (Points(earned=1, possible=1), Points(earned=0, possible=1))


def test_accepted_answers_name_the_key() -> None:
    texts = ["The Rhine in Germany", "The Nile in Egypt", "The Po in Italy"]
    sheet = Sheet().number("1.").text("Which is longest?")
    sheet.option(texts[0], True).option(texts[1]).option(texts[2])
    # One letter is misread.
    sheet.text("Accepted Answers:", MARGIN).text("The Ni1e in Egypt", MARGIN)
    (question,) = parse(sheet.page())
    assert [o.correct for o in question.options] == [False, True, False]
    assert [o.text for o in question.options] == texts
    assert question.feedback is None


def test_explanation_below_the_options() -> None:
    sheet = rivers(Sheet()).text("Explanation", MARGIN).text("It is longer by far.", MARGIN)
    sheet.text("Much longer.", MARGIN)
    (question,) = parse(sheet.page())
    assert question.feedback == "It is longer by far.\nMuch longer."
    assert question.verdict is None
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]


@pytest.mark.parametrize(
    ("panel", "verdict"),
    [
        (Note(GREY, None, "The Nile is longer by far."), None),
        (Note(GREY, "Explanation", "The Nile is longer by far."), None),
        (Note(GREY, "Partially correct", "One is missing."), "partial"),
        (Note(GREY, None, "You didn't select all the correct answers"), "partial"),
    ],
)
def test_grey_panel_explains_unless_it_says_partly_right(panel: Note, verdict: str | None) -> None:
    (question,) = parse(rivers(Sheet(), shape=CHECKBOX).panel(panel).page())
    assert (question.verdict, question.feedback) == (verdict, panel.text)


def test_points_of_the_question_at_the_right() -> None:
    (question,) = parse(rivers(Sheet().number("1.").text("2.5 points", WIDTH - 20 * X), None).page())
    assert question.points == Points(earned=None, possible=2.5)
    assert "points" not in question.stem


@pytest.mark.parametrize(("tone", "verdict"), [(GREEN, "correct"), (RED, "incorrect")])
def test_mark_beside_the_stem_is_the_questions(tone: Tone, verdict: str) -> None:
    (question,) = parse(rivers(Sheet().sign(tone, 0), "1.").page())
    assert question.verdict == verdict
    assert [o.verdict for o in question.options] == [None, None]


def test_mark_beside_an_option_is_the_options() -> None:
    sheet = Sheet().number("1.").text("Which?").option("The Rhine").sign(RED, WIDTH - MARGIN)
    (question,) = parse(sheet.option("The Nile", True).option("The Po").page())
    assert [o.verdict for o in question.options] == [None, "incorrect", None]
    assert question.verdict == "incorrect"


def test_glyph_far_from_all_else_is_left_over() -> None:
    sheet = rivers(Sheet()).text("x", WIDTH - 12 * X, confidence=0.3)
    parsed = parse_section("rivers", [sheet.page()])
    (question,) = parsed.questions
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]
    assert [issue.code for issue in parsed.issues] == [IssueCode.LEFTOVER_TEXT]


@given(st.lists(quizzes(), min_size=1, max_size=3))
def test_what_was_drawn_is_found(drawn: list[Quiz]) -> None:
    sheet = Sheet()
    for number, quiz in enumerate(drawn, start=1):
        draw_quiz(sheet, number, quiz)
    found = parse(sheet.page())
    assert len(found) == len(drawn)
    for number, (quiz, question) in enumerate(zip(drawn, found, strict=True), start=1):
        assert (question.number, question.stem) == (number, quiz.stem)
        assert [(o.text, o.selected) for o in question.options] == [o[:2] for o in quiz.options]
        assert [(o.verdict, o.feedback) for o in question.options] == [said(n) for _, _, n in quiz.options]
        assert (question.type == "multiple_choice") == (quiz.shape is CHECKBOX)
        if quiz.note:
            assert (question.verdict, question.feedback) == said(quiz.note)


def said(note: Note | None) -> tuple[str | None, str | None]:
    return (note.tone.value, note.text) if note else (None, None)


WORDINGS = [
    "Question 3 of 9", "Question 4 Correct", "1.", "2. Which?", "A. one", "B. two", "Correct", "Incorrect",
    "Partially correct", "Score: 1", "Accepted Answers:", "Explanation", "1/1 point", "2.5 points", "Next",
    "True", "False", "Paris -> CORRECT", "The correct answer is: Rome", "What? *1/1", "x", "some other text",
]  # fmt: skip
TEXTS = st.sampled_from(WORDINGS)
TONES = st.sampled_from([GREEN, RED, GREY])
STATES = st.sampled_from([True, False, None])
SHAPES = st.sampled_from(list(Shape))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Anything below anything."""
    sheet = Sheet()
    for part in draw(st.lists(st.integers(0, 8), max_size=9)):
        text = draw(TEXTS)
        match part:
            case 0 | 1:
                sheet.text(text, draw(st.sampled_from([MARGIN, INDENT, TEXT])))
            case 2:
                sheet.option(text, draw(STATES), draw(SHAPES), draw(st.sampled_from([None, "", "A"])))
            case 3:
                sheet.card(text, draw(STATES), draw(SHAPES), draw(TONES), draw(st.sampled_from(["", text])))
            case 4:
                sheet.panel(Note(draw(TONES), draw(st.none() | TEXTS), draw(TEXTS)), draw(st.none() | TONES))
            case 5:
                sheet.field(text).button(draw(TEXTS))
            case 6:
                sheet.sign(draw(TONES)).badge(text)
            case 7:
                sheet.picture(label=text)
            case _:
                sheet.option("")
    return sheet


@given(st.lists(sheets(), min_size=1, max_size=2))
def test_any_pages_can_be_parsed(drawn: list[Sheet]) -> None:
    pages = [replace(sheet.page(), screenshot=f"{i}.png") for i, sheet in enumerate(drawn)]
    parsed = parse_section("rivers", pages)
    assert parsed == parse_section("rivers", pages)
    # A lone bar is no option, so that letters on its page can be some.
    lettered = (with_lettered_options(replace(page, widgets=())).widgets for page in pages)
    most = sum(max(len(page.widgets), len(found)) for page, found in zip(pages, lettered, strict=True))
    assert sum(len(q.options) for q in parsed.questions) <= most
    for question in parsed.questions:
        assert Question.model_validate_json(question.model_dump_json()) == question
        assert {region.screenshot for region in question.regions} <= {page.screenshot for page in pages}


def test_panel_that_names_the_right_answer_by_its_letter() -> None:
    sheet = Sheet().number("1.").text("Which is a river?").text("a) Oslo").text("b) Nile")
    (question,) = parse(sheet.panel(Note(GREY, None, "Answer: b")).page())
    assert [o.verdict for o in question.options] == [None, "correct"]
    assert question.feedback is None


@pytest.mark.parametrize("said", ["Answer: b", "Answer : B"])
def test_green_panel_that_opens_with_the_answer_judges_nothing(said: str) -> None:
    sheet = Sheet().number("1.").text("Which is a river?").text("a) Oslo").text("b) Nile")
    (question,) = parse(sheet.panel(Note(GREEN, None, said)).page())
    assert [(o.selected, o.verdict) for o in question.options] == [(False, None), (False, "correct")]
    assert (question.verdict, question.feedback) == (None, None)


def test_label_before_an_explanation_is_no_part_of_it() -> None:
    sheet = Sheet().number("1.").text("Which is a river?").text("a) Oslo").text("b) Nile")
    (question,) = parse(sheet.panel(Note(GREY, None, "Explanation: It is in Africa.")).page())
    assert question.feedback == "It is in Africa."


def test_panel_between_two_radio_buttons_explains_the_one_above_it() -> None:
    sheet = rivers(Sheet()).panel(Note(RED, None, "Incorrect. It is the longest of Africa."))
    (question,) = parse(sheet.option("The Amazon").page())
    assert [o.feedback for o in question.options] == [None, "Incorrect. It is the longest of Africa.", None]
    assert (question.feedback, question.verdict) == (None, "incorrect")


def test_line_behind_the_mark_beside_an_option_explains_it() -> None:
    page = rivers(Sheet()).option("The Po", True).page()
    po = page.lines[-1].box
    mark = Box(po.right + X, po.top, po.right + 2 * X, po.bottom)
    beside = line("It is in Italy.", po.top, mark.right + X)
    (question,) = parse(replace(page, lines=(*page.lines, beside), icons=((mark, RED),)))
    last = question.options[-1]
    assert (last.text, last.verdict, last.feedback) == ("The Po", "incorrect", "It is in Italy.")


@pytest.mark.parametrize(("tone", "feedback"), [(GREEN, "It is in Italy."), (None, None)])
def test_paragraph_in_a_card_that_is_marked_explains_it(tone: Tone | None, feedback: str | None) -> None:
    sheet = Sheet().number("1.").text("Which river is it?").card("The Po", shape=Shape.PLAIN, tone=tone)
    page = sheet.card("The Rhine", shape=Shape.PLAIN).page()
    first = page.widgets[0]
    assert first.row is not None
    row = replace(first.row, bottom=first.row.bottom + 3 * X)
    below = line("It is in Italy.", page.lines[2].box.bottom + 3 * X, page.lines[2].box.left)
    moved = [replace(v, box=v.box.moved(0, 4 * X)) for v in page.lines[3:]]
    rhine = page.widgets[1]
    assert rhine.row is not None
    widgets = (replace(first, row=row), replace(rhine, row=rhine.row.moved(0, 4 * X)))
    (question,) = parse(
        replace(page, lines=(*page.lines[:3], below, *moved), widgets=widgets, height=page.height + 4 * X)
    )
    assert question.options[0].feedback == feedback


def test_explanation_on_the_line_of_its_label() -> None:
    (question,) = parse(rivers(Sheet()).text("Feedback: It is longer by far.", MARGIN).page())
    assert question.feedback == "It is longer by far."


def test_points_below_the_options() -> None:
    (question,) = parse(rivers(Sheet()).text("Points: 0 out of 1", MARGIN).page())
    assert (question.points, question.verdict) == (Points(earned=0, possible=1), "incorrect")


@pytest.mark.parametrize("said", ["The right answer is 'The Rhine'.", "Correct answer: The Rhine"])
def test_panel_that_names_the_right_answer_is_no_explanation(said: str) -> None:
    (question,) = parse(rivers(Sheet()).panel(Note(GREY, None, said)).page())
    assert [o.verdict for o in question.options] == ["correct", None]
    assert (question.feedback, question.verdict) == (None, None)


def test_what_only_tells_how_to_answer_is_a_stem_where_there_is_no_other() -> None:
    def stem(*texts: str) -> str:
        sheet = Sheet().number("1.")
        for text in texts:
            sheet.text(text)
        (question,) = parse(sheet.option("The Rhine").option("The Nile").page())
        return question.stem

    assert stem("Select one:", "Which is longer?") == "Which is longer?"
    assert stem("Select one:") == "Select one:"


def test_green_panel_below_the_card_of_a_checkbox_that_was_not_chosen_is_the_questions() -> None:
    sheet = Sheet().number("1.").text("Which are rivers?").card("The Po", True, CHECKBOX)
    sheet.card("The Alps", False, CHECKBOX)
    (question,) = parse(sheet.panel(Note(GREEN, "Correct", "The Alps are mountains.")).page())
    assert (question.verdict, question.feedback) == ("correct", "The Alps are mountains.")
    assert [o.verdict for o in question.options] == [None, None]


def judged(sheet: Sheet, number: str) -> Sheet:
    sheet.number(number).text("Which river is the longest one of these?")
    return sheet.card("The Rhine", False, PLAIN).card("The Nile", True, PLAIN, Tone.CORRECT)


def test_sentences_between_two_judged_questions_explain_the_first() -> None:
    sheet = judged(Sheet(), "1.").text("It is longer by far than any other in Africa.", MARGIN)
    one, two = parse(judged(sheet, "2.").page())
    assert (one.feedback, two.feedback) == ("It is longer by far than any other in Africa.", None)


@pytest.mark.parametrize(("text", "number"), [("More of this kind", "2."), ("It is longer by far.", "5.")])
def test_other_text_between_two_questions_explains_nothing(text: str, number: str) -> None:
    first, *_ = parse(judged(judged(Sheet(), "1.").text(text, MARGIN), number).page())
    assert first.feedback is None


@pytest.mark.parametrize("count", ["4 / 10", "4/10", "4 / 1 0"])
def test_line_that_counts_the_questions_parts_a_title_from_the_stem(count: str) -> None:
    sheet = Sheet().text("All about rivers").text(count).text("Which is longer?")
    (question,) = parse(sheet.option("The Rhine").option("The Nile").page())
    assert (question.number, question.stem, question.points) == (4, "Which is longer?", None)


@pytest.mark.parametrize("count", ["1/1", "11 / 10", "0 / 10"])
def test_what_could_be_points_counts_no_questions(count: str) -> None:
    sheet = Sheet().text("Which is longer?").text(count)
    (question,) = parse(sheet.option("The Rhine").option("The Nile").page())
    assert question.number is None


def test_right_answer_below_lettered_options_is_none_of_the_last() -> None:
    sheet = Sheet().number("1.").text("Which is a river?").text("A) Oslo").text("B) Nile", below=LEAD)
    (question,) = parse(sheet.text("Correct answer: B) Nile", TEXT).page())
    assert [(o.text, o.verdict) for o in question.options] == [("Oslo", None), ("Nile", "correct")]


def beside(page: Page, *texts: str) -> Page:
    """The page with a column of lines right of all else."""
    column = [line(text, GAP_ABOVE + i * 22, WIDTH + 10 * X) for i, text in enumerate(texts)]
    return replace(page, width=WIDTH + 60 * X, lines=(*page.lines, *column))


def test_explanation_in_a_column_beside_the_only_question() -> None:
    page = rivers(Sheet(), None).page()
    (question,) = parse(beside(page, "Explanation", "It is longer by far.", "It flows north."))
    assert question.stem == "Which river is the longest one of these?"
    assert question.feedback == "It is longer by far. It flows north."
    assert [o.text for o in question.options] == ["The Rhine", "The Nile"]


def test_column_beside_several_questions_explains_none() -> None:
    page = rivers(rivers(Sheet()), "2.").page()
    questions = parse(beside(page, "Explanation", "It is longer by far."))
    assert [q.feedback for q in questions] == [None, None]


def test_figures_side_by_side_in_a_panel_are_no_explanation() -> None:
    sheet = rivers(Sheet()).panel(Note(RED, "Incorrect", "It is shorter."))
    page = sheet.page()
    headline = next(n for n in page.lines if n.text == "Incorrect")
    figures = [line(text, headline.box.top, left) for text, left in (("61%", 30 * X), ("2 minutes", 40 * X))]
    (question,) = parse(replace(page, lines=(*page.lines, *figures)))
    assert (question.verdict, question.feedback) == ("incorrect", "It is shorter.")


def test_right_answer_named_below_its_announcement() -> None:
    sheet = Sheet().text("Which?").option("The Rhine", letter="A").option("The Nile", True, letter="B")
    page = sheet.panel(Note(RED, "Incorrect", "Correct answer")).page()
    panel = page.panels[0]
    named = line("A", panel.box.bottom, TEXT + X)
    tall = replace(panel, box=replace(panel.box, bottom=panel.box.bottom + 3 * X))
    page = replace(page, height=page.height + 3 * X, lines=(*page.lines, named), panels=(tall,))
    (question,) = parse(page)
    assert [o.verdict for o in question.options] == ["correct", None]
    assert (question.verdict, question.feedback) == ("incorrect", None)
