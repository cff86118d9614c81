"""One screenshot read: pixels in, a `Page` out. The only place where image and ocr meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

import cv2

from ocrquiz.geometry import Box, union
from ocrquiz.image.decode import Decoded, decode
from ocrquiz.image.frames import Table
from ocrquiz.image.layout import Layout, analyse
from ocrquiz.image.lines import Chunk, cut_letter, cut_line
from ocrquiz.image.tone import tone_of_ink
from ocrquiz.ocr.engine import Engine
from ocrquiz.ocr.reading import Recognised
from ocrquiz.ocr.recognise import recognise
from ocrquiz.remote import Place

from .model import Line, Page, PageReading, Picture, PictureKind, Widget
from .wrap import unwrapped

CROP_MARGIN = 0.5
"""Air around a crop in x-heights."""

CAPITAL = 0.7
"""Height of a small letter as a share of a capital's."""

CELL_SEPARATOR = " | "


def read_page(file: Place | bytes, name: str, engine: Engine) -> PageReading:
    """Decode a screenshot, find what it shows and read its text.

    Args:
        file: the picture, or what its file holds.
        name: its path as the document names it.
        engine: reads lines of text.

    Raises:
        ScreenshotError: the file is no readable picture.
    """
    decoded = decode(file)
    layout = analyse(decoded.rgb)
    texts = _read_lines(layout, engine)
    pictures, crops = _pictures(layout, decoded)
    page = Page(
        screenshot=name,
        width=decoded.width,
        height=decoded.height,
        x_height=layout.x_height,
        lines=tuple(_lines(layout, texts)),
        widgets=tuple(_with_letters(layout, engine)),
        panels=layout.panels,
        pictures=tuple(pictures),
        icons=layout.icons,
        buttons=layout.buttons,
        pills=layout.pills,
        fields=layout.fields,
    )
    return PageReading(page, decoded.sha256, crops)


def _read_lines(layout: Layout, engine: Engine) -> list[Recognised]:
    cuts = [cut_line(layout.ground.contrast, layout.labels, chunk, 0) for chunk in layout.lines]
    return recognise(cuts, [chunk.x_height for chunk in layout.lines], engine)


def _with_letters(layout: Layout, engine: Engine) -> Iterator[Widget]:
    """The widgets, what is printed in lettered ones read."""
    lettered = [w for w in layout.widgets if w.letter is not None]
    cuts = [cut_letter(layout.ground.contrast, w.box) for w in lettered]
    read = recognise(cuts, [CAPITAL * cut.shape[0] for cut in cuts], engine)
    letters = {id(w): text.text for w, text in zip(lettered, read, strict=True)}
    for widget in layout.widgets:
        yield replace(widget, letter=letters[id(widget)]) if id(widget) in letters else widget


def _lines(layout: Layout, texts: Sequence[Recognised]) -> Iterator[Line]:
    """Lines in reading order; a table's cells are put together row by row."""
    cells: dict[int, list[tuple[Chunk, Recognised]]] = {}
    for chunk, text in zip(layout.lines, texts, strict=True):
        table = next((i for i, t in enumerate(layout.tables) if t.box.covers(chunk.box)), None)
        if table is not None:
            cells.setdefault(table, []).append((chunk, text))
        elif text.text:
            yield _line(layout, chunk, text)
    for index, found in cells.items():
        yield from _rows(layout.tables[index], found)


def _line(layout: Layout, chunk: Chunk, text: Recognised) -> Line:
    return Line(
        box=chunk.box,
        text=text.text,
        confidence=text.confidence,
        first_word=text.first_word,
        size=round(chunk.x_height / layout.x_height, 2),
        bullet=chunk.bullet,
        code=text.code,
        tone=tone_of_ink(layout.ground, chunk.box),
        doubts=text.doubts,
    )


def _rows(table: Table, found: Iterable[tuple[Chunk, Recognised]]) -> Iterator[Line]:
    found = list(found)
    for row in table.cells:
        inside = [[f for f in found if cell.covers(f[0].box)] for cell in row]
        members = [f for cell in inside for f in cell]
        if not members:
            continue
        yield Line(
            box=union(row),
            text=CELL_SEPARATOR.join(unwrapped(text.text for _, text in cell) for cell in inside),
            confidence=min(text.confidence for _, text in members),
            table=True,
            doubts=tuple(d for _, text in members for d in text.doubts),
        )


def _pictures(layout: Layout, decoded: Decoded) -> tuple[list[Picture], dict[str, bytes]]:
    """Crops of figures and tables, named by what they show so that equal ones share a file."""
    regions = [(box, PictureKind.FIGURE) for box in layout.figures]
    regions += [(table.box, PictureKind.TABLE) for table in layout.tables]
    margin = round(CROP_MARGIN * layout.x_height)
    pictures, crops = [], {}
    for box, kind in sorted(regions):
        png = _png(decoded, box.grown(margin).clipped(decoded.width, decoded.height))
        name = f"{kind.value}-{sha256(png).hexdigest()[:16]}.png"
        crops[name] = png
        pictures.append(Picture(box, kind, name))
    return pictures, crops


def _png(decoded: Decoded, box: Box) -> bytes:
    patch = decoded.rgb[box.top : box.bottom, box.left : box.right]
    return cv2.imencode(".png", cv2.cvtColor(patch, cv2.COLOR_RGB2BGR))[1].tobytes()
