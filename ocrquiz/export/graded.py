"""A question as a learning platform grades it: with its key, its points and its pictures."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from ocrquiz.model import Figure, Option

from .item import CHOICES, Item
from .losses import Left, Losses, Reduced
from .markup import Show, mathjax, to_html, to_inline
from .text import Formula, has_formula, has_table, legal, spans

POINTS = 1.0
"""Where the screenshot does not say what a question is worth."""

NAME = 80
"""Characters of a question's name in a list: what a line of a question bank shows."""

TRUE_FALSE = {"True", "False"}
"""What platforms write on the options of a question of that kind, in the language of their interface."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to go with a question.

    Attributes:
        name: of a file, the same for the same picture.
        path: where it is.
        shows: `figure`, `formula` or `table`.
    """

    name: str
    path: Path
    shows: str

    @classmethod
    def of(cls, figure: Figure, path: Path) -> Picture:
        """The picture of a figure."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:24]
        return cls(digest + path.suffix.lower(), path, figure.kind)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, and whether it is right."""

    option: Option
    right: bool
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Graded:
    """A question whose key is known.

    Attributes:
        item: the question.
        pictures: of the stem.
        choices: at least two, one of them right; empty where something is to be typed.
        answers: what is right to type, as plain text, once each; empty where there are choices.
    """

    item: Item
    pictures: tuple[Picture, ...]
    choices: tuple[Choice, ...] = ()
    answers: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The number and the beginning of the stem, in one line."""
        question = self.item.question
        beginning = legal(plain(question.stem))[: 2 * NAME]
        words = textwrap.shorten(beginning, NAME, placeholder="…") or question.id
        return words if question.number is None else f"{question.number}. {words}"

    @property
    def key(self) -> str:
        """What to call the question where re-imports are to find it."""
        return self.item.identity[:24]

    @property
    def points(self) -> float:
        """What it is worth."""
        points = self.item.question.points
        return points.possible if points is not None and points.possible else POINTS

    @property
    def takes_one(self) -> bool:
        """Whether exactly one option is to be chosen."""
        return self.item.takes_one

    @property
    def is_true_false(self) -> bool:
        """Whether the options are those that platforms write themselves."""
        plain_options = not any(choice.pictures for choice in self.choices)
        texts = {choice.option.text for choice in self.choices}
        return len(self.choices) == 2 and texts == TRUE_FALSE and self.takes_one and plain_options

    @property
    def all_pictures(self) -> tuple[Picture, ...]:
        """Those of the stem and of the options."""
        return (*self.pictures, *(picture for choice in self.choices for picture in choice.pictures))

    @property
    def labels(self) -> tuple[str | None, ...]:
        """The printed letters of the options."""
        return tuple(choice.option.label for choice in self.choices)


def gradable(items: Iterable[Item], losses: Losses, *, with_pictures: bool) -> Iterator[Graded]:
    """Those questions that can be graded, as they come.

    Args:
        items: the questions.
        losses: is told of those that cannot, and of pictures, formulas to be typed and characters that are
            lost. What is written is for the caller to tell.
        with_pictures: whether the format holds pictures.
    """
    seen: set[str] = set()
    for item in items:
        graded = _grade(item, with_pictures)
        if not isinstance(graded, Left) and graded.key in seen:
            graded = Left.TWICE
        if isinstance(graded, Left):
            losses.leave_out(item, graded)
            continue
        seen.add(graded.key)
        _tell(graded, losses, with_pictures)
        yield graded


def plain(text: str) -> str:
    """A text without markup: formulas are bare LaTeX."""
    return "".join(span.latex if isinstance(span, Formula) else span.text for span in spans(text))


def texts_of(item: Item) -> Iterator[str]:
    """Every text of a question that a student gets to see."""
    question = item.question
    yield question.stem
    yield question.feedback or ""
    for option in question.options:
        yield option.text
        yield option.feedback or ""


def stem_html(graded: Graded, source: Callable[[Picture], str], show: Show = mathjax) -> str:
    """The stem and its pictures, as paragraphs.

    Args:
        graded: the question.
        source: the address of a picture.
        show: what formulas become.
    """
    shown = (f"<p>{_image(picture, source)}</p>" for picture in graded.pictures)
    return to_html(graded.item.question.stem, show) + "".join(shown)


def choice_html(choice: Choice, source: Callable[[Picture], str], show: Show = mathjax) -> str:
    """An option and its pictures, without a paragraph around them."""
    text = choice.option.text
    parts = [to_inline(text, show)] if text else []
    return "<br/>".join([*parts, *(_image(picture, source) for picture in choice.pictures)])


def _image(picture: Picture, source: Callable[[Picture], str]) -> str:
    return f'<img src="{escape(source(picture))}" alt="{picture.shows}"/>'


def _grade(item: Item, with_pictures: bool) -> Graded | Left:
    question = item.question
    if question.type == "short_answer":
        # Whoever types them leaves out blanks at the ends.
        answers = dict.fromkeys(filter(None, (legal(plain(text)).strip() for text in item.answers)))
        pictures = _pictures(item, question.stem, question.figures, with_pictures)
        return Graded(item, pictures, answers=tuple(answers)) if answers else Left.NO_KEY
    if question.type not in CHOICES:
        return Left.KIND
    if len(question.options) < 2:
        return Left.NO_OPTIONS
    if item.key is None:
        return Left.NO_KEY
    if not any(item.key):
        return Left.NONE_RIGHT
    choices = tuple(
        Choice(option, right, _pictures(item, option.text, option.figures, with_pictures))
        for option, right in zip(question.options, item.key, strict=True)
    )
    if any(not choice.option.text.strip() and not choice.pictures for choice in choices):
        return Left.EMPTY_OPTION
    return Graded(item, _pictures(item, question.stem, question.figures, with_pictures), choices)


def _pictures(item: Item, text: str, figures: Iterable[Figure], wanted: bool) -> tuple[Picture, ...]:
    # A table that was read is set as a table, and need not be seen twice.
    shown = [figure for figure in figures if not (figure.kind == "table" and has_table(text))]
    found = ((figure, item.file_of(figure)) for figure in shown if wanted)
    return tuple(Picture.of(figure, path) for figure, path in found if path is not None)


def _tell(graded: Graded, losses: Losses, with_pictures: bool) -> None:
    item = graded.item
    if with_pictures and any(item.file_of(figure) is None for figure in item.figures):
        losses.reduce(item, Reduced.MISSING_FIGURES)
    if not with_pictures and item.figures:
        losses.reduce(item, Reduced.NO_FIGURES)
    if any(legal(text) != text for text in texts_of(item)):
        losses.reduce(item, Reduced.CHARACTERS)
    if graded.answers and any(map(has_formula, item.answers)):
        losses.reduce(item, Reduced.FORMULAS)
    if graded.answers and any(option.feedback for option in item.question.options):
        losses.reduce(item, Reduced.FEEDBACK)
