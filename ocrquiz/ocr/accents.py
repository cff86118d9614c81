"""Acute accents that were not read, most of them over an i: the pixels show what stands over a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .engine import LineImage
from .glyphs import INKED, Glyph, within
from .lexicon import Lexicon
from .reading import Reading, Repair

SLANT = 0.4
"""Columns that an accent moves to the right for each row up, at least; a dot, round or square, has 0."""

LEAST_AREA = 0.02
"""Area of a mark over a letter, as a share of the square of the x-height, at least."""

ACUTE = dict(zip("aeiou", "áéíóú", strict=True))
"""Vowels, and what they are with an acute accent."""


def repair_accents(
    reading: Reading, glyphs: Sequence[Glyph], image: LineImage, x_height: float, lexicon: Lexicon
) -> tuple[Reading, tuple[Repair, ...]]:
    """Write an accent where a mark over a vowel rises to the right, if that makes a known word.

    Args:
        reading: of the line.
        glyphs: of the image that was read.
        image: (h, w), dark on white.
        x_height: in that image, in pixels.
        lexicon: knows words.

    Returns:
        The reading, and what was changed in it.
    """
    words, repairs = [], []
    for word in reading.words:
        options = [text for text in _accented(word.text) if lexicon.has(text)]
        if options and (own := within(glyphs, word)):
            slants = _slants(own, image, x_height)
            meant = [text for text in options if _shows(slants, text)]
            if len(meant) == 1:
                repairs.append(Repair(word.text, meant[0]))
                word = replace(word, text=meant[0])
        words.append(word)
    return Reading(tuple(words)), tuple(repairs)


def _accented(text: str) -> list[str]:
    """A word with one vowel accented, for each of them."""
    return [text[:i] + ACUTE[c] + text[i + 1 :] for i, c in enumerate(text) if c in ACUTE]


def _shows(slants: Sequence[bool], text: str) -> bool:
    """Whether what stands over the letters of a word are the dots and accents of that text."""
    marked = [c for c in text if c in "ij" or _has_accent(c)]
    return len(marked) == len(slants) and all(
        slant == (c in ACUTE.values()) for slant, c in zip(slants, marked, strict=True)
    )


def _has_accent(character: str) -> bool:
    return len(unicodedata.normalize("NFD", character)) > 1 and character not in "çÇ"


def _slants(glyphs: Sequence[Glyph], image: LineImage, x_height: float) -> list[bool]:
    """For each mark over the letters of a word, from left to right, whether it rises to the right."""
    left, right = glyphs[0].left, glyphs[-1].right
    base = int(np.median([g.bottom for g in glyphs]))
    patch = image[:, left:right]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (patch < INKED).astype(np.uint8), connectivity=8
    )
    over = [
        (int(stats[i, cv2.CC_STAT_LEFT]), i)
        for i in range(1, count)
        if stats[i, cv2.CC_STAT_TOP] + stats[i, cv2.CC_STAT_HEIGHT] <= base - x_height + 1
        and stats[i, cv2.CC_STAT_AREA] >= LEAST_AREA * x_height**2
    ]
    return [_rises(np.where(labels == i, 255.0 - patch, 0.0)) for _, i in sorted(over)]


def _rises(ink: NDArray[np.floating]) -> bool:
    y, x = np.nonzero(ink)
    weight = ink[y, x] / ink.sum()
    up, right = (y * weight).sum() - y, x - (x * weight).sum()
    spread = float((weight * up * up).sum())
    return spread > 0 and float((weight * up * right).sum()) >= SLANT * spread
