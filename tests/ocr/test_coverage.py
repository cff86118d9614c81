"""Words beside ink that was not read."""

from __future__ import annotations

import pytest

from ocrquiz.ocr.coverage import distrust_gaps
from ocrquiz.ocr.glyphs import Glyph
from ocrquiz.ocr.reading import Reading, Word

X_HEIGHT = 10.0


def glyph(left: int, right: int) -> Glyph:
    return Glyph(left, right, 0, 10)


def sure(words: list[tuple[int, int]], glyphs: list[Glyph]) -> list[float]:
    reading = Reading(tuple(Word("word", 0.9, left, right) for left, right in words))
    return [w.confidence for w in distrust_gaps(reading, glyphs, X_HEIGHT).words]


@pytest.mark.parametrize(
    ("words", "confidences"),
    [
        ([(0, 40), (50, 90), (100, 140)], [0.9, 0.9, 0.9]),
        ([(0, 40), (50, 90), (100, 130)], [0.9, 0.9, 0.0]),
        ([(5, 40), (50, 90), (100, 140)], [0.0, 0.9, 0.9]),
        ([(0, 40), (100, 140)], [0.0, 0.0]),
        ([(2, 38), (47, 92), (101, 139)], [0.9, 0.9, 0.9]),
    ],
)
def test_words_beside_unread_ink_are_not_sure(words: list[tuple[int, int]], confidences: list[float]) -> None:
    assert sure(words, [glyph(0, 40), glyph(50, 90), glyph(100, 140)]) == confidences


def test_glyph_that_reaches_out_of_its_word_is_not_read_to_its_end() -> None:
    assert sure([(0, 20)], [glyph(0, 40)]) == [0.0]


def test_nothing_read_and_nothing_inked() -> None:
    assert distrust_gaps(Reading(()), [glyph(0, 4)], X_HEIGHT) == Reading(())
    assert sure([(0, 4)], []) == [0.9]
