"""Lines side by side are read from left to right, rows from top to bottom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line
from ocrquiz.parse.rows import by_row


def line(text: str, left: int, top: int, height: int = 12) -> Line:
    return Line(Box(left, top, left + 80, top + height), text, 0.9)


@given(
    st.permutations(
        [line("one", 10, 101), line("two", 100, 99), line("three", 10, 120, 14), line("four", 200, 122)]
    )
)
def test_rows(lines: list[Line]) -> None:
    assert [(top, each.text) for top, each in by_row(lines)] == [
        (99, "one"),
        (99, "two"),
        (120, "three"),
        (120, "four"),
    ]


def test_nothing() -> None:
    assert by_row([]) == []
