"""Accents that were not read: what stands over a letter decides between two words."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocrquiz.ocr.accents import ACUTE, repair_accents
from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.glyphs import find_glyphs
from ocrquiz.ocr.lexicon import Lexicon
from ocrquiz.ocr.reading import Reading, Word

from .drawing import draw, x_height

KNOWN = ("via", "vía", "minima", "mínima", "asi", "así", "esta", "está", "publico", "público", "sin")
LEXICON = Lexicon(dict.fromkeys(KNOWN, 10), 1000)
PLAIN = {accented: plain for plain, accented in ACUTE.items()}
SIZES = (24, 32, 48)


def draw_accented(text: str, size: int) -> LineImage:
    """A word whose accents are strokes over the plain letters: the font has none of its own."""
    image = np.pad(
        draw("".join(PLAIN.get(c, c) for c in text), size),
        ((size // 4, 0), (0, size // 4)),
        constant_values=255,
    )
    glyphs = find_glyphs(image)
    high = round(x_height(size))
    line = int(np.median([g.bottom for g in glyphs])) - high
    for character, glyph in zip(text, glyphs, strict=True):
        if character in PLAIN:
            image[: line - 1, glyph.left : glyph.right] = 255
            middle = round(glyph.middle)
            ends = ((middle - high // 8, line - high // 3), (middle + high // 5, line - 2 * high // 3))
            cv2.line(image, *ends, 0, max(2, size // 12), cv2.LINE_AA)
    return image


def repaired(printed: str, said: str, size: int) -> str:
    image = draw_accented(printed, size)
    glyphs = find_glyphs(image)
    whole = Reading((Word(said, 0.9, 0, image.shape[1]),))
    reading, repairs = repair_accents(whole, glyphs, image, x_height(size), LEXICON)
    assert bool(repairs) == (reading.text != said)
    return reading.text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said"),
    [("vía", "via"), ("mínima", "minima"), ("así", "asi"), ("está", "esta"), ("público", "publico")],
)
def test_accent_that_was_not_read(printed: str, said: str, size: int) -> None:
    assert repaired(printed, said, size) == printed


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("printed", ["via", "minima", "esta", "publico", "sin"])
def test_letter_without_an_accent_stays(printed: str, size: int) -> None:
    assert repaired(printed, printed, size) == printed


def test_word_that_no_list_has_stays() -> None:
    assert repaired("círca", "circa", 32) == "circa"
