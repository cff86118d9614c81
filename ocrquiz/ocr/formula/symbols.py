"""The symbols that formulas consist of, and which of them a piece of ink is most like.

MathJax, KaTeX and LaTeX set formulas in one family of fonts, Computer Modern. Its letters look unlike those
of running text: of 52,000 pieces of ink in text two in ten thousand are taken for an italic letter of it.
`python -m tools.symbols` drew the table.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Patch = NDArray[np.float32]
"""(h, w), 0 white to 1 black."""

ATLAS, TABLE = (Path(__file__).parent / name for name in ("symbols.png", "symbols.csv"))

SIDE = 20
"""Pixels of the square that shapes are compared in."""

X_HEIGHT = 24.0
"""Height in pixels that a small letter is scaled to before pieces are cut out."""

EM = X_HEIGHT / 0.431
"""The em of Computer Modern with that x-height, in pixels."""

SCALES = (1.0, 0.7)
"""Of symbols on the line, and of those above and below it, in em."""

DARK = 0.35
"""Darkness at which a piece is cut off."""

ASPECT_WEIGHT, SIZE_WEIGHT = 0.25, 0.3
"""What likeness loses for each natural logarithm that aspect and height are off."""


class Kind(StrEnum):
    """What a symbol is."""

    ITALIC = "italic"
    ROMAN = "roman"
    BOLD = "bold"
    SPECIAL = "special"
    FIGURE = "figure"
    OPERATOR = "operator"
    DELIMITER = "delimiter"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol of Computer Modern; top and bottom in em above the baseline, aspect as width by height."""

    latex: str
    kind: Kind
    top: float
    bottom: float
    aspect: float


@dataclass(frozen=True, slots=True)
class Guess:
    """What a piece of ink may be.

    Attributes:
        symbol: it is like.
        scale: one of SCALES.
        likeness: 0..1, correlation of the shapes, less what aspect and size are off.
    """

    symbol: Symbol
    scale: float
    likeness: float


def cut_out(patch: Patch) -> Patch:
    """What is dark of a patch."""
    dark = patch > DARK
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows):
        return patch
    return patch[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def stretched(patch: Patch) -> Patch:
    """A patch in the square that shapes are compared in."""
    way = cv2.INTER_AREA if min(patch.shape) >= SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(patch, (SIDE, SIDE), interpolation=way), dtype=np.float32)


def guesses(patches: Sequence[Patch], em: float = EM, count: int = 6) -> list[list[Guess]]:
    """The symbols that pieces of ink are most like, the likeliest first.

    Args:
        patches: a piece each, 0 white to 1 black, scaled so that X_HEIGHT holds.
        em: of the formula, in pixels.
        count: how many guesses are wanted of each.
    """
    if not patches:
        return []
    table = _table()
    cut = [cut_out(patch) for patch in patches]
    sides = np.log([patch.shape for patch in cut])
    alike = np.array([_vector(stretched(patch)) for patch in cut]) @ table.vectors.T
    shapes = alike - ASPECT_WEIGHT * np.abs((sides[:, 1] - sides[:, 0])[:, None] - table.aspects)
    sizes = np.log(table.heights[:, None] * np.array(SCALES) * em)
    likeness = shapes[:, :, None] - SIZE_WEIGHT * np.abs(sides[:, 0][:, None, None] - sizes)
    flat = likeness.reshape(len(patches), -1)
    order = np.argsort(-flat, axis=1)[:, :count]
    return [
        [
            Guess(table.symbols[k // len(SCALES)], SCALES[k % len(SCALES)], float(row[k]))
            for k in best.tolist()
        ]
        for row, best in zip(flat, order, strict=True)
    ]


def symbols() -> tuple[Symbol, ...]:
    """All symbols, in the order of the table."""
    return _table().symbols


@dataclass(frozen=True)
class _Table:
    """All symbols: unit vectors (n, pixels), aspects (natural logarithm) and heights in em."""

    symbols: tuple[Symbol, ...]
    vectors: NDArray[np.float32]
    aspects: NDArray[np.float64]
    heights: NDArray[np.float64]


@cache
def _table() -> _Table:
    with TABLE.open(encoding="utf-8", newline="") as file:
        symbols = tuple(
            Symbol(latex, Kind(kind), float(top), float(bottom), float(aspect))
            for latex, kind, top, bottom, aspect in csv.reader(file)
        )
    atlas = cv2.imread(str(ATLAS), cv2.IMREAD_GRAYSCALE)
    assert atlas is not None, "the atlas is part of the package"
    vectors = np.array([_vector(patch) for patch in atlas.astype(np.float32)])
    aspects = np.log([symbol.aspect for symbol in symbols])
    return _Table(symbols, vectors, aspects, np.array([s.top - s.bottom for s in symbols]))


def _vector(patch: Patch) -> Patch:
    centred = patch.ravel() - patch.mean()
    return np.asarray(centred / (np.linalg.norm(centred) + 1e-9), dtype=np.float32)
