"""Signs told by where they stand on the line: comma and full stop, S and $, small letters and their capitals.

Tesseract scales each line to one height and guesses them from the words around; what reaches above and below
is measured here. A 0 with a dot or a slash, as typewriters have, is told from @ by its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low

import numpy as np

from .engine import LineImage
from .glyphs import INKED, Glyph, find_glyphs, is_flat, within
from .indices import with_signs
from .reading import Reading, Repair, Word

FLAT = frozenset("acemnorsuvwxz")
STANDING = FLAT | frozenset("bdhklABDEFHIKLMNPRTUXYZ012345789")
"""Letters as high as an x, and those that stand on the line with a flat foot or nearly so."""

LEAST = 3
"""Letters that must be measured."""

ALIKE = frozenset("COSUVWXZ")
"""Capitals that differ from small letters in nothing but height."""

SMALL = 1.1
"""Height of a small letter in x-heights, at most: of 8,500 letters 99 % of the small ones have up to 1.06,
the capitals from 1.19 on."""

COMMA, STOP = 0.12, 0.06
"""How far in x-heights a comma goes below the line at least, a full stop at most; measured: 0.15 and 0.03."""

DEEP = 0.25
"""How far in x-heights a j goes below the line, at least; a J goes less far or stands on it."""

COMMA_HEIGHT, STOP_SIZE = (0.35, 0.68), 0.38
"""Height of a comma in x-heights, and sides of a full stop at most; what is higher or broader is a letter
that touches them."""

DOLLAR, LETTER_S = 1.46, 1.42
"""Height of a $ in x-heights at least, of an S at most."""

CURRENCY, LOW = frozenset("€¢"), 0.85
"""Signs that ε is taken for, and its height beside that of the line's tallest glyph, at most."""

ZERO_ASPECT = 0.84
"""Width of a 0 by its height, at most; an @ is broader and goes below the line."""

BLANK, BLANK_WIDTH = "____", 2.0
"""A place to fill in, and its width in x-heights at least; an underscore is half as wide."""

FIGURE = 0.9
"""Height of a figure beside others, at least."""

OPENING, CLOSING = frozenset("[("), frozenset("])")
"""Brackets of which two can stand side by side."""

BRACKETS = OPENING | CLOSING

TALL, NARROW, EQUAL = 1.15, 0.4, 0.05
"""Height of a bracket beside the letters of its word, at least, its width by its height, at most, and by how
much two of them may differ in height."""

END_SIGNS = frozenset(".,:;!?…")

QUOTES = frozenset("\"'”’")
"""What can hang above a full stop."""

DARKER = (128, 100)
"""Grey levels below which figures and a point between them are apart that touch in small print."""

POINT = 0.3
"""Sides of such a point by the height of the figures, at most."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """A line's foot, the height of an x, and that of a figure, in pixels.

    Attributes:
        measured: whether there are small letters that tell their height.
    """

    foot: float
    small: float
    figure: float
    measured: bool

    def height(self, glyph: Glyph) -> float:
        return (glyph.bottom - glyph.top) / self.small

    def depth(self, glyph: Glyph) -> float:
        """How far a glyph goes below the line."""
        return (glyph.bottom - self.foot) / self.small


def repair_signs(
    reading: Reading, glyphs: Sequence[Glyph], image: LineImage, x_height: float
) -> tuple[Reading, tuple[Repair, ...]]:
    """Decide signs by their place on the line.

    Args:
        reading: of the line.
        glyphs: of the image that was read.
        image: (h, w), dark on white.
        x_height: in that image, in pixels; for lines with too few small letters to measure.

    Returns:
        The reading, and what was changed in it.
    """
    own = [within(glyphs, word) for word in reading.words]
    scale = _measure(reading.words, own, x_height)
    words, repairs = [], []
    tallest = max((g.bottom - g.top for g in glyphs), default=0)
    foot = scale.foot if scale else median([g.bottom for g in glyphs] or [0])
    members = _members([word.text for word in reading.words])
    for i, (word, inked) in enumerate(zip(reading.words, own, strict=True)):
        text = "∈" if i in members else _with_epsilon(word.text, inked, tallest)
        part = image[:, max(0, word.left) : word.right]
        text = _repaired(text, inked, scale) if scale else text
        if scale and inked and text[-1] in QUOTES and text[-2:-1] not in END_SIGNS:
            text = _with_stop_below(text, inked[-1], image, scale)
        text = with_signs(text, part, x_height, foot)
        text = _with_brackets(text, part)
        if text.isdigit() and len(text) > 1:
            text = _with_point(text, part)
        if text != word.text:
            repairs.append(Repair(word.text, text))
            word = replace(word, text=text)
        words.append(word)
    return Reading(tuple(words)), tuple(repairs)


def _members(texts: Sequence[str]) -> set[int]:
    """Numbers of the words that are no currency but say that something is in a set (`i € {1, 2}`)."""
    return {
        i
        for i in range(1, len(texts) - 1)
        if texts[i] == "€" and len(texts[i - 1].strip("(,")) == 1 and _is_set(texts[i + 1])
    }


def _is_set(text: str) -> bool:
    return text[0] in "{[" or (len(text.rstrip(".,;:?)")) == 1 and text[0].isupper())


def _with_epsilon(text: str, glyphs: Sequence[Glyph], tallest: int) -> str:
    """A word with ε for a sign of money that is no higher than a small letter."""
    if text[0] in CURRENCY and glyphs and glyphs[0].bottom - glyphs[0].top <= LOW * tallest:
        return "ε" + text[1:]
    return text


def _measure(words: Sequence[Word], own: Sequence[Sequence[Glyph]], x_height: float) -> _Scale | None:
    pairs = [
        (character, glyph)
        for word, glyphs in zip(words, own, strict=True)
        if len(word.text) == len(glyphs)
        for character, glyph in zip(word.text, glyphs, strict=True)
    ]
    feet = [glyph.bottom for character, glyph in pairs if character in STANDING]
    heights = [glyph.bottom - glyph.top for character, glyph in pairs if character in FLAT]
    if len(feet) < LEAST:
        return None
    measured = len(heights) >= LEAST
    small = median(heights) if measured else x_height
    figures = [glyph.bottom - glyph.top for character, glyph in pairs if character.isdigit()]
    return _Scale(median(feet), small, median(figures) if figures else SMALL * small, measured)


def _repaired(text: str, glyphs: Sequence[Glyph], scale: _Scale) -> str:
    if len(glyphs) == len(text):
        signs = [_sign(c, g, scale) for c, g in zip(text, glyphs, strict=True)]
        return _first(text[0], glyphs[0], scale) + "".join(signs[1:]) if signs else text
    if len(glyphs) == len(text) + 1:
        stops = [i for i, glyph in enumerate(glyphs) if _is_stop(glyph, scale)]
        if len(stops) == 1 and not set(text) & END_SIGNS:
            return text[: stops[0]] + "." + text[stops[0] :]
    if glyphs and text[-1] in ".,":
        return text[:-1] + _sign(text[-1], glyphs[-1], scale)
    return text


def _with_stop_below(text: str, glyph: Glyph, image: LineImage, scale: _Scale) -> str:
    """A word with the full stop behind the quote at its end, which reaches under it: they are one glyph."""
    patch = image[glyph.top : glyph.bottom, glyph.left : glyph.right] < INKED
    rows = np.flatnonzero(~patch.any(axis=1))
    if not len(rows):
        return text
    above, below = (np.flatnonzero(p.any(axis=0)) for p in (patch[: rows[0]], patch[rows[-1] :]))
    left, right = int(below[0]), int(below[-1])
    stop = Glyph(glyph.left + left, glyph.left + right + 1, glyph.top + int(rows[-1]) + 1, glyph.bottom)
    behind = right > above[-1]
    return f"{text}." if behind and _is_stop(stop, scale) else text


def _with_point(figures: str, image: LineImage) -> str:
    """A number with the point that was overlooked between two of its figures."""
    for level in DARKER:
        glyphs = find_glyphs(image, level)
        if len(glyphs) != len(figures) + 1:
            continue
        height = max(g.bottom - g.top for g in glyphs)
        foot = median(g.bottom for g in glyphs)
        points = [
            i
            for i, g in enumerate(glyphs)
            if max(g.right - g.left, g.bottom - g.top) <= POINT * height
            and abs(g.bottom - foot) <= STOP * height
        ]
        if len(points) == 1 and 0 < points[0] < len(figures):
            return f"{figures[: points[0]]}.{figures[points[0] :]}"
    return figures


def _with_brackets(text: str, image: LineImage) -> str:
    """A word with as many brackets at its ends as are seen there: of two alike one is often lost."""
    if len(text) < 2 or (text[0] not in OPENING and text[-1] not in CLOSING):
        return text
    glyphs = find_glyphs(image, DARKER[-1])
    heights = [g.bottom - g.top for g in glyphs] or [0]
    usual = median_low(heights)
    if text[0] in OPENING and text[1] not in BRACKETS:
        text = text[0] * _brackets(glyphs, usual) + text[1:]
    if text[-1] in CLOSING and text[-2] not in BRACKETS:
        text = text[:-1] + text[-1] * _brackets(glyphs[::-1], usual)
    return text


def _brackets(glyphs: Sequence[Glyph], usual: float) -> int:
    """How many of the first glyphs are brackets of one height; one at least."""
    count = 0
    for glyph in glyphs:
        height = glyph.bottom - glyph.top
        alike = abs(height - (glyphs[0].bottom - glyphs[0].top)) <= EQUAL * height
        if not alike or height < TALL * usual or glyph.right - glyph.left > NARROW * height:
            break
        count += 1
    return max(1, count) if count < len(glyphs) else 1


def _first(character: str, glyph: Glyph, scale: _Scale) -> str:
    """A word's first letter, which is no capital if it is not higher than a small one."""
    if character in ALIKE and scale.measured and scale.height(glyph) <= SMALL:
        return character.lower()
    return _sign(character, glyph, scale)


def _sign(character: str, glyph: Glyph, scale: _Scale) -> str:
    match character:
        case "." if _is_comma(glyph, scale):
            return ","
        case "," if _is_stop(glyph, scale):
            return "."
        case "J" if scale.depth(glyph) >= DEEP:
            return "j"
        case "S" if scale.height(glyph) >= DOLLAR and scale.depth(glyph) > STOP:
            return "$"
        case "$" if scale.height(glyph) <= LETTER_S and scale.depth(glyph) <= STOP:
            return "S"
        case "@" if _is_figure(glyph, scale):
            return "0"
        case "_" if is_flat(glyph) and glyph.right - glyph.left >= BLANK_WIDTH * scale.small:
            return BLANK
        case _:
            return character


def _is_figure(glyph: Glyph, scale: _Scale) -> bool:
    slim = glyph.right - glyph.left <= ZERO_ASPECT * (glyph.bottom - glyph.top)
    high = glyph.bottom - glyph.top >= FIGURE * scale.figure
    return slim and high and abs(scale.depth(glyph)) <= STOP


def _is_comma(glyph: Glyph, scale: _Scale) -> bool:
    least, most = COMMA_HEIGHT
    slim = glyph.right - glyph.left < glyph.bottom - glyph.top
    return slim and scale.depth(glyph) >= COMMA and least <= scale.height(glyph) <= most


def _is_stop(glyph: Glyph, scale: _Scale) -> bool:
    width = (glyph.right - glyph.left) / scale.small
    return abs(scale.depth(glyph)) <= STOP and max(scale.height(glyph), width) <= STOP_SIZE
