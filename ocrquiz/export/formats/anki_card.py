"""What a card of Anki shows of a question: HTML, field by field."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from ocrquiz.export.item import Item
from ocrquiz.export.losses import Losses, Reduced
from ocrquiz.export.markup import to_html
from ocrquiz.export.table import letter
from ocrquiz.export.text import REPLACEMENT, legal
from ocrquiz.model import Figure, Option

FIELDS = ("Stem", "Options", "Answer", "Explanation", "Source")

TICK = '<span class="tick">\N{CHECK MARK}</span>'
"""Not a matter of colour alone."""

Media = dict[str, Path]
"""Files by the names that Anki knows them by."""

HASHED = 32
"""Hexadecimal digits of a picture's hash in its name: 128 bits, which no two pictures share by chance."""

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")

_DELETE = "\x7f"
"""Which Anki drops without a word."""

_COMMAND = re.compile(r"\[(?=sound:|anki:|type:|latex\]|\$)", re.IGNORECASE)
"""Begins what Anki plays, reads aloud, asks to type or hands to LaTeX, wherever it stands in a field."""


def fields_of(item: Item, media: Media, losses: Losses) -> list[str]:
    """The fields of a note, in the order of `FIELDS`.

    Args:
        item: a question whose key is known.
        media: is told of the pictures that the fields show.
        losses: is told of pictures that are missing, of characters that had to be replaced, and of remarks on
            accepted answers.
    """
    question = item.question
    if any(legal(text) != text or _DELETE in text for text in _texts(item)):
        losses.reduce(item, Reduced.CHARACTERS)
    if any(item.file_of(figure) is None for figure in item.figures):
        losses.reduce(item, Reduced.MISSING_FIGURES)
    if not item.is_choice and any(option.feedback for option in question.options):
        losses.reduce(item, Reduced.FEEDBACK)
    show = _Shown(item, media)
    fields = (
        _text(question.stem) + show.figures(question.figures),
        show.options(None) if item.is_choice else "",
        show.options(item.key) if item.is_choice else _answers(item.answers),
        _text(question.feedback or ""),
        escape(legal(_source(item))),
    )
    return [_COMMAND.sub("&#91;", field.replace(_DELETE, REPLACEMENT)) for field in fields]


class _Shown:
    """Options and figures of a question as HTML."""

    def __init__(self, item: Item, media: Media) -> None:
        self._item = item
        self._media = media
        printed = [option.label for option in item.question.options]
        self._labels = [label or letter(i) for i, label in enumerate(printed)]
        if not all(printed):
            self._labels = [letter(i) for i in range(len(printed))]

    def options(self, key: Sequence[bool] | None) -> str:
        """The list of options; with the key, what is right is marked and the remarks are shown."""
        options = self._item.question.options
        rows = (self._option(i, option, None if key is None else key[i]) for i, option in enumerate(options))
        return f'<ul class="options {"one" if self._item.takes_one else "several"}">{"".join(rows)}</ul>'

    def figures(self, figures: Sequence[Figure]) -> str:
        """The pictures that are there."""
        return "".join(
            f'<img src="{self._name(file)}" alt="{figure.kind}"/>'
            for figure in figures
            if (file := self._item.file_of(figure)) is not None
        )

    def _option(self, place: int, option: Option, right: bool | None) -> str:
        text = _text(option.text) + self.figures(option.figures)
        if right is not None and option.feedback:
            text += f'<div class="why">{_text(option.feedback)}</div>'
        state = "" if right is None else ' class="right"' if right else ' class="wrong"'
        return (
            f'<li{state}><span class="letter">{escape(legal(self._labels[place]))}</span>'
            f'<div class="text" dir="auto">{text}</div>{TICK if right else ""}</li>'
        )

    def _name(self, file: Path) -> str:
        """A name by content, as the media of all notes that a person has lie in one folder."""
        suffix = file.suffix if _SUFFIX.fullmatch(file.suffix) else ""
        name = f"ocrquiz-{hashlib.sha256(file.read_bytes()).hexdigest()[:HASHED]}{suffix}"
        self._media[name] = file
        return name


def _answers(answers: Sequence[str]) -> str:
    rows = (
        f'<li class="right"><div class="text" dir="auto">{_text(answer)}</div>{TICK}</li>'
        for answer in answers
    )
    return f'<ul class="options">{"".join(rows)}</ul>'


def _text(text: str) -> str:
    return to_html(text) if text else ""


def _source(item: Item) -> str:
    number = item.question.number
    parts = (item.title, item.section.title, "" if number is None else str(number))
    return " · ".join(part for part in parts if part)


def _texts(item: Item) -> Iterator[str]:
    question = item.question
    yield from (question.stem, question.feedback or "", item.title, item.section.title, *item.answers)
    for option in question.options:
        yield from (option.label or "", option.text, option.feedback or "")
