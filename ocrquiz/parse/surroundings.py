"""What stands around a quiz and is none of it: bars of a browser or a site, columns beside it, its title."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page

from .cues import Cues
from .letters import opens_with_letter
from .navigator import find_navigators
from .numbers import find_question_numbers
from .order import find_badges, find_stem_column
from .points import points
from .rows import by_row, is_level

MAX_COLUMN = 0.36
"""Widest column beside a quiz, as a share of the page."""

GUTTER = 2.0
"""White in x-heights between such a column and the quiz at least."""

TOP = 26.0
"""How far down in x-heights bars reach: those of a browser, and a site's below them."""

BAR_PARTS = 3
"""Texts side by side from which a row above the quiz is a bar of tabs, links or tools."""

BAR_PART = 30.0
"""Widest text in such a row, in x-heights."""

APART = 2.0
"""White in x-heights between two texts of a bar at least."""

EDGE = 2
"""Pixels from the edge of the picture in which a block reaches it."""

HEADER = 10.0
"""Highest bar of an application in x-heights: two lines with air."""

TITLE = 1.45
"""Height of a title's letters beside those of the text below it."""

_ADDRESS = re.compile(
    r"(?:https?:/|www\.)\S+|\S*[a-z0-9-]\.(?:com|org|net|edu|io|gov|de|es|fr|br|kr|jp|cn)(?:/\S*)?", re.I
)
_CLOCK = re.compile(r"\D{0,24}\d{1,2}:\d{2}(?::\d{2})?\D{0,12}")
_PATH = re.compile(r"(?:[^/>›»]+\s[/>›»]\s){2,}[^/>›»]+")


@dataclass(frozen=True, slots=True)
class Bare:
    """A page without what stands around the quiz.

    Attributes:
        page: the rest.
        aside: the lines taken off.
        explained: lines of a column right of the quiz that opens with the label of an explanation.
    """

    page: Page
    aside: tuple[Line, ...] = ()
    explained: tuple[Line, ...] = ()


def without_surroundings(page: Page, cues: Cues) -> Bare:
    """Take bars, columns at the side, clocks and labels of buttons off a page."""
    aside = find_navigators(page)
    page = _without(page, aside)
    aside += _edges(page, cues)
    aside += [line for line in _bars(page, cues) if line not in aside]
    aside += [line for line in _above_cards(page, cues) if line not in aside]
    within = _without(page, aside)
    columns = list(_columns(within, cues))
    explained = _explanation_beside(columns, within, cues)
    aside += [line for line in columns if line not in explained]
    aside += [
        line for line in page.lines if line not in (*aside, *explained) and _is_chrome(line, page, cues)
    ]
    gone = (*aside, *explained)
    if not gone:
        return Bare(page)
    return Bare(_without(page, gone), tuple(aside), tuple(explained))


def _without(page: Page, gone: Sequence[Line]) -> Page:
    return replace(page, lines=tuple(line for line in page.lines if line not in gone))


def _above_cards(page: Page, cues: Cues) -> Iterator[Line]:
    """Lines above the first card, where each question has stem and options in a card of its own."""
    boxes = [w.row or w.box for w in page.widgets]
    cards = [p.box for p in page.panels if sum(p.box.contains(box) for box in boxes) > 1]
    texts = [line.box for line in page.lines if not cues.is_prompt(line.text)]
    asked = all(any(_is_stem(text, card, boxes) for text in texts) for card in cards)
    if not cards or not asked or not all(any(card.contains(box) for card in cards) for box in boxes):
        return
    top = min(card.top for card in cards)
    outside = [line for line in page.lines if not any(card.covers(line.box) for card in cards)]
    # A dialogue covers the page that it was opened on.
    lone = cards[0] if len(cards) == 1 else None
    for line in outside:
        behind = lone is not None and (line.box.top < lone.bottom and line.box.overlap_y(lone) > 0)
        if (line.box.bottom <= top or behind) and not _says_something(line, cues):
            yield line


def _is_stem(line: Box, card: Box, boxes: Sequence[Box]) -> bool:
    """Whether a line stands in a card above its options."""
    return card.contains(line) and line.bottom <= min(b.top for b in boxes if card.contains(b))


def _is_chrome(line: Line, page: Page, cues: Cues) -> bool:
    """Whether a line is a clock, the label of a button, or says how to answer."""
    if any(w.row and w.row.covers(line.box) for w in page.widgets) or _is_of_option(line.box, page):
        return False
    if cues.is_question_word(line.text):
        return True
    return bool(_CLOCK.fullmatch(line.text)) or (cues.is_button(line.text) and cues.note(line.text) is None)


def _is_of_option(box: Box, page: Page) -> bool:
    """Whether a line is the text of an option, whatever it says."""
    return any(w.box.right <= box.left and w.box.overlap_y(box) >= 0.5 * box.height for w in page.widgets)


def _columns(page: Page, cues: Cues) -> Iterator[Line]:
    """Lines of columns left and right of all that is asked and answered on the page."""
    if not page.widgets:
        return
    quiz = _quiz(page)
    split = find_stem_column(page, cues)
    badges = [line for badge in find_badges(page) for line in badge.lines]
    for line in page.lines:
        right_of = line.box.left >= quiz.right + GUTTER * page.x_height
        left_of = line.box.right <= quiz.left - GUTTER * page.x_height and line not in split
        numbered = left_of and not split and cues.heading(line.text) is not None
        if (right_of or left_of) and not (numbered or line in badges or _says_something(line, cues)):
            yield line


def _explanation_beside(columns: Sequence[Line], page: Page, cues: Cues) -> list[Line]:
    """The lines of a column right of the quiz, from the label of an explanation on."""
    left = max((w.box.right for w in page.widgets), default=0)
    right = [line for _, line in by_row(line for line in columns if line.box.left > left)]
    start = next((i for i, line in enumerate(right) if cues.opens_feedback(line.text)), None)
    if start is None or len(right) < start + 2:
        return []
    edge = right[start].box.left - page.x_height
    return [line for line in right[start:] if line.box.left >= edge]


def _quiz(page: Page) -> Box:
    """The box around the widgets of a page and the lines on their height or in their column."""
    boxes = [w.row or w.box for w in page.widgets]
    box = union(boxes)
    lines = [line.box for line in page.lines]
    spans = sorted((b for b in [*lines, *boxes]), key=lambda b: b.left)
    left, right = box.left, box.right
    for w in page.widgets:
        beside = [b for b in lines if b.left >= w.box.right - 2 and b.overlap_y(w.box) >= 0.5 * w.box.height]
        right = max(right, min((b.right for b in beside), default=right))
    changed = True
    while changed:
        changed = False
        for b in spans:
            crosses = b.left < right + GUTTER * page.x_height and b.right > left - GUTTER * page.x_height
            if crosses and (b.left < left or b.right > right):
                left, right = min(left, b.left), max(right, b.right)
                changed = True
    return Box(left, box.top, right, box.bottom)


def _says_something(line: Line, cues: Cues) -> bool:
    """Whether a line at the side says something of a question: its number, its points, a verdict."""
    heading = cues.heading(line.text)
    return bool(
        cues.note(line.text)
        or (heading and heading.is_worded)
        or points(line.text)
        or cues.graded_points(line.text)
        or cues.possible_points(line.text) is not None
    )


def _edges(page: Page, cues: Cues) -> Iterator[Line]:
    """Texts side by side in blocks as wide as the page, above a stem and below all else."""
    boxes = [w.row or w.box for w in page.widgets]
    if not boxes:
        return
    first, last = min(box.top for box in boxes), max(box.bottom for box in boxes)
    for panel in page.panels:
        box = panel.box
        inside = [line for line in page.lines if box.covers(line.box)]
        wide = box.left <= EDGE and box.right >= page.width - EDGE and box.height <= HEADER * page.x_height
        if not wide or not any(is_level(a.box, b.box) for a, b in itertools.combinations(inside, 2)):
            continue
        asked = any(box.bottom <= line.box.top and line.box.bottom <= first for line in page.lines)
        ends = all(line.box.top < box.bottom for line in page.lines)
        if (box.top <= EDGE and box.bottom <= first and asked) or (box.top >= last and ends):
            yield from (line for line in inside if not _says_something(line, cues))


def _bars(page: Page, cues: Cues) -> list[Line]:
    """Everything down to the lowest bar above the first widget and the first question's number."""
    end = min(_start(page, cues), round(TOP * page.x_height))
    above = [line for line in page.lines if line.box.bottom <= end]
    rows: dict[int, list[Line]] = {}
    for top, line in by_row(above):
        rows.setdefault(top, []).append(line)
    bottoms = [
        max(line.box.bottom for line in row)
        for row in rows.values()
        if _is_bar(row, page) or any(_ADDRESS.fullmatch(x.text) or _PATH.fullmatch(x.text) for x in row)
    ]
    lowest = max(bottoms, default=0)
    below = [line for line in above if line.box.top >= lowest]
    if not below:
        return []
    bars = [line for line in above if line.box.bottom <= lowest]
    return bars + _title(below)


def _start(page: Page, cues: Cues) -> int:
    """Where the first question begins at the latest."""
    tops = [(w.row or w.box).top for w in page.widgets]
    tops += [line.box.top for line in find_question_numbers(page, cues)]
    for line in page.lines:
        heading = cues.heading(line.text)
        if heading is not None and heading.is_worded:
            tops.append(line.box.top)
    return min(tops, default=page.height)


def _is_bar(row: Sequence[Line], page: Page) -> bool:
    parts = sorted((line.box for line in row if not line.table), key=lambda b: b.left)
    apart = all(b.left - a.right >= APART * page.x_height for a, b in itertools.pairwise(parts))
    lettered = sum(map(opens_with_letter, (line.text for line in row))) > 1
    return (
        len(parts) >= BAR_PARTS
        and not lettered
        and apart
        and all(b.width <= BAR_PART * page.x_height for b in parts)
    )


def _title(lines: Sequence[Line]) -> list[Line]:
    """The lines at the top whose letters are much larger than those of the text below them."""
    ordered = sorted(lines, key=lambda line: line.box.top)
    title = []
    for line in ordered[:-1]:
        if line.size < TITLE * ordered[-1].size:
            break
        title.append(line)
    return title
