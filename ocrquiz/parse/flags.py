"""Coloured flags at the side that point at an option: "Correct!", "You Answered", "Correct Answer"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Tone, Widget

from .cues import Cues
from .rows import is_level

MAX_HEIGHT = 6.0
"""Highest flag in x-heights: one line with air, or two."""

SAME_FLAG = 0.5
"""Share of one of two boxes that the other covers if both are one flag, found by its fill and as a pill."""

_TIP = re.compile(r"[^\w!.)]+$")
"""The tip of an arrow, read as a character."""


def without_flags(page: Page, cues: Cues) -> Page:
    """The page without flags left of its options, whose widgets say what the flags did."""
    flags = [b for b in dict.fromkeys((*page.panels, *page.pills)) if _is_flag(b.box, page)]
    taken: list[Box] = []
    gone: set[int] = set()
    widgets = list(page.widgets)
    for flag in flags:
        lines = [line for line in page.lines if id(line) not in gone and _holds(flag.box, line.box)]
        place = _pointed_at(flag.box, widgets)
        said = _said(lines)
        note = cues.note(said)
        if place is None or (note is None and (said or flag.tone is Tone.NEUTRAL)):
            continue
        widget = widgets[place]
        tone = (note.tone if note else None) or (flag.tone if flag.tone is not Tone.NEUTRAL else None)
        selected = True if note and note.chosen else widget.selected
        widgets[place] = replace(widget, tone=widget.tone or tone, selected=selected)
        taken.append(flag.box)
        gone |= {id(line) for line in lines}
    if not taken:
        return page
    return replace(
        page,
        lines=tuple(line for line in page.lines if id(line) not in gone),
        widgets=tuple(widgets),
        panels=tuple(p for p in page.panels if not _is_one_of(p.box, taken)),
        pills=tuple(p for p in page.pills if not _is_one_of(p.box, taken)),
    )


def _is_flag(box: Box, page: Page) -> bool:
    """Whether a block is as high as a line, and stands left of all widgets on its height."""
    level = [w for w in page.widgets if is_level(box, w.row or w.box)]
    return box.height <= MAX_HEIGHT * page.x_height and bool(level) and _left_of(box, level)


def _left_of(box: Box, widgets: Sequence[Widget]) -> bool:
    return all(box.right <= (w.row or w.box).left for w in widgets)


def _pointed_at(flag: Box, widgets: Sequence[Widget]) -> int | None:
    """The place of the one widget on a flag's height; None where there are several."""
    level = [i for i, w in enumerate(widgets) if is_level(flag, w.row or w.box)]
    return level[0] if len(level) == 1 else None


def _holds(flag: Box, line: Box) -> bool:
    return flag.left <= line.center_x <= flag.right and flag.top <= line.center_y <= flag.bottom


def _said(lines: Sequence[Line]) -> str:
    """What is printed in a flag, without what its tip was taken for."""
    words = [line for line in lines if any(map(str.isalnum, line.text))]
    return _TIP.sub("", " ".join(line.text for line in sorted(words, key=lambda n: (n.box.top, n.box.left))))


def _is_one_of(box: Box, flags: Sequence[Box]) -> bool:
    return any(flag.covers(box, SAME_FLAG) or box.covers(flag, SAME_FLAG) for flag in flags)
