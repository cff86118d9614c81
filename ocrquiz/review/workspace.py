"""What the review app shows and changes: the sections of an output, their pictures, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import cv2
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ocrquiz.corrections import Corrections, Edit, load_corrections, readings, revise
from ocrquiz.corrections.labels import is_accepted
from ocrquiz.errors import ScreenshotError, UsageError
from ocrquiz.files import locked
from ocrquiz.findings import badness, find
from ocrquiz.geometry import Box, union
from ocrquiz.image.decode import decode
from ocrquiz.model import Figure, Points, Question, Region, SectionFile
from ocrquiz.output import Output
from ocrquiz.pictures import find_picture
from ocrquiz.pipeline import ASSETS, figure_names
from ocrquiz.store import CROP_FILE, change_section, version_of

from .rules import whole_characters

CACHED = 8
"""Pictures kept ready: those of the question that is shown and of its neighbours."""


class NotThereError(Exception):
    """The page asks for something that the output does not have."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Item(_Data):
    """A question as the page holds it.

    Attributes:
        question: what it says. An empty id is a new question.
        origins: keys of the readings that it was made from.
        accepted: whether the person says that all of it is right.
    """

    question: Question
    origins: list[str]
    accepted: bool


class Revision(_Data):
    """A section as the page wants it.

    Attributes:
        version: of the section file that the page had loaded.
        items: all questions, in order.
    """

    version: str
    items: list[Item]

    @model_validator(mode="before")
    @classmethod
    def _whole_characters(cls, data: object) -> object:
        return whole_characters(data)


class Shot(_Data):
    """A screenshot of a section: what the section file says, and whether there is a picture to show."""

    path: str
    width: int | None
    height: int | None
    status: str
    message: str | None
    shown: bool


class Content(_Data):
    """A section as the page shows it.

    Attributes:
        version: of the section file.
        title: its heading.
        shots: its screenshots.
        notes: what is doubtful about it as a whole.
        items: its questions.
        readings: what is read today, by key.
    """

    version: str
    title: str
    shots: list[Shot]
    notes: list[str]
    items: list[Item]
    readings: dict[str, Question]


class Summary(_Data):
    """A section in the list.

    Attributes:
        key: tells it from all others, also when sections are added.
        document: title of its document.
        title: its heading.
        questions: how many there are.
        to_review: questions to look at.
        accepted: questions that a person has accepted.
        failed: screenshots that could not be read.
    """

    key: str
    document: str
    title: str
    questions: int
    to_review: int
    accepted: int
    failed: int


class Open(_Data):
    """Something to look at.

    Attributes:
        section: its number in the list of sections.
        question: the question's id; None if it is about the section or a screenshot.
        kind: how bad it is, see `findings`.
        reason: in words.
        confidence: of the question.
        screenshot: path of the screenshot.
    """

    section: int
    question: str | None
    kind: str
    reason: str
    confidence: float | None
    screenshot: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section is.

    Attributes:
        output: of its document.
        path: the section file.
    """

    output: Output
    path: Path


class Workspace:
    """The sections of an output, by their place in a list that stays the same."""

    def __init__(self, outputs: Sequence[Output], image_root: Path | None = None) -> None:
        self.outputs = outputs
        self._image_root = image_root
        self._places = [Place(output, s.path) for output in outputs for s in output.sections]
        self._pixels = lru_cache(CACHED)(_png)

    def summaries(self) -> list[Summary]:
        """All sections, as they are now."""
        return [_summary(place.output, _parse(_bytes(place.path))) for place in self._places]

    def still_open(self) -> list[Open]:
        """What to look at, worst first."""
        files = [_parse(_bytes(place.path)) for place in self._places]
        numbered = [(finding, n) for n, file in enumerate(files) for finding in find([file])]
        return [
            Open(
                section=n,
                question=f.question,
                kind=f.kind,
                reason=" ".join(f.reasons),
                confidence=f.confidence,
                screenshot=f.screenshot,
            )
            for f, n in sorted(numbered, key=lambda pair: badness(pair[0]))
        ]

    def content(self, number: int) -> Content:
        """A section.

        Raises:
            UsageError: it is gone, or no section file any more.
            NotThereError: there is no section of that number.
        """
        place = self._place(number)
        with locked(place.output.folder):
            data = _bytes(place.path)
            return self._content(place, _parse(data), version_of(data))

    def save(self, number: int, revision: Revision) -> Content:
        """Make a section what a person wants.

        Raises:
            ConflictError: it was changed since the page had loaded it; nothing is written.
            UsageError: the revision names a picture that is not the section's.
            OutputError: it cannot be written.
            NotThereError: there is no section of that number.
        """
        place = self._place(number)

        def change(file: SectionFile, corrections: Corrections) -> tuple[SectionFile, Corrections]:
            edits = [_edit(item, file) for item in revision.items]
            return revise(file, corrections, edits, datetime.now(UTC).replace(microsecond=0))

        change_section(place.path, change, revision.version)
        return self.content(number)

    def picture(self, number: int, shot: int) -> bytes:
        """A screenshot of a section, as PNG.

        Raises:
            NotThereError: there is none.
        """
        place = self._place(number)
        screenshots = _parse(_bytes(place.path)).screenshots
        if not 0 <= shot < len(screenshots):
            raise NotThereError
        file = find_picture(
            place.output.index.document, screenshots[shot], place.output.folder, self._image_root
        )
        if file is None:
            raise NotThereError
        try:
            return self._pixels(file)
        except ScreenshotError as error:
            raise NotThereError from error

    def crop(self, number: int, name: str) -> bytes:
        """A crop that the section's questions show, as PNG.

        Raises:
            NotThereError: there is none.
        """
        place = self._place(number)
        file = _parse(_bytes(place.path))
        read = readings(file, load_corrections(place.output.folder))
        known = figure_names([*file.questions, *(reading.question for reading in read.values())])
        if name not in known or not CROP_FILE.fullmatch(name):
            raise NotThereError
        path = place.output.folder / ASSETS / name
        if path.is_symlink() or not path.is_file():
            raise NotThereError
        return path.read_bytes()

    def _place(self, number: int) -> Place:
        if not 0 <= number < len(self._places):
            raise NotThereError
        return self._places[number]

    def _content(self, place: Place, file: SectionFile, version: str) -> Content:
        read = readings(file, load_corrections(place.output.folder))
        origins: dict[str, list[str]] = {}
        for key, reading in read.items():
            products = reading.correction.became if reading.correction else [reading.question]
            for question in products:
                origins.setdefault(question.id, []).append(key)
        document = place.output.index.document
        return Content(
            version=version,
            title=_title(file),
            shots=[
                Shot(
                    path=shot.path,
                    width=shot.width,
                    height=shot.height,
                    status=shot.status,
                    message=shot.message,
                    shown=find_picture(document, shot, place.output.folder, self._image_root) is not None,
                )
                for shot in file.screenshots
            ],
            notes=[issue.message for issue in file.issues],
            items=[
                Item(question=q, origins=origins.get(q.id, []), accepted=is_accepted(q))
                for q in file.questions
            ],
            readings={key: reading.question for key, reading in read.items()},
        )


def _edit(item: Item, file: SectionFile) -> Edit:
    """The edit that an item asks for.

    Raises:
        UsageError: it names a picture that is not the section's.
    """
    question = item.question
    figures = [*question.figures, *(f for o in question.options for f in o.figures)]
    regions = [*question.regions, *(o.region for o in question.options if o.region)]
    regions += [f.region for f in figures]
    known = {shot.path for shot in file.screenshots}
    if any(region.screenshot not in known for region in regions):
        raise UsageError("The section has no such screenshot.", "Load it anew.")
    if not all(_is_crop(figure) for figure in figures):
        raise UsageError("That is no crop of ours.", "Load the section anew.")
    return Edit(_tidy(question), tuple(item.origins), item.accepted)


def _is_crop(figure: Figure) -> bool:
    name = figure.path.removeprefix(ASSETS)
    return figure.path.startswith(ASSETS) and CROP_FILE.fullmatch(name) is not None


def _tidy(question: Question) -> Question:
    """Empty texts made to nothing, and one region for each screenshot."""
    by_shot: dict[str, list[Box]] = {}
    for region in question.regions:
        by_shot.setdefault(region.screenshot, []).append(Box(*region.bbox))
    regions = [
        Region(screenshot=name, bbox=(b.left, b.top, b.right, b.bottom))
        for name, boxes in by_shot.items()
        for b in [union(boxes)]
    ]
    options = [
        o.model_copy(update={"label": o.label or None, "feedback": o.feedback or None})
        for o in question.options
    ]
    return question.model_copy(
        update={
            "regions": regions,
            "options": options,
            "answer": question.answer or None,
            "feedback": question.feedback or None,
            "points": None if question.points == Points(earned=None, possible=None) else question.points,
        }
    )


def _summary(output: Output, file: SectionFile) -> Summary:
    return Summary(
        key=f"{output.folder.name}/{file.section.slug}",
        document=output.title,
        title=_title(file),
        questions=len(file.questions),
        to_review=sum(q.to_review for q in file.questions),
        accepted=sum(is_accepted(q) for q in file.questions),
        failed=sum(shot.status == "failed" for shot in file.screenshots),
    )


def _title(file: SectionFile) -> str:
    title = file.section.title or "(untitled)"
    return f"{file.section.number}. {title}" if file.section.number is not None else title


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path.name} is gone.", "Start 'ocrquiz review' again.") from error


def _parse(data: bytes) -> SectionFile:
    try:
        return SectionFile.model_validate_json(data)
    except ValidationError as error:
        raise UsageError("The section file is not of this version.", "Convert the document again.") from error


def _png(file: Path) -> bytes:
    """The picture as PNG, upright: what browsers do not know, such as TIFF, is shown too."""
    pixels = cv2.cvtColor(decode(file).rgb, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
