"""Whether confidence can be believed: how many of the questions with some confidence are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)
"""Confidence at which one row of the table ends and the next begins."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with a label.

    Attributes:
        confidence: as the output says.
        right: whether all of it is right, LaTeX included.
    """

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The questions whose confidence is in one range.

    Attributes:
        low: where the range begins.
        high: where it ends, exclusive but for 1.
        count: how many questions.
        confidence: their mean.
        right: share of those that are right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def table(samples: Sequence[Sample], edges: Sequence[float] = EDGES) -> list[Row]:
    """A row for each range that some questions are in, from the least sure."""
    rows = []
    for low, high in pairwise(edges):
        inside = [s for s in samples if low <= s.confidence < high or s.confidence == high == edges[-1]]
        if inside:
            sure, right = fmean(s.confidence for s in inside), fmean(s.right for s in inside)
            rows.append(Row(low, high, len(inside), sure, right))
    return rows


def error(samples: Sequence[Sample]) -> float:
    """Expected calibration error: how far confidence is from the share of right ones, on average.

    Guo et al., On Calibration of Modern Neural Networks, 2017.
    """
    rows = table(samples)
    return sum(row.count * abs(row.confidence - row.right) for row in rows) / max(1, len(samples))


def lines(samples: Sequence[Sample]) -> list[str]:
    """The table as text."""
    head = "confidence   questions   mean   right"
    body = [
        f"{r.low:.2f}-{r.high:.2f} {r.count:11} {r.confidence:8.2f} {r.right:7.0%}" for r in table(samples)
    ]
    return [head, *body, f"expected calibration error {error(samples):.3f}"]
