"""`python -m tools.symbols FONTS`: draws the symbols that formulas are read by, from KaTeX's fonts.

FONTS is the folder with KaTeX's TrueType files (`npm pack katex`, then `package/dist/fonts`; MIT licence).
They are Computer Modern, as MathJax and LaTeX set formulas, too.
"""

from __future__ import annotations

import argparse
import csv
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ocrquiz.ocr.formula.symbols import ATLAS, EM, TABLE, Kind, cut_out, stretched

SIZE = 200
"""Pixels of the em that symbols are drawn at before they are scaled down."""

INKED = 100
"""Grey level from which a drawn pixel belongs to the symbol."""

SCALE = 0.85
"""Size in em that symbols are drawn in: between those on the line and those above and below it."""

BLUR = 1.2
"""Standard deviation in pixels of the blur that a screenshot has once it is scaled up."""

GREEK = {
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ϵ": r"\epsilon",
    "ε": r"\varepsilon",
    "ζ": r"\zeta",
    "η": r"\eta",
    "θ": r"\theta",
    "κ": r"\kappa",
    "λ": r"\lambda",
    "μ": r"\mu",
    "ν": r"\nu",
    "ξ": r"\xi",
    "π": r"\pi",
    "ρ": r"\rho",
    "σ": r"\sigma",
    "τ": r"\tau",
    "φ": r"\varphi",
    "ϕ": r"\phi",
    "χ": r"\chi",
    "ψ": r"\psi",
    "ω": r"\omega",
    "∂": r"\partial",
}

UPRIGHT = {
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "Θ": r"\Theta",
    "Λ": r"\Lambda",
    "Σ": r"\Sigma",
    "Φ": r"\Phi",
    "Ψ": r"\Psi",
    "Ω": r"\Omega",
    "∇": r"\nabla",
    "∞": r"\infty",
    "∅": r"\emptyset",
    "∀": r"\forall",
    "∃": r"\exists",
    "ℓ": r"\ell",
}

OPERATORS = {
    "+": "+",
    "=": "=",
    "<": "<",
    ">": ">",
    "∗": "*",
    "≤": r"\leq",
    "≥": r"\geq",
    "=\ue020": r"\neq",
    "≈": r"\approx",
    "×": r"\times",
    "±": r"\pm",
    "→": r"\to",
    "←": r"\leftarrow",
    "⇒": r"\Rightarrow",
    "∩": r"\cap",
    "∪": r"\cup",
    "⊂": r"\subset",
    "⊆": r"\subseteq",
    "∈": r"\in",
    "∼": r"\sim",
}

DELIMITERS = {"(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "∣": "|", "/": "/"}

MARKS = {",": ",", ".": ".", ":": ":", ";": ";", "!": "!", "?": "?", "′": "'", "∘": r"\circ", "⋅": r"\cdot"}


def main() -> int:
    """Write the atlas and its table into the package."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("fonts", type=Path)
    folder = parser.parse_args().fonts
    rows, patches = [], []
    for latex, kind, font, character in symbols():
        drawn, top, bottom = draw(folder / f"KaTeX_{font}.ttf", character)
        seen = cut_out(as_seen(drawn))
        aspect = seen.shape[1] / seen.shape[0]
        rows.append([latex, kind.value, f"{top:.3f}", f"{bottom:.3f}", f"{aspect:.3f}"])
        patches.append(stretched(seen).ravel())
    cv2.imwrite(str(ATLAS), np.round(255 * np.array(patches)).astype(np.uint8))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(f"{len(rows)} symbols in {ATLAS}")
    return 0


def symbols() -> Iterator[tuple[str, Kind, str, str]]:
    """LaTeX, kind, font and character of each symbol; of two characters the second one strikes the first."""
    for letter in string.ascii_letters:
        yield letter, Kind.ITALIC, "Math-Italic", letter
    for letter, latex in GREEK.items():
        yield latex, Kind.ITALIC, "Math-Italic", letter
    for letter in string.ascii_letters:
        yield letter, Kind.ROMAN, "Main-Regular", letter
        yield letter, Kind.BOLD, "Main-Bold", letter
    for letter in "LJDFHNO":
        yield rf"\mathcal{{{letter}}}", Kind.SPECIAL, "Caligraphic-Regular", letter
    for letter in "RNZECP":
        yield rf"\mathbb{{{letter}}}", Kind.SPECIAL, "AMS-Regular", letter
    for letter, latex in UPRIGHT.items():
        yield latex, Kind.SPECIAL, "Main-Regular", letter
    for figure in string.digits:
        yield figure, Kind.FIGURE, "Main-Regular", figure
    for kind, table in (
        (Kind.OPERATOR, OPERATORS),
        (Kind.DELIMITER, DELIMITERS),
        (Kind.MARK, MARKS),
    ):
        for character, latex in table.items():
            yield latex, kind, "Main-Regular", character


def draw(font: Path, characters: str) -> tuple[NDArray[np.uint8], float, float]:
    """A symbol cut out, white on black, with its top and bottom in em above the baseline."""
    image = Image.new("L", (3 * SIZE, 3 * SIZE), 0)
    face = ImageFont.truetype(str(font), SIZE)
    for character in characters:
        ImageDraw.Draw(image).text((SIZE, 2 * SIZE), character, fill=255, font=face, anchor="ls")
    pixels = np.asarray(image)
    rows, columns = np.nonzero(pixels > INKED)
    top, bottom = int(rows.min()), int(rows.max()) + 1
    cut = pixels[top:bottom, int(columns.min()) : int(columns.max()) + 1]
    return cut, (2 * SIZE - top) / SIZE, (2 * SIZE - bottom) / SIZE


def as_seen(drawn: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A symbol as it looks on a screenshot that was scaled up, 0 white to 1 black."""
    factor = SCALE * EM / SIZE
    height, width = (max(2, round(side * factor)) for side in drawn.shape)
    small = cv2.resize(drawn.astype(np.float32) / 255, (width, height), interpolation=cv2.INTER_AREA)
    border = round(4 * BLUR)
    framed = cv2.copyMakeBorder(small, border, border, border, border, cv2.BORDER_CONSTANT, value=0)
    return np.asarray(cv2.GaussianBlur(framed, (0, 0), BLUR), dtype=np.float32)


if __name__ == "__main__":
    sys.exit(main())
