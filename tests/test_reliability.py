"""Tables of confidence against what is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.reliability import Row, Sample, error, lines, table

SAMPLES = st.lists(st.builds(Sample, st.floats(0, 1), st.booleans()))


def test_rows_hold_what_is_in_their_range() -> None:
    samples = [Sample(0.1, False), Sample(0.15, True), Sample(0.95, True), Sample(1.0, True)]
    assert table(samples, (0.0, 0.5, 1.0)) == [
        Row(0.0, 0.5, 2, pytest.approx(0.125), 0.5),
        Row(0.5, 1.0, 2, pytest.approx(0.975), 1.0),
    ]


@given(SAMPLES)
def test_every_question_is_in_one_row(samples: list[Sample]) -> None:
    rows = table(samples)
    assert sum(row.count for row in rows) == len(samples)
    assert len(lines(samples)) == len(rows) + 2
    assert 0 <= error(samples) <= 1


def test_error_is_what_confidence_is_off() -> None:
    assert error([Sample(1.0, True)] * 3) == 0
    assert error([Sample(0.99, False)] * 3) == pytest.approx(0.99)
    assert error([]) == 0
