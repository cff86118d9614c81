"""Known words with an apostrophe are believed, others are not."""

from __future__ import annotations

import pytest

from ocrquiz.ocr.apostrophes import LEAST, SURE, believe_apostrophes
from ocrquiz.ocr.lexicon import Lexicon, open_lexicon
from ocrquiz.ocr.reading import Reading, Word

ENGLISH = open_lexicon("eng")


def believed(text: str, confidence: float, lexicon: Lexicon = ENGLISH) -> float:
    return believe_apostrophes(Reading((Word(text, confidence, 0, 9),)), lexicon).words[0].confidence


@pytest.mark.parametrize("text", ["model's", "model’s", "We’ll", "(won't", "haven't.", "I’m"])
def test_known_word_is_believed(text: str) -> None:
    assert believed(text, 0.3) == SURE
    assert believed(text, 0.95) == 0.95
    assert believed(text, LEAST / 2) == LEAST / 2


@pytest.mark.parametrize("text", ["models", "mcdel's", "x's", "z'*]", "'model'", "model'", "don't'know"])
def test_other_words_keep_their_doubt(text: str) -> None:
    assert believed(text, 0.3) == 0.3


def test_without_a_lexicon_nothing_is_known() -> None:
    assert believed("model's", 0.3, Lexicon()) == 0.3
