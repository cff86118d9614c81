"""Reading order: what a page shows, sorted as a person reads it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Picture, Widget

from .cues import Cues, leading_number
from .draft import Feedback
from .points import looks_like_points, points
from .rows import by_row

SIDE_COLUMN = 0.55
"""Share of the page's width from which a short line beside the text can be a badge."""

MAX_BADGE = 18.0
"""Widest line of a badge in x-heights."""

BESIDE = 0.4
"""How far a widget and a line in one row overlap in height, as a share of the lower one."""

WRAPPED = 1.5
"""White between lines of one option's text at most, beside the least on the page."""

BADGE_LINES = 4
"""Lines over which the figures of a badge can wrap."""

MIN_OPTIONS = 2
"""Options of a question at least."""

SPLIT = 0.4
"""Share of the page's width from which options stand in a column of their own."""

OVER = 12.0
"""White in x-heights between options and what stands above them in their column, if that is their stem."""

INDENT = 6.0
"""How far right of the options in x-heights a stem above them begins at most."""

MIN_STEM = 20.0
"""Narrowest line of a stem beside its options in x-heights, where it fills its column."""

Event = Line | Widget | Feedback | Picture | Box


@dataclass(frozen=True, slots=True)
class Badge:
    """Points printed beside a question.

    Attributes:
        points: earned and possible; None where other badges of the page say that these are some, but they
            cannot be read.
        box: where they stand.
        lines: that say them.
    """

    points: tuple[float, float] | None
    box: Box
    lines: tuple[Line, ...]


def events(page: Page, panels: Sequence[Feedback], badges: Sequence[Line], cues: Cues) -> list[Event]:
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
    split = find_stem_column(page, cues)
    rest = [line for line in lines if line not in split]
    keyed: list[tuple[float, int, Event]] = [(top, line.box.left, line) for top, line in by_row(rest)]
    blocks = _blocks_beside(page.widgets, lines)
    if split:
        first = min(_top(w, lines, blocks) for w in page.widgets) - 1
        stem = [line for _, line in by_row(line for line in lines if line in split)]
        keyed += [(first + rank / (2 * len(stem)), line.box.left, line) for rank, line in enumerate(stem)]
    keyed += [(_top(w, lines, blocks), w.box.left, w) for w in page.widgets]
    keyed += [(p.place.box.top, p.place.box.left, p) for p in panels]
    keyed += [(p.box.top, p.box.left, p) for p in page.pictures if not any(h.covers(p.box) for h in hidden)]
    keyed += [(b.top, b.left, b) for b in page.buttons]
    return [event for _, _, event in sorted(keyed, key=lambda k: k[:2])]


def find_stem_column(page: Page, cues: Cues) -> list[Line]:
    """Lines of a stem that stands left of its options; these have nothing above them then."""
    boxes = sorted((w.row or w.box for w in page.widgets), key=lambda b: b.top)
    if len(boxes) < MIN_OPTIONS:
        return []
    all_options, reach = union(boxes), OVER * page.x_height
    if all_options.left < SPLIT * page.width:
        return []
    if any(b.top - a.bottom > reach for a, b in itertools.pairwise(boxes)):
        return []
    column = [line for line in page.lines if line.box.right <= all_options.left]
    beside = [line for line in column if line.box.overlap_y(all_options.grown(round(page.x_height))) > 0]
    left = all_options.left + INDENT * page.x_height
    above = [n for n in page.lines if n.box.left < left and n not in column and not cues.is_prompt(n.text)]
    asked = any(0 <= all_options.top - line.box.bottom < reach for line in above)
    widest = max((line.box for line in beside), key=lambda b: b.width, default=None)
    if asked or widest is None or widest.width < MIN_STEM * page.x_height:
        return []
    # A column of numbers at the very left leads to other questions.
    edge = widest.left - INDENT * page.x_height
    opening = [n for n in column if n not in beside and (cues.heading(n.text) or leading_number(n.text))]
    return [line for line in (*opening, *beside) if line.box.left >= edge]


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
    unread = [line for line in column if line not in used and looks_like_points(line.text)]
    return badges + [Badge(None, line.box, (line,)) for line in unread if badges]


def _top(widget: Widget, lines: Sequence[Line], blocks: Sequence[Box]) -> float:
    """Where a widget comes in the order: before the lines of its card, or the first one beside it."""
    if widget.row is not None:
        return widget.row.top - 0.5
    block = next((b for b in blocks if b.top <= widget.box.center_y < b.bottom), None)
    if block is not None:
        return block.top - 0.5
    beside = [
        line.box.top
        for line in lines
        if line.box.left >= widget.box.right - 2
        and line.box.overlap_y(widget.box) >= BESIDE * min(line.box.height, widget.box.height)
    ]
    return min(beside, default=widget.box.top) - 0.5


def _blocks_beside(widgets: Sequence[Widget], lines: Sequence[Line]) -> list[Box]:
    """Texts of options where widgets stand at their middle rather than at their first line.

    Such a page shows in a widget between two lines. Its lines right of the widgets are put together where
    the white between them is that between wrapped lines.
    """
    free = [w for w in widgets if w.row is None]
    if not any(_is_between_lines(w, lines) for w in free):
        return []
    right = max(w.box.right for w in free)
    top, bottom = min(w.box.top - w.box.height for w in free), max(w.box.bottom + w.box.height for w in free)
    column = sorted(
        (b.box for b in lines if b.box.left >= right and top <= b.box.top and b.box.bottom <= bottom),
        key=lambda b: b.top,
    )
    gaps = [max(0, b.top - a.bottom) for a, b in itertools.pairwise(column)]
    widest = WRAPPED * min(gaps, default=0)
    blocks: list[Box] = []
    for i, box in enumerate(column):
        if blocks and gaps[i - 1] <= widest:
            blocks[-1] = union((blocks[-1], box))
        else:
            blocks.append(box)
    return blocks


def _is_between_lines(widget: Widget, lines: Sequence[Line]) -> bool:
    """Whether lines begin right above and right below a widget's middle, but none stands beside it."""
    near = [line.box for line in lines if line.box.left >= widget.box.right - 2]
    reach = widget.box.height
    middle = widget.box.center_y
    above = any(0 <= middle - b.bottom < reach for b in near)
    below = any(0 <= b.top - middle < reach for b in near)
    return above and below and not any(b.top <= middle < b.bottom for b in near)


def _is_stack(lines: Sequence[Line], x_height: float) -> bool:
    return all(
        b.box.top - a.box.bottom < 1.5 * x_height and a.box.overlap_x(b.box) > 0
        for a, b in itertools.pairwise(lines)
    )
