"""Symbols on, above and below the line as LaTeX."""

from __future__ import annotations

import numpy as np
import pytest

from ocrquiz.geometry import Box
from ocrquiz.ocr.formula.latex import Level, Placed, Scale, named, paired, place, write
from ocrquiz.ocr.formula.pieces import Piece
from ocrquiz.ocr.formula.symbols import EM, Guess, Kind, Symbol

LINE, ABOVE, BELOW = Level.LINE, Level.ABOVE, Level.BELOW
OPERATORS = frozenset("+-=<>*")


def placed(latex: str, level: Level = LINE, kind: Kind = Kind.ITALIC, accent: str | None = None) -> Placed:
    kind = Kind.OPERATOR if latex in OPERATORS else kind
    piece = Piece(Box(0, 0, 9, 9), np.ones((9, 9), np.float32), accent)
    return Placed(piece, Guess(Symbol(latex, kind, 0.4, 0.0, 1.0), 1.0, 0.9), level, 0.9)


def symbols(on_line: str, above: str = "", below: str = "") -> list[Placed]:
    return [
        *(placed(c) for c in on_line),
        *(placed(c, BELOW) for c in below),
        *(placed(c, ABOVE) for c in above),
    ]


@pytest.mark.parametrize(
    ("row", "latex"),
    [
        (symbols("x"), "x"),
        (symbols("x", above="2"), "x^2"),
        (symbols("x", above="10"), "x^{10}"),
        (symbols("w", above="[4]", below="3"), "w_3^{[4]}"),
        ([*symbols("w", above="[4]"), placed("3", BELOW)], "w_3^{[4]}"),
        ([*symbols("a", above="2"), *symbols("=b")], "a^2 = b"),
        (symbols("a-b"), "a - b"),
        (symbols("z", above="l-1"), "z^{l-1}"),
        ([placed(r"\beta"), placed("v")], r"\beta v"),
        ([placed(r"\beta"), placed("2")], r"\beta2"),
        ([placed("y", accent="hat"), placed(r"\mu", accent="bar")], r"\hat{y}\bar{\mu}"),
        ([*(placed(c, kind=Kind.ROMAN) for c in "log"), placed("N")], r"\log N"),
        ([placed("x", kind=Kind.BOLD)], r"\mathbf{x}"),
        ([placed("v"), *(placed(c, ABOVE, Kind.ROMAN) for c in "max"), placed("y")], r"v^{\max}y"),
        ([placed("v"), *(placed(c, BELOW, Kind.ROMAN) for c in "new")], r"v_{\text{new}}"),
    ],
)
def test_written(row: list[Placed], latex: str) -> None:
    assert write(row) == latex


def test_nothing_to_set_it_above() -> None:
    assert write([placed("2", ABOVE), placed("x")]) is None


def test_worn_brackets_open_and_close_in_turn() -> None:
    worn = [placed("x"), *(placed(c, ABOVE) for c in "[2["), placed("y"), *(placed(c, ABOVE) for c in "]3]")]
    assert write(paired(worn)) == "x^{[2]}y^{[3]}"


def bracket(bend: float, hooks: int) -> Piece:
    """A blurred upright stroke whose ends bend to the right, if positive, and so wide hooks at them."""
    height, left = round(0.7 * EM), 3.0 + max(0.0, -bend)
    patch = np.zeros((height, 12), np.float32)
    for y in range(height):
        away = round(left + bend * (2 * y / height - 1) ** 2)
        patch[y, away : away + 4] = (0.4, 1.0, 1.0, 0.4)
        if hooks and y in (0, 1, 2, height - 3, height - 2, height - 1):
            patch[y, min(away, away + hooks) : max(away, away + hooks) + 3] = 1.0
    columns = np.flatnonzero(patch.any(axis=0))
    patch = patch[:, columns[0] : columns[-1] + 1]
    return Piece(Box(0, 0, patch.shape[1], height), patch)


@pytest.mark.parametrize(
    ("bend", "hooks", "latex"),
    [(0.0, 0, "["), (0.0, 3, "["), (0.0, -3, "["), (4.0, 0, "("), (-4.0, 0, ")")],
)
def test_worn_bracket_is_told_by_its_bend(bend: float, hooks: int, latex: str) -> None:
    piece = bracket(bend, hooks)
    scale = Scale(EM, foot=piece.box.bottom)
    assert place(piece, [], scale).symbol.latex == latex


def test_letter_below_one_that_is_set_above() -> None:
    high = Placed(Piece(Box(20, 0, 40, 20), np.ones((9, 9), np.float32)), placed("n").guess, ABOVE, 0.9)
    low = Placed(Piece(Box(42, 12, 54, 26), np.ones((9, 9), np.float32)), placed("x").guess, ABOVE, 0.9)
    beside = Placed(Piece(Box(42, 0, 62, 20), np.ones((9, 9), np.float32)), placed("x").guess, ABOVE, 0.9)
    assert write([placed("R"), high, low]) == "R^{n_x}"
    assert write([placed("R"), high, beside]) == "R^{nx}"


def test_bold_letter_in_the_name_of_a_function() -> None:
    log = [placed("l", kind=Kind.ROMAN), placed("o", kind=Kind.BOLD), placed("g", kind=Kind.ROMAN)]
    assert write(named([*log, placed("y")])) == r"\log y"
