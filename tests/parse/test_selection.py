"""Type, selection and marks of options where widgets alone do not say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ocrquiz.geometry import Box
from ocrquiz.model import QuestionType
from ocrquiz.page.model import Page, Shape, Tone, Widget
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.draft import Draft, Feedback, OptionDraft, Place
from ocrquiz.parse.letters import labels_of
from ocrquiz.parse.selection import kind_of, selection_of, tones_of

from ..sheet import X, line

GREEN, RED, GREY = Tone.CORRECT, Tone.INCORRECT, Tone.NEUTRAL
RADIO, CHECKBOX, PLAIN = Shape.RADIO, Shape.CHECKBOX, Shape.PLAIN
PAGE = Page("1.png", 100, 50, X)
PLACE = Place(PAGE, Box(0, 0, 9, 9))
TEXTS = ["The Rhine", "The Nile", "The Danube", "The Po"]

State = tuple[bool | None, Tone | None]


def drafted(shape: Shape, *states: State, key: Sequence[str] = ()) -> Draft:
    """A question with an option for each pair of a widget's state and a tone."""
    options = [OptionDraft(PLACE, Widget(PLACE.box, shape, state), tone=tone) for state, tone in states]
    return Draft([PLACE], options=options, key=[line(text) for text in key])


def tones(draft: Draft, texts: Sequence[str]) -> list[Tone | None]:
    return tones_of(draft, labels_of(draft.options), texts, builtin())


def kind(draft: Draft, stem: str = "Which is it?") -> QuestionType:
    return kind_of(draft, stem, TEXTS[: len(draft.options)], builtin())


@pytest.mark.parametrize(
    ("shape", "states", "stem", "expected"),
    [
        (RADIO, [(True, None), (True, None)], "Choose two", "single_choice"),
        (CHECKBOX, [(False, None), (True, None)], "Which is it?", "multiple_choice"),
        (PLAIN, [(False, None), (True, None)], "Which is it?", "single_choice"),
        (PLAIN, [(False, None), (True, None)], "Which are rivers? (Choose two)", "multiple_choice"),
        (PLAIN, [(True, None), (True, None), (False, None)], "Which is it?", "multiple_choice"),
        # The right one is pointed out beside the wrong pick.
        (PLAIN, [(True, RED), (True, GREEN), (False, None)], "Which is it?", "single_choice"),
        (PLAIN, [(True, GREEN), (True, GREEN), (False, None)], "Which is it?", "multiple_choice"),
        (PLAIN, [(True, RED), (True, GREEN), (True, GREEN)], "Which is it?", "multiple_choice"),
    ],
)
def test_type(shape: Shape, states: list[State], stem: str, expected: QuestionType) -> None:
    assert kind(drafted(shape, *states), stem) == expected


def test_type_without_options() -> None:
    assert kind(Draft([PLACE], answer=[line("the Nile")])) == "short_answer"
    assert kind(Draft([PLACE])) == "other"


@pytest.mark.parametrize("shape", [RADIO, PLAIN])
def test_yes_or_no(shape: Shape) -> None:
    draft = drafted(shape, (True, None), (False, None))
    assert kind_of(draft, "Is it?", ["True", "False"], builtin()) == "true_false"


@pytest.mark.parametrize(
    ("shape", "states", "expected"),
    [
        (RADIO, [(True, None), (False, None)], [True, False]),
        (RADIO, [(None, None), (True, None)], [None, True]),
        # Beside a wrong pick, a mark in the place of a widget points the right one out.
        (RADIO, [(True, RED), (True, GREEN), (False, None)], [True, False, False]),
        (RADIO, [(True, GREEN), (False, RED)], [True, False]),
        (CHECKBOX, [(True, RED), (True, GREEN), (False, None)], [True, True, False]),
        # Text alone shows nothing of the selection but what is marked wrong.
        (PLAIN, [(None, RED), (None, GREEN), (None, None)], [True, False, False]),
        (PLAIN, [(None, None), (None, GREEN)], [False, False]),
        (PLAIN, [(True, None), (False, None)], [True, False]),
    ],
)
def test_selection(shape: Shape, states: list[State], expected: list[bool | None]) -> None:
    draft = drafted(shape, *states)
    assert selection_of(draft, kind(draft), tones(draft, TEXTS[: len(states)])) == expected


def test_panel_of_an_option_goes_before_its_own_mark() -> None:
    draft = drafted(CHECKBOX, (True, GREEN), (True, None), (False, RED))
    draft.options[0].feedback = Feedback(PLACE, RED)
    draft.options[1].feedback = Feedback(PLACE, GREY)
    assert tones(draft, TEXTS[:3]) == [RED, GREY, RED]


@pytest.mark.parametrize(
    ("key", "right"),
    [
        (["The Nile"], [1]),
        (["The Nile", "The Po"], [1, 3]),
        # The name of one goes on over two lines, or has a letter misread.
        (["The", "Danube"], [2]),
        (["The Danubc"], [2]),
        (["The Amazon"], []),
        ([], []),
    ],
)
def test_named_answers(key: list[str], right: list[int]) -> None:
    draft = drafted(RADIO, *[(False, None)] * 4, key=key)
    assert tones(draft, TEXTS) == [GREEN if i in right else None for i in range(4)]


def test_named_answer_does_not_outweigh_a_mark() -> None:
    draft = drafted(RADIO, (True, RED), (False, None), key=["The Rhine"])
    assert tones(draft, TEXTS[:2]) == [RED, None]


def test_right_response_picked_what_is_marked_right() -> None:
    draft = drafted(RADIO, (False, None), (False, GREEN), (False, None))
    assert selection_of(draft, "single_choice", [None, GREEN, None]) == [False, False, False]
    draft.tone = GREEN
    assert selection_of(draft, "single_choice", [None, GREEN, None]) == [False, True, False]


def test_square_tile_with_a_letter_is_no_checkbox() -> None:
    draft = drafted(CHECKBOX, (True, None), (False, None))
    for option, letter in zip(draft.options, "AB", strict=True):
        option.widget = replace(option.widget, letter=letter)
    assert kind(draft) == "single_choice"


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("The Rhine, The Po", [GREEN, None, None, GREEN]),
        ("The Po; The Nile", [None, GREEN, None, GREEN]),
        ("The Rhine, The Elbe", [None] * 4),
    ],
)
def test_right_answers_in_a_list(said: str, right: list[Tone | None]) -> None:
    draft = drafted(CHECKBOX, *[(False, None)] * 4, key=[said])
    assert tones(draft, TEXTS) == right


@pytest.mark.parametrize(("said", "right"), [("AC", [GREEN, None, GREEN, None]), ("CA", [None] * 4)])
def test_right_answers_by_letters_without_a_space(said: str, right: list[Tone | None]) -> None:
    draft = drafted(PLAIN, *[(None, None)] * 4, key=[said])
    assert tones_of(draft, list("ABCD"), TEXTS, builtin()) == right


@pytest.mark.parametrize(("shape", "chosen"), [(RADIO, True), (CHECKBOX, False)])
def test_the_one_option_that_is_called_wrong_was_chosen_where_one_can_be(shape: Shape, chosen: bool) -> None:
    draft = drafted(shape, (False, None), (False, None))
    draft.options[1].feedback = Feedback(PLACE, RED)
    assert selection_of(draft, kind(draft), tones(draft, TEXTS[:2])) == [False, chosen]
