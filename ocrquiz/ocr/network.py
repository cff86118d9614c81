"""Lines shown to Tesseract's network at its own height, so that nothing scales them a second time.

Tesseract packs every line as PNG, unpacks it and scales it to the height that its network was trained on. At
that height already, a line costs a tenth less time and is read as well. The network steps through a line
column by column, so that a narrower one costs less again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .engine import Engine, LineImage
from .prepare import resized
from .reading import Reading, Word

SPECIFICATION = re.compile(rb"\[1,(\d{2,3}),0,1[A-Z]")
"""Begin of a network's description in a language pack: one picture of this height, any width, one channel."""


def network_height(packs: Sequence[Path]) -> int | None:
    """Height in pixels that the networks of language packs want lines at.

    Args:
        packs: `.traineddata` files.

    Returns:
        The largest, as a smaller network can still scale down; None if a pack does not say.
    """
    found = [_heights(pack) for pack in packs]
    return max(map(max, found)) if found and all(found) else None


def _heights(pack: Path) -> list[int]:
    return [int(height) for height in SPECIFICATION.findall(pack.read_bytes())] if pack.is_file() else []


NARROWED = 0.9
"""Width of lines beside what their height asks for. The network knows condensed fonts: of 319 questions as
many are read right from 0.9 to 1, and fewer from 0.85 down."""


class Fitting:
    """An engine that is shown whole lines at the height of its network."""

    def __init__(self, engine: Engine, height: int) -> None:
        """Wrap an engine.

        Args:
            engine: reads the lines.
            height: of its network, in pixels.
        """
        self.name = engine.name
        self.lang = engine.lang
        self._engine = engine
        self._height = height

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        """Read each image as one line; see `Engine`."""
        if not whole:
            return self._engine.read_lines(images)
        scales = [self._height / image.shape[0] for image in images]
        shown = [resized(image, scale, NARROWED) for image, scale in zip(images, scales, strict=True)]
        readings = self._engine.read_lines(shown, whole)
        return [_stretched(r, 1 / (NARROWED * scale)) for r, scale in zip(readings, scales, strict=True)]


def _stretched(reading: Reading, factor: float) -> Reading:
    return Reading(tuple(_moved(word, factor) for word in reading.words))


def _moved(word: Word, factor: float) -> Word:
    return replace(word, left=round(word.left * factor), right=round(word.right * factor))
