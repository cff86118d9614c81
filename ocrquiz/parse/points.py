"""Points in a badge or at the end of a line, as a fraction (`0.5 / 1`)."""

from __future__ import annotations

import re

TRAILING_FRACTION = re.compile(r"(?:\s[^\w\s]\s?|\s)(?!\d+/)\S{0,2}/\s?\d{1,2}$")
"""A fraction at the end of a line whose first figures were read badly."""

_ZERO, _ONE = re.compile(r"^[oO](?=/)"), re.compile(r"(?<=\d/)[lI|](?!\w)")
"""Figures of points that are read as letters."""

_POINTS = re.compile(r"\W?(\d+(?:[.,]\d+)?)\s*[/{|]\s*(\d+(?:[.,]\d+)?)\s*\S{0,8}")


def points(text: str) -> tuple[float, float] | None:
    """Points earned and possible in a badge (`0.5 / 1 point`); wraps inside the figures are closed."""
    figures = re.sub(r"\s+", "", text.replace("out of", "/"))
    match = _POINTS.fullmatch(_ONE.sub("1", _ZERO.sub("0", figures)))
    if match is None:
        return None
    earned, possible = (float(v.replace(",", ".")) for v in match.groups())
    if earned % 1 and match[2].isdigit() and len(match[2]) == 2 and match.end(2) == match.end():
        # A part of ten points or more without a unit: the last figure is the unit, in an unknown script.
        possible = float(match[2][0])
    return (earned, possible) if earned <= possible and possible > 0 else None


def looks_like_points(text: str) -> bool:
    """Whether a text is points whose first figures were read badly (`/1`)."""
    return TRAILING_FRACTION.fullmatch(f" {text}") is not None
