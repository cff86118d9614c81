"""Flags left of an option are no panels below the option above: they say what this one is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.geometry import Box
from ocrquiz.model import Question
from ocrquiz.page.model import Page, Panel, Tone
from ocrquiz.parse import parse_section

from ..sheet import Sheet, X, line

ROOM = 20 * X
"""White left of the question."""


def flagged(text: str, tone: Tone, option: int = 1, tip: str = "") -> Question:
    """A question with a flag at the left of one option."""
    sheet = Sheet().number("1.").text("Which river is the longest?")
    page = sheet.option("The Rhine").option("The Nile", True).option("The Po").page()
    return parse(_with_flag(_moved(page), text, tone, option, tip))


def _moved(page: Page) -> Page:
    lines = tuple(replace(n, box=n.box.moved(ROOM, 0)) for n in page.lines)
    widgets = tuple(replace(w, box=w.box.moved(ROOM, 0)) for w in page.widgets)
    return replace(page, width=page.width + ROOM, lines=lines, widgets=widgets)


def _with_flag(page: Page, text: str, tone: Tone, option: int, tip: str) -> Page:
    middle = round(page.widgets[option].box.center_y)
    left = ROOM - 16 * X
    box = Box(left, middle - 2 * X, ROOM, middle + 2 * X)
    said = [line(text, middle - 6, left + X)] if text else []
    if tip:
        said.append(replace(line(tip, middle - 6), box=Box(ROOM - X, middle - 14, ROOM + 1, middle + 14)))
    return replace(page, lines=(*said, *page.lines), panels=(Panel(box, tone),))


def parse(page: Page) -> Question:
    (question,) = parse_section("rivers", [page]).questions
    return question


@pytest.mark.parametrize("tip", ["", "»;"])
@pytest.mark.parametrize(
    ("text", "tone", "verdict"),
    [
        ("Correct!", Tone.CORRECT, "correct"),
        ("You Answered", Tone.INCORRECT, "incorrect"),
        ("", Tone.INCORRECT, "incorrect"),
        ("You Answered", Tone.NEUTRAL, None),
    ],
)
def test_flag_is_of_the_option_that_it_points_at(
    text: str, tone: Tone, verdict: str | None, tip: str
) -> None:
    question = flagged(text, tone, tip=tip)
    assert [o.verdict for o in question.options] == [None, verdict, None]
    assert [o.selected for o in question.options] == [False, True, False]
    assert [o.text for o in question.options] == ["The Rhine", "The Nile", "The Po"]
    assert question.feedback is None


def test_grey_flag_points_the_right_answer_out() -> None:
    question = flagged("Correct Answer", Tone.NEUTRAL, option=2)
    assert [o.verdict for o in question.options] == [None, None, "correct"]
    assert [o.selected for o in question.options] == [False, True, False]


def test_other_words_at_the_side_are_no_flag() -> None:
    question = flagged("Hard", Tone.NEUTRAL)
    assert [o.verdict for o in question.options] == [None, None, None]
