"""Words beside an option that say what it is: "Correct answer", "You answered", its share, its points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Shape, Tone, Widget

from .cues import Cues, Note
from .rows import is_level

FAR = 4.0
"""White in x-heights before a mark at the end of a card at least."""

CLOSE = 1.5
"""White in x-heights between such words and the option's text below them at most."""

_SHARE = re.compile(r"[(\[]?\d{1,3}(?:[.,]\d+)?\s?%[)\]]?(?:\s\(?\d+\)?)?|[+–−-]\s?\d(?:[.,]\d+)?")

_SHARE_AT_END = re.compile(r"\s[(\[]{1,2}\d{1,3}(?:[.,]\d+)?\s?%[)\]]$")


@dataclass(frozen=True, slots=True)
class Noted:
    """A page without such words.

    Attributes:
        page: the rest; its widgets say what the words said.
        aside: words that say nothing of right and wrong.
    """

    page: Page
    aside: tuple[Line, ...] = ()


def without_notes(page: Page, cues: Cues) -> Noted:
    """Take the words beside options off a page."""
    taken: dict[int, Line] = {}
    aside: list[Line] = []
    widgets = []
    for widget in page.widgets:
        for line in page.lines:
            if id(line) in taken:
                continue
            note = cues.note(line.text) or _arrow(line, widget)
            if not _is_beside(line, widget, page) and not (note and _is_above_text(line, note, widget, page)):
                continue
            if note is not None:
                tone = widget.tone or note.tone or _tone_of_pill(line, page)
                selected = True if note.chosen else widget.selected
                widget = replace(widget, tone=tone, selected=selected)
                taken[id(line)] = line
            elif _SHARE.fullmatch(line.text) or (widget.row and _is_sign(line, page)):
                aside.append(line)
                taken[id(line)] = line
        widgets.append(widget)
    if not taken:
        return Noted(page)
    if any((note := cues.note(line.text)) and note.chosen for line in taken.values()):
        # Where words say what was selected, nothing else was.
        widgets = [replace(w, selected=False) if w.selected is None else w for w in widgets]
    rest = tuple(line for line in page.lines if id(line) not in taken)
    return Noted(replace(page, lines=rest, widgets=tuple(widgets)), tuple(aside))


def without_shares(texts: list[str]) -> list[str]:
    """The texts of a question's options without the share of people at the end of each (`Lima (54%)`)."""
    cut = [_SHARE_AT_END.sub("", text) for text in texts]
    all_said = len(texts) > 1 and all(map(_SHARE_AT_END.search, texts)) and all(cut)
    return cut if all_said else texts


def _tone_of_pill(line: Line, page: Page) -> Tone | None:
    tones = (pill.tone for pill in page.pills if pill.box.covers(line.box))
    return next((tone for tone in tones if tone is not Tone.NEUTRAL), None)


def _arrow(line: Line, widget: Widget) -> Note | None:
    """What the colour of an arrow or a mark says before an option, read as any character but a letter.

    A red cross is read as an x, a green check mark as a v.
    """
    points = line.tone is not None and line.box.right <= widget.box.left
    letter = line.text.casefold() == {Tone.INCORRECT: "x", Tone.CORRECT: "v"}.get(line.tone or Tone.NEUTRAL)
    sign = letter or not any(map(str.isalnum, line.text))
    return Note(line.tone, chosen=False) if points and sign else None


def _is_beside(line: Line, widget: Widget, page: Page) -> bool:
    """Whether a line stands on an option's height, but is not its text: left of it, or right of another line.

    In an option's card, so does a line above its text.
    """
    box = line.box
    level = widget.row or widget.box
    if not is_level(box, level):
        return False
    left = level.left if widget.shape is Shape.PLAIN else widget.box.left
    if box.right <= left:
        return not any(_is_between(o.box, box, widget.box) for o in page.widgets if o is not widget)
    others = [o.box for o in page.lines if o is not line and o.box.left >= left and is_level(o.box, level)]
    if widget.row is not None:
        return bool(others) and widget.row.covers(box) and not any(_is_over(o, box) for o in others)
    return any(o.right <= box.left and is_level(o, box) for o in others)


def _is_above_text(line: Line, note: Note, widget: Widget, page: Page) -> bool:
    """Whether a verdict in colour, or what says that an option was chosen, stands above the option's text."""
    box = line.box
    if widget.row is not None or box.left < widget.box.right or not is_level(box, widget.box):
        return False
    if line.tone is None and not note.chosen:
        return False
    below = [o.box for o in page.lines if box.bottom <= o.box.top <= widget.box.bottom]
    return any(
        abs(b.left - box.left) <= page.x_height and b.top - box.bottom <= CLOSE * page.x_height for b in below
    )


def _is_sign(line: Line, page: Page) -> bool:
    """Whether a line is a mark at the end of a card, read as a letter."""
    others = [o.box.right for o in page.lines if o is not line and is_level(o.box, line.box)]
    before = [right for right in others if right <= line.box.left]
    return len(line.text) == 1 and bool(before) and line.box.left - max(before) >= FAR * page.x_height


def _is_over(a: Box, b: Box) -> bool:
    """Whether one line stands above another rather than beside it."""
    return a.bottom <= b.top and a.overlap_x(b) > 0


def _is_between(a: Box, left: Box, right: Box) -> bool:
    return is_level(a, left) and left.right <= a.left and a.right <= right.left
