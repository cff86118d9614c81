"""Options in a bulleted list, where a check mark or a cross stands in the place of some bullets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Shape, Widget

from .letters import ALIGNED

NEAR = 3.0
"""White between a mark and its text, beside the mark's width, at most."""

STEP = 2.0
"""White between two entries of a list, beside the least in it: above the next question there is more."""


def with_bulleted_options(page: Page) -> Page:
    """The page with a widget for each bullet of a list in which marks stand for some.

    Pages with widgets of any other kind are left alone: there, lists belong to the text.
    """
    if any(w.tone is None or w.letter is not None or not w.selected for w in page.widgets):
        return page
    icons = [Widget(box, Shape.RADIO, selected=True, tone=tone) for box, tone in page.icons]
    found: dict[int, Widget] = {}
    for entries in _lists(page, [*page.widgets, *icons]):
        like = next((mark for _, mark in entries if mark is not None), None)
        if like is None or all(mark is not None for _, mark in entries):
            continue
        for line, mark in entries:
            # The card around a question with one mark is no row of its own.
            found[id(line)] = replace(mark, row=None) if mark else _bullet(line, like)
    taken = {widget.box for widget in found.values()}
    if not found or any(widget.box not in taken for widget in page.widgets):
        return page
    return replace(
        page,
        lines=tuple(replace(line, bullet=False) if id(line) in found else line for line in page.lines),
        widgets=tuple(found.values()),
        icons=tuple(icon for icon in page.icons if icon[0] not in taken),
    )


def _lists(page: Page, marks: Sequence[Widget]) -> Iterator[list[tuple[Line, Widget | None]]]:
    """Lines with a bullet or a mark before them that stand below each other, each with its mark."""
    entries = [(line, _mark_before(line, marks)) for line in page.lines]
    entries = sorted((e for e in entries if e[1] or e[0].bullet), key=lambda e: e[0].box.top)
    gaps = [b.box.top - a.box.bottom for (a, _), (b, _) in itertools.pairwise(entries)]
    least = max(min(gaps, default=0), page.x_height)
    run: list[tuple[Line, Widget | None]] = []
    for gap, entry in zip([0, *gaps], entries, strict=False):
        if run and (
            gap > _allowed(run[-1][0], entry[0], page, least) or not _aligned(run[0][0], entry[0], page)
        ):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _allowed(above: Line, below: Line, page: Page, least: float) -> float:
    """The white between two entries at most: lines of the upper one that wrap may fill it."""
    wrapped = [
        line.box
        for line in page.lines
        if above.box.bottom <= line.box.top < below.box.top and _aligned(above, line, page)
    ]
    return STEP * least + sum(box.height + least for box in wrapped)


def _aligned(a: Line, b: Line, page: Page) -> bool:
    return abs(a.box.left - b.box.left) <= ALIGNED * page.x_height


def _mark_before(line: Line, marks: Sequence[Widget]) -> Widget | None:
    level = [m for m in marks if m.box.right <= line.box.left and m.box.overlap_y(line.box) > 0]
    near = [m for m in level if line.box.left - m.box.right <= NEAR * m.box.width]
    return near[0] if near else None


def _bullet(line: Line, like: Widget) -> Widget:
    """A widget in a bullet's place, at the distance of a mark from the text."""
    height = like.box.height
    top = round(line.box.center_y - height / 2)
    box = Box(like.box.left, top, min(like.box.right, line.box.left), top + height)
    return Widget(box, like.shape, selected=False)
