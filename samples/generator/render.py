"""From questions to a screenshot file."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops

from .browser import BrowserError, screenshot
from .markup import page_html
from .model import Look, Part, Question

# Taller than any page of ours; the empty rest is trimmed.
WINDOW_HEIGHT = 2600
_BOTTOM_MARGIN = 18


def render_page(shown: Sequence[Question | Part], look: Look, out_png: Path) -> tuple[int, int]:
    """Draw the questions (or the parts of them that fit on one screen) into ``out_png``; return its size."""
    parts = [item if isinstance(item, Part) else Part(item) for item in shown]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        raw = Path(folder) / "raw.png"
        page.write_text(page_html(parts, look), encoding="utf-8")
        screenshot(page, raw, width=look.width, height=WINDOW_HEIGHT, scale=look.scale)
        with Image.open(raw, formats=["PNG"]) as opened:
            picture = trim(opened.convert("RGB"), look.scale)
    save(picture, out_png, look.scale, rgba=look.rgba)
    return picture.size


def trim(picture: Image.Image, scale: float) -> Image.Image:
    """Cut the window's empty rest below the content."""
    ground = picture.getpixel((0, picture.height - 1))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, ground)).getbbox()
    if box is None:
        raise BrowserError("the page is empty")
    bottom = box[3] + round(_BOTTOM_MARGIN * scale)
    if bottom > picture.height:
        raise BrowserError("the page is taller than the window")
    return picture.crop((0, 0, picture.width, bottom))


def save(picture: Image.Image, out_png: Path, scale: float, *, rgba: bool = False) -> None:
    """Write it losslessly and small; as RGBA where the screenshots of macOS are imitated."""
    dpi = (72 * scale, 72 * scale)
    picture = picture.convert("RGBA") if rgba else _with_palette(picture)
    picture.save(out_png, format="PNG", optimize=True, dpi=dpi)


def _with_palette(picture: Image.Image) -> Image.Image:
    """The same picture with a palette, if one can hold all colours; ``quantize`` only comes near them."""
    if picture.getcolors(256) is None:
        return picture
    raw = picture.tobytes()
    pixels = [raw[at : at + 3] for at in range(0, len(raw), 3)]
    colours = sorted(set(pixels))
    index = {colour: i for i, colour in enumerate(colours)}
    indexed = Image.frombytes("P", picture.size, bytes(index[pixel] for pixel in pixels))
    indexed.putpalette(b"".join(colours))
    return indexed
