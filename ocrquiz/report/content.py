"""What a report shows, worked out before a tag is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image

from ocrquiz.errors import ScreenshotError
from ocrquiz.geometry import Box, union
from ocrquiz.image.decode import decode
from ocrquiz.model import Counts, Question, Screenshot, SectionInfo
from ocrquiz.output import Output, Section
from ocrquiz.pictures import find_picture

from .crops import BUDGET, Crop, encode

MARGIN = 0.012
"""Air around a crop, as a share of the screenshot's width."""

BINS = 10
"""Bars of the histogram of confidence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on a crop, in its own pixels.

    Attributes:
        box: in the crop's coordinates.
        key: what lights up together: `o0` is the first option, `f0` the first figure, `i0` the first issue.
    """

    box: Box
    key: str


@dataclass(frozen=True, slots=True)
class View:
    """A screenshot, or the part of it that shows a question.

    Attributes:
        name: the screenshot's path as the document names it.
        crop: None if the picture was not found.
        spots: what can light up.
    """

    name: str
    crop: Crop | None
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A question beside what it was read from."""

    question: Question
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class FailedCard:
    """A screenshot that could not be read."""

    screenshot: Screenshot
    view: View


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the report.

    Attributes:
        anchor: unique in the report.
        info: place and heading.
        counts: its totals.
        notes: what is doubtful about it as a whole.
        failed: screenshots that could not be read.
        cards: its questions.
    """

    anchor: str
    info: SectionInfo
    counts: Counts
    notes: tuple[str, ...]
    failed: tuple[FailedCard, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the report."""

    title: str
    source: str
    counts: Counts
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the histogram.

    Attributes:
        low: confidence from which it counts.
        high: up to which.
        fine: questions without a doubt.
        review: questions to review.
    """

    low: float
    high: float
    fine: int
    review: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report shows."""

    documents: tuple[DocumentView, ...]
    counts: Counts
    bars: tuple[Bar, ...]


def build(outputs: Sequence[Output], image_root: Path | None = None) -> Report:
    """Work out what to show.

    Args:
        outputs: the documents.
        image_root: where the screenshots' paths start, if not where the documents say.
    """
    needed = sum(
        sum(len(q.regions) for q in s.file.questions) + len(s.file.screenshots)
        for output in outputs
        for s in output.sections
    )
    camera = _Camera(image_root, BUDGET // max(1, needed))
    documents = tuple(_document(n, output, camera) for n, output in enumerate(outputs, start=1))
    questions = [q for output in outputs for s in output.sections for q in s.file.questions]
    return Report(documents, sum((d.counts for d in documents), start=Counts()), histogram(questions))


def histogram(questions: Iterable[Question]) -> tuple[Bar, ...]:
    """How many questions are how sure."""
    fine: Counter[int] = Counter()
    review: Counter[int] = Counter()
    for question in questions:
        bar = min(BINS - 1, int(question.confidence * BINS))
        (review if question.to_review else fine)[bar] += 1
    return tuple(Bar(i / BINS, (i + 1) / BINS, fine[i], review[i]) for i in range(BINS))


def _document(place: int, output: Output, camera: _Camera) -> DocumentView:
    counts = {entry.section.slug: entry.counts for entry in output.index.sections}
    sections = tuple(
        _section(f"s{place}-{n}", output, section, counts[section.file.section.slug], camera)
        for n, section in enumerate(output.sections, start=1)
    )
    return DocumentView(output.title, output.index.document.source, output.index.counts, sections)


def _section(anchor: str, output: Output, section: Section, counts: Counts, camera: _Camera) -> SectionView:
    file = section.file
    failed = [shot for shot in file.screenshots if shot.status == "failed"]
    return SectionView(
        anchor,
        file.section,
        counts,
        tuple(issue.message for issue in file.issues if not (failed and issue.severity == "error")),
        tuple(FailedCard(shot, View(shot.path, camera.whole(output, section, shot))) for shot in failed),
        tuple(Card(q, tuple(_views(q, output, section, camera))) for q in file.questions),
    )


def _views(question: Question, output: Output, section: Section, camera: _Camera) -> Iterable[View]:
    keyed = [(f"o{i}", option.region) for i, option in enumerate(question.options)]
    figures = [*question.figures, *(f for option in question.options for f in option.figures)]
    keyed += [(f"f{i}", figure.region) for i, figure in enumerate(figures)]
    keyed += [
        (f"i{i}", i_.region) for i, i_ in enumerate(question.issues) if i_.region not in question.regions
    ]
    for name in dict.fromkeys(region.screenshot for region in question.regions):
        here = [(key, Box(*r.bbox)) for key, r in keyed if r and r.screenshot == name]
        # The issues' places may lie outside the question: a line that may belong to it.
        box = union([Box(*r.bbox) for r in question.regions if r.screenshot == name] + [b for _, b in here])
        crop = camera.crop(output, section, name, box)
        if crop is None:
            yield View(name, None)
        else:
            spots = [Spot(b.moved(-crop.box.left, -crop.box.top), key) for key, b in here]
            yield View(name, crop, tuple(spots))


class _Camera:
    """Takes crops of screenshots; each picture is opened once for the questions that follow one another."""

    def __init__(self, image_root: Path | None, most: int) -> None:
        self._image_root = image_root
        self._most = most
        self._open = lru_cache(maxsize=2)(_open_picture)
        self._files: dict[tuple[Path, str], Path | None] = {}

    def crop(self, output: Output, section: Section, name: str, box: Box) -> Crop | None:
        shot = next((s for s in section.file.screenshots if s.path == name), None)
        picture = self._picture(output, section, shot) if shot else None
        if picture is None:
            return None
        inside = box.grown(round(MARGIN * picture.width)).clipped(picture.width, picture.height)
        return encode(picture, inside, self._most) if inside.width > 0 and inside.height > 0 else None

    def whole(self, output: Output, section: Section, shot: Screenshot) -> Crop | None:
        picture = self._picture(output, section, shot)
        return encode(picture, Box(0, 0, *picture.size), self._most) if picture else None

    def _picture(self, output: Output, section: Section, shot: Screenshot) -> Image.Image | None:
        key = (section.path, shot.path)
        if key not in self._files:
            self._files[key] = find_picture(section.file.document, shot, output.folder, self._image_root)
        file = self._files[key]
        return self._open(file) if file else None


def _open_picture(file: Path) -> Image.Image | None:
    try:
        return Image.fromarray(decode(file).rgb)
    except ScreenshotError:
        return None
