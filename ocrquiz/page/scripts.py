"""Scripts whose characters fill a square: they are larger than small letters and need no spaces."""

from __future__ import annotations

import re

SQUARE = frozenset({"chi_sim", "chi_tra", "jpn", "chi_sim_vert", "chi_tra_vert", "jpn_vert"})
"""Tesseract's codes of Chinese and Japanese."""

SQUARE_SIZE = 1.8
"""Height of a square character beside that of a small letter in the same font."""

_CHARACTER = r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
_INNER_SPACE = re.compile(rf"(?<={_CHARACTER})\s+|\s+(?={_CHARACTER})")
_NARROW_STOP = re.compile(rf"(?<={_CHARACTER})[?!,:;]")
_WIDE = str.maketrans("?!,:;", "\uff1f\uff01\uff0c\uff1a\uff1b")


def is_square(lang: str) -> bool:
    """Whether the first of Tesseract's language codes is that of a script of square characters."""
    return lang.partition("+")[0] in SQUARE


def ends_square(text: str) -> bool:
    """Whether the last character of a text is a square one, so that no space follows where it is wrapped."""
    return bool(re.search(rf"{_CHARACTER}$", text))


def close_up(text: str) -> str:
    """A text without spaces between square characters, its stops as wide as they are."""
    return _NARROW_STOP.sub(lambda stop: stop[0].translate(_WIDE), _INNER_SPACE.sub("", text))
