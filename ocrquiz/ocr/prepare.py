"""Line images as Tesseract likes them: one scale, dark on white, a margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from .engine import LineImage
from .glyphs import Glyph, find_inked_rows

TARGET_X_HEIGHT = 17.0
"""Pixels. Measured: from 14 to 24 lines read equally well, 17 costs least of those that read best."""

MARGIN = 0.6
"""White around a line in x-heights: letters that touch the border are lost."""

LETTER_GAP = 0.2
"""White between two letters of a word in x-heights; what exceeds it is counted twice."""

COLUMN_GAP = 1.5
"""White in x-heights from which a gap is wide enough as it is."""

LINE_HEIGHT = 3.0
"""Height of a line shown whole, in x-heights. Tesseract scales it to the height of its network: one with more
white above and below is read smaller, and faster. At 3.0 it takes three quarters of the time that it takes if
Tesseract cuts it itself, and is read as well; at 3.3 more is doubtful and read again."""

SIDE = 0.2
"""White at the ends of a line shown whole, in x-heights: more of it is read as a quote."""

LARGE_TYPE = 10.0
"""X-height in pixels from which lines are shown whole: smaller type loses details."""

LONG_LINE = 12.0
"""Width in x-heights from which lines are shown whole: short ones have less context, and cost little."""

MAX_SIDE = 12_000
"""Pixels: far wider than any line of text, below Tesseract's limit of 32,767."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is shown to Tesseract.

    Attributes:
        x_height: that it is scaled to, in pixels.
        words: whether the gaps between its words are widened.
        letters: white added between its letters, in x-heights.
        whole: whether the image is the line, as high as every other; else Tesseract looks for the line in it.
    """

    x_height: float = TARGET_X_HEIGHT
    words: bool = False
    letters: float = 0.0
    whole: bool = False


FIRST = Style(words=True)
"""Reads most lines right."""

FIRST_LONG = Style(words=True, whole=True)
"""The same, faster, for long lines of large type."""

AGAIN = (Style(24.0), Style(20.0, letters=0.1))
"""Err in other lines than the first: of the pairs of some dozen styles the one whose votes are best."""


def first_style(x_height: float, width: int) -> Style:
    """How a line is shown first.

    Args:
        x_height: of the line, in pixels.
        width: of the line, in pixels.
    """
    return FIRST_LONG if x_height >= LARGE_TYPE and width >= LONG_LINE * x_height else FIRST


def prepare(
    line: LineImage, x_height: float, glyphs: Sequence[Glyph] = (), style: Style = FIRST
) -> LineImage:
    """Scale a cut-out line.

    Args:
        line: (h, w), dark on white, cut without margin.
        x_height: of the line, in its pixels.
        glyphs: of the line, if white may be added between them: not in a monospaced font, which would be torn
            apart.
        style: that it is wanted in.

    Returns:
        The line with a margin of MARGIN x-heights on every side; a whole one with SIDE at its ends,
        its ink in the middle of LINE_HEIGHT.
    """
    if style.words:
        line = spread_words(line, glyphs, x_height)
    if style.letters:
        line = _insert(line, [(a, b, round(style.letters * x_height)) for a, b in pairwise(glyphs)])
    target = style.x_height
    scaled = resized(line, min(target / x_height, MAX_SIDE / max(line.shape)))
    if style.whole:
        inked = find_inked_rows(scaled)
        missing = max(2, round(LINE_HEIGHT * target) - (inked.stop - inked.start))
        return _bordered(scaled[inked], missing // 2, missing - missing // 2, round(SIDE * target))
    margin = round(MARGIN * target)
    return _bordered(scaled, margin, margin, margin)


def resized(line: LineImage, scale: float, narrowed: float = 1.0) -> LineImage:
    """A line scaled, with the filter that suits shrinking or growing.

    Args:
        line: (h, w).
        scale: how many times as large it becomes.
        narrowed: its new width beside what its new height asks for.
    """
    height, width = line.shape
    size = (max(1, round(width * scale * narrowed)), max(1, round(height * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, size, interpolation=method), dtype=np.uint8)


def _bordered(line: LineImage, top: int, bottom: int, side: int) -> LineImage:
    white = cv2.copyMakeBorder(line, top, bottom, side, side, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(white, dtype=np.uint8)


def spread_words(line: LineImage, glyphs: Sequence[Glyph], x_height: float) -> LineImage:
    """Widen the gaps between words: Tesseract overlooks narrow ones beside short words.

    Every gap between inked columns that is wider than LETTER_GAP grows by what it is wider, so that a
    doubtful gap stays doubtful and a clear one gets clearer.

    Args:
        line: (h, w), dark on white.
        glyphs: of the line.
        x_height: of the line, in its pixels.
    """
    gaps = [(a, b, round(b.left - a.right - LETTER_GAP * x_height)) for a, b in pairwise(glyphs)]
    return _insert(line, [(a, b, e) for a, b, e in gaps if b.left - a.right < COLUMN_GAP * x_height])


def _insert(line: LineImage, gaps: Sequence[tuple[Glyph, Glyph, int]]) -> LineImage:
    """Add white, so many pixels between each two glyphs."""
    parts, done = [], 0
    for before, after, extra in gaps:
        if extra > 0:
            middle = (before.right + after.left) // 2
            parts += [line[:, done:middle], np.full((line.shape[0], extra), 255, np.uint8)]
            done = middle
    return np.hstack([*parts, line[:, done:]])
