"""What a person should look at."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.checks import REVIEW_BELOW, examine
from ocrquiz.geometry import Box
from ocrquiz.model import IssueCode
from ocrquiz.page.model import FORMULA_END, FORMULA_START, Doubt, Page, Picture, PictureKind, Shape, Widget
from ocrquiz.parse.draft import Draft, OptionDraft, Place

from .sheet import INDENT, TEXT, X, line

PAGE = Page("shot.png", 100, 50, X)
BOX = Box(5, 5, 90, 60)


def option(text: str = "One", selected: bool | None = False, picture: bool = False) -> OptionDraft:
    made = OptionDraft(Place(PAGE, BOX), Widget(BOX, Shape.RADIO, selected), [[line(text)]] if text else [])
    made.pictures = [(PAGE, Picture(BOX, PictureKind.FORMULA, "formula.png"))] if picture else []
    return made


def draft(
    stem: str = "Is it?",
    sure: float = 1.0,
    options: tuple[OptionDraft, ...] | None = None,
    number: int | None = 3,
) -> Draft:
    made = (option("One", True), option("Two")) if options is None else options
    lines = [[line(stem, confidence=sure)]] if stem else []
    return Draft([Place(PAGE, BOX)], number, lines, list(made))


def codes(examined: Draft) -> set[IssueCode]:
    return {issue.code for issue in examine(examined).issues}


def test_sound_question_raises_nothing() -> None:
    evidence = examine(draft(), [True, False], "correct", draft(number=2))
    assert evidence.confidence > 0.95
    assert evidence.issues == ()


@pytest.mark.parametrize(
    ("doubtful", "code"),
    [
        (draft(stem=""), IssueCode.NO_STEM),
        (draft(options=()), IssueCode.NO_OPTIONS),
        (draft(options=(option(),)), IssueCode.ONE_OPTION),
        (draft(options=(option("One", None), option("Two"))), IssueCode.SELECTION_UNKNOWN),
        (draft(options=(option("One", True), option(""))), IssueCode.EMPTY_OPTION),
        (draft(sure=0.3), IssueCode.LOW_CONFIDENCE),
    ],
)
def test_what_is_doubtful_is_to_be_reviewed(doubtful: Draft, code: IssueCode) -> None:
    (issue,) = [i for i in examine(doubtful).issues if i.code is code]
    assert issue.severity in ("warning", "error")
    assert issue.message.endswith(".")
    assert issue.region is not None
    assert (issue.region.screenshot, issue.region.bbox) == ("shot.png", (5, 5, 90, 50))


@pytest.mark.parametrize(
    ("selected", "verdict", "before", "code"),
    [
        ([True, True], None, None, IssueCode.MANY_SELECTED),
        ([False, False], "correct", None, IssueCode.NO_SELECTION),
        ([True, False], "correct", draft(number=1), IssueCode.NUMBER_SEQUENCE),
        ([True, False], "correct", draft(number=3), IssueCode.NUMBER_SEQUENCE),
    ],
)
def test_contradiction_is_to_be_reviewed(
    selected: list[bool], verdict: Literal["correct"] | None, before: Draft | None, code: IssueCode
) -> None:
    examined = examine(draft(), selected, verdict, before)
    assert [(issue.code, issue.severity) for issue in examined.issues] == [(code, "warning")]
    assert examined.confidence < REVIEW_BELOW


def test_selection_that_cannot_be_told_contradicts_nothing() -> None:
    assert examine(draft(), [None, False], "correct").issues == ()


def test_numbers_begin_anew() -> None:
    assert examine(draft(number=1), [True, False], None, draft(number=7)).issues == ()
    assert examine(draft(number=9), [True, False], None, draft(number=None)).issues == ()


def test_option_with_a_picture_needs_no_text() -> None:
    assert IssueCode.EMPTY_OPTION not in codes(draft(options=(option(), option("", picture=True))))


def test_message_names_the_line_that_was_badly_read() -> None:
    text = f"B4d {FORMULA_START}x{FORMULA_END}"
    (issue,) = [i for i in examine(draft(text, 0.2)).issues if i.code is IssueCode.LOW_CONFIDENCE]
    assert "B4d $x$" in issue.message


def test_badly_read_line_is_shown_where_it_stands() -> None:
    bad = line("B4d", top=20, left=30, confidence=0.2)
    one, two = replace(PAGE, lines=(line("Is it?"),)), Page("second.png", 200, 90, X, lines=(bad,))
    doubtful = draft()
    doubtful.places = [Place(one, BOX), Place(two, BOX)]
    doubtful.stem = [list(one.lines), [replace(bad, text="4d")]]
    (issue,) = examine(doubtful).issues
    assert issue.region is not None
    assert (issue.region.screenshot, issue.region.bbox) == ("second.png", (30, 20, 54, 32))


def test_many_formulas_are_to_be_reviewed_though_each_is_sure() -> None:
    formulas = [f"{FORMULA_START}{letter}{FORMULA_END}" for letter in "abcdefghijklmnopqrst"]
    assert examine(draft(f"Is {formulas[0]} less?")).issues == ()
    (issue,) = examine(draft(" and ".join(formulas))).issues
    assert (issue.code, issue.severity) == (IssueCode.LOW_CONFIDENCE, "warning")
    assert "formulas" in issue.message


def test_doubts_become_issues() -> None:
    doubtful = draft()
    doubtful.stem = [[line("Is it?", doubts=(Doubt("readings_differ", "It may be “ls”."),))]]
    (issue,) = examine(doubtful).issues
    assert (issue.code, issue.message) == (IssueCode.READINGS_DIFFER, "It may be “ls”.")


@given(st.floats(0, 1))
def test_low_confidence_and_warning_go_together(sure: float) -> None:
    examined = draft(sure=sure)
    assert (IssueCode.LOW_CONFIDENCE in codes(examined)) == (examine(examined).confidence < REVIEW_BELOW)


@pytest.mark.parametrize(
    "stem", ["7. Which is it?", "* 3. Which is it?", "3→ Which is it?", "12) Which is it?"]
)
def test_number_left_in_a_stem_is_doubtful(stem: str) -> None:
    assert codes(draft(stem=stem)) == {IssueCode.NUMBER_SEQUENCE}


@pytest.mark.parametrize("stem", ["3.5 is which share of 7?", "2024 was a leap year.", "(1) and (2)?"])
def test_figures_that_open_a_stem_are_no_number(stem: str) -> None:
    assert codes(draft(stem=stem)) == set()


def test_numbered_statements_belong_to_a_stem() -> None:
    listed = draft()
    listed.stem = [[line("1. It is."), line("2. It is not.")]]
    assert codes(listed) == set()


@pytest.mark.parametrize(
    ("first", "size", "doubtful"),
    [("Getting around", 1.3, True), ("x", 1.0, True), ("Getting around", 1.05, False)],
)
def test_title_or_icon_above_a_stem_is_doubtful(first: str, size: float, doubtful: bool) -> None:
    titled = draft()
    titled.stem = [[line(first, size=size), line("How do you travel?", 30)]]
    assert codes(titled) == ({IssueCode.LEFTOVER_TEXT} if doubtful else set())


@pytest.mark.parametrize(
    ("number", "gap", "doubtful"), [(None, 6 * X, True), (None, 2 * X, False), (3, 6 * X, False)]
)
def test_line_far_above_the_stem_of_a_question_without_a_number_is_doubtful(
    number: int | None, gap: int, doubtful: bool
) -> None:
    apart = draft(number=number)
    first = line("Getting around")
    apart.stem = [[first, line("How do you travel?", first.box.bottom + gap)]]
    assert codes(apart) == ({IssueCode.LEFTOVER_TEXT} if doubtful else set())


@pytest.mark.parametrize(
    ("left", "top", "doubtful"),
    [(TEXT, 60, True), (INDENT, 60, False), (TEXT, 10, False)],
    ids=["a row above", "where the stem begins", "far above"],
)
def test_row_of_options_left_in_a_stem_is_doubtful(left: int, top: int, doubtful: bool) -> None:
    rows = (option("Two"), option("Three"))
    for place, row in enumerate(rows):
        row.passages = [[line("Words", 100 + 40 * place, TEXT)]]
    asked = draft(options=rows)
    asked.stem = [[line("Which is it?", 0), line("One", top, left)]]
    assert codes(asked) == ({IssueCode.LEFTOVER_TEXT} if doubtful else set())


@pytest.mark.parametrize(
    ("number", "following", "doubtful"), [(3, None, True), (3, 4, False), (None, None, False)]
)
def test_what_follows_a_numbered_question_without_a_number_may_be_a_part_of_it(
    number: int | None, following: int | None, doubtful: bool
) -> None:
    issues = examine(draft(number=number), [True, False], after=draft(number=following)).issues
    assert {issue.code for issue in issues} == ({IssueCode.NUMBER_SEQUENCE} if doubtful else set())
