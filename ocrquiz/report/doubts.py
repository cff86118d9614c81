"""Which words of a text an issue speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ocrquiz.model import Issue

QUOTED = re.compile("“(.+?)”(?!\\w)", re.DOTALL)
"""What issues quote of a text stands in these quotes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text.

    Attributes:
        text: the stretch.
        doubt: what is doubtful about it; empty if nothing is.
    """

    text: str
    doubt: str = ""


def pieces(text: str, issues: Iterable[Issue]) -> list[Piece]:
    """Cut a text into stretches that are doubtful and those that are not.

    Args:
        text: what was read.
        issues: of the question; what they quote is looked for in the text.

    Returns:
        Stretches that give the text when put together.
    """
    marks: list[str] = [""] * len(text)
    for issue in issues:
        for quoted in QUOTED.findall(issue.message):
            for found in re.finditer(rf"(?<!\w){re.escape(quoted)}(?!\w)", text):
                marks[found.start() : found.end()] = [issue.message] * len(quoted)
    result: list[Piece] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marks[end] != marks[start]:
            result.append(Piece(text[start:end], marks[start]))
            start = end
    return result
