"""Lines of text from line images: read, look again where in doubt, repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from ocrquiz.page.model import Doubt

from .engine import Engine, LineImage
from .glyphs import find_glyphs, pitch
from .lexicon import open_lexicon
from .lookalikes import font_ratio, measure_heights, repair_lookalikes
from .prepare import MARGIN, TARGET_X_HEIGHT, prepare
from .reading import Reading, Repair
from .spaces import restore_spaces


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line's text and what is known about it.

    Attributes:
        text: as it will be written.
        confidence: 0..1, of the weakest word.
        first_word: width of the first word in the line image's pixels.
        code: whether it is set in a monospaced font.
        doubts: repairs made and disagreements seen.
    """

    text: str
    confidence: float
    first_word: int = 0
    code: bool = False
    doubts: tuple[Doubt, ...] = ()


def recognise(lines: Sequence[LineImage], x_heights: Sequence[float], engine: Engine) -> list[Recognised]:
    """Read line images.

    Args:
        lines: (h, w) each, dark on white, without margin.
        x_heights: of each line, in its pixels.
        engine: reads them.

    Returns:
        A result for each, in order; its text is empty where nothing was seen.
    """
    raw = list(map(find_glyphs, lines))
    pitches = list(map(pitch, raw, x_heights))
    spaced = [() if p else g for g, p in zip(raw, pitches, strict=True)]
    images = list(map(prepare, lines, x_heights, spaced))
    glyphs = [find_glyphs(image) for image in images]
    cells = [p * TARGET_X_HEIGHT / x if p else None for p, x in zip(pitches, x_heights, strict=True)]
    lexicon = open_lexicon(engine.lang)
    spaced_out = [
        restore_spaces(reading, g, image, cell, TARGET_X_HEIGHT, lexicon)
        for reading, g, image, cell in zip(engine.read_lines(images), glyphs, images, cells, strict=True)
    ]
    readings = [reading for reading, _ in spaced_out]
    heights = list(map(measure_heights, readings, glyphs, images))
    repaired = map(repair_lookalikes, readings, glyphs, images, heights, repeat(font_ratio(heights)))
    return [
        _recognised(reading, [*spaces, *repairs], x_height, cell)
        for (_, spaces), (reading, repairs), x_height, cell in zip(
            spaced_out, repaired, x_heights, cells, strict=True
        )
    ]


def _recognised(
    reading: Reading, repairs: Sequence[Repair], x_height: float, cell: float | None
) -> Recognised:
    if not reading.words:
        return Recognised("", 0.0)
    width = (reading.words[0].right - MARGIN * TARGET_X_HEIGHT) * x_height / TARGET_X_HEIGHT
    doubts = tuple(Doubt("text_repaired", f"“{r.raw}” was read; its shape says “{r.text}”.") for r in repairs)
    return Recognised(reading.text, reading.confidence, max(0, round(width)), cell is not None, doubts)
