"""Many screenshots made of a few, each with some grains of its own.

Other bytes would not be enough: a worker remembers the lines that it has read, by their pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

GRAINS = 5
"""Pixels of 256 that may differ between two copies: some in each letter."""

SHADE = 4
"""Levels by which they are paler, which nobody sees."""


def make_copies(originals: Sequence[Path], number: int, folder: Path) -> list[Path]:
    """Write so many screenshots as PNG files, a folder for each time that the originals are gone through.

    Args:
        originals: picture files.
        number: of screenshots to write.
        folder: where to.
    """
    made = []
    for place in range(number):
        turn, which = divmod(place, len(originals))
        file = folder / f"{turn:04d}" / f"{which:03d}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(originals[which]) as picture:
            grained(picture.convert("RGB"), seed=place).save(file, compress_level=1)
        made.append(file)
    return made


def grained(picture: Image.Image, seed: int) -> Image.Image:
    """The picture with some of its dark pixels a little paler."""
    pixels = np.array(picture)
    grains = np.random.default_rng(seed).integers(0, 256, pixels.shape[:2], dtype=np.uint8) < GRAINS
    dark = grains & (pixels[..., 1] < 255 - SHADE)
    pixels[dark] = np.minimum(pixels[dark], 255 - SHADE) + SHADE
    return Image.fromarray(pixels)
