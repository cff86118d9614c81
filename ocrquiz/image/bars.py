"""Options without a widget: a stack or a grid of bars and tiles of one size."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Shape, Tone, Widget

from .ground import Block, Color, Ground, distance
from .marks import Mark
from .tone import tone_of_tint

HEIGHT = (2.4, 22.0)
"""Lowest and highest bar in x-heights: a line with air, and some lines of text."""

MAX_TILE = 45.0
"""Highest tile in a colour of its own in x-heights: they fill half a projected page."""

MIN_WIDTH = 10.0
"""Narrowest bar in x-heights."""

ALIGNED = 1.5
"""How far in x-heights the sides of bars in one column may differ."""

EVEN = 1.5
"""White between two bars, beside the least in their column: an explanation stands farther below."""

STRONG = 60
"""Levels between the channels of a strong colour."""

DIFFERENT = 36
"""Levels between the colours of two tiles: blue and teal are 45 apart."""

MIN_TILES = 3
"""Tiles at least: two can be green and red."""

MAX_GRID = 2
"""Rows of a grid of options at most; longer columns side by side are to be matched."""

MAX_GAP = 5.0
"""Widest white between two bars in x-heights."""

LIKE = 6
"""Levels by which the colours of bars that look alike may differ."""

COVERED = 0.8
"""Share of an outlined bar that its fill covers at least."""

CHOSEN = 30
"""Levels from which a bar's colour says that it was chosen: a panel below in another grey has less."""


def find_bars(ground: Ground, frames: Sequence[Box], marks: Sequence[Mark], x_height: float) -> list[Widget]:
    """A widget for each bar of a column of bars, from top to bottom.

    Args:
        ground: the page.
        frames: outlined boxes; an outlined bar has the page's colour.
        marks: check marks and crosses; one in a bar says what it is.
        x_height: in pixels.
    """
    outlined = [Block(f, _color_in(f, ground)) for f in frames]
    blocks = [b for b in ground.blocks if not any(_is_filled_by(f, b.box) for f in frames)]
    bars = [b for b in (*blocks, *outlined) if _has_size(b.box, x_height)]
    tiles = _tiles([b for b in ground.blocks if _is_tile(b.box, x_height)])
    if tiles:
        return [_tile(tile) for tile in tiles]
    columns = sorted(_columns(bars, x_height), key=len, reverse=True)
    first = columns[0] if columns else []
    if len(first) < 2 or any(_is_matched(first, other) for other in columns[1:]):
        return []
    # Each question of a page has a column of its own, maybe beside a picture.
    stacks = [c for c in columns if len(c) > 1 and any(_sides(c[0].box, first[0].box, x_height))]
    column = [bar for stack in stacks for bar in _grid(stack, [c for c in columns if c is not stack])]
    greys = [b.color for b in column if tone_of_tint(b.color, ground.page) is Tone.NEUTRAL]
    common = min(greys, key=lambda c: distance(c, ground.page), default=None)
    if common is None:
        return []
    options = [b for b in column if b.color not in greys or not LIKE < distance(b.color, common) < CHOSEN]
    if len(options) < 2:
        return []
    return [_widget(bar, ground, common, marks) for bar in options]


def _color_in(frame: Box, ground: Ground) -> Color:
    """The colour of what an outlined bar is filled with, or of the card that it stands on."""
    around = [b for b in ground.blocks if b.box.covers(frame, COVERED)]
    return min(around, key=lambda b: b.box.area).color if around else ground.page


def _is_filled_by(frame: Box, block: Box) -> bool:
    """Whether a block is what fills an outline, beside a tile with a letter maybe."""
    return frame.covers(block, COVERED) and block.covers(frame, COVERED)


def with_bars(widgets: Sequence[Widget], bars: Sequence[Widget], signs: Sequence[Box]) -> list[Widget]:
    """The widgets of a page, or those of its bars.

    Bars count where there is no widget, and where each widget stands in a bar of its own and some bars have
    a mark or a coloured tile in its place.

    Args:
        widgets: bare or lettered ones.
        bars: a widget for each bar.
        signs: marks and tiles.
    """
    if not widgets:
        return list(bars)
    bars = [bar for bar in bars if bar.row and _has_sign(bar.row, widgets, signs)]
    inside = [[w for w in widgets if bar.row and bar.row.contains(w.box)] for bar in bars]
    if len(bars) <= len(widgets) or sum(map(len, inside)) < len(widgets) or max(map(len, inside)) > 1:
        return list(widgets)
    return [_joined(bar, own[0]) if own else bar for bar, own in zip(bars, inside, strict=True)]


def _joined(bar: Widget, own: Widget) -> Widget:
    """A bar with the widget in it."""
    return replace(bar, box=own.box, letter=own.letter, selected=bar.selected or own.selected)


def _has_sign(bar: Box, widgets: Sequence[Widget], signs: Sequence[Box]) -> bool:
    """Whether a bar has a widget, or a sign of its size in the widgets' column."""
    size = widgets[0].box
    return any(bar.contains(w.box) for w in widgets) or any(
        bar.contains(sign)
        and abs(sign.center_x - size.center_x) <= size.width
        and max(sign.width, sign.height) <= 2 * size.width
        for sign in signs
    )


def _tiles(bars: Sequence[Block]) -> list[Block]:
    """Tiles of one size in strong colours of their own, row by row: the colours mean nothing then."""
    strong = [b for b in bars if max(b.color) - min(b.color) >= STRONG]
    for first in strong:
        alike = [b for b in strong if _is_as_large(b.box, first.box)]
        different = all(distance(a.color, b.color) > DIFFERENT for a, b in itertools.combinations(alike, 2))
        apart = not any(a.box.intersection(b.box).area for a, b in itertools.combinations(alike, 2))
        if len(alike) >= MIN_TILES and different and apart:
            return sorted(alike, key=lambda b: (round(b.box.top / max(1, b.box.height)), b.box.left))
    return []


def _is_as_large(a: Box, b: Box) -> bool:
    return abs(a.width - b.width) <= 0.1 * b.width and abs(a.height - b.height) <= 0.1 * b.height


def _tile(tile: Block) -> Widget:
    box = tile.box
    return Widget(Box(box.left, box.top, box.left + 1, box.bottom), Shape.PLAIN, False, row=box)


def _columns(bars: Sequence[Block], x_height: float) -> list[list[Block]]:
    """Bars with the same sides, one below the other at even distances."""
    columns: list[list[Block]] = []
    for bar in sorted(bars, key=lambda b: b.box.top):
        home = next(
            (
                c
                for c in columns
                if all(_sides(c[-1].box, bar.box, x_height))
                and 0 <= bar.box.top - c[-1].box.bottom <= MAX_GAP * x_height
            ),
            None,
        )
        if home is None:
            columns.append([bar])
        else:
            home.append(bar)
    return [_even(column) for column in columns]


def _sides(a: Box, b: Box, x_height: float) -> tuple[bool, bool]:
    """Whether two bars have the same left and the same right side."""
    slack = ALIGNED * x_height
    return abs(a.left - b.left) <= slack, abs(a.right - b.right) <= slack


def _even(column: list[Block]) -> list[Block]:
    """The longest part of a column without a distance that is much larger than the least."""
    gaps = [b.box.top - a.box.bottom for a, b in itertools.pairwise(column)]
    if not gaps:
        return column
    cuts = [i for i, gap in enumerate(gaps, start=1) if gap > EVEN * min(gaps) + 2]
    parts = [column[start:end] for start, end in itertools.pairwise([0, *cuts, len(column)])]
    return max(parts, key=len)


def _grid(column: Sequence[Block], others: Sequence[Sequence[Block]]) -> list[Block]:
    """A column and those of its size beside it, row by row."""
    beside = [
        other
        for other in others
        if len(other) == len(column) <= MAX_GRID
        and all(
            _is_as_large(a.box, b.box) and abs(a.box.top - b.box.top) <= 2
            for a, b in zip(column, other, strict=True)
        )
    ]
    return [bar for row in zip(column, *beside, strict=True) for bar in sorted(row, key=lambda b: b.box.left)]


def _is_matched(column: Sequence[Block], other: Sequence[Block]) -> bool:
    """Whether two columns stand side by side, row for row: what is to be matched has no options."""
    return len(other) == len(column) > MAX_GRID and all(
        a.box.overlap_y(b.box) >= 0.5 * a.box.height for a, b in zip(column, other, strict=True)
    )


def _has_size(box: Box, x_height: float) -> bool:
    low, high = (h * x_height for h in HEIGHT)
    return low <= box.height <= high and box.width >= MIN_WIDTH * x_height


def _is_tile(box: Box, x_height: float) -> bool:
    return HEIGHT[0] * x_height <= box.height <= MAX_TILE * x_height and box.width >= MIN_WIDTH * x_height


def _widget(bar: Block, ground: Ground, common: tuple[int, int, int], marks: Sequence[Mark]) -> Widget:
    box = bar.box
    tint = tone_of_tint(bar.color, ground.page)
    mark = next((m.tone for m in marks if box.contains(m.box)), None)
    tone = mark or (tint if tint is not Tone.NEUTRAL else None)
    return Widget(
        Box(box.left, box.top, box.left + 1, box.bottom),
        Shape.PLAIN,
        distance(bar.color, common) > LIKE,
        tone=tone,
        row=box,
    )
