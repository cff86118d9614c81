"""Words with an apostrophe: Tesseract doubts which of two look-alike signs it is, not the word."""

from __future__ import annotations

import re
from dataclasses import replace

from .lexicon import Lexicon
from .reading import Reading, Word

_CONTRACTION = re.compile(r"\W*[^\W\d_]{2,}['’][^\W\d_]{1,2}\W*|\W*I['’](?:m|d|ll|ve)\W*")
"""A word with up to two letters behind its apostrophe: `model's`, `we'll`. A letter with a stroke is a
variable's derivative."""

LEAST = 0.15
"""Confidence from which the doubt is about the apostrophe alone: of the known words with one that were read
with 0.15 to 0.75, all two dozen were right."""

SURE = 0.9
"""Confidence of such a word."""


def believe_apostrophes(reading: Reading, lexicon: Lexicon) -> Reading:
    """Give known words with an apostrophe inside the confidence that their letters have.

    Args:
        reading: of a line.
        lexicon: knows words; without any nothing is changed.
    """
    if not lexicon:
        return reading
    return Reading(
        tuple(replace(w, confidence=SURE) if _is_doubted(w, lexicon) else w for w in reading.words)
    )


def _is_doubted(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is a known one whose confidence says nothing about its letters."""
    return (
        LEAST <= word.confidence < SURE
        and _CONTRACTION.fullmatch(word.text) is not None
        and lexicon.has(word.text)
    )
