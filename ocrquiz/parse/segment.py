"""One page cut into questions: every line, widget, panel and picture finds the question it belongs to."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Picture, Tone, Widget

from . import cues
from .draft import Draft, Feedback, OptionDraft, Place
from .feedback import find_feedback, is_of_option

OUTDENT = 0.5
"""How far in x-heights a question's number stands left of its stem; list items do not."""

SIDE_COLUMN = 0.55
"""Share of the page's width from which a short line beside the text can be a badge."""

Event = Line | Widget | Feedback | Picture | Box


@dataclass(slots=True)
class Segments:
    """What a page holds.

    Attributes:
        drafts: its questions from top to bottom; the first may continue the page before.
        leftovers: lines that belong to none.
    """

    drafts: list[Draft] = field(default_factory=list)
    leftovers: list[Line] = field(default_factory=list)


def segment(page: Page) -> Segments:
    """Cut a page into questions."""
    return _Segmenter(page).run()


class _Segmenter:
    """Walks a page in reading order and keeps the question that is being filled."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.x = page.x_height
        self.feedback = find_feedback(page)
        self.badge, self.badge_lines = _badges(page)
        self.found = Segments()
        self.draft: Draft | None = None
        self.boxes: list[Box] = []

    def run(self) -> Segments:
        for event in _events(self.page, self.feedback, self.badge_lines):
            match event:
                case Widget():
                    self._widget(event)
                case Line():
                    self._line(event)
                case Feedback():
                    self._panel(event)
                case Picture():
                    self._picture(event)
                case Box():
                    self._current().expanded = bool(self._current().options)
        self._close()
        for points, box in self.badge:
            self._award(points, box)
        return self.found

    def _current(self) -> Draft:
        if self.draft is None:
            self.draft = Draft()
            self.boxes = []
        return self.draft

    def _close(self) -> None:
        if self.draft is not None and self.boxes:
            self.draft.places.append(Place(self.page, union(self.boxes)))
            self.found.drafts.append(self.draft)
        self.draft = None
        self.boxes = []

    def _start(self, number: int | None) -> None:
        self._close()
        self._current().number = number

    def _widget(self, widget: Widget) -> None:
        draft = self._current()
        if draft.options and draft.options[-1].widget.shape is not widget.shape:
            # Two kinds of widget never stand in one question: a new one starts here.
            self._start(None)
            draft = self._current()
        draft.options.append(OptionDraft(Place(self.page, widget.box), widget))
        self.boxes.append(widget.box)

    def _line(self, line: Line) -> None:
        number = cues.question_number(line.text)
        inline = cues.leading_number(line.text)
        if number is not None and self._opens_question(line):
            self._start(number)
            self.boxes.append(line.box)
            return
        if inline is not None and self._opens_question(line):
            self._start(inline[0])
            line = _without_number(line, inline[1])
        elif self._closes_options(line):
            if cues.is_button(line.text):
                return
            self._start(None)
        elif self.draft is not None and self.draft.opening and not self.draft.begun:
            # What follows a panel at the top of a page, and no widget stands beside it, is another question.
            self._start(None)
        draft = self._current()
        self.boxes.append(line.box)
        if draft.options:
            option = draft.options[-1]
            _append(option.passages, line)
            option.place = Place(self.page, union((option.place.box, line.box)))
        else:
            _append(draft.stem, line)

    def _opens_question(self, line: Line) -> bool:
        """Whether a line that starts with a number starts a question, rather than a list item."""
        draft = self.draft
        if draft is None:
            return True
        if draft.options:
            return line.box.left < draft.options[-1].widget.box.right
        lines = draft.stem_lines
        if not lines and draft.number is None:
            return True
        return bool(lines) and line.box.left < min(s.box.left for s in lines) - OUTDENT * self.x

    def _closes_options(self, line: Line) -> bool:
        """Whether a line stands left of the options' texts, and so is none of them."""
        if self.draft is None or not self.draft.options:
            return False
        return line.box.left < self.draft.options[-1].widget.box.right

    def _panel(self, feedback: Feedback) -> None:
        draft = self._current()
        self.boxes.append(feedback.place.box)
        option = draft.options[-1] if draft.options else None
        if option is None and draft.begun and feedback.tone is Tone.NEUTRAL:
            for line in feedback.all_lines:
                _append(draft.stem, line)
        elif option is None and draft.number is None:
            draft.opening.append(feedback)
        elif option is not None and not draft.expanded and is_of_option(option, feedback):
            option.feedback = feedback
        else:
            draft.feedback.append(feedback)

    def _picture(self, picture: Picture) -> None:
        draft = self._current()
        self.boxes.append(picture.box)
        option = draft.options[-1] if draft.options else None
        if option is not None and picture.box.left > option.widget.box.center_x:
            option.pictures.append((self.page, picture))
            option.place = Place(self.page, union((option.place.box, picture.box)))
        else:
            draft.pictures.append((self.page, picture))

    def _award(self, points: tuple[float, float], box: Box) -> None:
        """Give a badge to the question beside whose stem it stands."""
        for draft in self.found.drafts:
            place = draft.places[0].box
            if place.top - 2 * self.x <= box.center_y <= place.bottom:
                draft.points = points


def _append(passages: list[list[Line]], line: Line) -> None:
    if not passages:
        passages.append([])
    passages[-1].append(line)


def _without_number(line: Line, text: str) -> Line:
    return replace(line, text=text)


def _events(page: Page, panels: Sequence[Feedback], badges: Sequence[Line]) -> list[Event]:
    """Everything on the page in reading order, what lies in panels and buttons left out."""
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
    for widget in page.widgets:
        beside = [
            line.box.top
            for line in lines
            if line.box.left >= widget.box.right - 2
            and line.box.top <= widget.box.center_y < line.box.bottom + 0.3 * page.x_height
        ]
        keyed.append((min(beside, default=widget.box.top) - 0.5, widget.box.left, widget))
    keyed += [(p.place.box.top, p.place.box.left, p) for p in panels]
    keyed += [(p.box.top, p.box.left, p) for p in page.pictures if not any(h.covers(p.box) for h in hidden)]
    keyed += [(b.top, b.left, b) for b in page.buttons]
    return [event for _, _, event in sorted(keyed, key=lambda k: k[:2])]


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


def _badges(page: Page) -> tuple[list[tuple[tuple[float, float], Box]], list[Line]]:
    """Points in the right column, and the lines that say them; one badge may wrap over several lines."""
    column = [
        line
        for line in page.lines
        if line.box.left > SIDE_COLUMN * page.width and line.box.width < 12 * page.x_height
    ]
    badges, used = [], []
    for start in range(len(column)):
        if column[start] in used:
            continue
        # The longest first: what the rest of a badge says, a part of it may say otherwise.
        for end in range(min(len(column), start + 4), start, -1):
            part = column[start:end]
            points = cues.points("".join(line.text for line in part))
            if points is not None and _is_stack(part, page.x_height):
                badges.append((points, union(line.box for line in part)))
                used += part
                break
    return badges, used


def _is_stack(lines: Sequence[Line], x_height: float) -> bool:
    return all(
        b.box.top - a.box.bottom < 1.5 * x_height and a.box.overlap_x(b.box) > 0
        for a, b in itertools.pairwise(lines)
    )
