"""A picture file in, RGB pixels out, or one clear reason why not: nothing else leaves this module.

Whatever bytes a file holds, they may cost neither the process nor its memory. So the kind of file is limited
to those we know, sizes are checked before pixels are made, and a file that is not whole is refused.
"""

from __future__ import annotations

import hashlib
import logging
import stat
import threading
import warnings
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from ocrquiz.errors import Reason, ScreenshotError
from ocrquiz.remote import Place, Remote

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP")
"""What Pillow may open; without the list it tries dozens of formats, some through other programs."""

MAX_FILE_BYTES = 200 * 1024 * 1024
"""A screenshot takes a few MB; a photo without compression under 200."""

MAX_PIXELS = 64_000_000
"""Width times height: four 4K screens wide and two high. The layout analysis takes some 30 bytes a pixel, and
a file of 48 kB can hold 400 million."""

MIN_SIDE = 8
"""Pixels: less than the height of one letter, as tracking pixels and spacers have."""

OPAQUE = 128
"""Alpha (of 255) from which a pixel counts as part of what is shown."""

LIGHT = 128
"""Mean lightness (of 255) from which opaque pixels are light."""

PAGE_SHARE = 0.5
"""Share of opaque pixels from which they are a page; below it, they are text on nothing."""

SIXTEEN_TO_EIGHT_BITS = 257
"""65535 / 255."""

_PNG_END = b"IEND\xaeB`\x82"

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

_OTHER_FORMATS = {
    b"GIF8": "GIF",
    b"%PDF-": "PDF",
    b"8BPS": "PSD",
    b"\0\0\1\0": "ICO",
    b"\0\0\0\x0cjP  ": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"\0\0\0\x0cJXL ": "JPEG XL",
    b"\xff\x0a": "JPEG XL",
}

_CONTAINER_BRANDS = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC"),
}
"""Brands in the `ftyp` box of ISO files; the others are films."""

SVG_HEAD = 1024
"""Bytes in which `<svg` stands, after an XML declaration and comments."""

# `warnings` keeps its filters for the whole process, so two threads must not change them at a time.
_warning_filters = threading.Lock()

# Without a handler, Pillow's log messages would be printed.
logging.getLogger("PIL").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """The pixels of a screenshot, upright and opaque.

    Attributes:
        rgb: height x width x 3, 8 bits.
        sha256: of the file, in hexadecimal.
        width: in pixels.
        height: in pixels.
    """

    rgb: NDArray[np.uint8]
    sha256: str
    width: int
    height: int


def decode(file: Place | bytes) -> Decoded:
    """Read a picture: the first frame, turned as its EXIF data says, without transparency.

    Args:
        file: PNG, JPEG, WebP, TIFF or BMP, whatever its name; or what it holds.

    Returns:
        The pixels, and the hash of the very bytes that they come from.

    Raises:
        ScreenshotError: it cannot be read; `reason` says why.
    """
    data = file if isinstance(file, bytes) else read_file(file)
    if not data:
        raise ScreenshotError(Reason.NOT_AN_IMAGE, "The file is empty.", "Take the screenshot again.")
    with _warning_filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rgb = _decode(data)
    height, width = rgb.shape[:2]
    return Decoded(rgb, hashlib.sha256(data).hexdigest(), width, height)


def read_file(file: Place) -> bytes:
    """The bytes of a file, if it is a file and not too large.

    Raises:
        ScreenshotError: it cannot be read; `reason` says why.
    """
    try:
        data = file.read_bytes(MAX_FILE_BYTES + 1) if isinstance(file, Remote) else _read_local(file)
    except FileNotFoundError as error:
        raise ScreenshotError(Reason.MISSING, "There is no such file.", "Check the path.") from error
    # A NUL in the name is a ValueError.
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ScreenshotError(
            Reason.UNREADABLE, f"The file cannot be read: {why}.", "Check its permissions and the disk."
        ) from error
    if len(data) > MAX_FILE_BYTES:
        raise _too_large_file()
    return data


def _read_local(file: Path) -> bytes:
    status = file.stat()
    # Before opening: a pipe would keep us waiting for ever.
    if not stat.S_ISREG(status.st_mode):
        raise ScreenshotError(
            Reason.UNREADABLE, "This is a folder or a device, not a file.", "Name the picture itself."
        )
    if status.st_size > MAX_FILE_BYTES:
        raise _too_large_file()
    with file.open("rb") as stream:
        return stream.read(MAX_FILE_BYTES + 1)


def _decode(data: bytes) -> NDArray[np.uint8]:
    try:
        _check(data)
        # `verify` leaves a picture that cannot be loaded, so it is opened anew.
        with _open(data) as image:
            image.load()
            return _to_rgb(_upright(image))
    except ScreenshotError:
        raise
    except UnidentifiedImageError as error:
        raise _unidentified(data) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise _too_many_pixels() from error
    # Pillow's decoders raise whatever a broken file makes them stumble over.
    except Exception as error:
        raise _damaged() from error


def _open(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data), formats=FORMATS)


def _check(data: bytes) -> None:
    """Refuse by header and check sums what is too large, too small or not whole."""
    with _open(data) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise _too_many_pixels(width, height)
        if min(width, height) < MIN_SIDE:
            raise ScreenshotError(
                Reason.TOO_SMALL,
                f"The picture has {width} x {height} pixels, too few for a line of text.",
                "Take it out of the document, or take the screenshot again.",
            )
        # Pillow reads on without the end of a PNG; a JPEG that is cut off shows when it is loaded.
        if image.format == "PNG" and _PNG_END not in data:
            raise _damaged()
        image.verify()


def _upright(image: Image.Image) -> Image.Image:
    # Broken EXIF data says nothing about the pixels.
    with suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)
    return image


def _to_rgb(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode.startswith(("I", "F")):
        gray = _to_eight_bits(np.asarray(image))
        return np.stack([gray] * 3, axis=-1)
    if image.has_transparency_data:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        pixels = np.asarray(image)
        if pixels[..., 3].min() == 255:
            # Several times as fast as Pillow's own way.
            return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB), dtype=np.uint8)
        image = _flattened(image)
    try:
        # A copy, as Pillow's own pixels are read-only.
        return np.array(image.convert("RGB"), dtype=np.uint8)
    except ValueError as error:
        raise _unsupported(f"colours of the kind {image.mode}") from error


def _to_eight_bits(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Scale gray values of 16 or 32 bits. Pillow's own conversion cuts them off at 255: a white page."""
    # Of either byte order.
    if values.dtype.kind == "u" and values.dtype.itemsize == 2:
        return (values // SIXTEEN_TO_EIGHT_BITS).astype(np.uint8)
    gray = np.nan_to_num(values.astype(np.float32), posinf=0, neginf=0)
    low, high = min(float(gray.min()), 0.0), float(gray.max())
    # Files of 32 bits do not say what white is: the least usual range that holds all values.
    white = next((top for top in (1.0, 255.0, 65535.0) if high <= top), high)
    if values.dtype.kind != "f" and white == 1:
        white = 255.0
    return ((gray - low) * (255 / (white - low))).round().astype(np.uint8)


def _flattened(image: Image.Image) -> Image.Image:
    """Put a picture with transparency on the ground that it was made for.

    Text on nothing gets the ground that it stands out from. A page with transparent corners or margins gets
    the ground that is like the page, so that its edges make no lines.
    """
    opaque = image.getchannel("A").point([255 * (alpha >= OPAQUE) for alpha in range(256)])
    counts = np.array(image.convert("L").histogram(opaque))
    shown = int(counts.sum())
    light = shown > 0 and float(counts @ np.arange(256)) / shown >= LIGHT
    is_page = shown >= PAGE_SHARE * image.width * image.height
    dark_ground = shown > 0 and light != is_page
    ground = Image.new("RGBA", image.size, (0, 0, 0, 255) if dark_ground else (255, 255, 255, 255))
    return Image.alpha_composite(ground, image)


def _unidentified(data: bytes) -> ScreenshotError:
    other = _other_format(data)
    if other:
        return _unsupported(f"the format {other}")
    # Two letters are no signature: a BMP's next field is zero.
    bmp = data.startswith(b"BM") and data[6:10] == bytes(4)
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    if data.startswith(_SIGNATURES) or bmp or webp:
        return _damaged()
    return ScreenshotError(
        Reason.NOT_AN_IMAGE,
        "The file is no picture, whatever its name says.",
        "Replace it by a PNG, JPEG, WebP, TIFF or BMP file.",
    )


def _other_format(data: bytes) -> str | None:
    if data[4:8] == b"ftyp":
        return _CONTAINER_BRANDS.get(data[8:12])
    head = data[:SVG_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and b"<svg" in head:
        return "SVG"
    return next((name for magic, name in _OTHER_FORMATS.items() if data.startswith(magic)), None)


def _unsupported(what: str) -> ScreenshotError:
    return ScreenshotError(
        Reason.UNSUPPORTED, f"The picture has {what}, which is not read.", "Convert it to PNG."
    )


def _damaged() -> ScreenshotError:
    return ScreenshotError(
        Reason.DAMAGED,
        "The picture is damaged or cut off.",
        "Copy it again from where it comes from, or take the screenshot again.",
    )


def _too_large_file() -> ScreenshotError:
    return ScreenshotError(
        Reason.TOO_LARGE,
        f"The file is larger than {MAX_FILE_BYTES // 1024**2} MB.",
        "Save it as PNG, or cut it into several pictures.",
    )


def _too_many_pixels(width: int = 0, height: int = 0) -> ScreenshotError:
    size = f"{width} x {height} pixels" if width else "too many pixels"
    return ScreenshotError(
        Reason.TOO_LARGE,
        f"The picture has {size}; at most {MAX_PIXELS // 1_000_000} million are read.",
        "Scale it down, or cut it into several pictures.",
    )
