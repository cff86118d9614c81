"""Crops of screenshots, small enough that hundreds fit into one file."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from ocrquiz.geometry import Box

BUDGET = 17_000_000
"""Bytes for all pictures of a report. In base64 they take 4/3 of it, 23 MB; the texts of 1000 questions take
another 5, so that a report stays below 30 MB."""

WIDTH = 960
"""Pixels: no crop is wider, as the page shows it in half of a wide window."""

QUALITY = 62
"""WebP's, of 100: at this one letters of 8 pixels have no visible fringes."""

LEAST_QUALITY = 25
"""WebP's, of 100: below it text cannot be read."""

MIN_WIDTH = 120
"""Pixels: a narrower picture shows nothing."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a screenshot as the page shows it.

    Attributes:
        uri: `data:` URI of the picture.
        box: which part of the screenshot it is.
    """

    uri: str
    box: Box


def encode(picture: Image.Image, box: Box, most: int) -> Crop:
    """Cut out a part of a screenshot and make it small.

    Args:
        picture: the screenshot.
        box: what to cut out; it lies in the picture.
        most: bytes that the crop may take. Quality and then size go down until it fits.
    """
    part = picture.crop((box.left, box.top, box.right, box.bottom))
    width, quality = min(WIDTH, part.width), QUALITY
    data = _webp(part, width, quality)
    while len(data) > most and width > MIN_WIDTH:
        if quality > LEAST_QUALITY:
            quality = max(LEAST_QUALITY, quality - 20)
        else:
            width = max(MIN_WIDTH, width * 3 // 4)
        data = _webp(part, width, quality)
    return Crop("data:image/webp;base64," + base64.b64encode(data).decode("ascii"), box)


def _webp(picture: Image.Image, width: int, quality: int) -> bytes:
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    buffer = BytesIO()
    # Method 2 of 6 takes a third of the time of the default and 5 % more bytes.
    picture.save(buffer, "WEBP", quality=quality, method=2)
    return buffer.getvalue()
