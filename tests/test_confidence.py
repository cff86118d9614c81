"""How probable it is that a question is right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.confidence import of_lines, of_question
from ocrquiz.page.model import FORMULA_END, FORMULA_START, Line

from .sheet import line

SHARES = st.lists(st.floats(0, 1), max_size=6)


def lines(shares: list[float], text: str = "text") -> list[Line]:
    return [line(text, confidence=share) for share in shares]


@given(SHARES, st.integers(0, 3))
def test_confidence_is_a_probability(shares: list[float], faults: int) -> None:
    assert 0 <= of_question(lines(shares), faults) <= of_lines(lines(shares)) <= 1


@given(SHARES, st.floats(0, 1))
def test_another_line_never_makes_it_surer(shares: list[float], more: float) -> None:
    assert of_lines(lines([*shares, more])) <= of_lines(lines(shares))


@given(SHARES.filter(bool))
def test_worst_line_counts(shares: list[float]) -> None:
    assert of_lines(lines(shares)) == of_lines(lines([min(shares)]))


def test_formula_that_is_repeated_costs_no_more() -> None:
    one, other = (f"{FORMULA_START}{latex}{FORMULA_END}" for latex in "xy")
    assert of_lines(lines([1.0], one)) == of_lines(lines([1.0, 1.0], f"{one} and {one}"))
    assert of_lines(lines([1.0], one)) > of_lines(lines([1.0], f"{one} and {other}"))


def test_formulas_and_faults_cost_some_of_it() -> None:
    formula = lines([1.0], f"{FORMULA_START}x{FORMULA_END}")
    assert 0.95 < of_lines(formula) < of_lines(lines([1.0]))
    assert of_question(lines([1.0]), 1) < 0.5 < 0.95 < of_question(lines([1.0]), 0)
