"""Wrapped lines put together again."""

from __future__ import annotations

import pytest

from ocrquiz.page.wrap import unwrapped


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["one", "two", "three"], "one two three"),
        (["Training-", "Dev"], "Training-Dev"),
        (["so it was -", "or not"], "so it was - or not"),
        (["5-", "6"], "5- 6"),
        (["along the $x$-", "axis"], "along the $x$-axis"),
        (["", "one"], "one"),
        ([], ""),
    ],
)
def test_lines_join_with_a_space_but_after_a_hyphen_in_a_word(lines: list[str], text: str) -> None:
    assert unwrapped(lines) == text
