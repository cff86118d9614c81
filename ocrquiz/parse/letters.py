"""Options that have a printed letter and no widget: `A. text`, `(b) text`, found by their sequence."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Shape, Tone, Widget

from .draft import OptionDraft
from .rows import LEVEL, by_row, is_level

ALIGNED = 1.0
"""How far in x-heights the letters of one list may stand from each other's left edge."""

MIN_OPTIONS = 2
"""Letters in sequence from which they are options."""

MIN_BARE = 3
"""Options that begin with letters in sequence from which these need no stop: "A" is a word as well."""

SEQUENCES = (string.ascii_uppercase, string.ascii_lowercase, "123456789")

_LABELLED = re.compile(r"\(?(?:([A-Za-z])(?i:\1)?|(\d))[.)]\s+(.+)", re.S)
"""A large C can be read as `Cc`."""

_LABELLED_OR_BARE = re.compile(r"\(?(?:([A-Za-z])|(\d))[.)]?\s+(.+)", re.S)
_LETTER = re.compile(r"\(?([A-Za-z])(?:[.):](?:\s+(.*))?|\s?[-–—]\s?(.+))|\(([A-Za-z])\)\s*(.*)")


@dataclass(frozen=True, slots=True)
class _Item:
    line: Line
    letter: str
    text: str


def with_lettered_options(page: Page) -> Page:
    """The page with a widget for each lettered option, its letter taken off the text.

    Pages with widgets of their own are left alone: there, letters are text. Check marks and crosses are none:
    before some of the letters they say what these options are, elsewhere they are icons.
    """
    items = [item for run in _runs(list(_items(page)), page.x_height) for item in run]
    marked = {id(item.line): w for item in items for w in page.widgets if _is_before(w, item)}
    before = {id(w) for w in marked.values()}
    others = [w for w in page.widgets if id(w) not in before]
    if not items or not all(map(_is_mark, others)) or len(marked) == len(items) or (others and not marked):
        return page
    by_line = {id(item.line): item for item in items}
    widgets = tuple(_widget(item, items, page, marked.get(id(item.line))) for item in items)
    starts = {id(item.line): widget.box.right for item, widget in zip(items, widgets, strict=True)}
    lines = [
        _without_letter(line, by_line[id(line)].text, starts[id(line)]) if id(line) in by_line else line
        for line in page.lines
        if id(line) not in by_line or by_line[id(line)].text
    ]
    icons = (*page.icons, *((w.box, w.tone) for w in others if w.tone is not None))
    return replace(page, lines=tuple(lines), widgets=widgets, icons=icons)


def opens_with_letter(text: str) -> bool:
    """Whether a text begins with the letter of an option."""
    return _LETTER.fullmatch(text.strip()) is not None


def labels_of(options: Sequence[OptionDraft]) -> list[str | None]:
    """The letter or figure printed before each option.

    Single glyphs are often misread, so that of the usual sequences counts which most readings agree with.
    """
    read = [option.widget.letter for option in options]
    if not any(read):
        return [None] * len(read)
    matches = [sum(a == b for a, b in zip(read, sequence, strict=False)) for sequence in SEQUENCES]
    best = SEQUENCES[matches.index(max(matches))]
    if len(read) > len(best):
        return [letter or None for letter in read]
    return [None if letter is None else expected for letter, expected in zip(read, best, strict=False)]


def split_labels(texts: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """Labels and texts of options that begin with a letter or figure of a sequence (`a. Lima`, `a Lima`)."""
    matches = [_label(text, bare=len(texts) >= MIN_BARE) for text in texts]
    found = [match for match in matches if match is not None]
    if len(found) < MIN_OPTIONS or len(found) < len(texts):
        return None
    labels = [match[1] or match[2] for match in found]
    if not any(labels == list(sequence[: len(labels)]) for sequence in SEQUENCES):
        return None
    return labels, [match[3] for match in found]


def _label(text: str, *, bare: bool) -> re.Match[str] | None:
    return _LABELLED.fullmatch(text) or (_LABELLED_OR_BARE.fullmatch(text) if bare else None)


def _items(page: Page) -> Iterator[_Item]:
    for _, line in by_row(page.lines):
        match = _LETTER.fullmatch(line.text.strip())
        if match is not None:
            yield _Item(line, match[1] or match[4], match[2] or match[3] or match[5] or "")


def _runs(items: Sequence[_Item], x_height: float) -> Iterator[list[_Item]]:
    """Items in sequence from A on, one below the other."""
    run: list[_Item] = []
    for item in items:
        if run and _follows(item.letter, run[-1].letter) and _is_next(run, item, x_height):
            run.append(item)
            continue
        if len(run) >= MIN_OPTIONS:
            yield run
        run = [item] if item.letter in "aA" else []
    if len(run) >= MIN_OPTIONS:
        yield run


def _follows(letter: str, before: str) -> bool:
    """Whether a letter is the next one; a capital C alone looks like a small one."""
    return ord(letter.casefold()) == ord(before.casefold()) + 1


def _is_next(run: Sequence[_Item], item: _Item, x_height: float) -> bool:
    """Whether an item stands below the last one, beside it, or below the first one of its row."""
    last, box = run[-1].line.box, item.line.box
    if is_level(last, box):
        return box.left >= last.right
    row = [i for i in run if i.line.box.overlap_y(last) >= LEVEL * last.height]
    return _is_below(run[-1], item, x_height) or _is_below(row[0], item, x_height)


def _is_below(above: _Item, item: _Item, x_height: float) -> bool:
    a, b = above.line.box, item.line.box
    return b.top >= a.bottom - 0.5 * x_height and abs(a.left - b.left) <= ALIGNED * x_height


def _without_letter(line: Line, text: str, left: int) -> Line:
    box = Box(left, line.box.top, max(left + 1, line.box.right), line.box.bottom)
    return replace(line, text=text, box=box)


def _is_before(widget: Widget, item: _Item) -> bool:
    """Whether a check mark or a cross stands in the place of a widget before a lettered option."""
    box = item.line.box
    return widget.tone is not None and widget.box.right <= box.left and widget.box.overlap_y(box) > 0


def _is_mark(widget: Widget) -> bool:
    """Whether a check mark or a cross was taken for a widget, since it stands in a column of its like."""
    return widget.tone is not None and widget.letter is None and widget.row is None


def _widget(item: _Item, items: Sequence[_Item], page: Page, mark: Widget | None) -> Widget:
    box = item.line.box
    width = min(box.width, max(1, round(page.x_height)))
    place = Box(box.left, box.top, box.left + width, box.bottom)
    if mark is not None:
        return Widget(place, Shape.PLAIN, mark.selected, item.letter, mark.tone)
    return Widget(place, Shape.PLAIN, None, item.letter, item.line.tone or _tint(item, items, page))


def _tint(item: _Item, items: Sequence[_Item], page: Page) -> Tone | None:
    """What the colour of the row says that an option has to itself."""
    rows = [p for p in page.panels if p.tone is not Tone.NEUTRAL and p.box.covers(item.line.box)]
    own = [p for p in rows if not any(p.box.covers(o.line.box) for o in items if o is not item)]
    return own[0].tone if own else None
