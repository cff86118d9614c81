"""What there is to convert: documents, their sections, the pictures that each section shows."""

from __future__ import annotations

from dataclasses import dataclass

from ocrquiz.errors import ScreenshotError
from ocrquiz.model import DocumentInfo
from ocrquiz.remote import Place

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"})
"""Endings of picture files, in small letters."""

POST_SUFFIXES = frozenset({".md", ".markdown"})
"""Endings of Markdown posts, in small letters."""


@dataclass(frozen=True, slots=True)
class ScreenshotRef:
    """A picture that a section shows.

    Attributes:
        name: its path as the document names it, percent-decoded.
        file: where it is; None exactly if `error` is set.
        error: why there is no file.
    """

    name: str
    file: Place | None
    error: ScreenshotError | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document.

    Attributes:
        index: 1-based place among all sections, those without pictures included.
        number: as printed in the heading.
        title: without number and emphasis; empty for pictures before the first heading.
        slug: of letters and digits of any script, unique in the document.
        links: targets in the section's body, each once.
        screenshots: in the order of the document, each once.
    """

    index: int
    number: int | None
    title: str
    slug: str
    links: tuple[str, ...]
    screenshots: tuple[ScreenshotRef, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A post, a folder or a handful of pictures.

    Attributes:
        source: the path as the user gave it.
        slug: unique among the documents that are loaded together.
        info: what is known about it.
        sections: in order.
    """

    source: str
    slug: str
    info: DocumentInfo
    sections: tuple[Section, ...]
