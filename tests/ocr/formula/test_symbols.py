"""The table of symbols, and how a piece of ink is compared with it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocrquiz.ocr.formula.pieces import find_pieces
from ocrquiz.ocr.formula.symbols import EM, Kind, guesses, symbols

from .setting import Sign, row, set_line


def test_every_symbol_has_a_place_and_a_shape() -> None:
    for symbol in symbols():
        assert symbol.top > symbol.bottom
        assert symbol.aspect > 0
    assert len({(s.latex, s.kind) for s in symbols()}) == len(symbols()) > 200


@pytest.mark.parametrize("size", [8.0, 16.0, 30.0])
@pytest.mark.parametrize("latex", ["a", "W", r"\beta", r"\sigma", "2", "+", r"\theta", "g"])
def test_symbol_is_most_like_itself(latex: str, size: float) -> None:
    (piece,) = find_pieces(set_line([Sign(latex)], size), size)
    (options,) = guesses([piece.patch])
    assert options[0].symbol.latex == latex
    assert options[0].likeness > 0.8
    assert [g.likeness for g in options] == sorted((g.likeness for g in options), reverse=True)


def test_size_tells_scripts_from_the_line() -> None:
    patch = np.ascontiguousarray(find_pieces(set_line([Sign("a")], 24.0), 24.0)[0].patch)
    small = cv2.resize(patch, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    large, little = guesses([patch, small], EM)
    assert (large[0].scale, little[0].scale) == (1.0, 0.7)


def test_no_pieces() -> None:
    assert guesses([]) == []


@pytest.mark.parametrize("size", [8.0, 16.0, 30.0])
def test_parts_of_a_character_are_one_piece(size: float) -> None:
    signs = row("i", "=", "j")
    pieces = find_pieces(set_line(signs, size), size)
    assert [guesses([p.patch])[0][0].symbol.latex for p in pieces] == ["i", "=", "j"]
    assert guesses([pieces[1].patch])[0][0].symbol.kind is Kind.OPERATOR
