"""The question that is being filled, and the questions found before it on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Tone

from .cues import Cues
from .draft import Draft, Feedback, OptionDraft, Place
from .feedback import find_feedback
from .numbers import find_question_numbers
from .order import find_badges
from .rows import is_level
from .sidebar import Side

RIGHT_EDGE = 0.8
"""Share of the page's width that a line with points at its end reaches."""

SENTENCE_ENDS = ("?", ".", ":", "!", "…", "？", "。", "：")
"""What a sentence ends with."""

BESIDE_HEADING = 2.0
"""White in x-heights between a heading or a verdict and what stands beside it at least."""

MAX_BESIDE = 14.0
"""Widest text beside a heading or a verdict in x-heights that is neither stem nor explanation."""

WRAPPED = 1.6
"""White in x-heights between the lines of one paragraph at most."""


SMALLER = 0.92
"""Height of small print beside that of an option's text at most."""

SET_OFF_SMALL = 1.2
"""White in x-heights above small print at least."""


class Part(Enum):
    """What the lines below the options are."""

    OPTIONS = auto()
    FEEDBACK = auto()
    KEY = auto()


class Filling:
    """What has been found on a page so far."""

    def __init__(self, page: Page, cues: Cues, sides: Sequence[Side], aside: Sequence[Line]) -> None:
        self.page = page
        self.cues = cues
        self.x = page.x_height
        self.badges = find_badges(page)
        self.numbers = find_question_numbers(page, cues)
        self.feedback = [
            f for f in find_feedback(page, cues) if not any(f.place.box.contains(b.box) for b in self.badges)
        ]
        self.found: list[Draft] = []
        self.draft: Draft | None = None
        self.boxes: list[Box] = []
        self.head: Box | None = None
        self.told: Box | None = None
        self.part = Part.OPTIONS
        self.key_said = False
        self.sides = sides
        self.aside = [*aside, *(line for f in self.feedback for line in f.figures)]

    def _current(self) -> Draft:
        if self.draft is None:
            self.draft = Draft()
            self.boxes = []
            self.part = Part.OPTIONS
            self.key_said = False
        return self.draft

    def _close(self) -> None:
        if self.draft is not None and self.boxes:
            self._settle_title(self.draft)
            self._take_topic(self.draft)
            if self.draft.prompt and not self.draft.stem:
                # There is no other stem: this is what is asked.
                self.draft.stem, self.draft.prompt = [self.draft.prompt], []
            self.draft.places.append(Place(self.page, union(self.boxes)))
            self.found.append(self.draft)
        self.draft = None
        self.boxes = []

    def _settle_title(self, draft: Draft) -> None:
        """What stands beside the number opens the stem if it is a sentence, goes on below or is alone."""
        title, stem = draft.title, draft.stem_lines
        if title is None:
            return
        ends = title.text.rstrip().endswith(SENTENCE_ENDS)
        wrapped = bool(stem) and _is_wrapped(title, stem[0], self.x)
        if ends or wrapped or (not stem and not draft.pictures):
            draft.stem = [[title, *stem]]
        else:
            self.aside.append(title)

    def _take_topic(self, draft: Draft) -> None:
        """Take a line off the stem that stands above the points, and the stem below: the name of a topic."""
        stem = draft.stem_lines
        if draft.titled == 1 < len(stem) and not stem[0].text.endswith(SENTENCE_ENDS):
            self.aside.append(stem[0])
            draft.stem = [stem[1:]]

    def _start(self, number: int | None) -> None:
        self.head = self.told = None
        before = self.draft
        self._close()
        if number is not None:
            self._explain_before(number)
        draft = self._current()
        draft.number = number
        alone = before is not None and not (before.begun or before.opening or before.feedback)
        if before is not None and before.tone is not None and alone:
            # A pill above the number, or on its line but higher.
            self.found.pop()
            draft.tone = before.tone

    def _explain_before(self, number: int) -> None:
        """Take sentences between a judged question and the one with the next number for its explanation."""
        if len(self.found) < 2:
            return
        asked, text = self.found[-2:]
        judged = asked.tone or any(o.tone or o.widget.tone for o in asked.options)
        told = asked.feedback or asked.answer or not asked.options or asked.number != number - 1
        if not judged or told or not text.is_text or not text.stem_lines[-1].text.endswith(SENTENCE_ENDS):
            return
        self.found.pop()
        asked.feedback.append(Feedback(text.places[0], Tone.NEUTRAL, passages=text.stem))
        asked.places[-1] = Place(self.page, union((asked.places[-1].box, text.places[0].box)))

    def _append(self, line: Line) -> None:
        draft = self._current()
        self.boxes.append(line.box)
        if any(f.covers(line.box) for f in self.page.fields) and not draft.options:
            draft.answer.append(line)
        elif draft.options:
            self._append_to_option(self._option_beside(line) or draft.options[-1], line)
        else:
            append(draft.stem, self._without_points(line))

    def _append_to_option(self, option: OptionDraft, line: Line) -> None:
        """Give a line to an option: its text, or what a verdict in colour below that opens."""
        known = option.feedback
        if known is None and option.passages and (mark := self._mark_between(option, line)):
            option.feedback = Feedback(Place(self.page, line.box), mark, passages=[[line]])
            return
        if known is not None and line.box.left >= known.place.box.left > option.lines[0].box.right:
            append(known.passages, line)
            return
        if known is None and option.passages and self._tells_verdict(line):
            tone = self.cues.opening_verdict(line.text)
            option.feedback = Feedback(Place(self.page, line.box), tone or Tone.NEUTRAL, passages=[[line]])
            return
        if known is not None and known.headline is None and line.tone is not None:
            append(known.passages, line)
            return
        if known is None and self._is_small_print(option, line):
            judged = option.tone or option.widget.tone or Tone.NEUTRAL
            option.feedback = Feedback(Place(self.page, line.box), judged, passages=[[line]])
            return
        if known is not None and self._is_smaller(option, line):
            append(known.passages, line)
            return
        append(option.passages, line)
        option.place = Place(self.page, union((option.place.box, line.box)))

    def _stands_beside(self, line: Line, told: Box) -> bool:
        """Whether a line is a short text right of a heading or a verdict, set off from it."""
        apart = line.box.left - told.right >= BESIDE_HEADING * self.x
        short = line.box.width <= MAX_BESIDE * self.x and not line.text.endswith(SENTENCE_ENDS)
        return apart and short and is_level(told, line.box)

    def _is_small_print(self, option: OptionDraft, line: Line) -> bool:
        """Whether a line explains an option that is marked: in smaller letters, set off below its text."""
        if (option.tone or option.widget.tone) is None or not option.lines:
            return False
        set_off = line.box.top - option.lines[-1].box.bottom >= SET_OFF_SMALL * self.x
        return set_off and self._is_smaller(option, line)

    def _is_smaller(self, option: OptionDraft, line: Line) -> bool:
        return bool(option.lines) and line.size <= SMALLER * option.lines[0].size

    def _mark_between(self, option: OptionDraft, line: Line) -> Tone | None:
        """What a check mark or a cross says that stands between an option's text and a line beside it."""
        text = option.lines[-1].box
        if text.overlap_y(line.box) <= 0:
            return None
        level = [(box, tone) for box, tone in self.page.icons if box.overlap_y(text) > 0]
        return next((t for box, t in level if text.right <= box.left and box.right <= line.box.left), None)

    def _option_beside(self, line: Line) -> OptionDraft | None:
        """The option whose widget is the nearest left of a line; in a grid it need not be the last one."""
        level = [
            o
            for o in self._current().options
            if o.place.page is self.page
            and o.widget.box.right <= line.box.left + 2
            and is_level(o.widget.box, line.box)
        ]
        return max(level, key=lambda o: o.widget.box.right, default=None)

    def _tells_verdict(self, line: Line) -> bool:
        """Whether a line below an option's text is printed in a verdict's colour and begins with it."""
        return line.tone is not None and self.cues.opening_verdict(line.text) is not None

    def _without_points(self, line: Line) -> Line:
        """A line of the stem without the points at its end, far right on the page.

        Where they cannot be read, other points on the page say that they are some.
        """
        found = self.cues.without_trailing_points(line.text)
        if found is None:
            return line
        text, points = found
        bracketed = line.text.rstrip().endswith((")", "]"))
        if line.box.right < RIGHT_EDGE * self.page.width and not bracketed:
            return line
        if points is None and not self.badges and not self.found:
            return line
        self._current().points = points or self._current().points
        right = line.box.left + round(line.box.width * len(text) / len(line.text))
        return replace(line, text=text, box=replace(line.box, right=right))


def _is_wrapped(title: Line, below: Line, x_height: float) -> bool:
    """Whether a line goes on in the next: it stands close below, and its first word did not fit above."""
    close = below.box.top - title.box.bottom <= WRAPPED * x_height
    return close and title.box.right + below.first_word >= below.box.right


def append(passages: list[list[Line]], line: Line) -> None:
    """Add a line to the last passage; begin one where there is none."""
    if not passages:
        passages.append([])
    passages[-1].append(line)
