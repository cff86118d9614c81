"""Lines of text from line images: read, look again where in doubt, repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocrquiz.page.model import Doubt

from .engine import Engine, LineImage
from .prepare import MARGIN, TARGET_X_HEIGHT, prepare
from .reading import Reading
from .spaces import restore_spaces


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line's text and what is known about it.

    Attributes:
        text: as it will be written.
        confidence: 0..1, of the weakest word.
        first_word: width of the first word in the line image's pixels.
        doubts: repairs made and disagreements seen.
    """

    text: str
    confidence: float
    first_word: int = 0
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
    images = [prepare(line, x) for line, x in zip(lines, x_heights, strict=True)]
    readings = map(restore_spaces, engine.read_lines(images), images)
    return [_recognised(r, x) for r, x in zip(readings, x_heights, strict=True)]


def _recognised(reading: Reading, x_height: float) -> Recognised:
    if not reading.words:
        return Recognised("", 0.0)
    margin = MARGIN * TARGET_X_HEIGHT
    width = (reading.words[0].right - margin) * x_height / TARGET_X_HEIGHT
    return Recognised(reading.text, reading.confidence, max(0, round(width)))
