"""Spaces and underscores set right by the white columns and low bars between the glyphs.

Tesseract's own boxes of characters do not show a gap that it overlooked; the pixels do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from .glyphs import Glyph, within
from .reading import Reading, Word

SPACE_SHARE = 0.8
"""Width of a gap, as a share of the line's usual word space, from which it is one. A gap inside a word, also
behind a comma or between the letters of code, is about half as wide."""

STANDS_OUT = 1.5
"""How many times the widest gap between other letters of the line a gap has, to be a space."""

LEAST_SPACES = 3
"""Word spaces that a line must have to say that a gap between letters is one, too."""

NEIGHBOURS = 1.45
"""Distance of two glyphs' middles in cells below which no cell is free between them: a glyph may stand a
fifth of a cell off its middle."""

BAR_FLATNESS = 0.25
"""Height of an underscore, as a share of its width, at most."""

KNOWN_SHARE = 0.6
"""Width of the narrowest word space, as a share of the usual one: an A or a y stands out over it."""

SEPARATORS, CLOSING = set(",;:"), set(",.;:!?)]}%'\"’”")
"""Characters that a space follows, and those that none precedes."""

SURE_PLACE = 0.35
"""How far a gap may lie from the edge between two characters, in widths of a small letter."""

NARROW, WIDE = set("iljIft.,;:!|'()[]`"), set("mwMW@%")
"""Characters of half and of one and a half times the width of a small letter; capitals are in between."""


def restore_spaces(reading: Reading, glyphs: Sequence[Glyph], pitch: float | None) -> Reading:
    """Split words at gaps as wide as the line's word spaces, and join what a narrow gap or a bar connects.

    Args:
        reading: of the line.
        glyphs: of the very image that was read.
        pitch: width of a cell, if the font is monospaced.

    Returns:
        The reading, with the words that the pixels show.
    """
    # The end of an underline is read as a blank; a real blank has ink of its own.
    real = [w for w in reading.words if set(w.text) != {"_"} or within(glyphs, w)]
    words = _joined(real, glyphs, pitch)
    own = [within(glyphs, word) for word in words]
    spaces = [b[0].left - a[-1].right for a, b in pairwise(own) if a and b]
    if not spaces:
        return Reading(tuple(words))
    gaps = [b.left - a.right for g in own for a, b in pairwise(g)]
    parts = (
        part
        for word, g in zip(words, own, strict=True)
        for part in _split(word, g, _cuts(word.text, g, spaces, gaps))
    )
    return Reading(tuple(parts))


def _cuts(text: str, glyphs: Sequence[Glyph], spaces: Sequence[int], gaps: Sequence[int]) -> dict[int, int]:
    """Where a word is to be split: numbers of glyphs, each with that of the character that it starts."""
    usual = median(spaces)
    known = max(min(spaces), KNOWN_SHARE * usual)
    letters = max((gap for gap in gaps if gap < KNOWN_SHARE * usual), default=0)
    stands_out = len(spaces) >= LEAST_SPACES and STANDS_OUT * letters <= known
    cuts = {}
    for i, (a, b) in enumerate(pairwise(glyphs), start=1):
        gap = b.left - a.right
        if gap < min(known, SPACE_SHARE * usual):
            continue
        place = _characters_before(i, glyphs, text)
        if place is None or text[place] in CLOSING:
            continue
        if text[place - 1].isupper() and text[place].isupper():
            continue
        if (text[place - 1] in SEPARATORS and gap >= SPACE_SHARE * usual) or stands_out:
            cuts[i] = place
    return cuts


def _joined(words: Sequence[Word], glyphs: Sequence[Glyph], pitch: float | None) -> list[Word]:
    joined: list[Word] = []
    for word in words:
        link = _link(joined[-1], word, glyphs, pitch) if joined else None
        if link is None:
            joined.append(word)
        else:
            last = joined[-1]
            sure = min(last.confidence, word.confidence)
            joined[-1] = Word(last.text + link + word.text, sure, last.left, word.right)
    return joined


def _link(a: Word, b: Word, glyphs: Sequence[Glyph], pitch: float | None) -> str | None:
    """What connects two words: an underscore, nothing in neighbouring cells; None where they are apart."""
    before, after = within(glyphs, a), within(glyphs, b)
    if not before or not after:
        return None
    between = [g for g in glyphs if before[-1].right <= g.left and g.right <= after[0].left]
    if len(between) == 1 and _is_underscore(between[0], before[-1], after[0]):
        return "_"
    close = pitch is not None and after[0].middle - before[-1].middle < NEIGHBOURS * pitch
    return "" if close and not between else None


def _is_underscore(bar: Glyph, before: Glyph, after: Glyph) -> bool:
    """Whether a glyph is a flat bar at the foot of its neighbours and as near to them as a letter."""
    width = bar.right - bar.left
    return (
        bar.bottom - bar.top <= BAR_FLATNESS * width
        and bar.top >= min(before.bottom, after.bottom) - 1
        and max(bar.left - before.right, after.left - bar.right) < width / 2
    )


def _split(word: Word, glyphs: Sequence[Glyph], cuts: Mapping[int, int]) -> Iterator[Word]:
    """The parts of a word, between the glyphs and the characters of `cuts`."""
    if not cuts or sorted(set(cuts.values())) != list(cuts.values()):
        yield word
        return
    glyph_edges, edges = [0, *cuts, len(glyphs)], [0, *cuts.values(), len(word.text)]
    for (first, last), (begin, end) in zip(pairwise(glyph_edges), pairwise(edges), strict=True):
        yield replace(word, text=word.text[begin:end], left=glyphs[first].left, right=glyphs[last - 1].right)


def _characters_before(gap: int, glyphs: Sequence[Glyph], text: str) -> int | None:
    """How many characters stand before the glyph of that number; None where the widths do not tell."""
    if len(glyphs) == len(text):
        return gap
    # Letters touch: their usual widths tell how many there are on either side.
    inked = [g.right - g.left for g in glyphs]
    share = sum(inked[:gap]) / sum(inked)
    widths = [_usual_width(c) for c in text]
    edges = [sum(widths[:i]) / sum(widths) for i in range(len(text) + 1)]
    place = min(range(1, len(text)), key=lambda i: abs(edges[i] - share), default=0)
    tolerance = SURE_PLACE / sum(widths)
    return place if place and abs(edges[place] - share) <= tolerance else None


def _usual_width(character: str) -> float:
    if character in NARROW:
        return 0.5
    if character in WIDE:
        return 1.5
    return 1.25 if character.isupper() else 1.0
