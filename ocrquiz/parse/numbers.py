"""Which of a page's printed numbers open questions, and which are items of lists in a stem."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocrquiz.page.model import Line, Page, Widget

from .cues import Cues, leading_number

ALIGNED = 1.0
"""How far in x-heights the numbers of one column may stand from each other's left edge."""

OTHER_SIZE = 1.3
"""Size of the larger of two widgets beside the smaller one, from which they are of two kinds."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    line: Line
    number: int


def find_question_numbers(page: Page, cues: Cues) -> list[Line]:
    """Lines whose number opens a question, as their column shows.

    The numbers of questions count up in the leftmost column, and between one and the next something is
    answered: a widget or a text field. Between the items of a list there is neither.
    """
    columns = [column for column in _columns(page, cues) if _asks(column, page)]
    leftmost = min(columns, key=lambda c: c[0].line.box.left, default=[])
    return [numbered.line for numbered in leftmost]


def without_numbered_discs(page: Page) -> Page:
    """The page with a line for each disc or tile that holds the number of a question, rather than a letter.

    Such a one has a figure in it, and what follows below is of another form or size.
    """
    widgets = sorted(page.widgets, key=lambda w: w.box.top)
    numbers = [w for w, below in itertools.pairwise(widgets) if _holds_number(w, below)]
    if not numbers:
        return page
    lines = [Line(w.box, f"{w.letter}.", 1.0, w.box.width) for w in numbers]
    rest = tuple(w for w in page.widgets if w not in numbers)
    return replace(page, lines=(*page.lines, *lines), widgets=rest)


def _holds_number(widget: Widget, below: Widget) -> bool:
    if not (widget.letter or "").isdigit() or below.box.top < widget.box.bottom:
        return False
    sizes = sorted((widget.box.width, below.box.width))
    return widget.shape is not below.shape or sizes[1] > OTHER_SIZE * sizes[0]


def _asks(column: Sequence[_Numbered], page: Page) -> bool:
    answers = [sum(_between(a, b, page)) for a, b in itertools.pairwise([*column, None])]
    counts_up = all(b.number == a.number + 1 for a, b in itertools.pairwise(column))
    return counts_up and all(answers[:-1]) and (answers[-1] > 0 or len(column) > 1)


def _columns(page: Page, cues: Cues) -> list[list[_Numbered]]:
    columns: list[list[_Numbered]] = []
    for line in sorted(page.lines, key=lambda line: line.box.top):
        number = _number(line, cues)
        if number is None:
            continue
        near = (c for c in columns if abs(c[0].line.box.left - line.box.left) <= ALIGNED * page.x_height)
        column = next(near, None)
        if column is None:
            columns.append([_Numbered(line, number)])
        else:
            column.append(_Numbered(line, number))
    return columns


def _number(line: Line, cues: Cues) -> int | None:
    if any(line.text.startswith(c) for c in "([{"):
        return None
    heading = cues.heading(line.text)
    if heading is not None:
        return heading.number if heading.is_worded or line.text.rstrip()[-1] in ".):" else None
    inline = leading_number(line.text)
    return inline[0] if inline else None


def _between(above: _Numbered | None, below: _Numbered | None, page: Page) -> Sequence[bool]:
    """For each widget and text field whether it stands between two numbers, right of them."""
    assert above is not None
    bottom = below.line.box.top if below else page.height
    boxes = [w.row or w.box for w in page.widgets] + list(page.fields)
    left = above.line.box.left
    return [above.line.box.bottom <= b.center_y <= bottom and left < b.right for b in boxes]
