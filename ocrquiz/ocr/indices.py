"""What code in a proportional font consists of: brackets, asterisks, i and j, told by their shape.

Tesseract takes `c[i][j]` for `clil(j)` and `b**2` for `b"2`: no word of the language helps it there. Each of
these glyphs has a shape of its own: a square bracket is straight on one side and hooked on the other, a
parenthesis bends on both, an asterisk is dark in its middle and light in its corners, i and j have a dot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .engine import LineImage
from .glyphs import Glyph, darkness, find_glyphs

SIGNS = frozenset('[](){}|*°"”“^')
"""Characters by one of which a word is suspected."""

MARKS, LETTERS = SIGNS | frozenset("'’‘"), frozenset("ijlftryIJULY1!")
"""What brackets and asterisks are taken for, and what brackets, i and j are taken for besides."""

SQUARE, ROUND = frozenset("[]*ij"), frozenset("()")
"""Signs whose shape is clear by itself, and those that small print makes like others."""

INKED = 128
"""Grey level below which a pixel is ink: letters that touch in small print are apart then."""

BRACKET, SLIM, TWO = 1.5, 0.3, 0.55
"""Height of a bracket in x-heights, at least, its width beside that, at most, and that of two that touch."""

BEND = 0.08
"""How far in x-heights the ends of a bracket reach beyond its middle, at least."""

BANDS, STRAIGHT = 7, 0.8
"""Bands of a bracket that are compared, and how far beside BEND a straight side varies over them, at most."""

ENDS = 0.14
"""Share of a bracket's height at either end that its hooks are in."""

STAR, STAR_ASPECT = (0.25, 0.95), (0.75, 1.6)
"""Sides of an asterisk in x-heights, and its width by its height."""

RAISED = 0.45
"""How far in x-heights an asterisk stands above the line, at least."""

STANDS_OUT = 0.38
"""How much darker an asterisk is in its middle than in its corners, at least: in 38 fonts, blurred, 0.4 to
0.7; superscript figures of that width and degree signs have up to 0.2."""

DOT, STEM = 0.5, 0.75
"""Height in x-heights of the dot of an i at most, and that of what stands below it at least."""


def with_signs(text: str, image: LineImage, x_height: float, foot: float) -> str:
    """A word with the square brackets, asterisks, i and j that are seen in it.

    Args:
        text: as read.
        image: (h, w), the part of the line that it stands in, dark on white.
        x_height: in pixels.
        foot: the row that letters stand on.
    """
    if not set(text) & SIGNS:
        return text
    seen = [sign for glyph in find_glyphs(image, INKED) for sign in _signs(glyph, image, x_height, foot)]
    if not set(seen) & set("[]*"):
        return text
    # What is closed without being opened is a shape that was mistaken.
    return next((found for found in _readings(text, seen) if found.count("[") == found.count("]")), text)


def _readings(text: str, seen: Sequence[str]) -> Iterator[str]:
    """What a word may be: the signs that are seen, and what was read for all else."""
    if len(text) == len(seen):
        yield "".join(s if s and c in MARKS | LETTERS else c for c, s in zip(text, seen, strict=True))
    for doubted, signs in ((MARKS - ROUND, SQUARE), (MARKS | LETTERS, SQUARE | ROUND)):
        shown = [sign if sign in signs else "" for sign in seen]
        lost = ["" if c in doubted else c for c in text]
        if _fits(lost, shown):
            others = filter(None, lost)
            yield "".join(sign or next(others) for sign in shown)


def _fits(lost: Sequence[str], shown: Sequence[str]) -> bool:
    """Whether as much else was read as is seen, and there are signs wherever what was read is left out.

    Args:
        lost: what was read; empty where it is left out.
        shown: the signs; empty where something else is seen.
    """
    read = ("".join("o" if c else "-" for c in lost)).split("o")
    seen = ("".join("-" if sign else "o" for sign in shown)).split("o")
    return len(read) == len(seen) and all(b for a, b in zip(read, seen, strict=True) if a)


def _signs(glyph: Glyph, image: LineImage, x_height: float, foot: float) -> list[str]:
    """What a glyph is by its shape, or two that touch; empty if it is something else."""
    ink = darkness(glyph, image)
    ink = ink / max(float(ink.max()), 1e-9)
    height, width = ink.shape
    if height >= BRACKET * x_height and SLIM * height < width <= TWO * height:
        third = width // 3
        middle = third + int(ink.sum(axis=0)[third:-third].argmin())
        # What touches a bracket is the tail of a j, which is cut off here.
        two = _upright(ink[:, :middle], x_height) + _upright(ink[:, middle:], x_height).replace("i", "j")
        return list(two) if len(two) == 2 else [""]
    if _is_star(ink, x_height) and foot - glyph.bottom >= RAISED * x_height:
        return ["*"]
    return [_upright(ink, x_height)]


def _upright(ink: NDArray[np.floating], x_height: float) -> str:
    """What a slim glyph is: a bracket, i or j."""
    height, width = ink.shape
    if width > SLIM * height or height < BANDS:
        return ""
    bend = BEND * x_height
    gap = _gap(ink)
    if gap is None:
        return _bracket(ink, bend) if height >= BRACKET * x_height else ""
    if gap > DOT * x_height or height - gap < STEM * x_height:
        return ""
    (left, right), (foot_left, foot_right) = _ends(ink[gap + 1 :])[1:]
    return "j" if foot_left - left <= -bend and foot_right - right < bend else "i"


def _gap(ink: NDArray[np.floating]) -> int | None:
    """The first row without ink, if there is one."""
    empty = np.flatnonzero(ink.max(axis=1) < 0.5)
    inner = empty[(empty > 1) & (empty < len(ink) - 2)]
    return int(inner[0]) if len(inner) else None


def _bracket(ink: NDArray[np.floating], bend: float) -> str:
    """Which bracket a tall slim glyph is: one bends on both sides, or is straight and has hooks on one."""
    lefts, rights = zip(*[_sides(band.mean(axis=0)) for band in np.array_split(ink, BANDS)], strict=True)
    bends = [side[BANDS // 2] - (side[0] + side[-1]) / 2 for side in (lefts, rights)]
    if max(bends) <= -bend:
        return "("
    if min(bends) >= bend:
        return ")"
    if any(max(side[1:-1]) - min(side[1:-1]) > STRAIGHT * bend for side in (lefts, rights)):
        return ""
    above, middle, below = _ends(ink)
    hooked = [min(abs(above[k] - middle[k]), abs(below[k] - middle[k])) >= bend for k in (0, 1)]
    return {(False, True): "[", (True, False): "]"}.get((hooked[0], hooked[1]), "")


def _ends(ink: NDArray[np.floating]) -> list[tuple[float, float]]:
    """Left and right side of a glyph at its top, in its middle and at its foot."""
    end, third = max(1, round(ENDS * len(ink))), len(ink) // 3
    rows = (ink[:end].max(axis=0), ink[third:-third].mean(axis=0), ink[-end:].max(axis=0))
    return [_sides(row) for row in rows]


def _sides(row: NDArray[np.floating]) -> tuple[float, float]:
    """Where a row gets half as dark as it is anywhere, from the left and from the right, in pixels."""
    half = row.max() / 2
    dark = np.flatnonzero(row >= half)
    return _crossing(row, int(dark[0]), -1, half), _crossing(row, int(dark[-1]), 1, half)


def _crossing(row: NDArray[np.floating], at: int, step: int, half: float) -> float:
    beyond = float(row[at + step]) if 0 <= at + step < len(row) else 0.0
    return at + step * (float(row[at]) - half) / max(float(row[at]) - beyond, 1e-9)


def _is_star(ink: NDArray[np.floating], x_height: float) -> bool:
    height, width = ink.shape
    least, most = (side * x_height for side in STAR)
    narrow, wide = STAR_ASPECT
    if not (least <= min(height, width) and max(height, width) <= most and narrow <= width / height <= wide):
        return False
    rows, columns = max(1, height // 3), max(1, width // 3)
    middle = ink[rows:-rows, columns:-columns]
    corners = [ink[y, x] for y in np.s_[:rows, -rows:] for x in np.s_[:columns, -columns:]]
    return bool(middle.mean() - np.mean([corner.mean() for corner in corners]) >= STANDS_OUT)
