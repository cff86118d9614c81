"""Stand-ins for what is slow: documents without files, pages without pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from ocrquiz.errors import Reason, ScreenshotError
from ocrquiz.geometry import Box
from ocrquiz.model import DocumentInfo, Figure, Option, Question, Region, SectionFile, SectionInfo
from ocrquiz.page.model import Page, PageReading
from ocrquiz.parse import ParsedSection
from ocrquiz.parse.cues import Cues
from ocrquiz.sources import Document, ScreenshotRef, Section

CROP = "figure-0123456789abcdef.png"
UNUSED_CROP = "figure-fedcba9876543210.png"


def raising(error: BaseException) -> Callable[..., NoReturn]:
    """A function that does nothing but raise."""

    def function(*_: object, **__: object) -> NoReturn:
        raise error

    return function


def document(*sections: Sequence[str], source: str = "post.md") -> Document:
    """A document whose sections show these screenshots; a name that starts with `missing` has no file."""
    return Document(
        source=source,
        slug=Path(source).stem,
        info=DocumentInfo(source=source),
        sections=tuple(_section(i, names) for i, names in enumerate(sections, start=1)),
    )


def _section(index: int, names: Sequence[str]) -> Section:
    return Section(index, index, f"Part {index}", f"part-{index}", (), tuple(_ref(name) for name in names))


def _ref(name: str) -> ScreenshotRef:
    if name.startswith("missing"):
        return ScreenshotRef(name, None, ScreenshotError(Reason.MISSING, f"There is no {name}."))
    return ScreenshotRef(name, Path("/nowhere") / name, None)


def reading(name: str) -> PageReading:
    """A page that shows nothing, with two crops."""
    crops = {CROP: b"png of " + name.encode(), UNUSED_CROP: b"unused"}
    return PageReading(Page(name, 100, 80, 8.0), "0" * 64, crops)


def parsed(slug: str, pages: Sequence[Page], _: Cues | None = None) -> ParsedSection:
    """A question for each page."""
    return ParsedSection(
        tuple(question(f"{slug}-{page.screenshot}", page.screenshot) for page in pages), (), frozenset()
    )


def question(name: str, screenshot: str = "a.png", crop: str | None = CROP) -> Question:
    """A question with a figure."""
    box = Box(0, 0, 9, 9)
    region = Region(screenshot=screenshot, bbox=(box.left, box.top, box.right, box.bottom))
    figures = [Figure(kind="figure", path=f"assets/{crop}", region=region)] if crop else []
    options = [Option(text=text, selected=text == "Yes", confidence=1) for text in ("Yes", "No")]
    return Question(
        id=name,
        number=None,
        type="true_false",
        stem="¿Sí?",
        options=options,
        figures=figures,
        regions=[region],
        confidence=1,
    )


def section_file(
    index: int = 1, slug: str = "part", source: str = "post.md", crop: str | None = CROP
) -> SectionFile:
    """A section file with one question."""
    return SectionFile(
        document=DocumentInfo(source=source),
        section=SectionInfo(index=index, title=slug.title(), slug=slug),
        screenshots=[],
        questions=[question(f"{slug}-1", crop=crop)],
    )
