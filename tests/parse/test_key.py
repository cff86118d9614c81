"""Verdict and key: truth tables, and that nothing is claimed that does not follow."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.model import Points, QuestionType, QuestionVerdict, Verdict
from ocrquiz.page.model import Tone
from ocrquiz.parse.key import deduce_key, mark, question_verdict

GREEN, RED, GREY = Tone.CORRECT, Tone.INCORRECT, Tone.NEUTRAL
YES, NO = "correct", "incorrect"


def test_only_green_and_red_mark_an_option() -> None:
    assert [mark(tone) for tone in (GREEN, RED, GREY, None)] == [YES, NO, None, None]


def points(earned: float | None, possible: float | None) -> Points:
    return Points(earned=earned, possible=possible)


@pytest.mark.parametrize(
    ("kind", "tones", "badge", "selected", "marks", "verdict"),
    [
        # A panel of the whole question says it, the last one if there are several.
        ("single_choice", [GREEN], None, [True, False], [None, None], YES),
        ("single_choice", [RED], None, [True, False], [None, None], NO),
        ("multiple_choice", [GREY], None, [True, False], [None, None], "partial"),
        ("multiple_choice", [GREEN, RED], None, [True, False], [None, None], NO),
        # A grey panel is a mere explanation where nothing can be right in part.
        ("single_choice", [GREY], None, [True, False], [None, None], None),
        # So do the points.
        ("single_choice", [], points(1, 1), [True, False], [None, None], YES),
        ("multiple_choice", [], points(0.5, 1), [True, True], [YES, None], "partial"),
        ("multiple_choice", [], points(0, 1), [True, True], [None, None], NO),
        ("multiple_choice", [RED], points(1, 1), [True, True], [None, None], NO),
        ("single_choice", [], points(None, 1), [True, False], [None, None], None),
        ("single_choice", [], points(0, 0), [True, False], [None, None], None),
        # So does the mark on what was selected, where one thing only can be.
        ("single_choice", [], None, [False, True], [None, NO], NO),
        ("true_false", [], None, [True, False], [YES, None], YES),
        ("single_choice", [], None, [False, True], [YES, None], None),
        ("multiple_choice", [], None, [True, False], [YES, None], None),
        # Nothing says it.
        ("single_choice", [], None, [True, False], [None, None], None),
        ("other", [], None, [], [], None),
        ("other", [GREEN], None, [], [], YES),
    ],
)
def test_verdict_of_the_question(
    kind: QuestionType,
    tones: Sequence[Tone],
    badge: Points | None,
    selected: Sequence[bool | None],
    marks: Sequence[Verdict | None],
    verdict: QuestionVerdict | None,
) -> None:
    assert question_verdict(kind, tones, badge, selected, marks) == verdict


@pytest.mark.parametrize(
    ("kind", "verdict", "selected", "marks", "key"),
    [
        # The right one makes the others wrong.
        ("single_choice", YES, [False, True, False], [None] * 3, [False, True, False]),
        ("single_choice", None, [False, True, False], [YES, None, None], [True, False, False]),
        ("single_choice", NO, [True, False, False], [None, None, YES], [False, False, True]),
        # A wrong response rules out what was selected; of two, the other is left.
        ("single_choice", NO, [False, True, False], [None] * 3, [None, False, None]),
        ("true_false", NO, [True, False], [None] * 2, [False, True]),
        ("single_choice", None, [None, None], [NO, None], [False, True]),
        # Nothing was selected, or it cannot be told.
        ("single_choice", YES, [False, False], [None] * 2, [None, None]),
        ("single_choice", NO, [None, None], [None] * 2, [None, None]),
        ("single_choice", None, [True, False], [None] * 2, [None, None]),
        # Of checkboxes, a right response is the key; a wrong one says nothing of any single option.
        ("multiple_choice", YES, [True, False, True], [None] * 3, [True, False, True]),
        ("multiple_choice", YES, [True, None], [None] * 2, [None, None]),
        ("multiple_choice", NO, [True, False], [None] * 2, [None, None]),
        ("multiple_choice", "partial", [True, True], [YES, NO], [True, False]),
        ("multiple_choice", "partial", [True, False], [YES, None], [True, None]),
        ("other", YES, [], [], []),
    ],
)
def test_key(
    kind: QuestionType,
    verdict: QuestionVerdict | None,
    selected: Sequence[bool | None],
    marks: Sequence[Verdict | None],
    key: list[bool | None],
) -> None:
    assert deduce_key(kind, verdict, selected, marks) == key


@st.composite
def graded(draw: st.DrawFn) -> tuple[QuestionType, list[bool], list[bool], list[bool]]:
    """A type, the true key, what was selected and which options bear a mark."""
    kind: QuestionType = draw(st.sampled_from(["single_choice", "true_false", "multiple_choice"]))
    count = 2 if kind == "true_false" else draw(st.integers(1, 5))
    flags = st.lists(st.booleans(), min_size=count, max_size=count)
    if kind == "multiple_choice":
        return kind, draw(flags), draw(flags), draw(flags)
    right, chosen = draw(st.integers(0, count - 1)), draw(st.integers(-1, count - 1))
    return kind, [i == right for i in range(count)], [i == chosen for i in range(count)], draw(flags)


@given(graded(), st.booleans())
def test_nothing_is_claimed_that_some_key_contradicts(
    quiz: tuple[QuestionType, list[bool], list[bool], list[bool]], told: bool
) -> None:
    kind, truth, selected, marked = quiz
    verdict: QuestionVerdict | None = (YES if selected == truth else NO) if told else None
    marks: list[Verdict | None] = [
        (YES if right else NO) if shown else None for right, shown in zip(truth, marked, strict=True)
    ]
    key = deduce_key(kind, verdict, selected, marks)
    possible = list(keys(kind, verdict, selected, marks))
    assert truth in possible
    for i, claim in enumerate(key):
        assert claim is None or all(other[i] == claim for other in possible)


def keys(
    kind: QuestionType,
    verdict: QuestionVerdict | None,
    selected: Sequence[bool],
    marks: Sequence[Verdict | None],
) -> Iterator[list[bool]]:
    """All keys that agree with what is shown."""
    for key in itertools.product([False, True], repeat=len(selected)):
        if kind != "multiple_choice" and sum(key) != 1:
            continue
        if verdict is not None and (list(key) == list(selected)) != (verdict == YES):
            continue
        if all(m is None or (m == YES) == k for m, k in zip(marks, key, strict=True)):
            yield list(key)
