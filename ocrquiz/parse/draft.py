"""A question in the making: lines and widgets gathered, nothing decided yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Picture, Tone, Widget

Passage = list[Line]
"""Lines of one screenshot that belong together, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a screenshot."""

    page: Page
    box: Box


@dataclass(slots=True)
class Feedback:
    """A panel with a verdict.

    Attributes:
        place: the panel.
        tone: what its colour or icon says.
        headline: its first line, where that only names the verdict.
        passages: the explanation.
        figures: texts side by side in it, which explain nothing.
    """

    place: Place
    tone: Tone
    headline: Line | None = None
    passages: list[Passage] = field(default_factory=list)
    figures: Passage = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All lines of the explanation."""
        return [line for passage in self.passages for line in passage]

    @property
    def all_lines(self) -> list[Line]:
        """The headline and the explanation."""
        return [self.headline, *self.lines] if self.headline else self.lines


@dataclass(slots=True)
class OptionDraft:
    """An option: its widget, and what stands beside and below it.

    Attributes:
        place: widget and text.
        widget: radio button or checkbox.
        passages: its text, a passage for each screenshot.
        pictures: figures in it.
        feedback: the panel below it.
        tone: of a mark beside it, or of its row.
        label: the letter before it, as printed.
    """

    place: Place
    widget: Widget
    passages: list[Passage] = field(default_factory=list)
    pictures: list[tuple[Page, Picture]] = field(default_factory=list)
    feedback: Feedback | None = None
    tone: Tone | None = None
    label: str | None = None

    @property
    def lines(self) -> list[Line]:
        """All lines of its text."""
        return [line for passage in self.passages for line in passage]


@dataclass(slots=True)
class Draft:
    """A question, or the part of one that a screenshot shows.

    Attributes:
        places: where it stands, one for each screenshot.
        number: as printed.
        stem: its lines, a passage for each screenshot.
        options: in the order shown.
        opening: panels above all else, which may belong to the question on the screenshot before.
        feedback: panels that belong to the whole question.
        points: what the badge says, as read.
        pictures: figures of the stem.
        expanded: whether a button closed the list of options.
        tone: of the verdict in its heading, or of a mark beside it.
        answer: what was typed.
        key: what the page names as right answers, by their texts.
        own: what the page says was answered, by text or letter.
        own_above: whether `answer` was said in words, so that it is such a text if options follow.
        own_tone: of a mark beside what was answered.
        title: what follows its number on the heading's line: the stem's start, or the name of a topic.
        titled: lines of its stem that stand above its points.
        prompt: lines that tell how to answer.
        aside: whether it is no question but text that stands beside the quiz.
    """

    places: list[Place] = field(default_factory=list)
    number: int | None = None
    stem: list[Passage] = field(default_factory=list)
    options: list[OptionDraft] = field(default_factory=list)
    opening: list[Feedback] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    points: tuple[float | None, float | None] | None = None
    pictures: list[tuple[Page, Picture]] = field(default_factory=list)
    expanded: bool = False
    tone: Tone | None = None
    answer: Passage = field(default_factory=list)
    key: Passage = field(default_factory=list)
    own: Passage = field(default_factory=list)
    own_above: bool = False
    own_tone: Tone | None = None
    title: Line | None = None
    titled: int = 0
    prompt: Passage = field(default_factory=list)
    aside: bool = False

    @property
    def stem_lines(self) -> list[Line]:
        """All lines of the stem."""
        return [line for passage in self.stem for line in passage]

    @property
    def begun(self) -> bool:
        """Whether something of the question itself has been found."""
        return self.number is not None or bool(self.stem or self.options or self.pictures or self.answer)

    @property
    def is_text(self) -> bool:
        """Whether nothing but text has been found."""
        other = self.options or self.feedback or self.opening or self.pictures or self.answer or self.key
        return bool(self.stem) and self.number is None and not other

    def set_possible(self, points: float) -> None:
        """Note what the question is worth, beside what was earned."""
        self.points = (self.points[0] if self.points else None, points)

    def all_lines(self) -> Iterable[Line]:
        """Every line that goes into the question."""
        yield from self.stem_lines
        yield from self.answer
        for option in self.options:
            yield from option.lines
            if option.feedback:
                for passage in option.feedback.passages:
                    yield from passage
        for feedback in self.feedback:
            for passage in feedback.passages:
                yield from passage
