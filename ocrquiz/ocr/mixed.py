"""Lines of text with formulas in them: taken apart for reading, and put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ocrquiz.page.model import FORMULA_END, FORMULA_START, Doubt

from .engine import LineImage
from .formula.spans import Span
from .glyphs import INKED
from .reading import Recognised

SPACE = 0.22
"""White between text and formula in x-heights from which there is a space."""

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


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line, cut to its ink.

    Attributes:
        left: first pixel column.
        right: one past the last.
        formula: what it says; None for text.
    """

    left: int
    right: int
    formula: Span | None = None


def parts(line: LineImage, spans: Sequence[Span], x_height: float) -> list[Part]:
    """Text and formulas of a line in turn.

    Args:
        line: (h, w), dark on white.
        spans: its formulas, from left to right.
        x_height: of the line, in its pixels.
    """
    inked = np.asarray((line < INKED).any(axis=0))
    edges = [0, *(edge for span in spans for edge in (span.left, span.right)), line.shape[1]]
    found: list[Part] = []
    for i, (left, right) in enumerate(pairwise(edges)):
        columns = np.flatnonzero(inked[left:right])
        if len(columns):
            part = Part(left + int(columns[0]), left + int(columns[-1]) + 1, spans[i // 2] if i % 2 else None)
            if part.formula or part.right - part.left > SLIVER * x_height:
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
        texts: what those that are no formulas say.
        x_height: of the line, in its pixels.
    """
    read = iter(texts)
    results = [_formula(p.formula) if p.formula else next(read) for p in found]
    text, right = "", found[0].left
    for part, result in zip(found, results, strict=True):
        least = MARK_SPACE if result.text[:1] in CLOSING or HYPHENATED.match(result.text) else SPACE
        apart = part.left - right >= least * x_height
        text += (" " if text and apart else "") + result.text
        right = part.right
    first = found[0].right - found[0].left if found[0].formula else results[0].first_word
    doubts = tuple(doubt for result in results for doubt in result.doubts)
    line = Recognised(text, min(r.confidence for r in results), first, doubts=doubts)
    return doubted(line) if _is_torn(found, results) else line


def doubted(line: Recognised) -> Recognised:
    """A line of which a formula was not read as a whole."""
    doubt = Doubt("formula", "A formula was read in part only.")
    return replace(line, confidence=min(line.confidence, TORN), doubts=(*line.doubts, doubt))


def _is_torn(found: Sequence[Part], results: Sequence[Recognised]) -> bool:
    """Whether part of a formula was taken for text, or two formulas stand side by side."""
    for (a, left), (b, right) in pairwise(zip(found, results, strict=True)):
        if a.formula and b.formula and not a.formula.after:
            return True
        if b.formula and not a.formula and left.text[-1:] in OPERATORS:
            return True
        if a.formula and not b.formula and right.text[:1] in OPERATORS and not HYPHENATED.match(right.text):
            return True
    return any(p.formula is not None and not _is_balanced(p.formula.latex) for p in found)


def _is_balanced(latex: str) -> bool:
    return all(latex.count(a) == latex.count(b) for a, b in (("(", ")"), ("[", "]")))


def _formula(span: Span) -> Recognised:
    none, full = LIKENESS
    confidence = min(1.0, max(0.0, (span.likeness - none) / (full - none)))
    return Recognised(f"{span.before}{FORMULA_START}{span.latex}{FORMULA_END}{span.after}", confidence)
