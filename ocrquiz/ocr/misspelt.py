"""Unknown words that a letter which looks much like another makes known: `leaming`, `smailest`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .lexicon import Lexicon
from .reading import Reading, Repair, Word

ALIKE = (("m", "rn"), ("i", "l"), ("t", "f"), ("c", "o"), ("c", "e"), ("d", "cl"))
"""Letters that small print does not tell apart, each way."""

READ_WELL = 0.93
"""Confidence from which an unknown word is what it says: a name, or a new one."""

FREQUENT = 1e-7
"""Share of running text that a word must make up to be the likelier reading."""

OFTEN = 2
"""How often the likelier word stands on the page, at least, to be meant however well another was read."""

LEAST_LETTERS = 5
"""Letters of a word, at least: there is a known word beside most of the shorter ones."""

DOUBT = 0.75
"""What a word's confidence is multiplied with once it is changed without a reading that says so."""

_CORE = re.compile(r"[^\W\d_]+")


def words_of(readings: Iterable[Reading]) -> Counter[str]:
    """How often each word occurs in the lines of a page."""
    return Counter(word for reading in readings for word in _CORE.findall(reading.text))


def repair_misspelt(
    reading: Reading, lexicon: Lexicon, seen: Mapping[str, int]
) -> tuple[Reading, tuple[Repair, ...]]:
    """Make unknown words known where one look-alike letter does.

    Args:
        reading: of a line.
        lexicon: knows words; without any nothing is changed.
        seen: how often words occur on the page.

    Returns:
        The reading, and what was changed in it.
    """
    words: list[Word] = []
    repairs: list[Repair] = []
    for word in reading.words:
        text = _spelt(word, lexicon, seen)
        if text != word.text:
            repairs.append(Repair(word.text, text))
            word = replace(word, text=text, confidence=DOUBT * word.confidence)
        words.append(word)
    return Reading(tuple(words)), tuple(repairs)


def _spelt(word: Word, lexicon: Lexicon, seen: Mapping[str, int]) -> str:
    return _CORE.sub(lambda match: _known(match[0], word.confidence, lexicon, seen), word.text)


def _known(word: str, confidence: float, lexicon: Lexicon, seen: Mapping[str, int]) -> str:
    if len(word) < LEAST_LETTERS or lexicon.knows(word):
        return word
    known = {candidate for candidate in _neighbours(word) if lexicon.share(candidate) >= FREQUENT}
    repeated = {candidate for candidate in known if seen.get(candidate, 0) >= OFTEN}
    found = repeated if repeated or confidence >= READ_WELL else known
    return found.pop() if len(found) == 1 else word


def _neighbours(word: str) -> Iterator[str]:
    """Words that differ by one look-alike letter."""
    for pair in ALIKE:
        for old, new in (pair, pair[::-1]):
            for match in re.finditer(old, word):
                yield word[: match.start()] + new + word[match.end() :]
