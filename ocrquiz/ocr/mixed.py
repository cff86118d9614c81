"""Lines of text with formulas or arrows in them: taken apart for reading, and put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ocrquiz.page.model import FORMULA_END, FORMULA_START, Doubt

from .arrows import Arrow
from .engine import LineImage
from .formula.spans import Span
from .glyphs import INKED
from .reading import Recognised

SPACE = 0.22
"""White between text and sign in x-heights from which there is a space."""

SLIVER = 0.12
"""Width in x-heights up to which ink beside a formula is the blurred edge of its first or last letter."""

CLOSING, MARK_SPACE = frozenset(".,:;!?)]"), 0.9
"""Marks that no space precedes, unless there is so much white: a superscript keeps them off."""

LIKENESS = (0.35, 0.85)
"""Likeness of a formula's worst symbol that means no confidence at all, and full confidence: of 190 formulas
that are right none has less than 0.65."""

OPERATORS = frozenset("=+-–—−<>|*/~×≤≥≠")
"""What stands beside a formula as text has been torn from it."""

HYPHENATED = re.compile(r"-(?:[^\W\d]{2}|$)")
"""How a text begins that goes on with the word that a formula has begun: x-axis."""

TORN = 0.4
"""Confidence of a line of which a formula is torn or missed, at most."""


Sign = Span | Arrow
"""What is known without Tesseract."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line, cut to its ink.

    Attributes:
        left: first pixel column.
        right: one past the last.
        sign: what it is; None for text.
    """

    left: int
    right: int
    sign: Sign | None = None


def parts(line: LineImage, signs: Sequence[Sign], x_height: float) -> list[Part]:
    """Text and signs of a line in turn.

    Args:
        line: (h, w), dark on white.
        signs: its formulas, or its arrows, from left to right.
        x_height: of the line, in its pixels.
    """
    inked = np.asarray((line < INKED).any(axis=0))
    edges = [0, *(edge for sign in signs for edge in (sign.left, sign.right)), line.shape[1]]
    found: list[Part] = []
    for i, (left, right) in enumerate(pairwise(edges)):
        columns = np.flatnonzero(inked[left:right])
        if len(columns):
            part = Part(left + int(columns[0]), left + int(columns[-1]) + 1, signs[i // 2] if i % 2 else None)
            if part.sign or part.right - part.left > SLIVER * x_height:
                found.append(part)
    return found


def cut_text(line: LineImage, part: Part) -> LineImage:
    """The image of a part, without white rows above and below."""
    image = line[:, part.left : part.right]
    rows = np.flatnonzero((image < INKED).any(axis=1))
    return image[rows[0] : rows[-1] + 1]


def put_together(found: Sequence[Part], texts: Sequence[Recognised], x_height: float) -> Recognised:
    """A line as a whole.

    Args:
        found: its parts.
        texts: what those that are no signs say.
        x_height: of the line, in its pixels.
    """
    read = iter(texts)
    results = [_shown(p.sign) if p.sign else next(read) for p in found]
    text, right = "", found[0].left
    for part, result in zip(found, results, strict=True):
        least = MARK_SPACE if result.text[:1] in CLOSING or HYPHENATED.match(result.text) else SPACE
        apart = part.left - right >= least * x_height
        text += (" " if text and apart else "") + result.text
        right = part.right
    first = found[0].right - found[0].left if found[0].sign else results[0].first_word
    doubts = tuple(doubt for result in results for doubt in result.doubts)
    sure = min(r.confidence for r in results)
    line = Recognised(text, sure, first, code=any(r.code for r in results), doubts=doubts)
    return doubted(line) if _is_torn(found, results) else line


def doubted(line: Recognised) -> Recognised:
    """A line of which a formula was not read as a whole."""
    doubt = Doubt("formula", "A formula was read in part only.")
    return replace(line, confidence=min(line.confidence, TORN), doubts=(*line.doubts, doubt))


def _is_torn(found: Sequence[Part], results: Sequence[Recognised]) -> bool:
    """Whether part of a formula was taken for text, or two formulas stand side by side."""
    formulas = [p.sign if isinstance(p.sign, Span) else None for p in found]
    for (a, left), (b, right) in pairwise(zip(formulas, results, strict=True)):
        if a and b and not a.after:
            return True
        if b and not a and left.text[-1:] in OPERATORS:
            return True
        if a and not b and right.text[:1] in OPERATORS and not HYPHENATED.match(right.text):
            return True
    return any(f is not None and not _is_balanced(f.latex) for f in formulas)


def _is_balanced(latex: str) -> bool:
    return all(latex.count(a) == latex.count(b) for a, b in (("(", ")"), ("[", "]")))


def _shown(sign: Sign) -> Recognised:
    if isinstance(sign, Arrow):
        return Recognised(sign.text, 1.0)
    none, full = LIKENESS
    confidence = min(1.0, max(0.0, (sign.likeness - none) / (full - none)))
    return Recognised(f"{sign.before}{FORMULA_START}{sign.latex}{FORMULA_END}{sign.after}", confidence)
