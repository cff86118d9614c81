"""Several readings of one line made into one: where they differ, votes, confidence and the lexicon decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from .lexicon import Lexicon
from .reading import Reading, Repair, Word

DOUBTFUL, DOUBTFUL_UNKNOWN = 0.75, 0.88
"""Confidence below which a word is doubtful, one that the lexicon knows and one that it does not. One line in
thirty has such a word, and all but one in ten of the wrong lines."""

HOME = 0.5
"""What the first reading counts more than the others: its style is the best for most lines."""

SOUND = 2.5
"""What a text counts more than others if its words are known, and no other leaves fewer of the line's
brackets open: more than a reading that is quite sure."""

NOTHING = 0.5
"""Confidence of a reading where it sees no word."""

AGREED, LISTED = 0.9, 4
"""Confidence, at least, of a word of so many letters that the lexicon has and that all readings agree on,
however unsure each of them is: of 37 such words below 0.85 all were right."""

BRACKETS = (("[", "]"), ("{", "}"))
"""Pairs that are closed on the line where they are opened; round ones may go on in the next one."""

_QUOTES = str.maketrans("’‘“”", "''\"\"")
"""Shapes of quotes, on which readings need not agree."""


def is_settled(readings: Sequence[Reading], lexicon: Lexicon) -> bool:
    """Whether a line need not be read again: it leaves no doubts, or the readings agree on known words."""
    first, *others = readings
    if others:
        same = {_plain(reading.text) for reading in readings}
        return len(same) == 1 and lexicon.knows(first.text)
    return all(
        word.confidence >= (DOUBTFUL if _is_ordinary(word.text, lexicon) else DOUBTFUL_UNKNOWN)
        for word in first.words
    )


def _is_ordinary(text: str, lexicon: Lexicon) -> bool:
    """Whether a word is known: no list says which number is right."""
    return lexicon.knows(text) and not any(c.isdigit() for c in text)


def vote(readings: Sequence[Reading], lexicon: Lexicon) -> tuple[Reading, tuple[Repair, ...]]:
    """The best of several readings.

    Args:
        readings: of one line, the first one at its best scale; words stand in that one's pixels.
        lexicon: knows words.

    Returns:
        The reading, and where it differs from the first. A word that all have is as sure as in the surest of
        them, one that they differ on has its share of the votes.
    """
    words: list[Word] = []
    repairs: list[Repair] = []
    line = readings[0].text
    for parts in _parts([reading.words for reading in readings]):
        best = _best(parts, lexicon, line)
        same = [part for part in parts if _plain(_text(part)) == _plain(best)]
        share = sum(_letters(part) == _letters(same[0]) for part in parts) / len(parts)
        sure = [share * max(w.confidence for w in column) for column in zip(*same, strict=True)]
        if len(same) == len(parts):
            sure = [_agreed(word, c, lexicon) for word, c in zip(same[0], sure, strict=True)]
        chosen = [replace(w, confidence=c) for w, c in zip(same[0], sure, strict=True)]
        if best != _text(parts[0]):
            repairs.append(Repair(_text(parts[0]), best))
            chosen = _placed(chosen, parts[0], words)
        words += chosen
    return Reading(tuple(words)), tuple(repairs)


def _agreed(word: Word, confidence: float, lexicon: Lexicon) -> float:
    """Confidence of a word that all readings have; none if there is ink beside it that none of them read."""
    listed = sum(c.isalpha() for c in word.text) >= LISTED and lexicon.has(word.text)
    return max(confidence, AGREED) if listed and confidence else confidence


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _letters(words: Sequence[Word]) -> str:
    return _plain("".join(word.text for word in words))


def _plain(text: str) -> str:
    return text.translate(_QUOTES)


def _parts(readings: Sequence[Sequence[Word]]) -> Iterator[Sequence[Sequence[Word]]]:
    """Cut readings around the words that all of them have, and between those word by word if they can be."""
    first, *others = readings
    partners = [_partners(first, other) for other in others]
    begins = [0] * len(readings)
    for i in [i for i in range(len(first)) if all(i in p for p in partners)] + [len(first)]:
        ends = [i, *(p.get(i, len(o)) for p, o in zip(partners, others, strict=True))]
        between = [reading[a:b] for reading, a, b in zip(readings, begins, ends, strict=True)]
        if len({len(part) for part in between}) == 1:
            yield from ([(word,) for word in column] for column in zip(*between, strict=True))
        else:
            yield between
        if i < len(first):
            yield [reading[end : end + 1] for reading, end in zip(readings, ends, strict=True)]
        begins = [end + 1 for end in ends]


def _partners(a: Sequence[Word], b: Sequence[Word]) -> dict[int, int]:
    """Numbers of words that two readings have in common."""
    matcher = SequenceMatcher(None, [_plain(w.text) for w in a], [_plain(w.text) for w in b], autojunk=False)
    return {m.a + i: m.b + i for m in matcher.get_matching_blocks() for i in range(m.size)}


def _best(parts: Sequence[Sequence[Word]], lexicon: Lexicon, line: str) -> str:
    """The text with most votes. Spaces do not make a difference: the first reading sees them best.

    Args:
        parts: what each reading has here.
        lexicon: knows words.
        line: what the first reading says as a whole.
    """
    scores: dict[str, float] = {}
    spaced: dict[str, str] = {}
    sure: dict[str, float] = {}
    for i, part in enumerate(parts):
        text, letters = _text(part), _letters(part)
        if letters not in scores:
            scores[letters] = HOME if i == 0 else 0.0
            spaced[letters] = text
        elif _knows_better(text, spaced[letters], lexicon):
            spaced[letters] = text
        confidence = min((word.confidence for word in part), default=NOTHING)
        scores[letters] += 1 + confidence
        sure[letters] = max(confidence, sure.get(letters, 0.0))
    # What is no more than the rest of a word, beside ink that was not read, may well be a word itself.
    known = {t: sure[t] > 0 and lexicon.knows(spaced[t]) for t in scores}
    left_open = {t: _left_open(line.replace(_text(parts[0]), t, 1)) for t in scores}
    sound = {t: known[t] and left_open[t] == min(left_open.values()) for t in scores}
    best = max(scores, key=lambda t: scores[t] + (SOUND if sound[t] else 0.0))
    return spaced[best]


def _knows_better(text: str, other: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon takes the spaces of one text for right, and those of another for wrong.

    More spaces are no better: new compounds (`backend`) are made of known words.
    """
    if any(c.isdigit() for c in text) or text.count(" ") > other.count(" "):
        return False
    return lexicon.knows(text) and not lexicon.knows(other)


def _left_open(text: str) -> int:
    """How many brackets have no partner."""
    return sum(abs(text.count(a) - text.count(b)) for a, b in BRACKETS)


def _placed(words: Sequence[Word], instead: Sequence[Word], before: Sequence[Word]) -> list[Word]:
    """Words where those stand that they replace."""
    left = instead[0].left if instead else before[-1].right if before else 0
    right = instead[-1].right if instead else left
    return [replace(word, left=left, right=right) for word in words]
