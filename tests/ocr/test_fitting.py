"""Words at the places of their glyphs."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.fitting import fit_words
from ocrquiz.ocr.glyphs import Glyph
from ocrquiz.ocr.reading import Reading, Word

X_HEIGHT = 17.0
LETTER, GAP, SPACE = 12, 3, 13


def typeset(text: str) -> tuple[list[Glyph], list[Word]]:
    """A line with letters of one width, and its words where they are."""
    glyphs, words, x = [], [], 5
    for word in text.split():
        first = x
        for _ in word:
            glyphs.append(Glyph(x, x + LETTER, 0, 17))
            x += LETTER + GAP
        words.append(Word(word, 0.9, first, x - GAP))
        x += SPACE - GAP
    return glyphs, words


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(0, 10**6))
def test_words_seen_a_letter_off_are_put_back(lengths: list[int], seed: int) -> None:
    chance = Random(seed)
    glyphs, words = typeset(" ".join("x" * n for n in lengths))
    off = [
        Word(w.text, w.confidence, w.left + chance.randint(-4, 4), w.right + chance.randint(-4, 4))
        for w in words
    ]
    assert fit_words(Reading(tuple(off)), glyphs, X_HEIGHT).words == tuple(words)


@pytest.mark.parametrize("far", [24, 400])
def test_a_box_that_reaches_over_the_next_words_does_no_harm(far: int) -> None:
    glyphs, words = typeset("retrain on demand")
    first = Word(words[0].text, 0.9, words[0].left, words[0].right + far)
    assert fit_words(Reading((first, *words[1:])), glyphs, X_HEIGHT).words == tuple(words)


def test_ink_far_from_any_word_stays_outside() -> None:
    glyphs, words = typeset("one two three four")
    fitted = fit_words(Reading(tuple(words[1:3])), glyphs, X_HEIGHT).words
    assert fitted[0].left > words[0].left
    assert fitted[-1].right < words[-1].right


def test_more_words_than_glyphs_stay_as_they_are() -> None:
    glyphs, _ = typeset("a")
    words = (Word("a", 0.9, 5, 10), Word("b", 0.9, 11, 17))
    assert fit_words(Reading(words), glyphs, X_HEIGHT) == Reading(words)


def test_nothing_is_fitted_to_nothing() -> None:
    words = (Word("a", 0.9, 5, 10),)
    assert fit_words(Reading(words), [], X_HEIGHT) == Reading(words)
    assert fit_words(Reading(()), [], X_HEIGHT) == Reading(())


def test_an_underscore_that_was_read_as_a_space_belongs_to_no_word() -> None:
    glyphs, words = typeset("part of")
    bar = Glyph(words[0].right + 1, words[0].right + 12, 18, 20)
    glyphs = sorted([*glyphs, bar], key=lambda g: g.left)
    assert fit_words(Reading(tuple(words)), glyphs, X_HEIGHT).words == tuple(words)


@pytest.mark.parametrize(("seen", "fitted"), [("_of", "of"), ("of_", "of"), ("_", None), ("—_", None)])
def test_bars_seen_in_white_vanish(seen: str, fitted: str | None) -> None:
    glyphs, words = typeset("part of it")
    phantom = [] if fitted else [Word(seen, 0.9, words[0].right + 2, words[1].left - 2)]
    read = [words[0], *phantom, replace(words[1], text=(fitted and seen) or "of"), words[2]]
    assert fit_words(Reading(tuple(read)), glyphs, X_HEIGHT).words == tuple(words)


def test_bars_that_are_drawn_stay() -> None:
    glyphs, words = typeset("part of it")
    glyphs[4] = Glyph(glyphs[4].left, glyphs[4].right, 17, 19)
    read = (words[0], replace(words[1], text="_f"), words[2])
    assert fit_words(Reading(read), glyphs, X_HEIGHT).words == read
