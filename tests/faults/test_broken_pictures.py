"""Pictures that are cut or changed anywhere: refused with a reason, or read as what they still show."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocrquiz.errors import ScreenshotError
from ocrquiz.image.decode import decode

from ..conftest import ROOT, Effort

SHOT = ROOT / "samples" / "images" / "evening-class" / "43.png"

KINDS = {
    "PNG": {},
    "JPEG": {"quality": 90},
    "WEBP": {"lossless": True},
    "TIFF": {"compression": "tiff_lzw"},
    "BMP": {},
}


def encoded(kind: str) -> bytes:
    """A small part of a screenshot as a file of a kind."""
    stream = BytesIO()
    with Image.open(SHOT) as image:
        image.convert("RGB").crop((0, 0, 160, 90)).save(stream, kind, **KINDS[kind])  # type: ignore[arg-type]
    return stream.getvalue()


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The bytes with something changed, cut out, doubled or put in."""
    place = chance.randrange(len(data))
    length = chance.choice([1, 1, 2, 4, chance.randrange(1, 64)])
    noise = chance.randbytes(length)
    return chance.choice(
        [
            data[:place] + noise + data[place + length :],
            data[:place] + data[place + length :],
            data[:place] + noise + data[place:],
            data[:place] + data[place : place + length] * 2 + data[place + length :],
            data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :],
        ]
    )


def outcome(path: Path, data: bytes) -> np.ndarray | ScreenshotError:
    """The pixels, or why there are none."""
    path.write_bytes(data)
    try:
        return decode(path).rgb
    except ScreenshotError as error:
        return error


def test_png_that_is_cut_off_anywhere_is_refused(tmp_path: Path, effort: Effort) -> None:
    data = SHOT.read_bytes()
    accepted = [
        place
        for place in range(0, len(data), effort(short=len(data) // 150, long=7))
        if not isinstance(outcome(tmp_path / "cut.png", data[:place]), ScreenshotError)
    ]
    assert accepted == []


def test_changed_png_is_refused_or_shows_the_same(tmp_path: Path, effort: Effort) -> None:
    data = encoded("PNG")
    whole = outcome(tmp_path / "whole.png", data)
    chance = random.Random(1)
    for _ in range(effort(short=150, long=3000)):
        result = outcome(tmp_path / "mutant.png", mutant(data, chance))
        # Its checksums tell whatever is wrong with the pixels.
        assert isinstance(result, ScreenshotError) or np.array_equal(result, whole)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "PNG"])
def test_changed_picture_of_another_kind_never_breaks_the_reader(
    kind: str, tmp_path: Path, effort: Effort
) -> None:
    data = encoded(kind)
    chance = random.Random(2)
    for _ in range(effort(short=60, long=1000)):
        result = outcome(tmp_path / "mutant", mutant(data, chance))
        assert isinstance(result, ScreenshotError) or result.dtype == np.uint8
