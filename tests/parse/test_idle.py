"""Bars that hold nothing to choose are no options."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.page.model import Page, Shape
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.idle import without_idle_bars

from ..sheet import Sheet

CUES = builtin()


def bars(*texts: str) -> Page:
    sheet = Sheet().text("Which river is the longest?")
    for text in texts:
        sheet.card(text, shape=Shape.PLAIN)
    return sheet.page()


@pytest.mark.parametrize(
    ("last", "left"),
    [("The Po", 3), ("Explanation: It is long.", 2), ("Submit", 2), ("Correct answer: The Nile", 2)],
)
def test_explanations_and_buttons(last: str, left: int) -> None:
    page = without_idle_bars(bars("The Rhine", "The Nile", last), CUES)
    assert len(page.widgets) == left
    assert any(line.text.startswith(last.split(":")[0]) for line in page.lines)


def test_one_bar_alone_is_none() -> None:
    assert without_idle_bars(bars("The Rhine", "Submit"), CUES).widgets == ()


@pytest.mark.parametrize("are_fields", [True, False])
def test_empty_fields_are_written_in(are_fields: bool) -> None:
    page = bars("The Rhine", "The Nile", "")
    fields = tuple(w.row for w in page.widgets if w.row) if are_fields else ()
    assert len(without_idle_bars(replace(page, fields=fields), CUES).widgets) == (0 if are_fields else 2)


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (("Which is longest?", "The Rhine", "The Nile"), 2),
        (("Who?", "What?", "Where?"), 3),
        (("The Rhine", "The Nile", "Which?"), 3),
    ],
)
def test_first_bar_can_hold_the_question(texts: tuple[str, ...], left: int) -> None:
    assert len(without_idle_bars(bars(*texts), CUES).widgets) == left
