"""How lines that were wrapped become one again."""

from __future__ import annotations

from collections.abc import Iterable

from .model import FORMULA_END
from .scripts import ends_square


def joint(text: str) -> str:
    """What stands between a wrapped line and the next: nothing after a hyphen or a square character."""
    hyphen = len(text) > 1 and text[-1] == "-" and (text[-2].isalpha() or text[-2] in ("$", FORMULA_END))
    return "" if hyphen or ends_square(text) else " "


def unwrapped(lines: Iterable[str]) -> str:
    """Wrapped lines as one."""
    text = ""
    for line in lines:
        text += joint(text) + line if text else line
    return text
