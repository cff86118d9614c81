"""Picture files of every kind, and files that are none: pixels or one clear reason, nothing else."""

from __future__ import annotations

import hashlib
import os
import struct
import warnings
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from ocrquiz.errors import Reason, ScreenshotError
from ocrquiz.image import decode as module
from ocrquiz.image.decode import FORMATS, MAX_FILE_BYTES, MIN_SIDE, decode

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (200, 20, 30)
EXACT = {"PNG", "TIFF", "BMP"}
"""Formats that keep every pixel."""

SLACK = 40
"""Levels that a pixel in a flat area may be off where a format loses some."""

ORIENTATION = 0x0112


def drawing(
    color: Any = WHITE, ink: Any = BLACK, mode: str = "RGB", size: tuple[int, int] = (60, 40)
) -> Image.Image:
    """A page with a block of ink at its upper left."""
    image = Image.new(mode, size, color)
    ImageDraw.Draw(image).rectangle((8, 8, 23, 15), ink)
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def pixels(data: bytes, folder: Path, name: str = "a.png") -> np.ndarray[Any, np.dtype[np.uint8]]:
    (folder / name).write_bytes(data)
    decoded = decode(folder / name)
    assert decoded.rgb.shape == (decoded.height, decoded.width, 3)
    assert decoded.rgb.dtype == np.uint8
    return decoded.rgb


def colors(data: bytes, folder: Path) -> tuple[list[int], list[int]]:
    """Of the ink and of the page in a `drawing`."""
    rgb = pixels(data, folder)
    return rgb[12, 16].tolist(), rgb[30, 40].tolist()


def refusal(data: bytes, folder: Path, name: str = "a.png") -> ScreenshotError:
    (folder / name).write_bytes(data)
    with pytest.raises(ScreenshotError) as caught:
        decode(folder / name)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_every_format_whatever_its_name(kind: str, mode: str, tmp_path: Path) -> None:
    image = drawing(mode=mode, color="white", ink="black")
    rgb = pixels(encoded(image, kind), tmp_path, "picture.txt")
    off = np.abs(rgb.astype(int) - np.asarray(image.convert("RGB")).astype(int)).max()
    assert off <= (0 if kind in EXACT else SLACK)


def test_hash_is_that_of_the_file(tmp_path: Path) -> None:
    data = encoded(drawing())
    (tmp_path / "a.png").write_bytes(data)
    decoded = decode(tmp_path / "a.png")
    assert decoded.sha256 == hashlib.sha256(data).hexdigest()
    assert (decoded.width, decoded.height) == (60, 40)
    decoded.rgb[0, 0] = 7


@pytest.mark.parametrize(
    ("page", "ink"),
    [
        ((0, 0, 0, 0), (*BLACK, 255)),
        ((255, 255, 255, 0), (*BLACK, 255)),
        ((0, 0, 0, 0), (*WHITE, 255)),
        ((255, 255, 255, 0), (*WHITE, 255)),
        ((*WHITE, 255), (*BLACK, 255)),
        ((*WHITE, 0), (*BLACK, 200)),
    ],
)
def test_text_on_nothing_stays_readable(page: Any, ink: Any, tmp_path: Path) -> None:
    text, ground = colors(encoded(drawing(page, ink, "RGBA")), tmp_path)
    assert abs(text[0] - ground[0]) > 128


@pytest.mark.parametrize(("page", "ground"), [(WHITE, 255), ((20, 20, 20), 0)])
def test_transparent_margin_is_like_the_page(page: tuple[int, int, int], ground: int, tmp_path: Path) -> None:
    image = Image.new("RGBA", (60, 40), (128, 128, 128, 0))
    image.paste((*page, 255), (4, 4, 60, 40))
    rgb = pixels(encoded(image), tmp_path)
    assert rgb[0, 0].tolist() == [ground] * 3
    assert rgb[20, 30].tolist() == list(page)


def test_nothing_at_all_is_a_blank_page(tmp_path: Path) -> None:
    rgb = pixels(encoded(Image.new("RGBA", (20, 20), (9, 9, 9, 0))), tmp_path)
    assert np.ptp(rgb) == 0


def palette(transparent: bool) -> bytes:
    image = drawing(0, 1, "P")
    image.putpalette([*WHITE, *RED])
    return encoded(image, transparency=0) if transparent else encoded(image)


@pytest.mark.parametrize(
    ("data", "ink"),
    [
        (palette(transparent=False), RED),
        (palette(transparent=True), RED),
        (encoded(drawing(1, 0, "1")), BLACK),
        (encoded(drawing((255, 255), (0, 255), "LA")), BLACK),
        (encoded(drawing((0, 0), (0, 255), "LA")), BLACK),
        (encoded(drawing(WHITE, RED), transparency=WHITE), RED),
        (encoded(drawing((0, 0, 0, 0), (55, 235, 225, 0), "CMYK"), "TIFF"), RED),
        (encoded(drawing((0, 0, 0, 0), (55, 235, 225, 0), "CMYK"), "JPEG", quality=95), RED),
        (encoded(drawing(WHITE, RED).convert("YCbCr"), "TIFF"), RED),
    ],
    ids=["P", "P+tRNS", "1", "LA", "LA+alpha", "RGB+tRNS", "CMYK-tiff", "CMYK-jpeg", "YCbCr"],
)
def test_every_way_to_write_colours(data: bytes, ink: tuple[int, int, int], tmp_path: Path) -> None:
    text, page = colors(data, tmp_path)
    assert np.abs(np.subtract(text, ink)).max() <= SLACK
    assert np.abs(np.subtract(page, WHITE)).max() <= 2


def gray(dtype: str, page: float, ink: float) -> bytes:
    values = np.full((40, 60), page, dtype)
    values[8:16, 8:24] = ink
    return encoded(Image.fromarray(values), "PNG" if dtype == "uint16" else "TIFF")


def gray_of_big_endian() -> bytes:
    header = b"MM\0*" + struct.pack(">I", 8)
    fields = [
        (256, 4, 60),
        (257, 4, 40),
        (258, 3, 16 << 16),
        (259, 3, 1 << 16),
        (262, 3, 1 << 16),
        (273, 4, 8 + 2 + 8 * 12 + 4),
        (278, 4, 40),
        (279, 4, 60 * 40 * 2),
    ]
    directory = struct.pack(">H", len(fields)) + b"".join(
        struct.pack(">HHII", t, k, 1, v) for t, k, v in fields
    )
    values = np.full((40, 60), 60000, ">u2")
    values[8:16, 8:24] = 9000
    return header + directory + bytes(4) + values.tobytes()


@pytest.mark.parametrize(
    ("data", "ink", "page"),
    [
        (gray("uint16", 60000, 9000), 35, 233),
        (gray("uint16", 65535, 0), 0, 255),
        (gray("uint16", 250, 0), 0, 0),
        (gray_of_big_endian(), 35, 233),
        (gray("int32", 60000, 9000), 35, 233),
        (gray("int32", 255, 9), 9, 255),
        (gray("float32", 1, 0.25), 64, 255),
        (gray("float32", 255, 10), 10, 255),
        (gray("float32", 1, float("nan")), 0, 255),
        (gray("float32", 255, -255), 0, 255),
    ],
    ids=[
        "16",
        "16-full",
        "16-black",
        "16-big-endian",
        "32",
        "32-small",
        "float-1",
        "float-255",
        "nan",
        "negative",
    ],
)
def test_deep_gray_keeps_its_shades(data: bytes, ink: int, page: int, tmp_path: Path) -> None:
    text, ground = colors(data, tmp_path)
    assert text == pytest.approx([ink] * 3, abs=1)
    assert ground == pytest.approx([page] * 3, abs=1)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_stands_upright(orientation: int, kind: str, tmp_path: Path) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = drawing().transpose(undo[orientation]) if orientation in undo else drawing()
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    text, page = colors(encoded(stored, kind, exif=exif), tmp_path)
    assert max(text) <= SLACK
    assert min(page) >= 255 - SLACK


@pytest.mark.parametrize("exif", [b"Exif\0\0nonsense", b"Exif\0\0MM\0*\0\0\xff\xff", b"Exif\0\0"])
def test_broken_exif_says_nothing(exif: bytes, tmp_path: Path) -> None:
    assert pixels(encoded(drawing(), "JPEG", exif=exif), tmp_path).shape == (40, 60, 3)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_first_frame_of_several(kind: str, tmp_path: Path) -> None:
    frames = [drawing(WHITE), drawing(BLACK), drawing(RED)]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    assert np.array_equal(pixels(data, tmp_path), np.asarray(frames[0]))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("left", [0.999, 0.9, 0.5, 0.05])
def test_file_cut_off_is_never_half_a_picture(kind: str, left: float, tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8))
    data = encoded(noise, kind)
    assert refusal(data[: int(left * len(data))], tmp_path).reason is Reason.DAMAGED


def test_png_cut_in_its_last_bytes(tmp_path: Path) -> None:
    data = encoded(drawing())
    assert {refusal(data[:-cut], tmp_path).reason for cut in range(1, 21)} == {Reason.DAMAGED}


def test_flipped_bits(tmp_path: Path) -> None:
    data = bytearray(encoded(drawing()))
    data[data.index(b"IDAT") + 10] ^= 255
    assert refusal(bytes(data), tmp_path).reason is Reason.DAMAGED


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A black and white PNG whose header says that size."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(data)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_bomb(tmp_path: Path) -> None:
    bomb = png(20_000, 20_000, bytes(2501 * 20_000))
    assert len(bomb) < 100_000
    assert refusal(bomb, tmp_path).reason is Reason.TOO_LARGE


@pytest.mark.parametrize("size", [(2**31 - 1, 2**31 - 1), (10**9, 10)])
def test_size_is_checked_before_pixels_are_made(size: tuple[int, int], tmp_path: Path) -> None:
    assert refusal(png(*size), tmp_path).reason is Reason.TOO_LARGE


def test_size_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 60 * 40)
    assert pixels(encoded(drawing()), tmp_path).shape == (40, 60, 3)
    monkeypatch.setattr(module, "MAX_PIXELS", 60 * 40 - 1)
    error = refusal(encoded(drawing()), tmp_path)
    assert error.reason is Reason.TOO_LARGE
    assert "60 x 40" in error.message


def test_too_small_for_text(tmp_path: Path) -> None:
    assert pixels(encoded(Image.new("RGB", (MIN_SIDE, MIN_SIDE))), tmp_path).any() == np.False_
    assert refusal(encoded(Image.new("RGB", (MIN_SIDE - 1, 900))), tmp_path).reason is Reason.TOO_SMALL


def test_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(ScreenshotError) as caught:
        decode(tmp_path / "a.png")
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"/etc/passwd\n",
        b"<html><body>404</body></html>",
        bytes(1000),
        b"BM is a text",
        b"\x89PNG",
        b"RIFF\x10\0\0\0WAVEfmt ",
    ],
)
def test_no_picture(data: bytes, tmp_path: Path) -> None:
    assert refusal(data, tmp_path).reason is Reason.NOT_AN_IMAGE


@pytest.mark.parametrize(
    "head",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"II*\0",
        b"MM\0*",
        b"RIFF\x10\0\0\0WEBP",
        b"BM\x10\0\0\0\0\0\0\0",
    ],
)
def test_broken_head_of_a_known_kind(head: bytes, tmp_path: Path) -> None:
    assert refusal(head + b"nonsense", tmp_path).reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (encoded(drawing(), "GIF"), "GIF"),
        (encoded(drawing(), "PDF"), "PDF"),
        (encoded(drawing(), "ICO"), "ICO"),
        (b"8BPS\0\1", "PSD"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"\xff\x4f\xff\x51\0", "JPEG 2000"),
        (b"\xff\x0a\0", "JPEG XL"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
        (b"\0\0\0\x1cftypheic\0\0\0\0", "HEIC"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<svg/>", "SVG"),
    ],
)
def test_other_formats_are_named(head: bytes, name: str, tmp_path: Path) -> None:
    error = refusal(head, tmp_path)
    assert error.reason is Reason.UNSUPPORTED
    assert name in error.message


def test_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "loop.png").symlink_to("loop.png")
    outcomes = []
    for name in ("none.png", "folder.png", "pipe.png", "loop.png", "nul\0.png", "x" * 5000):
        with pytest.raises(ScreenshotError) as caught:
            decode(tmp_path / name)
        outcomes.append(caught.value.reason)
    assert outcomes == [Reason.MISSING, *[Reason.UNREADABLE] * 5]


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")]
)
def test_file_that_cannot_be_opened(error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    (tmp_path / "a.png").write_bytes(encoded(drawing()))
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ScreenshotError, match=error.strerror) as caught:
        decode(tmp_path / "a.png")
    assert caught.value.reason is Reason.UNREADABLE


def test_memory_that_runs_out_is_a_picture_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(module, "_to_rgb", exhausted)
    assert refusal(encoded(drawing()), tmp_path).reason is Reason.TOO_LARGE


SEEDS = [encoded(drawing(mode="P", color=0, ink=1))] + [encoded(drawing(), kind) for kind in FORMATS]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_any_bytes_give_pixels_or_a_reason(
    tmp_path: Path, seed: bytes, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(seed)
    for place, value in changes:
        data[place % len(data)] = value
    (tmp_path / "a.png").write_bytes(data)
    with warnings.catch_warnings(), suppress(ScreenshotError):
        warnings.simplefilter("error")
        assert decode(tmp_path / "a.png").rgb.size
