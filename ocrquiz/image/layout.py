"""Everything that the pixels of a screenshot tell before a word is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box
from ocrquiz.page.model import Panel, Shape, Tone, Widget

from .bars import find_bars, with_bars
from .blobs import Blob, find_blobs, find_large, measure_x_height
from .chips import find_chips, find_highlights, find_labels
from .figures import absorb, find_figures, is_large
from .frames import Table, find_frames, find_tables
from .ground import Block, Ground, Rgb, separate, with_blocks, without_narrow_blocks
from .lines import Chunk, find_lines
from .links import find_link_icons
from .marks import is_tick_or_cross
from .options import find_markers, in_rows
from .ornaments import find_ornaments, find_scroll_bars
from .smooth import smoothed
from .tone import CORE, tone_of_ink, tone_of_tint
from .widgets import MAX_SIZE, MIN_SIZE

MIN_PANEL_HEIGHT = 2.5
"""Lowest feedback panel in x-heights: one line of text with some air."""

MIN_PANEL_WIDTH = 12.0
"""Narrowest feedback panel in x-heights: a highlighted word is narrower."""

FIELD_HEIGHT = 5.0
"""Highest text field in x-heights: one line with air."""

FIELD_WIDTH = (8.0, 80.0)
"""Narrowest and widest text field in x-heights."""

MIN_ACCENT = 60
"""Levels between the strongest and the weakest channel of a button's colour."""

SIGN = 0.48
"""Share of its box that a triangle, a diamond or a disc fills; letters of that width and height fill less."""

SIGN_GAP = 0.8
"""White in x-heights between such a sign and the text: more than a word space."""

LETTERED = 40
"""Letters beside the pictures in a tinted block, half a line of them, from which it is no ground of a picture
but a panel with text."""

WHOLE = 0.85
"""Share of a page's width and height from which a region is no figure in it."""

RULED = 0.05
"""Share of its box that rulings ink at most; letters and pictures ink more."""

UPRIGHT = 2.0
"""Height of an exclamation mark beside its width."""

WORD_SPACE = 0.9
"""White in x-heights right of an icon of any form: a word of one letter has less."""

MAX_ICON = 3.6
"""Largest check mark or cross in x-heights, its circle included."""


@dataclass(frozen=True)
class Layout:
    """What one screenshot shows, before reading. All boxes are in its pixels."""

    ground: Ground
    labels: NDArray[np.int32]
    x_height: float
    widgets: tuple[Widget, ...]
    panels: tuple[Panel, ...]
    icons: tuple[tuple[Box, Tone], ...]
    buttons: tuple[Box, ...]
    pills: tuple[Panel, ...]
    fields: tuple[Box, ...]
    tables: tuple[Table, ...]
    figures: tuple[Box, ...]
    lines: tuple[Chunk, ...]


def analyse(rgb: Rgb) -> Layout:
    """Find widgets, panels, icons, buttons, tables, figures and lines of text.

    Args:
        rgb: (h, w, 3), 8 bits.
    """
    ground = separate(smoothed(rgb))
    blobs, labels = find_blobs(ground.ink)
    x_height = measure_x_height(blobs, labels)
    wide = without_narrow_blocks(ground, MAX_SIZE * x_height)
    if wide is not ground:
        ground = wide
        blobs, labels = find_blobs(ground.ink)
    chips = find_chips(blobs, ground, x_height)
    marked = find_highlights(chips, blobs, x_height)
    filled = [Block(chip.box, chip.fill) for chip in chips if chip.fill]
    if filled:
        ground = with_blocks(ground, filled)
        blobs, labels = find_blobs(ground.ink)
    pills = [chip for chip in chips if chip.box not in marked]

    pale = find_large(ground.faint, MIN_SIZE * x_height)
    markers = find_markers(blobs, labels, pale, ground, x_height)
    icons = [(m.box, m.tone) for m in markers.marks]
    panels = _panels(ground, x_height)
    tables = _without_widgets(find_tables(ground.faint, pale, x_height), markers.widgets)
    frames = find_frames(blobs, ground.ink, x_height)
    held = [w.box for w in markers.widgets]
    buttons = [f for f in frames if _is_button(f, ground, x_height) and not any(map(f.contains, held))]
    outlines = [f for f in frames if f not in buttons]
    faint = _others(find_frames(pale, ground.faint, x_height), frames)
    signs = [m.box for m in markers.marks] + [block.box for block in ground.blocks]
    widgets = in_rows(markers.widgets, ground, outlines + faint, x_height)
    widgets = with_bars(widgets, find_bars(ground, outlines + faint, markers.marks, x_height), signs)
    bars = [w.row for w in widgets if w.row and w.shape is Shape.PLAIN]
    icons = [(box, tone) for box, tone in icons if not any(bar.contains(box) for bar in bars)]

    taken = [w.box for w in widgets] + [m.box for m in markers.marks] + buttons
    rest = [b for b in blobs if not any(t.contains(b.box, 1) for t in taken)]
    rest = [b for b in rest if not any(_is_rim(b.box, chip.box) for chip in chips)]
    edges = set(frames)
    rest = [b for b in rest if b.box not in edges and not _is_border(b, tables)]
    rest = [b for b in rest if not any(_is_decoration(b, bar, x_height) for bar in bars)]
    rest = [b for b in rest if not any(_is_in_tile(b, bar, ground) for bar in bars)]
    shapes = [sign for bar in bars if (sign := _sign(rest, bar, x_height))]
    rest = [b for b in rest if b not in shapes]
    outlines = [f for f in outlines if not any(f.contains(w.box) for w in widgets)]
    height, width = rgb.shape[:2]
    scroll_bars = find_scroll_bars(rest, Box(0, 0, width, height), x_height)
    rest = [b for b in rest if b.label not in scroll_bars]
    figures = _figures(rest, outlines, ground, widgets, tables, x_height)
    rest = [b for b in rest if not any(f.contains(b.box, 1) for f in figures)]
    icons = [(box, tone) for box, tone in icons if not any(f.covers(box) for f in figures)]
    icons += _loose_icons(rest, labels, panels, ground, x_height)
    rest = [b for b in rest if not any(box.contains(b.box, 1) for box, _ in icons)]
    links = {b.label for b in find_link_icons(rest, ground.ink, x_height)}
    labelled = [chip.box for chip in pills]
    blocks = [block.box for block in ground.blocks if block.box not in {*marked, *labelled}]
    ornaments = find_ornaments(rest, [*blocks, *frames, *faint], ground, x_height)
    letters = [b for b in rest if b.label not in links | ornaments and not _is_ruling(b, x_height)]

    cells = [c for t in tables for row in t.cells for c in row]
    lines = find_lines(letters, labels, blocks, cells + labelled, x_height)
    if figures:
        outside = [c for c in lines if not any(t.box.covers(c.box) for t in tables)]
        grown = absorb(figures, outside, [w.box for w in widgets], x_height)
        # What takes in the whole page with its labels is no picture with labels.
        if not any(_is_all(f, Box(0, 0, width, height)) for f in grown):
            figures = grown
        lines = [c for c in lines if not any(f.covers(c.box) for f in figures)]
    rows = {w.row for w in widgets}
    own = [block for block in ground.blocks if block.box not in rows | marked]
    fields = [f for f in outlines + faint if _is_field(f, x_height)]
    # What fills a figure or a part of it is no explanation.
    panels = [p for p in panels if not any(b.contains(p.box, 2) for b in (*fields, *figures))]
    return Layout(
        ground,
        labels,
        x_height,
        tuple(sorted(widgets, key=lambda w: (w.box.top, w.box.left))),
        tuple(sorted(panels, key=lambda p: (p.box.top, p.box.left))),
        tuple(icons),
        tuple(buttons),
        tuple(
            Panel(box, _tone_of_box(box, ground)) for box in find_labels(lines, own, pills, ground, x_height)
        ),
        tuple(fields),
        tuple(tables),
        tuple(sorted(figures)),
        tuple(lines),
    )


def _without_widgets(tables: Sequence[Table], widgets: Sequence[Widget]) -> list[Table]:
    """The tables that are no layout: a grid of cards holds options, a table stands beside one at most."""
    return [t for t in tables if not any(t.box.contains(w.box) for w in widgets)]


def _others(frames: Sequence[Box], known: Sequence[Box]) -> list[Box]:
    """The frames that are not among those known already."""
    return [f for f in frames if not any(k.covers(f, 0.8) and f.covers(k, 0.8) for k in known)]


def _panels(ground: Ground, x_height: float) -> list[Panel]:
    """Tinted blocks that are large enough for a line of text."""
    return [
        Panel(block.box, tone_of_tint(block.color, ground.page))
        for block in ground.blocks
        if block.box.height >= MIN_PANEL_HEIGHT * x_height and block.box.width >= MIN_PANEL_WIDTH * x_height
    ]


def _is_button(frame: Box, ground: Ground, x_height: float) -> bool:
    """Whether an outlined box is a button: one line high, outline and text in one accent colour."""
    if frame.height > 7 * x_height or frame.width > 30 * x_height:
        return False
    area = np.s_[frame.top : frame.bottom, frame.left : frame.right]
    core = ground.contrast[area] >= CORE * float(ground.contrast[area].max())
    pixels = ground.rgb[area][core].astype(np.int16)
    chroma = pixels.max(axis=1) - pixels.min(axis=1)
    # Colour fringes of black letters cancel each other out.
    return bool((chroma >= MIN_ACCENT).mean() >= 0.6 and np.ptp(pixels.mean(axis=0)) >= MIN_ACCENT / 2)


def _is_field(frame: Box, x_height: float) -> bool:
    """Whether an outlined box is one that a short answer is typed in."""
    low, high = (w * x_height for w in FIELD_WIDTH)
    return frame.height <= FIELD_HEIGHT * x_height and low <= frame.width <= high


def _is_decoration(blob: Blob, bar: Box, x_height: float) -> bool:
    """Whether a piece in a bar is no text: too large, or in its corner."""
    edge = min(blob.box.top - bar.top, bar.bottom - blob.box.bottom)
    decorates = is_large(blob, x_height) or edge <= 0.2 * x_height
    return decorates and bar.contains(blob.box, round(0.3 * x_height))


def _is_in_tile(blob: Blob, bar: Box, ground: Ground) -> bool:
    """Whether a piece stands in a bar left of what fills it: in a tile as dark as its outline."""
    if not bar.contains(blob.box):
        return False
    fills = [b.box for b in ground.blocks if bar.contains(b.box)]
    fill = max(fills, key=lambda b: b.area, default=bar)
    return blob.box.right <= fill.left and not any(f.contains(blob.box) for f in fills)


def _tone_of_box(box: Box, ground: Ground) -> Tone:
    """What the colour of a box says: its fill, or its outline and text."""
    fill = next((block.color for block in ground.blocks if block.box == box), None)
    if fill is not None:
        return tone_of_tint(fill, ground.page)
    return tone_of_ink(ground, box) or Tone.NEUTRAL


def _is_rim(piece: Box, chip: Box) -> bool:
    """Whether a piece is what a chip is drawn with, rather than its text."""
    return chip.contains(piece, 2) and not chip.grown(-1).contains(piece)


def _is_ruling(blob: Blob, x_height: float) -> bool:
    """Whether a piece is rulings that meet, as between two columns and what is below them."""
    return is_large(blob, x_height) and blob.area < RULED * blob.box.area


def _sign(blobs: Sequence[Blob], bar: Box, x_height: float) -> Blob | None:
    """The triangle, diamond, disc or square that opens a tile, set off from its text."""
    inside = sorted((b for b in blobs if bar.contains(b.box)), key=lambda b: b.box.left)
    if len(inside) < 2:
        return None
    first, box = inside[0], inside[0].box
    solid = first.area >= SIGN * box.area and min(box.width, box.height) >= 0.8 * x_height
    return first if solid and inside[1].box.left - box.right >= SIGN_GAP * x_height else None


def _is_border(blob: Blob, tables: Sequence[Table]) -> bool:
    return any(
        t.box.grown(3).contains(blob.box) and blob.area < 0.3 * blob.box.area and blob.box.covers(t.box, 0.5)
        for t in tables
    )


def _figures(
    blobs: Sequence[Blob],
    outlines: Sequence[Box],
    ground: Ground,
    widgets: Sequence[Widget],
    tables: Sequence[Table],
    x_height: float,
) -> list[Box]:
    """Pictures with their lettering; a faintly tinted block that holds little else is the ground of one."""
    outside = [b for b in blobs if not any(t.box.contains(b.box, 2) for t in tables)]
    figures = find_figures(outside, outlines, x_height)
    for block in ground.blocks:
        neutral = tone_of_tint(block.color, ground.page) is Tone.NEUTRAL
        if neutral and not any(block.box.contains(w.box) for w in widgets):
            figures = _on_ground(figures, block.box, outside, x_height)
    page = Box(0, 0, *ground.ink.shape[::-1])
    return sorted(
        {f for f in figures if not any(f.contains(w.box) for w in widgets) and not _is_all(f, page)}
    )


def _on_ground(figures: Sequence[Box], block: Box, blobs: Sequence[Blob], x_height: float) -> list[Box]:
    """The pictures, those in a tinted block as large as the block, unless it holds text of its own."""
    inside = [f for f in figures if block.contains(f, 2)]
    beside = [b.box for b in blobs if block.contains(b.box) and not any(f.contains(b.box, 1) for f in inside)]
    letters = sum(0.5 * x_height < box.height < 2.5 * x_height for box in beside)
    return [block if letters < LETTERED and f in inside else f for f in figures]


def _is_all(figure: Box, page: Box) -> bool:
    """Whether a figure takes in the whole page, so that it is what holds the page together."""
    return figure.width >= WHOLE * page.width and figure.height >= WHOLE * page.height


def _loose_icons(
    blobs: Sequence[Blob],
    labels: NDArray[np.int32],
    panels: Sequence[Panel],
    ground: Ground,
    x_height: float,
) -> list[tuple[Box, Tone]]:
    """Check marks, crosses and exclamation marks in green or red that open a panel's first line."""
    found = []
    for panel in panels:
        inside = [b for b in blobs if panel.box.contains(b.box) and b.area > 0.2 * x_height]
        if not inside:
            continue
        first = min(inside, key=lambda b: b.box.left)
        near = [
            b
            for b in inside
            if b.box.left < first.box.right + 0.4 * x_height
            and abs(b.box.center_y - first.box.center_y) < 2 * x_height
        ]
        box = Box(
            min(b.box.left for b in near),
            min(b.box.top for b in near),
            max(b.box.right for b in near),
            max(b.box.bottom for b in near),
        )
        if max(box.width, box.height) > MAX_ICON * x_height:
            continue
        others = [b.box for b in inside if not box.contains(b.box) and b.box.overlap_y(box) > 0]
        gap = min((o.left for o in others), default=box.right) - box.right
        tone = tone_of_ink(ground, box)
        drawn = np.isin(labels[box.top : box.bottom, box.left : box.right], [b.label for b in near])
        # A stroke alone is the letter I, and an exclamation mark has a dot.
        upright = box.height >= UPRIGHT * box.width and len(near) > 1
        drawn_as_icon = upright or is_tick_or_cross(drawn)
        is_icon = drawn_as_icon or (panel.tone is not Tone.NEUTRAL and gap >= WORD_SPACE * x_height)
        if tone is not None and gap >= 0.5 * x_height and is_icon:
            found.append((box, tone))
    return found
