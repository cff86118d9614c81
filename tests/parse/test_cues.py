"""Wordings: what counts as a number, a badge, a verdict, a button."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.page.model import Tone
from ocrquiz.parse.cues import builtin, leading_number, points

CUES = builtin()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.", 3),
        ("12)", 12),
        ("Question 7", 7),
        ("QUESTION 7:", 7),
        ("Q4.", 4),
        ("Pregunta 2", 2),
        ("문제 5", 5),
        ("第3题", 3),
        ("What is 3?", None),
        ("2019", None),
        ("3 apples", None),
        ("", None),
    ],
)
def test_number_on_a_line_of_its_own(text: str, number: int | None) -> None:
    heading = CUES.heading(text)
    assert (heading.number if heading else None) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3. What is it?", (3, "What is it?")),
        ("3) What is it?", (3, "What is it?")),
        ("3.5 is more than 3", None),
        ("3 apples", None),
        ("3.", None),
        ("In 1848. It", None),
    ],
)
def test_number_that_opens_a_line(text: str, found: tuple[int, str] | None) -> None:
    assert leading_number(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1/1 point", (1, 1)),
        ("0.5 / 1 point", (0.5, 1)),
        ("0,5/1 puntos", (0.5, 1)),
        ("0.714285 714/1점", (0.714285714, 1)),
        ("0/2", (0, 2)),
        ("2/1", None),
        ("0/0", None),
        ("and/or", None),
        ("1/1 point is what this question gives", None),
        ("24/7 is how they work", None),
    ],
)
def test_points(text: str, found: tuple[float, float] | None) -> None:
    assert points(text) == pytest.approx(found)


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Correct", Tone.CORRECT),
        ("CORRECT!", Tone.CORRECT),
        ("맞습니다", Tone.CORRECT),
        ("Incorrect", Tone.INCORRECT),
        ("This should not be selected", Tone.INCORRECT),
        ("This should be selected", Tone.CORRECT),
        ("¡Correcto!", Tone.CORRECT),
        ("Partially correct", Tone.NEUTRAL),
        # One letter is misread.
        ("This shou1d not be selected", Tone.INCORRECT),
        # More than the verdict.
        ("Correct! It is the longest.", None),
        ("The correct answer is B", None),
        ("Your answer", None),
        ("", None),
        ("x", None),
    ],
)
def test_headline(text: str, tone: Tone | None) -> None:
    assert CUES.headline(text) is tone


def test_every_headline_of_the_table_is_found_as_it_stands_there() -> None:
    for tone, field in ((Tone.CORRECT, "correct"), (Tone.INCORRECT, "incorrect"), (Tone.NEUTRAL, "partial")):
        phrases = CUES.words[field]
        assert phrases
        assert [CUES.headline(phrase.capitalize() + ".") for phrase in phrases] == [tone] * len(phrases)


def test_buttons() -> None:
    assert all(map(CUES.is_button, ["Expand", "SUBMIT", "Try again", "더 보기"]))
    assert not any(map(CUES.is_button, ["Expand the query", "Resubmit", ""]))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["True", "False"], True),
        (["false.", "TRUE"], True),
        (["No", "Yes"], True),
        (["Sí", "No"], True),
        (["참", "거짓"], True),
        (["True", "True"], False),
        (["True", "No"], False),
        (["True", "False", "Maybe"], False),
        (["Yes, always", "No"], False),
        ([], False),
    ],
)
def test_yes_or_no(texts: list[str], expected: bool) -> None:
    assert CUES.is_true_false(texts) is expected


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text: str) -> None:
    number = leading_number(text)
    assert number is None or text.endswith(number[1])
    found = points(text)
    assert found is None or 0 <= found[0] <= found[1]
    CUES.heading(text), CUES.headline(text), CUES.is_button(text)
