"""What a person should look at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.checks import REVIEW_BELOW, confidence, examine
from ocrquiz.geometry import Box
from ocrquiz.model import IssueCode
from ocrquiz.page.model import FORMULA_END, FORMULA_START, Doubt, Page, Picture, PictureKind, Shape, Widget
from ocrquiz.parse.draft import Draft, OptionDraft, Place

from .sheet import X, line

PAGE = Page("shot.png", 100, 50, X)
BOX = Box(5, 5, 90, 60)


def option(text: str = "One", selected: bool | None = False, picture: bool = False) -> OptionDraft:
    made = OptionDraft(Place(PAGE, BOX), Widget(BOX, Shape.RADIO, selected), [[line(text)]] if text else [])
    made.pictures = [(PAGE, Picture(BOX, PictureKind.FORMULA, "formula.png"))] if picture else []
    return made


def draft(stem: str = "Is it?", sure: float = 1.0, options: tuple[OptionDraft, ...] | None = None) -> Draft:
    made = (option("One", True), option("Two")) if options is None else options
    lines = [[line(stem, confidence=sure)]] if stem else []
    return Draft(places=[Place(PAGE, BOX)], stem=lines, options=list(made))


def codes(examined: Draft) -> set[IssueCode]:
    return {issue.code for issue in examine(examined).issues}


def test_sound_question_raises_nothing() -> None:
    evidence = examine(draft())
    assert (evidence.confidence, evidence.issues) == (1, ())


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


def test_option_with_a_picture_needs_no_text() -> None:
    assert IssueCode.EMPTY_OPTION not in codes(draft(options=(option(), option("", picture=True))))


def test_message_names_the_line_that_was_badly_read() -> None:
    text = f"B4d {FORMULA_START}x{FORMULA_END}"
    (issue,) = [i for i in examine(draft(text, 0.2)).issues if i.code is IssueCode.LOW_CONFIDENCE]
    assert "B4d $x$" in issue.message


def test_doubts_become_issues() -> None:
    doubtful = draft()
    doubtful.stem = [[line("Is it?", doubts=(Doubt("readings_differ", "It may be “ls”."),))]]
    (issue,) = examine(doubtful).issues
    assert (issue.code, issue.message) == (IssueCode.READINGS_DIFFER, "It may be “ls”.")


SHARES = st.lists(st.floats(0, 1), max_size=6)


@given(SHARES)
def test_confidence_is_the_least_and_stays_within_its_range(shares: list[float]) -> None:
    lines = [line("text", confidence=share) for share in shares]
    assert confidence(lines) == pytest.approx(min(shares, default=1), abs=0.001)
    assert 0 <= confidence(lines) <= 1


@given(st.floats(0, 1))
def test_low_confidence_and_warning_go_together(sure: float) -> None:
    examined = draft(sure=sure)
    assert (IssueCode.LOW_CONFIDENCE in codes(examined)) == (examine(examined).confidence < REVIEW_BELOW)
