"""How lines that were wrapped become one again."""

from __future__ import annotations

from collections.abc import Iterable


def joint(text: str) -> str:
    """What stands between a wrapped line and the next: nothing after a hyphen within a word."""
    return "" if len(text) > 1 and text[-1] == "-" and text[-2].isalpha() else " "


def unwrapped(lines: Iterable[str]) -> str:
    """Wrapped lines as one."""
    text = ""
    for line in lines:
        text += joint(text) + line if text else line
    return text
