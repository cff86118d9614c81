"""One page cut into questions: every line, widget, panel and picture finds the question it belongs to."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum, auto

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Picture, Shape, Tone, Widget

from .cues import Cues, Heading, leading_number
from .draft import Draft, Feedback, OptionDraft, Place
from .feedback import find_feedback, is_of_option
from .idle import without_idle_bars
from .letters import SEQUENCES, with_lettered_options
from .lone import is_icon, is_unread_number
from .notes import without_notes
from .numbers import find_question_numbers
from .order import events, find_badges
from .phone import without_bars
from .pills import without_pills
from .selection import SAME_TEXT, alike
from .sidebar import Side, without_sidebars
from .surroundings import without_surroundings

OUTDENT = 0.5
"""How far in x-heights a question's number stands left of its stem; list items do not."""

FAR_BELOW = 2.0
"""White below the options, beside the widest between them, from which a line is none of the last option's."""


RIGHT_EDGE = 0.8
"""Share of the page's width that a line with points at its end reaches."""

SIDE_COLUMN = 0.55
"""Share of the page's width from which a line that says points stands beside the text."""


SENTENCE_ENDS = ("?", ".", ":", "!", "…", "？", "。", "：")
"""What a sentence ends with."""

WRAPPED = 1.6
"""White in x-heights between the lines of one paragraph at most."""


LETTER_LENGTH = 2
"""Characters that a lone letter is read as at most: a large C as `Cc`."""


KEY_STEP = 3.0
"""White in x-heights between the right answers that are listed below the options at most."""

SET_OFF = 2.0
"""White in x-heights between an explanation and the stem of the next question at least."""


class Part(Enum):
    """What the lines below the options are."""

    OPTIONS = auto()
    FEEDBACK = auto()
    KEY = auto()


def segment(page: Page, cues: Cues) -> list[Draft]:
    """The questions of a page from top to bottom; the first may continue the page before."""
    trimmed = without_bars(page)
    sided = without_sidebars(trimmed.page, cues)
    unboxed = without_pills(sided.page, cues)
    bare = without_surroundings(unboxed.page, cues)
    noted = without_notes(with_lettered_options(without_idle_bars(bare.page, cues)), cues)
    aside = (*trimmed.bars, *sided.aside, *unboxed.aside, *bare.aside, *noted.aside)
    drafts = _Segmenter(noted.page, cues, sided.sides, aside).run()
    unnumbered = [draft for draft in drafts if draft.number is None and draft.options]
    if len(unnumbered) == 1:
        unnumbered[0].number = trimmed.number
    return drafts


class _Segmenter:
    """Walks a page in reading order and keeps the question that is being filled."""

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
        self.part = Part.OPTIONS
        self.key_said = False
        self.sides = sides
        self.aside = list(aside)

    def run(self) -> list[Draft]:
        for event in events(self.page, self.feedback, [line for b in self.badges for line in b.lines]):
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
                    self._button(event)
        self._close()
        for badge in self.badges:
            if badge.points is not None:
                self._award(badge.points, badge.box)
        for box, tone in self.page.icons:
            if not any(f.place.box.covers(box) for f in self.feedback):
                self._mark(box, tone)
        if self.aside:
            place = Place(self.page, union(line.box for line in self.aside))
            self.found.insert(0, Draft([place], stem=[self.aside], aside=True))
        return self.found

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

    def _start(self, number: int | None) -> None:
        before = self.draft
        self._close()
        draft = self._current()
        draft.number = number
        if before is not None and before.tone is not None and not before.begun:
            # A pill above the number, or on its line but higher.
            self.found.remove(before)
            draft.tone = before.tone

    def _widget(self, widget: Widget) -> None:
        draft = self._current()
        if self._shows_key(widget):
            self.part = Part.KEY
            draft.feedback.pop()
            return
        if self.part is not Part.OPTIONS and self._split_off_stem():
            draft = self._current()
        if draft.options and draft.options[-1].widget.shape is not widget.shape:
            # Two kinds of widget never stand in one question: a new one starts here.
            self._start(None)
            draft = self._current()
        # What follows is its text, even where a verdict stands between two options.
        self.part = Part.OPTIONS
        box = widget.row or widget.box
        draft.options.append(OptionDraft(Place(self.page, box), widget, tone=widget.tone))
        self.part = Part.OPTIONS
        self.boxes.append(box)

    def _shows_key(self, widget: Widget) -> bool:
        """Whether a widget below the options repeats a right one: only "Correct answer" stands between."""
        draft = self._current()
        if not draft.options or self.part is Part.OPTIONS:
            return False
        near = abs(widget.box.left - draft.options[-1].widget.box.left) <= self.x
        if self.part is Part.KEY:
            return near and bool(draft.key) and widget.box.top - draft.key[-1].box.bottom <= KEY_STEP * self.x
        last = draft.feedback[-1] if draft.feedback else None
        return (
            near
            and last is not None
            and last.headline is not None
            and not last.lines
            and self.cues.points_out(last.headline.text)
        )

    def _split_off_stem(self) -> bool:
        """Begin a question with the last lines below the options, where white sets them off from others."""
        draft = self._current()
        told = draft.key if self.part is Part.KEY else draft.feedback[-1].lines if draft.feedback else []
        gaps = [below.box.top - above.box.bottom for above, below in itertools.pairwise(told)]
        widest = max(range(len(gaps)), key=lambda i: gaps[i], default=None)
        if widest is None or gaps[widest] < SET_OFF * self.x:
            return False
        stem = told[widest + 1 :]
        if self.part is Part.KEY:
            del draft.key[widest + 1 :]
        else:
            draft.feedback[-1].passages = [told[: widest + 1]]
        self.boxes = [box for box in self.boxes if box not in [line.box for line in stem]]
        self._start(None)
        for line in stem:
            self._append(line)
        return True

    def _line(self, line: Line) -> None:
        option = self._option_around(line)
        if option is not None:
            self._line_in_row(line, option)
            return
        row = self._row()
        beside_row = row is not None and _is_beside(line.box, row)
        unread = self.draft is None and is_unread_number(line, self.page, self.cues)
        if beside_row or unread or is_icon(line, self.page):
            self.aside.append(line)
            return
        heading = None if self._is_beside_widget(line) else self.cues.heading(line.text)
        if heading is not None and (heading.is_worded or self._opens_question(line)):
            self._open(heading, line)
            return
        if (
            self._takes_own_answer(line)
            or self._takes_verdict(line)
            or self._takes_prompt(line)
            or self._files(line)
        ):
            return
        inline = leading_number(line.text)
        if inline is not None and self._opens_question(line):
            self._start(inline[0])
            line = replace(line, text=inline[1])
        elif self._is_points(line) or self._goes_below_options(line):
            return
        elif self._closes_options(line):
            if self.cues.is_button(line.text):
                self.aside.append(line)
                return
            self._start(None)
        elif self.draft is not None and self.draft.opening and not self.draft.begun:
            # What follows a panel at the top of a page, and no widget stands beside it, is another question.
            self._start(None)
        self._append(line)

    def _takes_verdict(self, line: Line) -> bool:
        """Take a verdict printed between the number and the options, or in a pill or in colour above them."""
        tone = self.cues.headline(line.text)
        draft = self.draft
        if tone is None or line.table or (draft is not None and (draft.options or draft.answer)):
            return False
        pill = any(each.box.covers(line.box) for each in self.page.pills)
        opened = draft is not None and draft.number is not None and not draft.stem_lines
        if not (pill or opened or line.tone is not None):
            return False
        self._current().tone = tone
        self.boxes.append(line.box)
        return True

    def _takes_own_answer(self, line: Line) -> bool:
        """Take a line that says what was answered."""
        own = self.cues.own_answer(line.text)
        draft = self.draft
        if own is None or draft is None or not (draft.stem_lines or draft.options):
            return False
        said = replace(line, text=own)
        if draft.options:
            draft.own.append(said)
            self.part = Part.FEEDBACK
        else:
            draft.answer.append(said)
        self.boxes.append(line.box)
        return True

    def _takes_prompt(self, line: Line) -> bool:
        """Take a line below the stem that only says how to answer."""
        draft = self.draft
        if draft is None or draft.options or draft.answer or not self.cues.is_prompt(line.text):
            return False
        if not draft.stem_lines and draft.title is None:
            return False
        draft.prompt.append(line)
        return True

    def _files(self, line: Line) -> bool:
        """Take a line between number and stem that says what the question is filed under."""
        draft = self.draft
        if draft is None or draft.number is None or draft.stem_lines or not self.cues.files_under(line.text):
            return False
        self.aside.append(line)
        return True

    def _is_beside_widget(self, line: Line) -> bool:
        """Whether a line is the text of an option, whatever it says (`Q1` is a quartile, too)."""
        widget = self.draft.options[-1].widget if self.draft and self.draft.options else None
        if widget is None or line.box.left < widget.box.right:
            return False
        return line.box.overlap_y(widget.box) >= 0.5 * min(line.box.height, widget.box.height)

    def _append(self, line: Line) -> None:
        draft = self._current()
        self.boxes.append(line.box)
        if any(f.covers(line.box) for f in self.page.fields) and not draft.options:
            draft.answer.append(line)
        elif draft.options:
            option = self._option_beside(line) or draft.options[-1]
            if option.feedback is None and option.passages and self._tells_verdict(line):
                tone = self.cues.opening_verdict(line.text)
                option.feedback = Feedback(
                    Place(self.page, line.box), tone or Tone.NEUTRAL, passages=[[line]]
                )
                return
            if option.feedback is not None and option.feedback.headline is None and line.tone is not None:
                _append(option.feedback.passages, line)
                return
            _append(option.passages, line)
            option.place = Place(self.page, union((option.place.box, line.box)))
        else:
            _append(draft.stem, self._without_points(line))

    def _option_beside(self, line: Line) -> OptionDraft | None:
        """The option whose widget is the nearest left of a line; in a grid it need not be the last one."""
        level = [
            o
            for o in self._current().options
            if o.place.page is self.page
            and o.widget.box.right <= line.box.left + 2
            and o.widget.box.overlap_y(line.box) >= 0.5 * min(line.box.height, o.widget.box.height)
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

    def _row(self) -> Box | None:
        """The card or row of the option that is being filled."""
        return self.draft.options[-1].widget.row if self.draft and self.draft.options else None

    def _option_around(self, line: Line) -> OptionDraft | None:
        """The option in whose card or row a line stands; in a grid it need not be the last one."""
        options = self.draft.options if self.draft else []
        return next((o for o in options if o.widget.row and o.widget.row.covers(line.box)), None)

    def _line_in_row(self, line: Line, option: OptionDraft) -> None:
        """A line in an option's card: its text, or a pill that names the verdict."""
        widget = option.widget
        tone = self.cues.headline(line.text)
        if tone is not None and line.box.bottom <= widget.box.top and widget.shape is not Shape.PLAIN:
            option.tone = option.tone or tone
            return
        if tone is not None and option.passages:
            option.feedback = Feedback(Place(self.page, line.box), tone, line)
            return
        if option.feedback is not None and line.box.top >= option.feedback.place.box.bottom:
            _append(option.feedback.passages, line)
            return
        if self._is_letter(line, option):
            option.widget = replace(widget, letter=line.text[:1])
            return
        _append(option.passages, line)

    def _is_letter(self, line: Line, option: OptionDraft) -> bool:
        """Whether a line is the letter before an option's text, the one that its place asks for."""
        place = self._current().options.index(option)
        return (
            option.widget.shape is Shape.PLAIN
            and not option.passages
            and len(line.text) <= LETTER_LENGTH
            and any(line.text[:1] == sequence[place : place + 1] for sequence in SEQUENCES)
            and any(
                other.box.left > line.box.right and other.box.overlap_y(line.box) > 0
                for other in self.page.lines
                if option.place.box.covers(other.box)
            )
        )

    def _open(self, heading: Heading, line: Line) -> None:
        self._start(heading.number)
        self.boxes.append(line.box)
        draft = self._current()
        side = next((s for s in self.sides if s.heading == line), None)
        draft.tone = (side.tone if side else heading.tone) or draft.tone
        draft.points = side.points if side else None
        if heading.text:
            self._append(replace(line, text=heading.text))
        elif heading.title:
            draft.title = replace(line, text=heading.title)

    def _opens_question(self, line: Line) -> bool:
        """Whether a line that starts with a number starts a question, rather than a list item."""
        draft = self.draft
        if draft is None or line in self.numbers:
            return True
        if self.part is not Part.OPTIONS and self.numbers:
            return False
        if draft.options:
            return line.box.left < draft.options[-1].widget.box.right
        if draft.answer or draft.feedback:
            return True
        lines = draft.stem_lines
        if not lines and draft.number is None:
            return True
        return bool(lines) and line.box.left < min(s.box.left for s in lines) - OUTDENT * self.x

    def _is_points(self, line: Line) -> bool:
        """Take a line that says what the question is worth."""
        graded = self.cues.graded_points(line.text)
        if graded is not None and not (self.draft and self.draft.options):
            self._current().points = graded
            return True
        points = self.cues.possible_points(line.text)
        if points is None or line.box.left < SIDE_COLUMN * self.page.width:
            return False
        if self.draft is not None:
            earned = self.draft.points[0] if self.draft.points else None
            self.draft.points = (earned, points)
        return True

    def _goes_below_options(self, line: Line) -> bool:
        """Take a line below the options or the typed answer: verdict, points, explanation or key."""
        draft = self.draft
        if draft is None or not (draft.options or draft.answer) or not self._is_below(line):
            return False
        tone = self.cues.headline(line.text)
        key = self.cues.opens_key(line.text)
        if tone is not None:
            self.part = Part.FEEDBACK
            draft.feedback.append(Feedback(Place(self.page, line.box), tone, line))
        elif (earned := self.cues.score(line.text)) is not None:
            draft.points = (earned, draft.points[1] if draft.points else None)
        elif key is not None:
            self.part = Part.KEY
            if key:
                draft.key.append(replace(line, text=key))
                self.key_said = True
        elif self.cues.opens_feedback(line.text):
            self.part = Part.FEEDBACK
        elif self.part is Part.KEY and not self._leaves_key(draft, line):
            draft.key.append(line)
        elif self.part is not Part.OPTIONS:
            self.part = Part.FEEDBACK
            self._explain(draft, line)
        else:
            return False
        self.boxes.append(line.box)
        return True

    def _leaves_key(self, draft: Draft, line: Line) -> bool:
        """Whether a paragraph below right answers explains them: these stood on their label's line."""
        last = draft.key[-1].box if draft.key else line.box
        return self.key_said and line.box.top - last.bottom > WRAPPED * self.x

    def _explain(self, draft: Draft, line: Line) -> None:
        if not draft.feedback:
            draft.feedback.append(Feedback(Place(self.page, line.box), Tone.NEUTRAL))
        _append(draft.feedback[-1].passages, line)

    def _is_below(self, line: Line) -> bool:
        """Whether a line is none of the last option's text."""
        if self.part is not Part.OPTIONS or self.draft is None or not self.draft.options:
            return True
        return self._closes_options(line) or line.tone is not None

    def _closes_options(self, line: Line) -> bool:
        """Whether a line stands left of the options' texts or far below them, and so is none of them."""
        if self.draft is None or not self.draft.options:
            return False
        widget = self.draft.options[-1].widget
        if self._option_beside(line) is not None:
            return False
        if widget.row is not None or line.box.left < widget.box.right:
            return True
        return self._is_far_below(line)

    def _is_far_below(self, line: Line) -> bool:
        places = [o.place.box for o in self._current().options if o.place.page is self.page]
        if len(places) < 2:
            return False
        gaps = [b.top - a.bottom for a, b in itertools.pairwise(places)]
        return line.box.top - places[-1].bottom > FAR_BELOW * max(*gaps, self.x)

    def _panel(self, feedback: Feedback) -> None:
        draft = self._current()
        if self._repeats_option(draft, feedback):
            draft.key += feedback.lines
            self.boxes.append(feedback.place.box)
            return
        if draft.options or draft.answer:
            self._take_key(draft, feedback)
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

    def _take_key(self, draft: Draft, feedback: Feedback) -> None:
        """Take what names the right answers off the top of an explanation, and the label before it."""
        lines = list(feedback.lines)
        last = next((i for i, line in enumerate(lines) if i and self._names_key(line)), None)
        if last is not None:
            draft.key += self._key_lines(lines[last:])
            del lines[last:]
        while lines and ":" in lines[0].text and (key := self.cues.opens_key(lines[0].text)):
            draft.key.append(replace(lines.pop(0), text=key))
        if lines:
            lines[0] = replace(lines[0], text=self.cues.without_label(lines[0].text))
        feedback.passages = [lines] if lines else []

    def _repeats_option(self, draft: Draft, feedback: Feedback) -> bool:
        """Whether a panel headed "Correct answer" holds nothing but the text of an option."""
        headline = feedback.headline
        if headline is None or not self.cues.points_out(headline.text) or not feedback.lines:
            return False
        said = " ".join(line.text for line in feedback.lines)
        texts = [" ".join(line.text for line in option.lines) for option in draft.options]
        return max((alike(said, text) for text in texts), default=0.0) >= SAME_TEXT

    def _names_key(self, line: Line) -> bool:
        return ":" in line.text and bool(self.cues.opens_key(line.text))

    def _key_lines(self, lines: Sequence[Line]) -> Iterable[Line]:
        """The right answers that the last lines of an explanation name."""
        return [replace(line, text=self.cues.opens_key(line.text) or line.text) for line in lines]

    def _button(self, box: Box) -> None:
        draft = self._current()
        draft.expanded = bool(draft.options)
        if draft.options:
            self.boxes.append(box)

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
        for draft in self.found:
            place = draft.places[0].box
            if place.top - 2 * self.x <= box.center_y <= place.bottom:
                draft.points = points

    def _mark(self, box: Box, tone: Tone) -> None:
        """Give a check mark or a cross to the option on its height, or to the question that it opens."""
        for draft in self.found:
            for option in draft.options:
                place = option.place.box
                if place.top <= box.center_y <= place.bottom:
                    option.tone = option.tone or tone
                    return
        for draft in self.found:
            place = draft.places[0].box
            if abs(box.center_y - place.top) <= 3 * self.x and box.left <= place.left + 4 * self.x:
                draft.tone = draft.tone or tone
                return


def _is_wrapped(title: Line, below: Line, x_height: float) -> bool:
    """Whether a line goes on in the next: it stands close below, and its first word did not fit above."""
    close = below.box.top - title.box.bottom <= WRAPPED * x_height
    return close and title.box.right + below.first_word >= below.box.right


def _is_beside(box: Box, row: Box) -> bool:
    """Whether a box stands on a card's height outside it."""
    return box.overlap_y(row) >= 0.5 * box.height and not row.covers(box)


def _append(passages: list[list[Line]], line: Line) -> None:
    if not passages:
        passages.append([])
    passages[-1].append(line)
