"""Crops: the right part, and never more bytes than allowed."""

from __future__ import annotations

import base64
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from ocrquiz.geometry import Box
from ocrquiz.report.crops import WIDTH, Crop, encode


def noise(width: int, height: int) -> Image.Image:
    """A picture that cannot be compressed."""
    values = np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(values)


def decoded(crop: Crop) -> Image.Image:
    kind, _, data = crop.uri.partition(",")
    assert kind == "data:image/webp;base64"
    return Image.open(BytesIO(base64.b64decode(data)))


def test_part_is_cut_out() -> None:
    picture = Image.new("RGB", (300, 200), "white")
    picture.paste((255, 0, 0), (100, 50, 200, 90))
    crop = decoded(encode(picture, Box(100, 50, 200, 90), 100_000))
    assert crop.size == (100, 40)
    red, green, blue = crop.convert("RGB").getpixel((50, 20))  # type: ignore[misc]
    assert (red > 240, green < 20, blue < 20) == (True, True, True)


def test_wide_picture_is_scaled_down() -> None:
    crop = decoded(encode(Image.new("RGB", (4 * WIDTH, 400)), Box(0, 0, 4 * WIDTH, 400), 100_000))
    assert crop.size == (WIDTH, 100)


@pytest.mark.parametrize("most", [100_000, 20_000, 5_000])
def test_picture_that_cannot_be_compressed_fits_all_the_same(most: int) -> None:
    crop = encode(noise(900, 700), Box(0, 0, 900, 700), most)
    assert len(base64.b64decode(crop.uri.partition(",")[2])) <= most
