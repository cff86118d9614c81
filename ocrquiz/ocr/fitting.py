"""Words fitted to glyphs: where a network sees a word end is up to a letter off, ink is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from .glyphs import Glyph, is_flat, is_underscore
from .reading import Reading, Word

REACH = 2.0
"""How far, in x-heights, a word may be seen to end from where it does: a wide letter and a space."""

PULL = 0.3
"""How much wider a gap must be to win over one that is nearer by 1."""

BARS = frozenset("_—–")
"""What a network sees in wide white."""

Path = tuple[float, tuple[int, ...]]
"""Cost of gaps chosen for words, and their numbers."""


def fit_words(reading: Reading, glyphs: Sequence[Glyph], x_height: float) -> Reading:
    """Let words begin and end where glyphs do.

    Two neighbours part at a gap between glyphs near where they were seen to: rather at a wide one than at the
    nearest, each pair at a gap of its own. Ink farther than REACH from any word stays outside.

    Args:
        reading: of the line.
        glyphs: of the image that was read, from left to right.
        x_height: in that image, in pixels.

    Returns:
        The same words at their places; unchanged if the glyphs do not part into so many. Bars that are not
        drawn are left out: a network sees them in wide white.
    """
    words, reach = [w for w in reading.words if not _is_phantom(w, glyphs, x_height)], REACH * x_height
    if not words:
        return Reading(())
    inside = [g for g in glyphs if words[0].left - reach < g.right and g.left < words[-1].right + reach]
    gaps = [_Gap(i, (a.right + b.left) / 2, b.left - a.right) for i, (a, b) in enumerate(pairwise(inside), 1)]
    cuts = _cuts(words, gaps, reach)
    if not inside or cuts is None:
        return reading
    own = [inside[a:b] for a, b in pairwise((0, *cuts, len(inside)))]
    base = median(g.bottom for g in inside)
    return Reading(tuple(_placed(word, several, base) for word, several in zip(words, own, strict=True)))


def _is_phantom(word: Word, glyphs: Sequence[Glyph], x_height: float) -> bool:
    """Whether a word is a bar, and none was drawn there."""
    if not BARS.issuperset(word.text):
        return False
    near = [g for g in glyphs if word.left - x_height < g.right and g.left < word.right + x_height]
    return not any(is_flat(g) for g in near)


def _placed(word: Word, glyphs: Sequence[Glyph], base: float) -> Word:
    """The word over its glyphs, but for an underscore at either end that was read as a space.

    An underscore that was read there and is not drawn is taken off.
    """
    if word.text[0] == "_" and len(word.text) > 1 and _is_above(glyphs[0], base):
        word = replace(word, text=word.text[1:])
    if word.text[-1] == "_" and len(word.text) > 1 and _is_above(glyphs[-1], base):
        word = replace(word, text=word.text[:-1])
    first, last = 0, len(glyphs)
    if last > 1 and word.text[0] != "_" and is_underscore(glyphs[0], glyphs[1], glyphs[1]):
        first += 1
    if last - first > 1 and word.text[-1] != "_" and is_underscore(glyphs[-1], glyphs[-2], glyphs[-2]):
        last -= 1
    return replace(word, left=glyphs[first].left, right=glyphs[last - 1].right)


def _is_above(glyph: Glyph, base: float) -> bool:
    """Whether a glyph stands on the line, and has no underscore in it."""
    return not is_flat(glyph) and glyph.bottom <= base + 1


@dataclass(frozen=True, slots=True)
class _Gap:
    """White between two glyphs.

    Attributes:
        number: of the glyph behind it.
        middle: in pixels.
        width: in pixels.
    """

    number: int
    middle: float
    width: int


def _cuts(words: Sequence[Word], gaps: Sequence[_Gap], reach: float) -> tuple[int, ...] | None:
    """Numbers of the glyphs that the words but the first begin with; None if gaps are missing.

    The choice that costs least in all is found by dynamic programming.
    """
    paths: dict[int, Path] = {0: (0.0, ())}
    for before, after in pairwise(words):
        # A word's right edge may lie far too far right, beyond the next one.
        seen = (min(before.right, after.left) + after.left) / 2
        near = [gap for gap in gaps if abs(gap.middle - seen) <= reach]
        paths = {
            gap.number: (cost + PULL * abs(gap.middle - seen) - gap.width, (*chosen, gap.number))
            for gap, (cost, chosen) in _continued(near, paths)
        }
    return min(paths.values())[1] if paths else None


def _continued(near: Sequence[_Gap], paths: dict[int, Path]) -> Iterator[tuple[_Gap, Path]]:
    """Each gap with the cheapest path that ends before it."""
    for gap in near:
        before = [path for number, path in paths.items() if number < gap.number]
        if before:
            yield gap, min(before)
