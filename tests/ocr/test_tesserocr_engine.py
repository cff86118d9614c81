"""Tesseract in this process: one instance reads line after line, each on its own."""

from __future__ import annotations

import numpy as np

from ocrquiz.ocr.engine import tessdata_folder
from ocrquiz.ocr.tesserocr_engine import TesserocrEngine

from .drawing import draw


def test_a_line_does_not_depend_on_those_before_it() -> None:
    engine = TesserocrEngine("eng", tessdata_folder())
    line, other = (
        np.pad(draw(text, wide=False), 20, constant_values=255) for text in ("The Nile", "0 1 2 |||")
    )
    alone = engine.read_lines([line])
    assert alone[0].text == "The Nile"
    assert engine.read_lines([other, np.zeros((1, 1), np.uint8), line])[2:] == alone
    # Not in one piece in memory, as a cut from a page.
    assert engine.read_lines([np.asfortranarray(line)]) == alone
