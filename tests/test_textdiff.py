"""Texts compared: what is folded, what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.textdiff import distance, fold, formulas_right, has_formula, text_right

TEXTS = st.text(alphabet="ab $\\_|“é\n", max_size=12)


@pytest.mark.parametrize(
    ("label", "got"),
    [
        ("“It’s”", '"It\'s"'),
        ("a – b", "a - b"),
        ("a ____ b", "a _ _ b"),
        ("one\ntwo", "one two"),
        ("• one", "one"),
        ("cost \\$5", "cost $5"),
        ("so $x^2$ it is", "so x? it is"),
        ("$$a$$", "anything"),
        ("a | b", "a b"),
        (None, ""),
    ],
)
def test_no_reader_would_call_it_an_error(label: str | None, got: str) -> None:
    assert text_right(label, got)


@pytest.mark.parametrize(
    ("label", "got"),
    [("Omitting", "omitting"), ("AI", "Al"), ("end.", "end"), ("In the", "Inthe"), ("so $x$ it", "So x it")],
)
def test_case_and_every_other_character_count(label: str, got: str) -> None:
    assert not text_right(label, got)


def test_formula_braces_and_spaces_do_not_count() -> None:
    assert formulas_right("$x^{2}$", "$ x ^ 2 $")
    assert not formulas_right("$x^2$", "$x^3$")
    assert not formulas_right("$x^2$", "x2")


def test_escaped_dollars_are_no_formula() -> None:
    assert not has_formula("from \\$5 to \\$6")


@given(TEXTS.filter(lambda text: "_" not in text))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_a_text_is_itself(text: str) -> None:
    assert text_right(text, text) or has_formula(text)


@given(TEXTS, TEXTS)
def test_distance_is_a_metric(a: str, b: str) -> None:
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)
    assert abs(len(a) - len(b)) <= distance(a, b) <= max(len(a), len(b))


def test_distance_by_example() -> None:
    assert distance("kitten", "sitting") == 3
