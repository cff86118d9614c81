"""Known and unknown words, and how likely they are beside each other."""

from __future__ import annotations

import pytest

from ocrquiz.ocr.lexicon import Lexicon, open_lexicon

ENGLISH = open_lexicon("eng")


@pytest.mark.parametrize(
    "text",
    ["learning", "The", "don’t", "team's", "well-known", "(house,", "GPU", "iPhone", "x86", "a_b", "10", ""],
)
def test_known(text: str) -> None:
    assert ENGLISH.knows(text)


@pytest.mark.parametrize("text", ["leaming", "isto", "wantthe", "the leaming rate", "dogs/xats"])
def test_unknown(text: str) -> None:
    assert not ENGLISH.knows(text)


@pytest.mark.parametrize(
    ("text", "has"), [("House", True), ("house,", True), ("isto", False), ("is to", False), ("10", False)]
)
def test_one_word(text: str, has: bool) -> None:
    assert ENGLISH.has(text) is has


@pytest.mark.parametrize(
    ("text", "alone"), [("of", True), ("st", False), ("house", True), ("xats", False), ("7", True)]
)
def test_short_words_must_be_frequent_to_stand_alone(text: str, alone: bool) -> None:
    assert ENGLISH.stands_alone(text) is alone


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [("is to", "isto"), ("or a", "ora"), ("accuracy", "accu racy"), ("of the", "ofthe"), ("of", "o f")],
)
def test_likelier(likely: str, unlikely: str) -> None:
    assert ENGLISH.log_probability(likely) > ENGLISH.log_probability(unlikely)


def test_languages_add_up() -> None:
    both = open_lexicon("eng+spa")
    assert both.knows("house casa")
    assert not ENGLISH.knows("seguridad")


def test_languages_in_other_scripts_do_not_matter() -> None:
    assert not open_lexicon("kor+eng").knows("isto")


@pytest.mark.parametrize("lang", ["swe", "eng+swe", "kor", ""])
def test_without_a_word_list_nothing_is_unknown(lang: str) -> None:
    lexicon = open_lexicon(lang)
    assert not lexicon
    assert lexicon.knows("isto")
    assert not lexicon.has("house")


def test_counts_make_words_likely() -> None:
    lexicon = Lexicon({"sea": 90, "seam": 10}, 100)
    assert lexicon.log_probability("sea") > lexicon.log_probability("seam") > lexicon.log_probability("seal")
