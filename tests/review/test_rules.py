"""Remarks at the fields of a question that is typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.model import Question
from ocrquiz.review.rules import remarks, whole_characters

from ..corrections.sections import read_question


def typed(**values: Any) -> dict[str, Any]:
    return {**read_question(0).model_dump(mode="json"), **values}


def test_question_as_read_has_none() -> None:
    assert remarks(typed()) == []


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"number": "two"}, ["number"]),
        ({"number": 1.5}, ["number"]),
        ({"type": "essay"}, ["type"]),
        ({"points": {"earned": "a", "possible": 1}}, ["points", "earned"]),
        ({"options": [{"text": 7}]}, ["options", 0, "text"]),
    ],
)
def test_what_the_model_refuses_is_wrong_at_its_field(values: dict[str, Any], place: list[str | int]) -> None:
    found = remarks(typed(**values))
    assert place in [remark.place for remark in found]
    assert all(remark.wrong and remark.message.endswith(".") for remark in found)


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"stem": " "}, ["stem"]),
        ({"options": []}, ["type"]),
        ({"type": "true_false"}, ["type"]),
        ({"type": "short_answer"}, ["type"]),
        ({"points": {"earned": 2, "possible": 1}}, ["points", "earned"]),
    ],
)
def test_what_is_odd_can_be_saved_all_the_same(values: dict[str, Any], place: list[str | int]) -> None:
    (remark,) = remarks(typed(**values))
    assert (remark.place, remark.wrong) == (place, False)
    Question.model_validate(typed(**values))


def test_odd_options() -> None:
    options = typed()["options"]
    options[1] |= {"text": "", "selected": True}
    options[2] |= {"text": options[0]["text"]}
    places = [remark.place for remark in remarks(typed(options=options))]
    assert places == [["options", 1, "text"], ["options", 1, "selected"], ["options", 2, "text"]]


@given(st.dictionaries(st.text(max_size=8), st.none() | st.integers() | st.text() | st.lists(st.integers())))
def test_any_object_gets_an_answer(question: dict[str, Any]) -> None:
    assert all(remark.message for remark in remarks(question))


@given(st.text(st.characters(codec=None, categories=["Cs", "L", "So"])))
def test_halves_of_characters_are_replaced_and_whole_ones_stay(text: str) -> None:
    whole = whole_characters({"a": [text]})
    assert json.dumps(whole, ensure_ascii=False).encode()
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert whole == {"a": [text]}
