"""Questions as a sheet of paper shows them: what formats to print have in common."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ocrquiz.model import Figure, Option

from .format import Job
from .item import Item
from .losses import Reduced
from .table import letter
from .text import blocks, legal

UNKNOWN = "Which answer is right is not known."
PARTLY = "Right: {}. Of the others it is not known."
NONE_RIGHT = "None of the options is right."


@dataclass(frozen=True, slots=True)
class Picture:
    """A crop to show.

    Attributes:
        kind: what it is: `figure`, `formula`, `table`.
        file: the PNG.
        share: of the question's width on the screenshot.
    """

    kind: str
    file: Path
    share: float

    @property
    def uri(self) -> str:
        """The picture itself, as an address."""
        return "data:image/png;base64," + base64.b64encode(self.file.read_bytes()).decode("ascii")


@dataclass(frozen=True, slots=True)
class Line:
    """An option.

    Attributes:
        letter: as printed, else by its place.
        text: what it says.
        pictures: that belong to it.
        right: whether to mark it.
        feedback: its explanation; empty if there is none or none is wanted.
    """

    letter: str
    text: str
    pictures: tuple[Picture, ...]
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A question.

    Attributes:
        number: as printed.
        stem: what is asked.
        pictures: that belong to it.
        lines: its options.
        to_choose: whether one is to be chosen, or several; None where there is nothing to choose.
        to_type: whether the answer is to be written.
        answers: what is right to write.
        note: what is to be said of the key.
        feedback: its explanation; empty if there is none or none is wanted.
    """

    number: int | None
    stem: str
    pictures: tuple[Picture, ...]
    lines: tuple[Line, ...]
    to_choose: str | None
    to_type: bool
    answers: tuple[str, ...]
    note: str
    feedback: str

    @property
    def texts(self) -> Iterator[str]:
        """All that it says."""
        yield from (self.stem, self.feedback, *self.answers)
        for line in self.lines:
            yield from (line.text, line.feedback)


Sections = Iterator[tuple[str, Iterator[Item]]]


def documents(items: Iterable[Item]) -> Iterator[tuple[str, Sections]]:
    """Questions by document and section, each with its heading, in the order in which they come."""
    for (title, *_), group in groupby(items, lambda item: (item.title, item.document.source, item.folder)):
        yield _on_a_line(title), _sections(group)


def _sections(items: Iterable[Item]) -> Sections:
    for section, group in groupby(items, lambda item: item.section):
        heading = section.title if section.number is None else f"{section.number}. {section.title}"
        yield _on_a_line(heading), group


def entry_of(item: Item, job: Job) -> Entry:
    """What the sheet shows of a question, which counts as written; what it cannot show is told."""
    question = item.question
    key = item.key if job.answers else None
    lines = () if question.type == "short_answer" else tuple(_lines(item, key or ()))
    entry = Entry(
        number=question.number,
        stem=legal(question.stem),
        pictures=_pictures(item, question.stem, question.figures),
        lines=lines if job.answers else tuple(_bare(line) for line in lines),
        to_choose=("one" if item.takes_one else "several") if item.is_choice else None,
        to_type=question.type == "short_answer",
        answers=tuple(map(legal, item.answers)) if job.answers else (),
        note=_note(item, lines) if job.answers else "",
        feedback=legal(question.feedback or "") if job.answers else "",
    )
    _tell(item, entry, job)
    return entry


def _lines(item: Item, key: Sequence[bool]) -> Iterator[Line]:
    for place, option in enumerate(item.question.options):
        pictures = _pictures(item, option.text, option.figures)
        right = bool(key) and key[place]
        name = legal(option.label or letter(place))
        yield Line(name, legal(option.text), pictures, right, legal(option.feedback or ""))


def _bare(line: Line) -> Line:
    return Line(line.letter, line.text, line.pictures, right=False, feedback="")


def _pictures(item: Item, text: str, figures: Iterable[Figure]) -> tuple[Picture, ...]:
    # A table that was read is set as a table, and need not be seen twice.
    is_set = any(block.kind == "row" for block in blocks(text))
    shown = [figure for figure in figures if not (figure.kind == "table" and is_set)]
    files = [(figure, item.file_of(figure)) for figure in shown]
    return tuple(
        Picture(figure.kind, file, _share(item, figure)) for figure, file in files if file is not None
    )


def _share(item: Item, figure: Figure) -> float:
    widths = [_width(r.bbox) for r in item.question.regions if r.screenshot == figure.region.screenshot]
    return min(1.0, _width(figure.region.bbox) / max([1, *widths])) if widths else 1.0


def _width(bbox: tuple[int, int, int, int]) -> int:
    return bbox[2] - bbox[0]


def _note(item: Item, lines: Iterable[Line]) -> str:
    if item.answers:
        return ""
    if item.key is not None:
        return "" if any(item.key) else NONE_RIGHT
    right = [
        line.letter for line, option in zip(lines, item.question.options, strict=False) if option.correct
    ]
    return PARTLY.format(", ".join(right)) if right and not item.takes_one else UNKNOWN


def _tell(item: Item, entry: Entry, job: Job) -> None:
    question = item.question
    if job.answers and item.key is None and not item.answers:
        job.losses.reduce(item, Reduced.KEY)
    if any(item.file_of(figure) is None for figure in item.figures):
        job.losses.reduce(item, Reduced.MISSING_FIGURES)
    if job.answers and entry.to_type and any(option.feedback for option in question.options):
        job.losses.reduce(item, Reduced.FEEDBACK)
    if any(legal(text) != text for text in _read(item, question.options)):
        job.losses.reduce(item, Reduced.CHARACTERS)
    job.losses.wrote(item)


def _read(item: Item, options: Iterable[Option]) -> Iterator[str]:
    question = item.question
    yield from (question.stem, question.feedback or "", *item.answers)
    for option in options:
        yield from (option.text, option.feedback or "")


def _on_a_line(text: str) -> str:
    return " ".join(legal(text).split())
