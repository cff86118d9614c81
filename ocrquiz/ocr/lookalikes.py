"""Letters that look alike, decided by what the pixels show: I, l, 1, | and !, O and 0.

Tesseract guesses them from the words around. The glyph itself says more: a 1 has a flag, a ! has a gap, a |
goes below the line, an O is wider than a 0; and in fonts whose ascenders rise above the capitals, an l is
taller than an I. Where the pixels leave it open, a table of common short forms decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from .engine import LineImage
from .glyphs import Glyph, darkness, inked_height, within
from .reading import Reading, Repair, Word

BARS = frozenset("Il1|!")
LIKE_STROKES = BARS | frozenset("HNM")
"""What several strokes side by side are taken for."""

MARKS = ".,;:)"

ROUND = frozenset("O0")
CAPITALS = frozenset("ABDEFHKLMNPRTUVWXYZ")
ASCENDERS = frozenset("bdhk")

BAR_WIDTH = 0.34
"""Width of a plain stroke, as a share of its height, at most; a 1 with its flag has 0.4."""

BAR_FILL = 0.8
"""Share of its box that a plain stroke inks; a 1 with its flag has 0.6."""

UNEVEN, MOST_ROWS = 0.2, 0.85
"""Ink by which a row of an upright stroke differs from the middle one, as a share of that, at most; and share
of the rows that must be so even. Of 2,700 glyphs 95 % of the I and l have up to 0.23, however blurred; all of
the 1, ! and i, with their flag and gaps, have more."""

TAIL = 1.25
"""Ink in the broadest row of a tailed l's foot beside that in a row of its stem or its head, at
least; an I has up to 1.1."""

GAP = 0.2
"""Darkness, 0..1, below which a row of a glyph is empty."""

DESCENT = 0.12
"""How far a | goes below the line, as a share of the capitals' height, at least."""

LEAST = 5
"""Glyphs from which most of a line's stand on its foot."""

TALLER = 1.03
"""Height of ascenders beside capitals from which a font tells I from l: 1.06 to 1.08 where it does."""

CLEAR = 0.25
"""How far from the middle between I and l, as a share of their difference, a height must be to decide."""

O_ASPECT, ZERO_ASPECT = 0.84, 0.74
"""Width by height: an O has at least, a 0 at most that."""

_SHORT_FORMS = """
    AI AIs API APIs BI CI CLI F1 GPIO GUI GUIs I/O IaaS IAM ID IDE IDs IIoT IIS II III IO IoT IP IPC IPs IQ
    ISO ISP IT IV KPI KPIs MIT PCI PII PIN RFID ROI SDI SI UI UIs VI VII VIII XAI
"""

SHORT_FORMS = frozenset(_SHORT_FORMS.split())
"""Forms that no word of the language collides with once an I is read for an l or a 1."""

_L_AMID_CAPITALS = re.compile(r"l[A-Z]+s?|[A-Z]{2,}l[A-Z]*s?|[A-Z]+l[A-Z]+s?")
"""No word is written so, but with an I many a short form is."""

_CORE = re.compile(r"[\w/|!'’]+")
_ORDINAL = re.compile(r"[Il|]st")


@dataclass(frozen=True, slots=True)
class Heights:
    """Of capitals and ascenders in a line, in pixels; None where it has none."""

    capital: float | None
    ascender: float | None


def measure_heights(reading: Reading, glyphs: Sequence[Glyph], image: LineImage) -> Heights:
    """Heights of the letters that cannot be mistaken, from words whose glyphs can be counted."""
    capitals, ascenders = [], []
    for word in reading.words:
        own = within(glyphs, word)
        if len(own) != len(word.text):
            continue
        for character, glyph in zip(word.text, own, strict=True):
            if character in CAPITALS:
                capitals.append(inked_height(glyph, image))
            elif character in ASCENDERS:
                ascenders.append(inked_height(glyph, image))
    return Heights(median(capitals) if capitals else None, median(ascenders) if ascenders else None)


def font_ratio(heights: Sequence[Heights]) -> float:
    """Height of ascenders beside capitals, over the lines of a page; 1 where none has both."""
    ratios = [h.ascender / h.capital for h in heights if h.ascender and h.capital]
    return median(ratios) if ratios else 1.0


def repair_lookalikes(
    reading: Reading, glyphs: Sequence[Glyph], image: LineImage, heights: Heights, ratio: float
) -> tuple[Reading, tuple[Repair, ...]]:
    """Decide the letters that look alike.

    Args:
        reading: of the line.
        glyphs: of the image that was read.
        image: (h, w), dark on white.
        heights: of the line.
        ratio: of the page, see `font_ratio`.

    Returns:
        The reading, and what was changed in it.
    """
    words, repairs = [], []
    expected = _expected(heights, glyphs, ratio)
    for word in reading.words:
        text, tall = _by_shape(word, within(glyphs, word), image, expected)
        if not tall:
            text = _CORE.sub(lambda core: _by_form(core[0]), text)
        if text != word.text:
            repairs.append(Repair(word.text, text))
            word = replace(word, text=text)
        words.append(word)
    return Reading(tuple(words)), tuple(repairs)


@dataclass(frozen=True, slots=True)
class _Expected:
    """Heights of letters in a line, whether they tell I from l, and the row that most letters stand on."""

    capital: float | None
    small_l: float | None
    tells: bool
    foot: float | None

    def is_bar(self, glyph: Glyph, height: float) -> bool:
        """Whether a stroke is a |, which goes below the line."""
        if self.capital is not None:
            return height > (1 + DESCENT) * self.capital
        return self.foot is None or glyph.bottom - self.foot > DESCENT * height


def _expected(heights: Heights, glyphs: Sequence[Glyph], ratio: float) -> _Expected:
    capital = heights.capital or (heights.ascender / ratio if heights.ascender else None)
    small_l = heights.ascender or (heights.capital * ratio if heights.capital else None)
    foot = median(g.bottom for g in glyphs) if len(glyphs) >= LEAST else None
    return _Expected(capital, small_l, ratio >= TALLER, foot)


def _by_shape(word: Word, glyphs: Sequence[Glyph], image: LineImage, expected: _Expected) -> tuple[str, bool]:
    """The word as its glyphs show it, and whether one of them is surely an l."""
    roman = _roman(word.text, glyphs, image, expected)
    if roman:
        return roman, False
    single = _undoubled(word.text, glyphs)
    text, tall = list(single), False
    for i, glyph in _aligned(single, glyphs):
        character = text[i]
        if character in ROUND:
            text[i] = _round(character, glyph)
        elif character in BARS:
            crisp = _is_crisp(glyph, image)
            # Of a blurred letter the height says little.
            height = inked_height(glyph, image)
            decided = _by_height(height, expected)
            tailed = _has_tail(glyph, image)
            tall = tall or (decided == "l" and (crisp or tailed))
            bar = expected.is_bar(glyph, height)
            if tailed and not bar and _is_even(glyph, image):
                text[i] = "l"
            elif crisp or (character != "l" and _is_even(glyph, image)):
                text[i] = _stroke(character, bar, decided if crisp else None, _amid_capitals(single, i))
    return "".join(text), tall


def _roman(text: str, glyphs: Sequence[Glyph], image: LineImage, expected: _Expected) -> str:
    """II or III with the marks behind it, if the glyphs are as many plain strokes; else empty."""
    core = text.rstrip(MARKS)
    count = len(glyphs) - (len(text) - len(core))
    if count not in (2, 3) or not core or not set(core) <= LIKE_STROKES:
        return ""
    strokes = glyphs[:count]
    if not all(_is_crisp(g, image) or _is_even(g, image) for g in strokes):
        return ""
    if any(expected.is_bar(g, inked_height(g, image)) for g in strokes):
        return ""
    return "I" * count + text[len(core) :]


def _undoubled(text: str, glyphs: Sequence[Glyph]) -> str:
    """A word without the first of two strokes that open it, if there is one only: `|I` for `I`."""
    two = text[:2]
    if len(glyphs) < 2 or len(set(two)) < 2 or not set(two) <= BARS:
        return text
    return text[1:] if _is_narrow(glyphs[0]) and not _is_narrow(glyphs[1]) else text


def _amid_capitals(text: str, place: int) -> bool:
    """Whether the rest of a word has capitals or figures: in all others the language decides better."""
    return any(c.isupper() or c.isdigit() for i, c in enumerate(text) if i != place)


def _aligned(text: str, glyphs: Sequence[Glyph]) -> list[tuple[int, Glyph]]:
    """Characters with their glyphs; of a word whose letters touch, only a stroke that opens or ends it."""
    if len(text) == len(glyphs):
        return list(enumerate(glyphs))
    if len(glyphs) < 2 or len(glyphs) > len(text):
        return []
    ends = [(0, glyphs[0]), (len(text) - 1, glyphs[-1])]
    return [(i, g) for i, g in ends if text[i] in BARS and _is_narrow(g)]


def _is_crisp(glyph: Glyph, image: LineImage) -> bool:
    """Whether a glyph is one plain upright stroke with sharp edges."""
    ink = darkness(glyph, image)
    return _is_narrow(glyph) and float(ink.mean()) >= BAR_FILL and not (ink.max(axis=1) < GAP).any()


def _is_even(glyph: Glyph, image: LineImage) -> bool:
    """Whether a glyph is one upright stroke, be it blurred: no flag, no gap."""
    if not _is_narrow(glyph):
        return False
    rows = darkness(glyph, image)[1:-1]
    middle = np.median(rows, axis=0)
    uneven = np.abs(rows - middle).sum(axis=1)
    return bool(np.quantile(uneven, MOST_ROWS) <= UNEVEN * middle.sum())


def _has_tail(glyph: Glyph, image: LineImage) -> bool:
    """Whether a stroke is broader at its foot than above it, as an l is in some fonts."""
    rows = darkness(glyph, image).mean(axis=1)
    fifth, third = -(len(rows) // -5), len(rows) // 3
    head, middle, foot = rows[:fifth], rows[third : -third or None], rows[-fifth:]
    return float(foot.max()) >= TAIL * float(max(np.median(middle), np.median(head)))


def _is_narrow(glyph: Glyph) -> bool:
    return glyph.right - glyph.left <= BAR_WIDTH * (glyph.bottom - glyph.top)


def _stroke(character: str, is_bar: bool, decided: str | None, amid_capitals: bool) -> str:
    match character:
        case "!":
            return "l"
        case "1":
            return decided or "I"
        case "|":
            return "|" if is_bar else decided or "I"
        case "l" if amid_capitals and decided == "I":
            return "I"
        case _:
            return character


def _by_height(height: float, expected: _Expected) -> str | None:
    """I or l, in a font that tells them apart."""
    if not expected.tells or expected.capital is None or expected.small_l is None:
        return None
    place = (height - expected.capital) / (expected.small_l - expected.capital)
    if not -1 <= place <= 2 or abs(place - 0.5) < CLEAR:
        return None
    return "I" if place < 0.5 else "l"


def _round(character: str, glyph: Glyph) -> str:
    aspect = (glyph.right - glyph.left) / (glyph.bottom - glyph.top)
    if character == "0" and aspect >= O_ASPECT:
        return "O"
    return "0" if character == "O" and aspect <= ZERO_ASPECT else character


def _by_form(core: str) -> str:
    """A short form whose I, O or 1 was read as something alike."""
    if _ORDINAL.fullmatch(core):
        return "1st"
    # An operator such as || is no form.
    if core in SHORT_FORMS or not set(core) & set("lI1|0O5$") or not set(core) - {"|"}:
        return core
    for form in SHORT_FORMS:
        if len(form) == len(core) and all(a == b or _alike(a, b) for a, b in zip(core, form, strict=True)):
            return form
    if _L_AMID_CAPITALS.fullmatch(core):
        return core.replace("l", "I")
    return "/".join(map(_by_form, core.split("/"))) if "/" in core else core


def _alike(read: str, meant: str) -> bool:
    return (meant in "I1" and read in "lI|") or (meant == "O" and read == "0")
