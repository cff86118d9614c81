"""Bars that are no options: fields to type in, buttons one below the other, explanations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Shape, Widget

from .cues import Cues
from .order import MIN_OPTIONS
from .rows import by_row


def without_idle_bars(page: Page, cues: Cues) -> Page:
    """The page without widgets for bars that hold nothing to choose."""
    bars = [w for w in page.widgets if w.shape is Shape.PLAIN and w.row]
    if not bars:
        return page
    idle = [w for w in bars if _is_idle(w, page, cues)]
    if _is_asked(bars, page):
        idle.append(bars[0])
    if bars[-1] not in idle and _opens_with_verdict(bars[-1], page, cues):
        idle.append(bars[-1])
    # Where some outlined boxes are empty, all of one size are there to be written in.
    empty = [w for w in bars if not _texts(w.row, page) and not _pictures(w.row, page)]
    if empty and all(any(f.covers(w.row) for f in page.fields) for w in bars if w.row):
        idle = bars
    left = [w for w in bars if w not in idle]
    if len(left) < 2 and len(bars) == len(page.widgets):
        idle = bars
    return replace(page, widgets=tuple(w for w in page.widgets if w not in idle))


def _is_idle(widget: Widget, page: Page, cues: Cues) -> bool:
    """Whether a bar holds an explanation or the label of a button."""
    texts = _texts(widget.row, page)
    if not texts:
        return not _pictures(widget.row, page)
    first = texts[0].text
    labelled = (
        cues.without_label(first) != first or cues.opens_feedback(first) or cues.opens_key(first) is not None
    )
    return labelled or (len(texts) == 1 and cues.is_button(first))


def _is_asked(bars: Sequence[Widget], page: Page) -> bool:
    """Whether the first bar of a page holds the question of those below it."""
    asks = [any(line.text.rstrip(" *").endswith(("?", "？")) for line in _texts(w.row, page)) for w in bars]
    return len(bars) > MIN_OPTIONS and asks[0] and not any(asks[1:])


def _opens_with_verdict(widget: Widget, page: Page, cues: Cues) -> bool:
    """Whether a bar holds a verdict and an explanation below it, rather than an option."""
    texts = _texts(widget.row, page)
    return (
        len(texts) > 1
        and cues.headline(texts[0].text) is not None
        and texts[1].box.top >= texts[0].box.bottom
    )


def _texts(row: Box | None, page: Page) -> list[Line]:
    return [line for _, line in by_row(line for line in page.lines if row and row.covers(line.box))]


def _pictures(row: Box | None, page: Page) -> bool:
    return any(row.covers(p.box) for p in page.pictures) if row else False
