"""Reading order: what a page shows, sorted as a person reads it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Picture, Widget

from .cues import points
from .draft import Feedback

SIDE_COLUMN = 0.55
"""Share of the page's width from which a short line beside the text can be a badge."""

MAX_BADGE = 12.0
"""Widest line of a badge in x-heights."""

BESIDE = 0.4
"""How far a widget and a line in one row overlap in height, as a share of the lower one."""

BADGE_LINES = 4
"""Lines over which the figures of a badge can wrap."""

Event = Line | Widget | Feedback | Picture | Box


@dataclass(frozen=True, slots=True)
class Badge:
    """Points printed beside a question.

    Attributes:
        points: earned and possible.
        box: where they stand.
        lines: that say them.
    """

    points: tuple[float, float]
    box: Box
    lines: tuple[Line, ...]


def events(page: Page, panels: Sequence[Feedback], badges: Sequence[Line]) -> list[Event]:
    """Everything on a page in reading order, what lies in panels, buttons and badges left out."""
    hidden = [p.place.box for p in panels] + list(page.buttons)
    figures = [p.box for p in page.pictures if p.kind == "figure"]
    lines = [
        line
        for line in page.lines
        if not any(h.covers(line.box) for h in hidden)
        and not any(f.contains(line.box) for f in figures)
        and line not in badges
    ]
    keyed: list[tuple[float, int, Event]] = [(line.box.top, line.box.left, line) for line in lines]
    keyed = _row_by_row(keyed)
    keyed += [(_top(w, lines), w.box.left, w) for w in page.widgets]
    keyed += [(p.place.box.top, p.place.box.left, p) for p in panels]
    keyed += [(p.box.top, p.box.left, p) for p in page.pictures if not any(h.covers(p.box) for h in hidden)]
    keyed += [(b.top, b.left, b) for b in page.buttons]
    return [event for _, _, event in sorted(keyed, key=lambda k: k[:2])]


def find_badges(page: Page) -> list[Badge]:
    """Points in the right column; one badge may wrap over several lines."""
    column = [
        line
        for line in page.lines
        if line.box.left > SIDE_COLUMN * page.width and line.box.width < MAX_BADGE * page.x_height
    ]
    badges: list[Badge] = []
    used: list[Line] = []
    for start in range(len(column)):
        if column[start] in used:
            continue
        # The longest first: what the rest of a badge says, a part of it may say otherwise.
        for end in range(min(len(column), start + BADGE_LINES), start, -1):
            part = column[start:end]
            found = points("".join(line.text for line in part))
            if found is not None and _is_stack(part, page.x_height):
                badges.append(Badge(found, union(line.box for line in part), tuple(part)))
                used += part
                break
    return badges


def _top(widget: Widget, lines: Sequence[Line]) -> float:
    """Where a widget comes in the order: before the lines of its card, or the first one beside it."""
    if widget.row is not None:
        return widget.row.top - 0.5
    beside = [
        line.box.top
        for line in lines
        if line.box.left >= widget.box.right - 2
        and line.box.overlap_y(widget.box) >= BESIDE * min(line.box.height, widget.box.height)
    ]
    return min(beside, default=widget.box.top) - 0.5


def _row_by_row(keyed: list[tuple[float, int, Event]]) -> list[tuple[float, int, Event]]:
    """Give lines of one row the same top, so that a number comes before the text beside it."""
    result: list[tuple[float, int, Event]] = []
    row: Box | None = None
    top = 0.0
    for _, left, event in sorted(keyed, key=lambda k: k[:2]):
        assert isinstance(event, Line)
        if row is None or row.overlap_y(event.box) < 0.5 * min(row.height, event.box.height):
            row, top = event.box, event.box.top
        result.append((top, left, event))
    return result


def _is_stack(lines: Sequence[Line], x_height: float) -> bool:
    return all(
        b.box.top - a.box.bottom < 1.5 * x_height and a.box.overlap_x(b.box) > 0
        for a, b in itertools.pairwise(lines)
    )
