"""Headings beside their question: a column with number, verdict and points left of stem and options."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Tone

from .cues import Cues, Earned

ALIGNED = 2.0
"""How far in x-heights the lines of such a column may stand from the heading's left edge."""

REACH = 25.0
"""How far below the heading in x-heights its column goes on."""

MAX_WIDTH = 22.0
"""Widest such column in x-heights."""

APART = 1.0
"""White in x-heights between the column and the question at least."""

_LABEL = re.compile(r"^[^\W\d]+\s*:\s*")
"""A word before points (`Award: 10 out of 10`)."""


@dataclass(frozen=True, slots=True)
class Side:
    """What the column beside a question says.

    Attributes:
        heading: the line with the number, moved up to where the question begins.
        tone: the verdict.
        points: earned and possible.
    """

    heading: Line
    tone: Tone | None
    points: Earned | None


@dataclass(frozen=True, slots=True)
class Sided:
    """A page without such columns.

    Attributes:
        page: the rest; of each column its heading alone.
        sides: what the columns say.
        aside: lines of the columns that are neither.
    """

    page: Page
    sides: tuple[Side, ...] = ()
    aside: tuple[Line, ...] = ()


def without_sidebars(page: Page, cues: Cues) -> Sided:
    """Take the columns beside questions off a page."""
    headings = [line for line in page.lines if _is_heading(line, cues)]
    sides, removed, aside, moved = [], [], [], {}
    for heading in headings:
        column = _column(heading, headings, page)
        beside = _beside(column, page)
        if len(column) < 2 or not beside or union(x.box for x in column).width > MAX_WIDTH * page.x_height:
            continue
        rest = [line for line in column if line is not heading]
        tones = [tone for line in rest if (tone := cues.headline(line.text))]
        points, said = _points(rest, cues)
        if not (points or _is_worded(heading, cues)):
            continue
        top = min([heading.box.top, *(b.top for b in beside)])
        new = replace(heading, box=replace(heading.box, top=top - 1))
        moved[id(heading)] = new
        sides.append(Side(new, tones[0] if tones else None, points))
        removed += rest
        aside += [x for x in rest if not cues.headline(x.text) and x not in said]
    if not sides:
        return Sided(page)
    gone = {id(line) for line in removed}
    lines = tuple(moved.get(id(line), line) for line in page.lines if id(line) not in gone)
    return Sided(replace(page, lines=lines), tuple(sides), tuple(aside))


def _is_heading(line: Line, cues: Cues) -> bool:
    heading = cues.heading(line.text)
    return heading is not None and not heading.text and not heading.title


def _is_worded(line: Line, cues: Cues) -> bool:
    heading = cues.heading(line.text)
    return heading is not None and heading.is_worded


def _points(lines: Sequence[Line], cues: Cues) -> tuple[Earned | None, Sequence[Line]]:
    """The points that a line names, or two of which one goes on in the other, and these lines."""
    for part in [*([line] for line in lines), *(list(pair) for pair in itertools.pairwise(lines))]:
        text = " ".join(line.text for line in part)
        found = cues.graded_points(text) or cues.graded_points(_LABEL.sub("", text))
        if found is not None:
            return found, part
    return None, ()


def _column(heading: Line, headings: Sequence[Line], page: Page) -> list[Line]:
    """The heading and the lines below it at its left edge, up to the next heading."""
    bottom = heading.box.top + REACH * page.x_height
    slack = ALIGNED * page.x_height
    aligned = [each for each in page.lines if abs(each.box.left - heading.box.left) <= slack]
    below = [h.box.top for h in headings if h in aligned and h.box.top > heading.box.top]
    end = min([bottom, *below])
    return [line for line in aligned if heading.box.top <= line.box.top < end]


def _beside(column: Sequence[Line], page: Page) -> list[Box]:
    """What stands right of the whole column, on its height; nothing if anything stands in its way."""
    box = union(line.box for line in column)
    right = box.right + APART * page.x_height
    others = [line.box for line in page.lines if line not in column] + [w.box for w in page.widgets]
    level = [b for b in others if b.overlap_y(box) > 0]
    return level if all(b.left >= right for b in level) else []
