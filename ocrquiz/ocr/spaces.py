"""Spaces that Tesseract lost, found in the white columns between the glyphs.

Tesseract's own boxes of characters do not show a gap that it overlooked; the pixels do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from .engine import LineImage
from .prepare import INKED
from .reading import Reading, Word

SPACE_SHARE = 0.8
"""Width of a gap, as a share of the line's usual word space, from which it is one. A gap inside a
word, also behind a comma or between the letters of code, is about half as wide."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Inked columns without a white one between them: a glyph, as a rule."""

    left: int
    right: int


def restore_spaces(reading: Reading, image: LineImage) -> Reading:
    """Split the words in which the line shows a gap as wide as its word spaces.

    Only words whose glyphs can be counted are split: as many runs of inked columns as characters.

    Args:
        reading: of the line.
        image: (h, w), the very image that was read, dark on white.

    Returns:
        The reading, with more words where spaces were lost.
    """
    runs = _runs(image)
    glyphs = [_within(runs, word) for word in reading.words]
    spaces = [b[0].left - a[-1].right for a, b in pairwise(glyphs) if a and b]
    if not spaces:
        return reading
    least = SPACE_SHARE * median(spaces)
    words = (
        part
        for word, own in zip(reading.words, glyphs, strict=True)
        for part in (_split(word, own, least) if len(own) == len(word.text) else [word])
    )
    return Reading(tuple(words))


def _runs(image: LineImage) -> list[_Run]:
    inked = (image < INKED).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0])))).tolist()
    return [_Run(left, right) for left, right in zip(edges[::2], edges[1::2], strict=True)]


def _within(runs: Sequence[_Run], word: Word) -> list[_Run]:
    return [run for run in runs if word.left <= (run.left + run.right) / 2 < word.right]


def _split(word: Word, glyphs: Sequence[_Run], least: float) -> Iterator[Word]:
    begin = 0
    for i, (a, b) in enumerate(pairwise(glyphs), start=1):
        if b.left - a.right >= least:
            yield replace(word, text=word.text[begin:i], left=glyphs[begin].left, right=a.right)
            begin = i
    yield replace(word, text=word.text[begin:], left=glyphs[begin].left if begin else word.left)
