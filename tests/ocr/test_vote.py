"""Several readings of a line: which are asked for, and which wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.lexicon import Lexicon, open_lexicon
from ocrquiz.ocr.reading import Reading, Repair, Word
from ocrquiz.ocr.vote import is_settled, vote

ENGLISH = open_lexicon("eng")


def read(text: str, confidence: float = 0.9) -> Reading:
    """Words side by side, ten pixels a letter."""
    words, left = [], 0
    for word in text.split():
        words.append(Word(word, confidence, left, left + 10 * len(word)))
        left += 10 * len(word) + 5
    return Reading(tuple(words))


def winner(*texts: str, lexicon: Lexicon = ENGLISH) -> str:
    return vote([read(text) for text in texts], lexicon)[0].text


@pytest.mark.parametrize(
    ("confidence", "text", "doubtful"),
    [
        (0.95, "learning", False),
        (0.8, "learning", False),
        (0.7, "learning", True),
        (0.95, "leaming", False),
        (0.8, "leaming", True),
        (0.8, "GPU", False),
        (0.8, "207", True),
    ],
)
def test_unknown_words_must_be_read_better(confidence: float, text: str, doubtful: bool) -> None:
    assert is_settled([read(text, confidence)], ENGLISH) is not doubtful


def test_what_was_not_seen_is_not_doubtful() -> None:
    assert is_settled([Reading(())], ENGLISH)


@pytest.mark.parametrize(
    ("first", "second", "settled"),
    [
        ("of the house", "of the house", True),
        ("of the house", "ofthe house", False),
        ("of the house", "of the horse", False),
        ("it’s “here”", 'it\'s "here"', True),
        ("of the hcuse", "of the hcuse", False),
    ],
)
def test_two_readings_that_agree_on_known_words_are_enough(first: str, second: str, settled: bool) -> None:
    assert is_settled([read(first, 0.4), read(second, 0.4)], ENGLISH) is settled


@pytest.mark.parametrize(
    ("readings", "right"),
    [
        (["of AWS $3.", "of AWS S3.", "of AWS S3."], "of AWS S3."),
        (["a dims[i-1]", "a dimsfi-1]", "a dimsfi-1]"], "a dims[i-1]"),
        (
            ["of (114, 12], [3, 2]]", "of [[14, 12], [3, 2]]", "of [[14, 12], [3, 2]]"],
            "of [[14, 12], [3, 2]]",
        ),
        (["one of two", "one of two three", "one of two three"], "one of two three"),
        (["one of of two", "one of two", "one of two"], "one of two"),
        (["one", "two", "six"], "one"),
    ],
)
def test_winner(readings: list[str], right: str) -> None:
    assert winner(*readings) == right


@pytest.mark.parametrize(
    ("wrong", "right"), [("the leaming rate", "the learning rate"), ("a dimsfi-1]", "a dims[i-1]")]
)
def test_known_words_and_closed_brackets_win_unless_the_others_are_sure(wrong: str, right: str) -> None:
    for confidence, winning in ((0.4, right), (0.9, wrong)):
        readings = [read(wrong, confidence), read(right, 0.7), read(wrong, confidence)]
        assert vote(readings, ENGLISH)[0].text == winning


def test_word_beside_ink_that_was_not_read_is_not_taken_for_a_whole_one() -> None:
    assert vote([read("the", 0.0), read("theq", 0.9), read("theq", 0.9)], ENGLISH)[0].text == "theq"


@pytest.mark.parametrize(
    ("readings", "right"),
    [
        (["(- r + 1)", "(- r+ 1)", "(-r + 1)"], "(- r + 1)"),
        (["3 km", "3km", "3km"], "3 km"),
        (["the hyperparameter", "the hyper parameter", "the hyper parameter"], "the hyperparameter"),
        (["Thi sis it.", "This is it.", "This is it."], "This is it."),
    ],
)
def test_spaces_are_those_of_the_first_unless_they_break_words(readings: list[str], right: str) -> None:
    assert winner(*readings) == right


def test_words_of_one_place_are_judged_apart() -> None:
    assert (
        winner("the red hcuse cn it", "tbe red house on it", "tbe rcd hause on it") == "the red house on it"
    )


def test_agreement_is_as_sure_as_the_surest_and_dissent_has_its_share() -> None:
    readings = [read("one house", 0.4), read("one house", 0.9), read("one mouse", 0.6)]
    agreed, repairs = vote(readings, ENGLISH)
    assert [w.confidence for w in agreed.words] == pytest.approx([0.9, 0.9 * 2 / 3])
    assert repairs == ()


@pytest.mark.parametrize(
    ("word", "confidences", "sure"),
    [
        ("algorithm’s", (0.1, 0.3), 0.9),
        ("houses", (0.1, 0.95), 0.95),
        ("houses", (0.0, 0.0), 0.0),
        ("hcuses", (0.1, 0.3), 0.3),
        ("the", (0.1, 0.3), 0.3),
        ("2023", (0.1, 0.3), 0.3),
    ],
)
def test_long_known_word_that_all_have_is_sure(
    word: str, confidences: tuple[float, ...], sure: float
) -> None:
    agreed, _ = vote([read(word, confidence) for confidence in confidences], ENGLISH)
    assert [w.confidence for w in agreed.words] == [sure]


def test_shape_of_quotes_is_no_dissent() -> None:
    agreed, repairs = vote([read("it's", 0.4), read("it’s", 0.8)], ENGLISH)
    assert [(w.text, w.confidence) for w in agreed.words] == [("it's", 0.8)]
    assert repairs == ()


def test_what_wins_stands_in_the_place_of_what_was_read_first() -> None:
    first, other = read("it is olny one"), read("it is only one")
    agreed, repairs = vote([first, other, other], ENGLISH)
    assert repairs == (Repair("olny", "only"),)
    assert [(w.left, w.right) for w in agreed.words] == [(w.left, w.right) for w in first.words]


TEXTS = st.lists(st.sampled_from(["a", "is", "house", "xq", "[i]"]), max_size=6).map(" ".join)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_readings_that_agree_win(text: str, others: list[str]) -> None:
    agreed, repairs = vote([read(text)] * (len(others) + 3), ENGLISH)
    assert (agreed.text, repairs) == (text, ())
    for word in vote([read(t) for t in (text, *others)], ENGLISH)[0].words:
        assert any(word.text in t.split() for t in (text, *others))


def test_kind_of_apostrophe_is_no_disagreement() -> None:
    agreed, repairs = vote([read("the model's output"), read("the model’s output")], ENGLISH)
    assert (agreed.text, agreed.confidence, repairs) == ("the model's output", 0.9, ())
