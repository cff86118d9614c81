"""Spaces and underscores set right by the white columns and low bars between the glyphs.

Tesseract's own boxes of characters do not show a gap that it overlooked; the pixels do. The wide gaps of a
line are matched with the spaces that were read: as a rule each has its partner, and only where one has none
the lexicon is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import median

from .engine import LineImage
from .glyphs import Glyph, is_underscore, optical_gaps, span, within
from .lexicon import Lexicon
from .reading import Reading, Repair, Word

WIDE = 0.6
"""Width of a gap, as a share of the line's usual word space, from which it can be one. Of 11,700 word spaces
98.5 % are wider, of the gaps in words 99 % are narrower."""

SURE = 0.8
"""The same, from which a gap is a word space whatever the lexicon knows."""

LOOSE = 0.55
"""The same, but of the gap as the eye sees it, from which an unknown word is two frequent ones: italics lean
over the space behind them. Compounds (`backend`) reach it, too, but are made of rarer words."""

FREQUENT = log(1e-6)
"""Logarithm of the probability from which it is no wonder that two words meet."""

NARROW = 0.45
"""The same, below which there may be no space between two words that are known each."""

REACH = 1.2
"""How far in x-heights Tesseract may see a space from where the gap is; 99.8 % are within half of that."""

TYPICAL = 0.7
"""A word space in x-heights, for a line that has few."""

AROUND = 0.38
"""White in x-heights on both sides of an equals sign from which there are spaces: 0.42 and more, else 0.2."""

LEAST_SPACES = 3
"""Word spaces that a line must have to say on its own that a gap between letters is one, too."""

SEPARATORS, CLOSING = set(",;:"), set(",.;:!?)]}%'\"’”")
"""Characters that a space follows, and those that none precedes."""

SURE_PLACE = 0.35
"""How far a gap may lie from the edge between two characters, in widths of a small letter."""

NEAR_PLACE = 1.2
"""The same, if the lexicon knows what stands on either side."""

NARROW_LETTERS, WIDE_LETTERS = set("iljIft.,;:!|'()[]`"), set("mwMW@%")
"""Characters of half and of one and a half times the width of a small letter; capitals are in between."""


def restore_spaces(
    reading: Reading,
    glyphs: Sequence[Glyph],
    image: LineImage,
    x_height: float,
    lexicon: Lexicon,
) -> tuple[Reading, tuple[Repair, ...]]:
    """Split words at gaps as wide as the line's word spaces, and join what a narrow gap or a bar connects.

    Args:
        reading: of the line.
        glyphs: of the image.
        image: (h, w), dark on white, the very one that was read.
        x_height: in that image, in pixels.
        lexicon: knows words.

    Returns:
        The reading, with the words that the pixels show, and which were split or joined.
    """
    # The end of an underline is read as a blank; a real blank has ink of its own.
    real = [w for w in reading.words if set(w.text) != {"_"} or within(glyphs, w)]
    line = _measure(_joined(real, glyphs), glyphs, image, x_height, lexicon)
    spaced: list[Word] = []
    repairs: list[Repair] = []
    for run in _runs(line):
        found = run.words
        if len(found) > 1:
            found = list(_closed(run, line))
        if len(found) == 1:
            found = _split(found[0], run.first, run.last, line)
        else:
            found = [part for word in found for part in _split(word, *span(line.glyphs, word), line)]
        if found != run.words:
            repairs.append(Repair(_text(run.words), _text(found)))
        spaced += found
    return Reading(tuple(spaced)), tuple(repairs)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it was read, and what is measured on its picture.

    Attributes:
        words: as read.
        glyphs: from left to right.
        shares: width of each gap between them, as a share of the line's usual word space.
        optical: the same for what the eye sees of the gap; empty if all words are known.
        reach: how far a space may have been seen from its gap, in pixels.
        x_height: in pixels.
        lexicon: knows words.
    """

    words: Sequence[Word]
    glyphs: Sequence[Glyph]
    shares: Sequence[float]
    optical: Sequence[float]
    reach: float
    x_height: float
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class _Run:
    """Words and glyphs between two gaps that are surely spaces: as a rule one word, and no wide gap in it.

    Attributes:
        words: as read.
        first: number of its first glyph.
        last: one past that of its last.
    """

    words: list[Word]
    first: int
    last: int


def _measure(
    words: Sequence[Word], glyphs: Sequence[Glyph], image: LineImage, x_height: float, lexicon: Lexicon
) -> _Line:
    spaces = len(words) - 1
    gaps = [b.left - a.right for a, b in pairwise(glyphs)]
    shares = _shares(gaps, spaces, TYPICAL * x_height)
    optical: list[float] = []
    if len(glyphs) > 1 and spaces > 0 and not all(lexicon.knows(w.text) for w in words):
        optical = _shares(optical_gaps(glyphs, image, x_height), spaces, x_height)
    return _Line(words, glyphs, shares, optical, REACH * x_height, x_height, lexicon)


def _shares(gaps: Sequence[float], spaces: int, typical: float) -> list[float]:
    """Gaps as shares of the usual word space: the median of as many of the widest as the text has spaces.

    Of a line with few spaces they may be none: what is narrower than a typical one does not count.
    """
    widest = sorted(gaps, reverse=True)[: max(0, spaces)]
    least = typical if spaces < LEAST_SPACES else 0.0
    usual = max(float(median(widest)), least) if widest else typical
    return [gap / usual for gap in gaps]


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def _runs(line: _Line) -> Iterator[_Run]:
    """Cut a line at the gaps that are spaces in the picture and in the text."""
    words, glyphs = line.words, line.glyphs
    wide = [i for i, share in enumerate(line.shares) if share >= WIDE]
    middles = [(glyphs[i].right + glyphs[i + 1].left) / 2 for i in wide]
    edges = [(a.right + b.left) / 2 for a, b in pairwise(words)]
    begin = first = 0
    for edge, place in _match(edges, middles, line.reach):
        yield _Run(list(words[begin : edge + 1]), first, wide[place] + 1)
        begin, first = edge + 1, wide[place] + 1
    if words:
        yield _Run(list(words[begin:]), first, len(glyphs))


def _match(a: Sequence[float], b: Sequence[float], reach: float) -> list[tuple[int, int]]:
    """Pairs of numbers of places on a line that mean the same, in order; the sum of distances is least.

    Args:
        a: places, ascending.
        b: the same.
        reach: largest distance of a pair.
    """
    if len(a) == len(b) and all(abs(x - y) < reach / 2 for x, y in zip(a, b, strict=True)):
        return [(i, i) for i in range(len(a))]
    # Dynamic programming; what stays alone costs half a reach.
    costs = [[(i + j) * reach / 2 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, x in enumerate(a, start=1):
        for j, y in enumerate(b, start=1):
            alone = min(costs[i - 1][j], costs[i][j - 1]) + reach / 2
            costs[i][j] = min(alone, costs[i - 1][j - 1] + abs(x - y))
    pairs = []
    i, j = len(a), len(b)
    while i and j:
        if costs[i][j] == costs[i - 1][j - 1] + abs(a[i - 1] - b[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif costs[i][j] == costs[i - 1][j] + reach / 2:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _closed(run: _Run, line: _Line) -> Iterator[Word]:
    """The words of a run, joined where the picture shows no space and the lexicon says that there is none."""
    last = run.words[0]
    for word in run.words[1:]:
        edge = (last.right + word.left) / 2
        near = [
            line.shares[i]
            for i in range(run.first, run.last - 1)
            if abs((line.glyphs[i].right + line.glyphs[i + 1].left) / 2 - edge) < line.reach / 2
        ]
        known = line.lexicon.knows(last.text) and line.lexicon.knows(word.text)
        closed = max(near, default=0) < (NARROW if known else WIDE)
        if closed and _is_one_word(last.text, word.text, line.lexicon):
            sure = min(last.confidence, word.confidence)
            last = Word(last.text + word.text, sure, last.left, word.right)
        else:
            yield last
            last = word
    yield last


def _is_one_word(a: str, b: str, lexicon: Lexicon) -> bool:
    if a[-1] == "/" or (a[-1] == "," and all(len(letter) == 1 for letter in b.strip(",").split(","))):
        return True
    if not a[-1].isalpha() or not b[0].islower():
        return False
    if not lexicon.has(a + b):
        return False
    return lexicon.log_probability(a + b) > lexicon.log_probability(f"{a} {b}")


def _split(word: Word, first: int, last: int, line: _Line) -> list[Word]:
    """The parts of a word, with the glyphs from `first` up to `last`, that wide gaps show."""
    glyphs = line.glyphs[first:last]
    several = _split_at_equals(word, line) or _split_everywhere(word, first, last, line)
    if several:
        return several
    for i in range(first, last - 1):
        place = _place_of_space(word.text, i + 1 - first, glyphs, i, line)
        if place is not None:
            head, tail = _cut(word, [place], [first, i + 1, last], line)
            return [head, *_split(tail, i + 1, last, line)]
    return [word]


def _split_at_equals(word: Word, line: _Line) -> list[Word]:
    """The parts of a word beside an equals sign with white around it; none if it has no such one."""
    place, (begin, end) = word.text.find("="), span(line.glyphs, word)
    sign = begin + place
    if place < 0 or end - begin != len(word.text) or end - begin < 2 or not 0 < sign < len(line.glyphs) - 1:
        return []
    before, equals, after = line.glyphs[sign - 1 : sign + 2]
    if min(equals.left - before.right, after.left - equals.right) < AROUND * line.x_height:
        return []
    cuts = [(p, g) for p, g in ((place, sign), (place + 1, sign + 1)) if 0 < p < len(word.text) and g < end]
    return _cut(word, [p for p, _ in cuts], [begin, *(g for _, g in cuts), end], line) if cuts else []


def _split_everywhere(word: Word, first: int, last: int, line: _Line) -> list[Word]:
    """The parts of a word between several wide gaps, if the lexicon knows all of them; else none."""
    gaps = [i + 1 for i in range(first, last - 1) if line.shares[i] >= SURE]
    if len(gaps) < 2 or not line.lexicon or line.lexicon.has(word.text):
        return []
    glyphs = line.glyphs[first:last]
    places = [next(iter(_places(word.text, gap - first, glyphs)), 0) for gap in gaps]
    if sorted(set(places)) != places or not places[0]:
        return []
    found = _cut(word, places, [first, *gaps, last], line)
    return found if all(line.lexicon.stands_alone(part.text) for part in found) else []


def _cut(word: Word, places: Sequence[int], edges: Sequence[int], line: _Line) -> list[Word]:
    """A word cut before some of its characters, and between the glyphs that begin at `edges`."""
    characters = [0, *places, len(word.text)]
    return [
        Word(word.text[a:b], word.confidence, line.glyphs[left].left, line.glyphs[right - 1].right)
        for (a, b), (left, right) in zip(pairwise(characters), pairwise(edges), strict=True)
    ]


def _place_of_space(text: str, before: int, glyphs: Sequence[Glyph], gap: int, line: _Line) -> int | None:
    """How many characters of a word stand before a gap that is a space; None if it is none.

    Args:
        text: of the word.
        before: how many of its glyphs stand before the gap.
        glyphs: of the word.
        gap: its number in the line.
        line: that the word stands in.
    """
    lexicon = line.lexicon
    wide = line.shares[gap] >= WIDE
    if not wide and (not line.optical or line.optical[gap] < LOOSE or lexicon.knows(text)):
        return None
    places = [place for place in _places(text, before, glyphs) if _may_part(text, place)]
    gains = {place: _gain(text, place, lexicon) for place in places}
    best = max(gains, key=lambda place: gains[place], default=None)
    if best is not None and gains[best] > 0 and (wide or _is_seen(text, best, line.optical[gap], lexicon)):
        return best
    if line.shares[gap] < SURE or lexicon.has(text):
        return None
    exact = len(glyphs) == len(text)
    sure = [p for p in places if exact or _offset(text, p, before, glyphs) <= SURE_PLACE]
    enough = len(line.words) > LEAST_SPACES
    return next((p for p in sure if enough or text[p - 1] in SEPARATORS), None)


def _is_seen(text: str, place: int, optical: float, lexicon: Lexicon) -> bool:
    """Whether a gap without a wide white column looks like a space between those two words."""
    if not text[place - 1].isalnum() or not text[place].isalnum():
        return False
    frequent = lexicon.log_probability(f"{text[:place]} {text[place:]}") >= FREQUENT
    return optical >= (LOOSE if frequent else WIDE)


def _may_part(text: str, place: int) -> bool:
    """Whether a space can stand there by its neighbours: not before a comma, nor between two capitals."""
    before, after = text[place - 1], text[place]
    return after not in CLOSING and not (before.isupper() and after.isupper())


def _gain(text: str, place: int, lexicon: Lexicon) -> float:
    """Logarithm of how much likelier two words are than one; none if one of them is unknown."""
    head, tail = text[:place], text[place:]
    if not lexicon or not lexicon.stands_alone(head) or not lexicon.stands_alone(tail):
        return 0.0
    return lexicon.log_probability(f"{head} {tail}") - lexicon.log_probability(text)


def _places(text: str, before: int, glyphs: Sequence[Glyph]) -> list[int]:
    """Places in a text that a gap can be at, the likeliest first."""
    if len(glyphs) == len(text):
        return [before]
    offsets = {place: _offset(text, place, before, glyphs) for place in range(1, len(text))}
    near = [place for place, offset in offsets.items() if offset <= NEAR_PLACE]
    return sorted(near, key=lambda place: offsets[place])


def _offset(text: str, place: int, before: int, glyphs: Sequence[Glyph]) -> float:
    """How far a gap lies from a place in the text, in widths of a small letter.

    Letters touch: their usual widths tell how many there are on either side.
    """
    inked = [g.right - g.left for g in glyphs]
    widths = [_usual_width(c) for c in text]
    return abs(sum(widths[:place]) - sum(widths) * sum(inked[:before]) / sum(inked))


def _usual_width(character: str) -> float:
    if character in NARROW_LETTERS:
        return 0.5
    if character in WIDE_LETTERS:
        return 1.5
    return 1.25 if character.isupper() else 1.0


def _joined(words: Sequence[Word], glyphs: Sequence[Glyph]) -> list[Word]:
    """Words, those joined between which an underscore was taken for a space."""
    joined: list[Word] = []
    for word in words:
        if joined and _is_linked(joined[-1], word, glyphs):
            last = joined[-1]
            sure = min(last.confidence, word.confidence)
            joined[-1] = Word(f"{last.text}_{word.text}", sure, last.left, word.right)
        else:
            joined.append(word)
    return joined


def _is_linked(a: Word, b: Word, glyphs: Sequence[Glyph]) -> bool:
    """Whether an underscore connects two words."""
    (begin, left), (right, end) = span(glyphs, a), span(glyphs, b)
    if begin == left or right == end or right - left != 1:
        return False
    return is_underscore(glyphs[left], glyphs[left - 1], glyphs[right])
