"""Unknown words made known by one look-alike letter."""

from __future__ import annotations

import pytest

from ocrquiz.ocr.lexicon import Lexicon, open_lexicon
from ocrquiz.ocr.misspelt import repair_misspelt, words_of
from ocrquiz.ocr.reading import Reading, Repair, Word

ENGLISH = open_lexicon("eng")


def repaired(text: str, confidence: float = 0.8, lexicon: Lexicon = ENGLISH, seen: str = "") -> Reading:
    line = Reading((Word(text, confidence, 0, 9),))
    return repair_misspelt(line, lexicon, words_of([Reading((Word(seen, 0.9, 0, 9),))]))[0]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("leaming", "learning"),
        ("“Leaming,", "“Learning,"),
        ("smailest", "smallest"),
        ("overtitting", "overtitting"),
        ("aigorithm", "algorithm"),
        ("kitchcn", "kitchen"),
    ],
)
def test_one_letter(read: str, right: str) -> None:
    reading = repaired(read)
    assert reading.text == right
    assert reading.words[0].confidence < 0.8 if read != right else reading.words[0].confidence == 0.8


@pytest.mark.parametrize("text", ["modem", "backend", "Keras", "NLP", "fi", "x86", "tanh", "GPUs", "modern"])
def test_known_words_names_and_short_ones_are_left_alone(text: str) -> None:
    assert repaired(text).text == text


def test_what_is_read_well_says_what_it_says() -> None:
    assert repaired("leaming", 0.95).text == "leaming"


def test_word_that_is_repeated_on_the_page_is_meant() -> None:
    assert repaired("Smocthing", 0.97, seen="Smoothing is Smoothing").text == "Smoothing"
    assert repaired("Smocthing", 0.97, seen="Smoothing").text == "Smocthing"
    assert repaired("Kcras", 0.97, seen="Keras and Keras").text == "Kcras"


def test_between_two_words_there_is_no_choice() -> None:
    lexicon = Lexicon({"starling": 50, "sterling": 50}, 1000)
    assert repaired("stcrling", lexicon=Lexicon({"sterling": 50}, 1000)).text == "sterling"
    assert repaired("stariing", lexicon=lexicon).text == "starling"
    both = Lexicon({"moling": 50, "mailing": 50, "mooling": 5, "meoling": 5}, 1000)
    assert repaired("mcoling", lexicon=both).text == "mcoling"


def test_without_a_lexicon_nothing_is_changed() -> None:
    assert repaired("leaming", lexicon=Lexicon()).text == "leaming"


def test_each_change_is_told() -> None:
    reading = Reading((Word("the", 0.9, 0, 9), Word("leaming", 0.5, 12, 40)))
    assert repair_misspelt(reading, ENGLISH, {})[1] == (Repair("leaming", "learning"),)
