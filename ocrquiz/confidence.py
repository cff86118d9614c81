"""How probable it is that what was read is right: independent evidence, multiplied.

Three things make a question wrong, and each was measured by itself: its worst read line, its formulas, and a
structure that does not hold together. The constants maximise the likelihood of 316 labelled questions of 14
documents; `make accuracy` fits nothing, but shows how often questions of each confidence are right. Left out
of the fit one document at a time, their confidence and their share of right ones differ by 0.1 at most where
there are twenty questions or more. More evidence (repairs, unknown words, odd characters, code, size of the
letters) was tried and made predictions for documents left out worse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ocrquiz.page.model import FORMULA_START, Line

INTERCEPT, SLOPE = -2.7, 7.8
"""Log-odds that texts are right whose weakest word Tesseract gives no confidence at all, and what full
confidence adds to them."""

FORMULA = 0.982
"""Probability that the LaTeX of a formula is right if nothing about it is doubtful."""

FAULT = 0.25
"""Probability that a question is right that lacks a part or contradicts itself, beside one that does not."""


def weakest(lines: Sequence[Line]) -> Line | None:
    """The line that was read worst; None if there is none."""
    return min(lines, key=lambda line: line.confidence, default=None)


def of_texts(lines: Sequence[Line]) -> float:
    """Probability that lines without formulas are right."""
    worst = weakest(lines)
    return 1 / (1 + math.exp(-INTERCEPT - SLOPE * (worst.confidence if worst else 1.0)))


def of_formulas(lines: Sequence[Line]) -> float:
    """Probability that the formulas of lines are right, if their characters are."""
    return float(FORMULA ** sum(line.text.count(FORMULA_START) for line in lines))


def of_lines(lines: Sequence[Line]) -> float:
    """Probability that lines are right, rounded."""
    return round(of_texts(lines) * of_formulas(lines), 3)


def of_question(lines: Sequence[Line], faults: int) -> float:
    """Probability that a question is right, rounded.

    Args:
        lines: all that go into it.
        faults: how many parts are missing or contradict each other.
    """
    return round(of_texts(lines) * of_formulas(lines) * (FAULT if faults else 1.0), 3)
