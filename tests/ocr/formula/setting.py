"""Formulas set from the very symbols that they are read by, at any size and blur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.formula.symbols import ATLAS, SIDE, Kind, Symbol, symbols

X_HEIGHT = 0.431
"""Of Computer Modern, in em."""


OPERATORS = frozenset("=+<>*")


@dataclass(frozen=True)
class Sign:
    """A symbol where it is to be set.

    Attributes:
        latex: which one.
        rise: of its line above the formula's, in em.
        size: in em.
        gap: white before it, in em.
        kind: if several symbols have the same LaTeX.
    """

    latex: str
    rise: float = 0.0
    size: float = 1.0
    gap: float = 0.06
    kind: Kind | None = None


def above(*latex: str) -> list[Sign]:
    """Signs set above the line."""
    return [Sign(each, rise=0.41, size=0.7, gap=0.05) for each in latex]


def below(*latex: str) -> list[Sign]:
    """Signs set below the line."""
    return [Sign(each, rise=-0.2, size=0.7, gap=0.04) for each in latex]


def row(*latex: str) -> list[Sign]:
    """Signs on the line; operators with white around them."""
    return [
        Sign(each, gap=0.25 if OPERATORS & {each, before} else 0.08)
        for before, each in zip(["", *latex], latex, strict=False)
    ]


def set_line(signs: Sequence[Sign], x_height: float) -> LineImage:
    """A line image, dark on white, cut to its ink."""
    em = x_height / X_HEIGHT
    canvas = np.zeros((round(4 * em), round(60 + 1.5 * em * len(signs))), np.float32)
    foot, left = round(2.5 * em), 4.0
    for sign in signs:
        symbol, patch = _find(sign)
        height = (symbol.top - symbol.bottom) * sign.size * em
        size = (max(1, round(height * symbol.aspect)), max(1, round(height)))
        left += sign.gap * em
        top = round(foot - (sign.rise + symbol.top * sign.size) * em)
        area = np.s_[top : top + size[1], round(left) : round(left) + size[0]]
        canvas[area] = np.maximum(canvas[area], cv2.resize(patch, size, interpolation=cv2.INTER_AREA))
        left += size[0]
    rows, columns = np.nonzero(canvas > 0.2)
    cut = canvas[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return np.asarray(np.round(255 * (1 - np.clip(cut, 0, 1))), dtype=np.uint8)


def _find(sign: Sign) -> tuple[Symbol, LineImage]:
    atlas = cv2.imread(str(ATLAS), cv2.IMREAD_GRAYSCALE)
    for i, symbol in enumerate(symbols()):
        if symbol.latex == sign.latex and sign.kind in (None, symbol.kind):
            return symbol, atlas[i].astype(np.float32).reshape(SIDE, SIDE) / 255
    raise LookupError(sign.latex)
