"""One page cut into questions: every line, widget, panel and picture finds the question it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ocrquiz.geometry import Box, union
from ocrquiz.page.model import Line, Page, Picture, Shape, Tone, Widget

from .below import Below
from .bullets import with_bulleted_options
from .cells import with_joined_labels
from .cues import Cues, Heading, leading_number
from .draft import Draft, Feedback, OptionDraft, Place
from .filling import SENTENCE_ENDS, Part, append
from .flags import without_flags
from .idle import without_idle_bars
from .letters import SEQUENCES, with_lettered_options
from .lone import is_icon, is_unread_number
from .notes import without_notes
from .numbers import without_numbered_discs
from .order import events
from .phone import without_bars
from .pills import without_pills
from .rows import is_level
from .sidebar import without_sidebars
from .surroundings import without_surroundings

OUTDENT = 0.5
"""How far in x-heights a question's number stands left of its stem; list items do not."""

SET_OFF_IN_CARD = 2.2
"""White in x-heights between an option's text and its explanation in a card: wrapped lines have up to 1.9."""

LETTER_LENGTH = 2
"""Characters that a lone letter is read as at most: a large C as `Cc`."""

BEHIND_STEM = 3.0
"""White in x-heights between a stem and the mark at its end at most."""

LEAST_COUNTED = 5
"""Questions of a quiz that counts them without a word at least: what is less could be points."""

_COUNTER = re.compile(r"([1-9]\d{0,2})\s?/\s?([1-9][\d ]{0,3})")


def segment(page: Page, cues: Cues) -> list[Draft]:
    """The questions of a page from top to bottom; the first may continue the page before."""
    trimmed = without_bars(without_numbered_discs(page))
    sided = without_sidebars(trimmed.page, cues)
    unboxed = without_pills(without_flags(sided.page, cues), cues)
    bare = without_surroundings(unboxed.page, cues)
    joined = with_joined_labels(bare.page, cues)
    listed = with_bulleted_options(with_lettered_options(without_idle_bars(joined.page, cues)))
    noted = without_notes(listed, cues)
    aside = (*trimmed.bars, *sided.aside, *unboxed.aside, *bare.aside, *joined.aside, *noted.aside)
    drafts = _Segmenter(noted.page, cues, sided.sides, aside).run()
    _explain_beside(drafts, bare.explained, page)
    unnumbered = [draft for draft in drafts if draft.number is None and draft.options]
    if len(unnumbered) == 1:
        unnumbered[0].number = trimmed.number
    return drafts


def _explain_beside(drafts: list[Draft], lines: Sequence[Line], page: Page) -> None:
    """Give the explanation in a column at the side to the only question of a page."""
    if not lines:
        return
    place = Place(page, union(line.box for line in lines))
    asked = [draft for draft in drafts if draft.options]
    if len(asked) == 1:
        asked[0].feedback.insert(0, Feedback(place, Tone.NEUTRAL, passages=[list(lines[1:])]))
    else:
        drafts.insert(0, Draft([place], stem=[list(lines)], aside=True))


class _Segmenter(Below):
    """Walks a page in reading order and keeps the question that is being filled."""

    def run(self) -> list[Draft]:
        badges = [line for badge in self.badges for line in badge.lines]
        for event in events(self.page, self.feedback, badges, self.cues):
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

    def _widget(self, widget: Widget) -> None:
        draft = self._current()
        if self._shows_key(widget):
            if self.part is not Part.KEY:
                # The panel with "Correct answer" between the options and the key.
                draft.feedback.pop()
            self.part = Part.KEY
            return
        if self.part is not Part.OPTIONS and self._split_off_stem():
            draft = self._current()
        self._give_panel_between(draft)
        if draft.options and draft.options[-1].widget.shape is not widget.shape:
            # Two kinds of widget never stand in one question: a new one starts here.
            self._start(None)
            draft = self._current()
        if draft.own_above and not draft.options:
            # What was answered stands above the options.
            draft.own, draft.answer, draft.own_above = [*draft.own, *draft.answer], [], False
        # What follows is its text, even where a verdict stands between two options.
        self.part = Part.OPTIONS
        box = widget.row or widget.box
        draft.options.append(OptionDraft(Place(self.page, box), widget, tone=widget.tone))
        self.part = Part.OPTIONS
        self.boxes.append(box)

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
        if self._counts(line):
            return
        if (
            self._takes_own_answer(line)
            or self._takes_verdict(line)
            or self._takes_prompt(line)
            or self._files(line)
        ):
            return
        if self._is_beside_heading(line):
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

    def _is_beside_heading(self, line: Line) -> bool:
        """Take a short text right of a question's heading: its points, or what the page counts there."""
        draft, head = self.draft, self.head
        if draft is None or head is None or draft.options or draft.stem_lines or draft.answer:
            return False
        if not self._stands_beside(line, head):
            return False
        points = self.cues.possible_points(line.text)
        if points is None:
            self.aside.append(line)
        else:
            draft.set_possible(points)
        return True

    def _counts(self, line: Line) -> bool:
        """Take a line above the stem that counts the questions (`4 / 10`): above it is a title."""
        draft = self.draft
        of = _COUNTER.fullmatch(line.text)
        if of is None or int(of[2].replace(" ", "")) < max(LEAST_COUNTED, int(of[1])):
            return False
        if draft is not None:
            ended = draft.stem_lines and draft.stem_lines[-1].text.endswith(SENTENCE_ENDS)
            if draft.number is not None or draft.options or draft.answer or ended:
                return False
        self._start(int(of[1]))
        self.boxes.append(line.box)
        return True

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
            draft.own_above = not draft.answer or draft.own_above
            draft.answer.append(said)
        self.boxes.append(line.box)
        return True

    def _takes_prompt(self, line: Line) -> bool:
        """Take a line below the number or the stem that only says how to answer."""
        draft = self.draft
        if draft is None or draft.options or draft.answer or not self.cues.is_prompt(line.text):
            return False
        if not draft.stem_lines and draft.title is None and draft.number is None:
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
        return is_level(line.box, widget.box)

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
        known = option.feedback
        if tone is not None and known is not None and known.headline is None:
            known.headline = line
            return
        if tone is not None and option.passages:
            option.feedback = Feedback(Place(self.page, line.box), tone, line)
            return
        if known is not None and line.box.top >= known.place.box.bottom:
            append(known.passages, line)
            return
        if known is None and self._judges_card(line, option):
            told = replace(line, text=self.cues.without_icon(line.text))
            opens = self.cues.opening_verdict(line.text) or Tone.NEUTRAL
            option.feedback = Feedback(Place(self.page, line.box), opens, passages=[[told]])
            return
        if self._explains_card(line, option):
            judged = option.tone or widget.tone or Tone.NEUTRAL
            option.feedback = Feedback(Place(self.page, line.box), judged, passages=[[line]])
            return
        if self._is_letter(line, option):
            option.widget = replace(widget, letter=line.text[:1])
            return
        append(option.passages, line)

    def _judges_card(self, line: Line, option: OptionDraft) -> bool:
        """Whether a line below the text of a card begins with the verdict that the card's colour tells."""
        tone = self.cues.opening_verdict(line.text)
        below = bool(option.lines) and line.box.top >= option.lines[-1].box.bottom
        return below and tone is not None and tone is (option.tone or option.widget.tone)

    def _explains_card(self, line: Line, option: OptionDraft) -> bool:
        """Whether a line is set off below the text of a card that is marked right or wrong."""
        if not option.lines or (option.tone or option.widget.tone) is None:
            return False
        if self._is_small_print(option, line):
            return True
        return line.box.top - option.lines[-1].box.bottom > SET_OFF_IN_CARD * self.x

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
        self.head = line.box if heading.is_worded else None
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
        if draft is None or line in self.numbers or any(side.heading == line for side in self.sides):
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
        """Give a badge to the question beside whose stem it stands; pictures can reach farther."""
        places = [(draft.places[0].box, draft) for draft in self.found]
        beside = [d for b, d in places if b.top - 2 * self.x <= box.center_y <= b.bottom]
        if beside:
            beside[-1].points = points

    def _mark(self, box: Box, tone: Tone) -> None:
        """Give a mark to the option on its height, or to the question that it opens or whose stem it ends."""
        for draft in self.found:
            if any(is_level(box, line.box) for line in draft.own):
                draft.own_tone = draft.own_tone or tone
                return
            for option in draft.options:
                place = option.place.box
                if place.top <= box.center_y <= place.bottom:
                    option.tone = option.tone or tone
                    return
        for draft in self.found:
            place = draft.places[0].box
            if not draft.options or box.center_y < draft.options[0].place.box.top:
                ends = (s.box for s in draft.stem_lines if s.box.overlap_y(box) > 0)
                if any(0 <= box.left - end.right <= BEHIND_STEM * self.x for end in ends):
                    draft.tone = draft.tone or tone
                    return
            if abs(box.center_y - place.top) <= 3 * self.x and box.left <= place.left + 4 * self.x:
                draft.tone = draft.tone or tone
                return


def _is_beside(box: Box, row: Box) -> bool:
    """Whether a box stands on a card's height outside it."""
    return box.overlap_y(row) >= 0.5 * box.height and not row.covers(box)
