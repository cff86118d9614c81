"""Which answer is right: only as far as the screenshot, a person or the user says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from ocrquiz.export import Item
from ocrquiz.model import DocumentInfo

from .items import DOCUMENT, figure, item, items, option


def chosen(*flags: bool | None) -> list[object]:
    return [option(selected=flag) for flag in flags]


def test_a_single_choice_takes_the_one_right_option() -> None:
    assert item(option(correct=True), option(correct=None), option(correct=False)).key == (True, False, False)


def test_a_single_choice_with_two_right_options_has_no_key() -> None:
    assert item(option(correct=True), option(correct=True), option(correct=False)).key is None


def test_all_but_one_wrong_is_no_key() -> None:
    assert item(option(correct=False), option(correct=None)).key is None


def test_of_several_all_must_be_known() -> None:
    several = {"type": "multiple_choice"}
    assert item(option(correct=True), option(correct=True), option(correct=False), **several).key == (
        True,
        True,
        False,
    )
    assert item(option(correct=True), option(correct=None), **several).key is None
    assert item(option(correct=False), option(correct=False), **several).key == (False, False)


def test_a_right_selection_is_the_key() -> None:
    assert item(*chosen(False, True), verdict="correct").key == (False, True)
    assert item(*chosen(True, True, False), type="multiple_choice", verdict="correct").key == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("verdict", ["incorrect", "partial", None])
def test_any_other_selection_is_not(verdict: str | None) -> None:
    assert item(*chosen(False, True), verdict=verdict).key is None


@pytest.mark.parametrize("flags", [(None, True), (False, False), (True, True)])
def test_a_selection_that_is_not_clear_is_no_key(flags: tuple[bool | None, ...]) -> None:
    assert item(*chosen(*flags), verdict="correct", assume_selected=True).key is None


def test_a_selection_that_an_option_contradicts_is_no_key() -> None:
    options = option(selected=True, correct=False), option(selected=False)
    assert item(*options, verdict="correct").key is None


def test_the_user_may_take_the_selection_for_right() -> None:
    assert item(*chosen(False, True), assume_selected=True).key == (False, True)


@pytest.mark.parametrize("verdict", ["incorrect", "partial"])
def test_but_not_against_the_screenshot(verdict: str) -> None:
    assert item(*chosen(False, True), verdict=verdict, assume_selected=True).key is None
    marked = option(selected=True, verdict="incorrect"), option(selected=False)
    assert item(*marked, assume_selected=True).key is None


def test_what_is_no_choice_has_no_key() -> None:
    assert item(option(correct=True), type="other").key is None
    assert item(type="single_choice").key is None


@given(items())
def test_a_key_says_nothing_that_the_options_deny(asked: Item) -> None:
    key = asked.key
    if key is None:
        return
    assert asked.is_choice
    assert len(key) == len(asked.question.options)
    assert sum(key) == 1 or not asked.takes_one
    assert all(o.correct in (None, right) for o, right in zip(asked.question.options, key, strict=True))


@given(items())
def test_an_assumption_adds_keys_and_changes_none(asked: Item) -> None:
    known = replace(asked, assume_selected=False)
    assumed = replace(asked, assume_selected=True)
    assert known.key is None or assumed.key == known.key
    assert not known.answers or assumed.answers == known.answers


def test_accepted_answers_come_before_what_was_typed() -> None:
    typed = {"type": "short_answer", "answer": "42"}
    assert item(option("forty-two", correct=True), option("43", correct=False), **typed).answers == (
        "forty-two",
    )
    assert item(**typed, verdict="correct").answers == ("42",)
    assert item(**typed, assume_selected=True).answers == ("42",)
    assert item(**typed).answers == ()
    assert item(**typed, verdict="incorrect", assume_selected=True).answers == ()
    assert item(type="single_choice", answer="42", verdict="correct").answers == ()


def test_identity_outlives_corrections_and_tells_pictures_apart() -> None:
    asked = replace(item(option("a"), stem="Wich?"), pictures=("f00",))
    corrected = replace(item(option("b"), stem="Which?"), pictures=("f00",))
    assert asked.identity == corrected.identity
    assert asked.identity != replace(asked, pictures=("ba4",)).identity
    assert item(id="a").identity != item(id="b").identity
    assert item().identity != item(document=DocumentInfo(source="other.md")).identity


def test_title_falls_back_to_the_source() -> None:
    assert item().title == DOCUMENT.title
    assert item(document=DocumentInfo(source="_posts/quiz.md")).title == "quiz"
    assert item(document=DocumentInfo(source="")).title == "Quiz"


def test_a_figure_has_a_file_only_if_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "there.png").write_bytes(b"png")
    there, gone = figure("assets/there.png"), figure("assets/gone.png")
    asked = item(option(figures=[gone]), figures=[there], folder=tmp_path)
    assert asked.figures == (there, gone)
    assert asked.file_of(there) == tmp_path / "assets" / "there.png"
    assert asked.file_of(gone) is None
    assert item(figures=[there]).file_of(there) is None
