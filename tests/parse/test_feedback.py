"""Panels: which hold feedback, what they say, and which line is only their headline."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.geometry import Box
from ocrquiz.page.model import Page, Panel, Tone
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.feedback import find_feedback

from ..sheet import WIDTH, Note, Sheet

GREEN, RED, GREY = Tone.CORRECT, Tone.INCORRECT, Tone.NEUTRAL


@pytest.mark.parametrize(
    ("note", "icon", "tone", "headline"),
    [
        (Note(GREEN, "Correct", "So it is."), None, GREEN, "Correct"),
        (Note(RED, "틀립니다", "It is not."), None, RED, "틀립니다"),
        # Where the tint says nothing, the icon does; else the words do.
        (Note(GREY, "Hm", "So it is."), GREEN, GREEN, "Hm"),
        (Note(GREY, "Incorrect", "It is not."), None, RED, "Incorrect"),
        (Note(GREY, None, "An explanation."), None, GREY, None),
        # The tint is surer than the words.
        (Note(GREEN, "Incorrect", "So it is."), None, GREEN, "Incorrect"),
        # In any language a short line beside the icon is the headline, a long one the explanation.
        (Note(GREEN, "Rétt svar", "So it is."), GREEN, GREEN, "Rétt svar"),
        (
            Note(GREEN, None, "It is so long that no platform would print it as a headline."),
            GREEN,
            GREEN,
            None,
        ),
    ],
)
def test_tone_and_headline(note: Note, icon: Tone | None, tone: Tone, headline: str | None) -> None:
    (found,) = find_feedback(Sheet().panel(note, icon).page(), builtin())
    assert found.tone is tone
    assert (found.headline.text if found.headline else None) == headline
    assert [line.text for line in found.lines] == ([note.text] if note.text else [])


def test_line_that_names_the_right_answer_is_no_headline() -> None:
    (found,) = find_feedback(Sheet().panel(Note(GREEN, "Answer: Option B", "So it is.")).page(), builtin())
    assert found.headline is None
    assert [line.text for line in found.lines] == ["Answer: Option B", "So it is."]


@pytest.mark.parametrize(("code", "tone"), [(False, GREEN), (True, GREY)])
def test_coloured_first_line_is_a_headline_but_not_of_a_program(code: bool, tone: Tone) -> None:
    page = Sheet().panel(Note(GREY, None, "All in green")).page()
    colored = replace(page, lines=(replace(page.lines[0], tone=GREEN, code=code),))
    (found,) = find_feedback(colored, builtin())
    assert found.tone is tone
    assert (found.headline is None) == code


def within(page: Page, *boxes: Box) -> Page:
    """A page with blocks added behind what it shows."""
    return replace(page, panels=(*(Panel(box, GREY) for box in boxes), *page.panels))


def test_block_around_the_options_is_a_card() -> None:
    page = Sheet().text("Which?").option("One").option("Two").panel(Note(RED, "Incorrect")).page()
    (found,) = find_feedback(within(page, Box(0, 0, WIDTH, page.height)), builtin())
    assert found.tone is RED


def test_of_nested_blocks_the_inner_one_counts() -> None:
    page = Sheet().panel(Note(GREEN, "Correct")).panel(Note(RED, "Incorrect")).page()
    found = find_feedback(within(page, Box(0, 0, WIDTH, page.height)), builtin())
    assert [each.tone for each in found] == [GREEN, RED]


def test_empty_block_says_what_its_colour_says() -> None:
    (found,) = find_feedback(Sheet().panel(Note(GREEN, None)).page(), builtin())
    assert (found.tone, found.headline, found.lines) == (GREEN, None, [])


@pytest.mark.parametrize("shaded", ["Question 3", "Question 3 of 9 (1 point) Correct"])
def test_block_behind_a_heading_is_a_title_bar(shaded: str) -> None:
    page = Sheet().panel(Note(GREY, shaded)).panel(Note(GREEN, "Correct")).page()
    (found,) = find_feedback(page, builtin())
    assert found.tone is GREEN


def test_block_in_a_card_is_the_cards() -> None:
    page = Sheet().card("One").card("Two").panel(Note(GREEN, "Correct")).page()
    (row, _) = (w.row for w in page.widgets)
    assert row is not None
    (found,) = find_feedback(within(page, row.grown(-3)), builtin())
    assert found.tone is GREEN
