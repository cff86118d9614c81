"""What stands below the options: verdict, explanation, right answers, and where the next question begins."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ocrquiz.page.model import Line, Tone, Widget

from .draft import Draft, Feedback, Place
from .feedback import NEAR, is_of_option
from .filling import WRAPPED, Filling, Part, append
from .selection import SAME_TEXT, alike

FAR_BELOW = 2.0
"""White below the options, beside the widest between them, from which a line is none of the last option's."""

NAMED_BELOW = 2
"""Lines that say what is right: "Correct answer", and its letter or text below."""

KEY_STEP = 3.0
"""White in x-heights between the right answers that are listed below the options at most."""

SIDE_COLUMN = 0.55
"""Share of the page's width from which a line that says points stands beside the text."""

SET_OFF = 2.0
"""White in x-heights between an explanation and the stem of the next question at least."""


class Below(Filling):
    """Gives lines and panels below the options to the question that is being filled."""

    def _shows_key(self, widget: Widget) -> bool:
        """Whether a widget below the options repeats a right one: only "Correct answer" stands between."""
        draft = self._current()
        if not draft.options or self.part is Part.OPTIONS:
            return False
        near = abs(widget.box.left - draft.options[-1].widget.box.left) <= self.x
        if self.part is Part.KEY:
            above = draft.key[-1].box if draft.key else self.told
            return near and above is not None and widget.box.top - above.bottom <= KEY_STEP * self.x
        last = draft.feedback[-1] if draft.feedback else None
        return (
            near
            and last is not None
            and last.headline is not None
            and not last.lines
            and self.cues.points_out(last.headline.text)
        )

    def _give_panel_between(self, draft: Draft) -> None:
        """Give a panel to the option above it, for another one follows: it is not the whole question's."""
        if not draft.options or not draft.feedback or draft.options[-1].feedback is not None:
            return
        option, panel = draft.options[-1], draft.feedback[-1]
        gap = panel.place.box.top - option.place.box.bottom
        if panel.place.page is self.page and 0 <= gap <= NEAR * self.x:
            option.feedback = draft.feedback.pop()

    def _split_off_stem(self) -> bool:
        """Begin a question with the last lines below the options, where white sets them off from others."""
        draft = self._current()
        last = draft.feedback[-1] if draft.feedback else None
        told = draft.key if self.part is Part.KEY else last.all_lines if last else []
        gaps = [below.box.top - above.box.bottom for above, below in itertools.pairwise(told)]
        widest = max(range(len(gaps)), key=lambda i: gaps[i], default=None)
        if widest is None or gaps[widest] < SET_OFF * self.x:
            return False
        stem = told[widest + 1 :]
        if last is None or self.part is Part.KEY:
            del draft.key[widest + 1 :]
        else:
            kept = [line for line in told[: widest + 1] if line is not last.headline]
            last.passages = [kept] if kept else []
        self.boxes = [box for box in self.boxes if box not in [line.box for line in stem]]
        self._start(None)
        for line in stem:
            if not self._is_points(line):
                self._append(line)
        return True

    def _is_points(self, line: Line) -> bool:
        """Take a line that says what the question is worth."""
        graded = self.cues.graded_points(line.text)
        if graded is not None and not (self.draft and self.draft.options):
            draft = self._current()
            draft.points, draft.titled = graded, len(draft.stem_lines)
            return True
        points = self.cues.possible_points(line.text)
        if points is None or line.box.left < SIDE_COLUMN * self.page.width:
            return False
        if self.draft is not None:
            self.draft.set_possible(points)
        return True

    def _goes_below_options(self, line: Line) -> bool:
        """Take a line below the options or the typed answer: verdict, points, explanation or key."""
        draft = self.draft
        if draft is None or not (draft.options or draft.answer) or not self._is_below(line):
            return False
        tone = self.cues.headline(line.text)
        key = self.cues.opens_key(line.text)
        if tone is None and key is None and self._is_beside_verdict(line):
            self.aside.append(line)
            return True
        if tone is Tone.CORRECT and self._labels_key(draft, line):
            self.told = line.box
            self.part = Part.KEY
        elif tone is not None:
            self.told = line.box
            self.part = Part.FEEDBACK
            draft.feedback.append(Feedback(Place(self.page, line.box), tone, line))
        elif (earned := self.cues.score(line.text)) is not None:
            draft.points = (earned, draft.points[1] if draft.points else None)
        elif (points := self.cues.worded_points(line.text)) is not None:
            draft.points = points
        elif (named := self.cues.key_after_verdict(line.text)) is not None:
            self.part = Part.FEEDBACK
            tone = self.cues.opening_verdict(line.text)
            draft.feedback.append(Feedback(Place(self.page, line.box), tone or Tone.NEUTRAL))
            draft.key.append(replace(line, text=named))
        elif key is not None:
            self.part = Part.KEY
            if key:
                draft.key.append(replace(line, text=key))
                self.key_said = True
        elif self.cues.opens_feedback(line.text):
            self.part = Part.FEEDBACK
        elif (explained := self.cues.labelled(line.text)) is not None:
            self.part = Part.FEEDBACK
            self._explain(draft, replace(line, text=explained))
        elif self.part is Part.KEY and not self._leaves_key(draft, line):
            draft.key.append(line)
        elif self.part is not Part.OPTIONS:
            self.part = Part.FEEDBACK
            self._explain(draft, line)
        else:
            return False
        self.boxes.append(line.box)
        return True

    def _labels_key(self, draft: Draft, line: Line) -> bool:
        """Whether "Correct answer" below "Incorrect" is the label of what follows, rather than a verdict."""
        judged = draft.feedback[-1] if draft.feedback else None
        return (
            judged is not None
            and judged.tone is Tone.INCORRECT
            and judged.headline is not None
            and not judged.lines
            and self.cues.points_out(line.text)
        )

    def _is_beside_verdict(self, line: Line) -> bool:
        """Whether a short text right of a verdict counts something: the time taken, how many were right."""
        if self.told is None or self.cues.graded_points(line.text):
            return False
        return self._stands_beside(line, self.told)

    def _leaves_key(self, draft: Draft, line: Line) -> bool:
        """Whether a paragraph below right answers explains them: these stood on their label's line."""
        last = draft.key[-1].box if draft.key else line.box
        return self.key_said and line.box.top - last.bottom > WRAPPED * self.x

    def _explain(self, draft: Draft, line: Line) -> None:
        if not draft.feedback:
            draft.feedback.append(Feedback(Place(self.page, line.box), Tone.NEUTRAL))
        append(draft.feedback[-1].passages, line)

    def _is_below(self, line: Line) -> bool:
        """Whether a line is none of the last option's text."""
        if self.part is not Part.OPTIONS or self.draft is None or not self.draft.options:
            return True
        names_key = self.cues.opens_key(line.text) is not None and ":" in line.text
        return names_key or self._closes_options(line) or line.tone is not None

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
                append(draft.stem, line)
        elif option is None and draft.number is None:
            draft.opening.append(feedback)
        elif option is not None and not draft.expanded and is_of_option(option, feedback):
            option.feedback = feedback
        else:
            draft.feedback.append(feedback)

    def _take_key(self, draft: Draft, feedback: Feedback) -> None:
        """Take what names the right answers off the top of an explanation, and the label before it."""
        lines = list(feedback.lines)
        if len(lines) == NAMED_BELOW and self._announces_key(draft, lines):
            draft.key += lines[1:]
            feedback.passages = []
            return
        if lines and feedback.headline is None and (key := self.cues.key_after_verdict(lines[0].text)):
            draft.key.append(replace(lines.pop(0), text=key))
        last = next((i for i, line in enumerate(lines) if i and self._names_key(draft, line)), None)
        if last is not None:
            draft.key += self._key_lines(lines[last:])
            del lines[last:]
        if lines and feedback.headline is None and self._names_key(draft, lines[0]):
            # Green is the answer that it names, whatever was picked.
            feedback.tone = Tone.NEUTRAL if feedback.tone is Tone.CORRECT else feedback.tone
        while lines and self._names_key(draft, lines[0]):
            draft.key += self._key_lines([lines.pop(0)])
        if len(lines) > 1 and self.cues.opens_feedback(lines[0].text):
            del lines[0]
        if lines:
            lines[0] = replace(lines[0], text=self.cues.without_label(lines[0].text))
        feedback.passages = [lines] if lines else []

    def _announces_key(self, draft: Draft, lines: Sequence[Line]) -> bool:
        """Whether the first of two lines announces the right answer, and the other is its letter or text."""
        if not self.cues.points_out(lines[0].text):
            return False
        return len(lines[1].text.strip(" .()")) == 1 or self._is_option(draft, lines[1].text)

    def _repeats_option(self, draft: Draft, feedback: Feedback) -> bool:
        """Whether a panel headed "Correct answer" holds nothing but the text of an option."""
        headline = feedback.headline
        if headline is None or not self.cues.points_out(headline.text) or not feedback.lines:
            return False
        return self._is_option(draft, " ".join(line.text for line in feedback.lines))

    def _is_option(self, draft: Draft, said: str) -> bool:
        texts = [" ".join(line.text for line in option.lines) for option in draft.options]
        return max((alike(said, text) for text in texts), default=0.0) >= SAME_TEXT

    def _names_key(self, draft: Draft, line: Line) -> bool:
        """Whether a line names a right answer: after a colon, or the text of an option."""
        key = self.cues.opens_key(line.text)
        return bool(key) and (":" in line.text or self._is_option(draft, key or ""))

    def _key_lines(self, lines: Sequence[Line]) -> Iterable[Line]:
        """The right answers that the last lines of an explanation name."""
        return [replace(line, text=self.cues.opens_key(line.text) or line.text) for line in lines]
