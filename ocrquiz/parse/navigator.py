"""Columns of numbers beside a quiz: what leads to its other questions, or counts the lines of a program."""

from __future__ import annotations

from collections.abc import Sequence

from ocrquiz.page.model import Line, Page

from .rows import is_level

LEAST = 5
"""Numbers of such a column at least."""

CLOSE = 6.0
"""Distance between two of them in x-heights at most: a question with its options is higher."""

ALIGNED = 1.5
"""How far in x-heights their left edges differ: they can be centred."""

EVEN = 0.2
"""Share of their distance by which two distances differ at most."""

MOST_DIGITS = 3
"""Digits of such a number at most."""


def find_navigators(page: Page) -> list[Line]:
    """The numbers of a page that count up at even, short distances, without a widget before them."""
    numbers = [line for line in page.lines if _is_number(line) and not _has_widget(line, page)]
    numbers.sort(key=lambda line: line.box.top)
    found: list[Line] = []
    while numbers:
        run = _run(numbers, page.x_height)
        found += run if len(run) >= LEAST else []
        numbers = [line for line in numbers if line not in run]
    return found


def _run(numbers: Sequence[Line], x_height: float) -> list[Line]:
    """The longest column that the first number opens."""
    run = [numbers[0]]
    for line in numbers[1:]:
        step = line.box.top - run[-1].box.top
        usual = run[1].box.top - run[0].box.top if len(run) > 1 else step
        follows = int(line.text) == int(run[-1].text) + 1 and step <= CLOSE * x_height
        aligned = abs(line.box.left - run[-1].box.left) <= ALIGNED * x_height
        if follows and aligned and abs(step - usual) <= max(2, EVEN * usual):
            run.append(line)
    return run


def _is_number(line: Line) -> bool:
    return line.text.isdecimal() and len(line.text) <= MOST_DIGITS and not line.table


def _has_widget(line: Line, page: Page) -> bool:
    """Whether a number is what an option says."""
    return any(w.box.right <= line.box.left and is_level(w.box, line.box) for w in page.widgets)
