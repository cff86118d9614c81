"""Tesseract as a program, through pytesseract: slower, but it runs wherever `tesseract` does.

All lines of a call go into one file of several pages, so that the program starts once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytesseract
from PIL import Image

from ocrquiz.errors import DependencyError

from .engine import VARIABLES, LineImage
from .reading import Reading, Word

CONFIG = " ".join(("--dpi 150", *(f"-c {name}={value}" for name, value in VARIABLES.items())))

SINGLE_LINE, RAW_LINE = "--psm 7", "--psm 13"


class PytesseractEngine:
    """Reads lines by running `tesseract` once for each call."""

    name = "pytesseract"

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        """Read each image as one line; see `Engine`.

        Raises:
            DependencyError: the program is gone or refuses to run.
        """
        if not images:
            return []
        pages = [Image.fromarray(image) for image in images]
        config = f"{RAW_LINE if whole else SINGLE_LINE} {CONFIG}"
        with tempfile.TemporaryDirectory(prefix="ocrquiz-") as folder:
            path = Path(folder) / "lines.tif"
            pages[0].save(path, save_all=True, append_images=pages[1:], compression="raw")
            try:
                table: dict[str, list[Any]] = pytesseract.image_to_data(
                    str(path), lang=self.lang, config=config, output_type=pytesseract.Output.DICT
                )
            except pytesseract.TesseractError as error:
                raise DependencyError(
                    f"tesseract failed: {error.message}", "Run 'ocrquiz doctor'."
                ) from error
        words: list[list[Word]] = [[] for _ in images]
        for page, text, confidence, left, width in zip(
            table["page_num"], table["text"], table["conf"], table["left"], table["width"], strict=True
        ):
            if str(text).strip() and float(confidence) >= 0:
                words[int(page) - 1].append(
                    Word(str(text).strip(), float(confidence) / 100, int(left), int(left) + int(width))
                )
        return [Reading(tuple(w)) for w in words]


def problem() -> str | None:
    """Why `tesseract` cannot be run, or None."""
    try:
        pytesseract.get_tesseract_version()
    except pytesseract.TesseractNotFoundError:
        return "The program tesseract is not installed or not on the PATH."
    except SystemExit:
        return "The program tesseract does not say its version."
    return None


def release() -> str:
    """The program's version."""
    return str(pytesseract.get_tesseract_version())


def installed_languages() -> list[str]:
    """Codes of the language packs that the program lists, sorted."""
    return sorted(pytesseract.get_languages(config=""))
