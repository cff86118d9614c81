"""Options in a bulleted list, some bullets being check marks or crosses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Shape, Tone, Widget
from ocrquiz.parse import parse_section
from ocrquiz.parse.bullets import with_bulleted_options

from ..sheet import line

STEP = 40
TEXT = 100


def page(*rows: str) -> Page:
    """Lines one below the other: `v` and `x` open those with a mark, `*` those with a bullet."""
    lines: list[Line] = []
    widgets: list[Widget] = []
    top = 0
    for row in rows:
        top += STEP * (3 if row[0].isdigit() else 1)
        opening, _, text = row.partition(" ")
        if opening in ("v", "x"):
            tone = Tone.CORRECT if opening == "v" else Tone.INCORRECT
            widgets.append(Widget(Box(TEXT - 30, top, TEXT - 15, top + 15), Shape.RADIO, True, tone=tone))
        listed = opening in ("v", "x", "*", "-")
        each = line(text if listed else row, top, TEXT if listed else 20)
        lines.append(replace(each, bullet=opening == "*"))
    return Page("a.png", 900, top + 100, 10.0, tuple(lines), tuple(widgets))


QUIZ = (
    "1. Which river is the longest?", "x The Rhine", "v The Nile", "* The Po",
    "2. Which of them is the shortest?", "* The Rhine", "* The Nile", "v The Po (your answer)",
)  # fmt: skip


def test_marks_stand_for_bullets() -> None:
    first, second = parse_section("s", [page(*QUIZ)]).questions
    assert [o.text for o in first.options] == ["The Rhine", "The Nile", "The Po"]
    assert [(o.selected, o.verdict) for o in first.options] == [
        (True, "incorrect"), (False, "correct"), (False, None),
    ]  # fmt: skip
    assert [o.text for o in second.options] == ["The Rhine", "The Nile", "The Po"]
    assert [o.selected for o in second.options] == [False, False, True]
    assert (first.verdict, second.verdict) == ("incorrect", "correct")


def test_wrapped_lines_go_on_with_their_entry() -> None:
    rows = (
        "1. Which river is the longest?",
        "* The Rhine, which comes from",
        "- the Alps",
        "v The Nile",
        "* The Po",
    )
    (question,) = parse_section("s", [page(*rows)]).questions
    assert [" ".join(o.text.split()) for o in question.options] == [
        "The Rhine, which comes from the Alps",
        "The Nile",
        "The Po",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("1. Which?", "* The Rhine", "* The Nile"),
        ("1. Which?", "v The Rhine", "v The Nile"),
        ("1. Which?", "* a list", "2. Which?", "v The Rhine", "x The Nile"),
    ],
)
def test_lists_without_marks_and_marks_without_bullets_are_left_alone(rows: tuple[str, ...]) -> None:
    assert with_bulleted_options(page(*rows)) == page(*rows)


def test_marks_that_were_taken_for_icons_stand_for_bullets_too() -> None:
    other = page(*QUIZ)
    icons = tuple((w.box, w.tone) for w in other.widgets if w.tone)
    found = with_bulleted_options(replace(other, widgets=(), icons=icons))
    assert (found.widgets, found.icons) == (with_bulleted_options(other).widgets, ())


def test_lists_beside_widgets_are_text() -> None:
    other = page(*QUIZ)
    plain = Widget(Box(70, 900, 85, 915), Shape.RADIO, False)
    other = replace(other, widgets=(*other.widgets, plain))
    assert with_bulleted_options(other) is other
