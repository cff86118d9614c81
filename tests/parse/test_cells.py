"""A label in a column of its own belongs to the line beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.geometry import Box
from ocrquiz.model import Question
from ocrquiz.page.model import Page, Shape, Tone, Widget
from ocrquiz.parse import parse_section
from ocrquiz.parse.cells import with_joined_labels
from ocrquiz.parse.cues import builtin

from ..sheet import LEAD, LINE, MARGIN, Sheet, X, line

RIGHT = 30 * X
"""Where what the labels name begins."""


def graded(own: str, tone: Tone, *options: str) -> Page:
    """A question with a row for the selected answer and rows for all, marked at the selected one."""
    sheet = Sheet().number("Question 1").text("Which river is the longest?")
    top = sheet.page().height
    rows = [("Selected Answer:", own), ("Answers:", options[0]), *(("", text) for text in options[1:])]
    lines, marks = [], []
    for row, (label, text) in enumerate(rows):
        at = top + row * (LINE + LEAD)
        lines += [line(label, at, MARGIN)] if label else []
        lines.append(line(text, at, RIGHT))
        mark = tone if row == 0 else Tone.CORRECT if text.startswith("b") else None
        if mark is not None:
            box = Box(RIGHT - 3 * X, at, RIGHT - X, at + LINE)
            marks.append(Widget(box, Shape.RADIO, True, tone=mark))
    page = sheet.page()
    height = top + 10 * (LINE + LEAD)
    return replace(page, height=height, lines=(*page.lines, *lines), widgets=tuple(marks))


def parse(page: Page) -> Question:
    (question,) = parse_section("rivers", [page]).questions
    return question


@pytest.mark.parametrize(
    ("own", "tone", "selected", "verdicts"),
    [
        ("b. The Nile", Tone.CORRECT, [False, True, False], [None, "correct", None]),
        ("c. The Po", Tone.INCORRECT, [False, False, True], [None, "correct", "incorrect"]),
    ],
)
def test_rows_of_selected_and_possible_answers(
    own: str, tone: Tone, selected: list[bool], verdicts: list[str | None]
) -> None:
    question = parse(graded(own, tone, "a. The Rhine", "b. The Nile", "c. The Po"))
    assert question.stem == "Which river is the longest?"
    assert [(o.label, o.text) for o in question.options] == [
        ("a", "The Rhine"),
        ("b", "The Nile"),
        ("c", "The Po"),
    ]
    assert [o.selected for o in question.options] == selected
    assert [o.verdict for o in question.options] == verdicts
    assert question.answer is None


@pytest.mark.parametrize(
    ("label", "named", "joined"),
    [
        ("Response Feedback:", "It is.", "Response Feedback: It is."),
        ("Selected Answer:", "Lima", "Selected Answer: Lima"),
        ("Which one is it:", "Lima", None),
    ],
)
def test_label_is_joined_if_it_is_a_cue(label: str, named: str, joined: str | None) -> None:
    page = Sheet().text("Which?").page()
    rows = (line(label, 200, MARGIN), line(named, 200, RIGHT))
    found = with_joined_labels(replace(page, height=300, lines=(*page.lines, *rows)), builtin())
    assert [n.text for n in found.page.lines[1:]] == ([joined] if joined else [label, named])
