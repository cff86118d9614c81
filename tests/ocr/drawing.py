"""Lines drawn with the font that Pillow brings along, and an engine that says what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.glyphs import Glyph, find_glyphs
from ocrquiz.ocr.reading import Reading, Word

SIZE = 32
"""Of the type, in pixels."""

MISSED = "·"
"""Stands in what an engine is told to say for a glyph that it does not see: a space, to all others."""


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Proportional, without serifs; ascenders rise above capitals."""
    made = ImageFont.load_default(size=size)
    assert isinstance(made, ImageFont.FreeTypeFont)
    return made


def x_height(size: int = SIZE) -> float:
    """Height of a small letter in pixels."""
    _, top, _, bottom = font(size).getbbox("x")
    return bottom - top


def draw(text: str, size: int = SIZE, wide: bool = True) -> LineImage:
    """A line of text, as a rule set a little wide so that no letters touch; cut without margin."""
    tracking = size // 10 if wide else 0
    place, places = 0.0, []
    for character in text:
        places.append(round(place))
        place += font(size).getlength(character) + tracking
    return _write(text, places, round(place), size)


def cell_of(size: int) -> int:
    """Width of a typewriter's cell in pixels."""
    return round(1.25 * x_height(size))


def draw_cells(text: str, size: int = SIZE) -> LineImage:
    """The same as a typewriter writes it: every character in the middle of a cell."""
    cell = cell_of(size)
    middles = [cell * (place + 0.5) for place in range(len(text))]
    places = [round(m - font(size).getlength(c) / 2) for m, c in zip(middles, text, strict=True)]
    return _write(text, places, cell * len(text), size)


def _write(text: str, places: Sequence[int], width: int, size: int) -> LineImage:
    image = Image.new("L", (width + size, 2 * size), 255)
    for character, left in zip(text, places, strict=True):
        ImageDraw.Draw(image).text((left + size // 2, size // 2), character, fill=0, font=font(size))
    ink = ImageOps.invert(image).getbbox()
    return np.asarray(image.crop(ink), dtype=np.uint8)


class Parrot:
    """An engine that sees each line's glyphs where they are and says what it is told they are."""

    name = "parrot"
    lang = "eng"

    def __init__(self, *said: str, confidence: float = 0.9) -> None:
        self._said = said
        self._confidence = confidence

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        """A reading for each image, the first left that has a character, spaces apart, for every glyph."""
        left, readings = list(self._said), []
        for image in images:
            glyphs = find_glyphs(image)
            said = next((s for s in left if len(s.replace(" ", "")) == len(glyphs)), None)
            assert said is not None, f"none of {left} has {len(glyphs)} glyphs"
            left.remove(said)
            readings.append(self._read(glyphs, said))
        return readings

    def _read(self, line: Sequence[Glyph], said: str) -> Reading:
        glyphs = iter(line)
        words, text, boxes = [], "", []
        for character in f"{said} ":
            if character == MISSED:
                next(glyphs)
            if character not in f" {MISSED}":
                text, boxes = text + character, [*boxes, next(glyphs)]
            elif text:
                words.append(Word(text, self._confidence, boxes[0].left, boxes[-1].right))
                text, boxes = "", []
        return Reading(tuple(words))
