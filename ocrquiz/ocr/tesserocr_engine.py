"""Tesseract inside this process, through tesserocr: no start-up per picture, no temporary files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import tesserocr

from .engine import VARIABLES, LineImage
from .reading import Reading, Word

RESOLUTION = 150
"""Dots per inch that Tesseract is told, so that it does not guess; lines come scaled already."""


class TesserocrEngine:
    """Reads lines with one Tesseract instance."""

    name = "tesserocr"

    def __init__(self, lang: str, tessdata: Path) -> None:
        self.lang = lang
        self._api = tesserocr.PyTessBaseAPI(path=str(tessdata), lang=lang, variables=VARIABLES)

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        """Read each image as one line; see `Engine`."""
        self._api.SetPageSegMode(tesserocr.PSM.RAW_LINE if whole else tesserocr.PSM.SINGLE_LINE)
        return [self._read(image) for image in images]

    def _read(self, image: LineImage) -> Reading:
        height, width = image.shape
        self._api.SetImageBytes(image.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(RESOLUTION)
        if not self._api.Recognize():
            return Reading(())
        level = tesserocr.RIL.WORD
        words = []
        for item in tesserocr.iterate_level(self._api.GetIterator(), level):
            if item.Empty(level):
                continue
            text = item.GetUTF8Text(level).strip()
            box = item.BoundingBox(level)
            if text and box:
                words.append(Word(text, item.Confidence(level) / 100, box[0], box[2]))
        return Reading(tuple(words))
