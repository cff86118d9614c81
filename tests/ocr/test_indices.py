"""Brackets, asterisks, i and j of code in a proportional font, told by their shape."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.glyphs import find_glyphs
from ocrquiz.ocr.indices import with_signs

from .drawing import draw, x_height

SIZES = (32, 48)


def repaired(printed: str, said: str, size: int) -> str:
    """A word that begins with a letter that stands on the line, its asterisks raised as in most fonts."""
    image = np.pad(draw(printed, size), ((size // 2, 0), (0, 0)), constant_values=255)
    glyphs = find_glyphs(image)
    for character, glyph in zip(printed, glyphs, strict=False):
        if character == "*":
            columns = np.s_[:, glyph.left : glyph.right]
            image[columns] = np.roll(image[columns], -round(0.5 * x_height(size)), axis=0)
    return with_signs(said, image, x_height(size), glyphs[0].bottom)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("c[i][j]", "clil(j)"),
        ("a[i]", "ali}"),
        ("a[j]*b[i]", "aUi)*bli]"),
        ("a[i]**2", 'afi"2'),
        ("a[k]**2", "a(k)2"),
        ("r*0", "r°0"),
        ("x**(n", "x(n"),
        ("m[n]", "m[n]"),
    ],
)
def test_what_is_seen_is_written(printed: str, said: str, size: int) -> None:
    assert repaired(printed, said, size) == printed


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "text",
    ["f(x)", "x{i}", "a|b|", "n(fill)", "k°", "n)[0", 'a"b"', "x=[1,2)", "e^x", "list(tuple)", "u(!)"],
)
def test_what_is_right_stays(text: str, size: int) -> None:
    assert repaired(text, text, size) == text


def test_letter_is_not_lost_for_a_sign_elsewhere() -> None:
    assert repaired("bazo*", "brazo*", 32) == "brazo*"


def test_word_without_signs_is_not_looked_at() -> None:
    assert with_signs("alil", draw("a[i]"), x_height(), 24) == "alil"


def test_brackets_that_do_not_close_are_not_believed() -> None:
    assert repaired("a[i", "a(i", 32) == "a(i"


@given(st.text("ab[](){}ij*°l1", max_size=8), st.integers(1, 40), st.integers(1, 30), st.integers(0, 2**32))
def test_any_ink_is_put_up_with(text: str, height: int, width: int, seed: int) -> None:
    image = np.random.default_rng(seed).integers(0, 256, (height, width)).astype(np.uint8)
    assert set(with_signs(text, image, 9.0, height)) <= set(text) | set("[]()ij*")
