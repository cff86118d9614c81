"""Pills and buttons: a verdict in one is read, all others are taken off and told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Panel, Tone
from ocrquiz.parse import parse_section
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.pills import without_pills

from ..sheet import MARGIN, WIDTH, Sheet, X, line

CUES = builtin()


def with_pill(page: Page, label: Line, tone: Tone = Tone.NEUTRAL) -> Page:
    return replace(page, lines=(*page.lines, label), pills=(Panel(label.box.grown(X), tone),))


def rivers(number: str = "Question 3") -> Sheet:
    return Sheet().number(number).text("Which river is longest?").option("The Rhine", True).option("The Nile")


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Correct", True), ("Your answer", True), ("2 points", True), ("Submit", False), ("50 XP", False)],
)
def test_only_what_says_something_is_kept(text: str, kept: bool) -> None:
    page = with_pill(Page("1.png", WIDTH, 400, X), line(text, 100))
    unboxed = without_pills(page, CUES)
    assert [each.text for each in unboxed.page.lines] == ([text] if kept else [])
    assert [each.text for each in unboxed.aside] == ([] if kept else [text])


def test_panel_that_is_a_button_says_nothing() -> None:
    label = line("Submit answer", 300)
    page = with_pill(rivers().page(), label, Tone.CORRECT)
    page = replace(page, panels=(Panel(label.box.grown(X), Tone.CORRECT),))
    (question,) = parse_section("rivers", [page]).questions
    assert (question.verdict, question.feedback) == (None, None)


@pytest.mark.parametrize("above", [0, 4])
def test_verdict_beside_the_number_is_the_questions(above: int) -> None:
    page = rivers().page()
    top = page.lines[0].box.top - above
    parsed = parse_section("rivers", [with_pill(page, line("Incorrect", top, MARGIN + 14 * X))])
    (question,) = parsed.questions
    assert (question.number, question.verdict, question.stem) == (3, "incorrect", "Which river is longest?")
    assert parsed.issues == ()


def test_buttons_are_told() -> None:
    parsed = parse_section("rivers", [with_pill(rivers().page(), line("Submit", 300))])
    assert [(issue.severity, issue.message) for issue in parsed.issues] == [
        ("info", "Belongs to no question: “Submit”.")
    ]


def test_outlined_button_with_a_verdict_is_no_button() -> None:
    label = line("Correct answer", 20)
    page = Page("1.png", WIDTH, 400, X, lines=(label,), buttons=(label.box.grown(X), Box(0, 300, 90, 330)))
    assert without_pills(page, CUES).page.buttons == (Box(0, 300, 90, 330),)
