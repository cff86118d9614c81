"""A Markdown post as a document: its sections are what stands under its headings."""

from __future__ import annotations

from collections.abc import Iterable

from ocrquiz.errors import UsageError
from ocrquiz.model import DocumentInfo
from ocrquiz.remote import Place, Remote

from .document import Document, ScreenshotRef, Section
from .frontmatter import split_front_matter
from .images import ImageRoots, resolve, roots_of
from .naming import printable, section_slugs, slugify
from .outline import outline

MAX_POST_BYTES = 32 * 1024 * 1024
"""A post is text; what is larger is some other file, and parsing it would take minutes."""


def read_post(file: Place, source: str, image_root: Place | None = None) -> Document:
    """Read a post.

    Args:
        file: the Markdown file.
        source: its path as the user gave it.
        image_root: folder that image paths start from; if None, the post's folder and up to two above it.

    Returns:
        A section for each heading, those without pictures included, and an untitled one first if there are
        pictures before the first heading. Without any heading or picture, there is no section.

    Raises:
        UsageError: the post cannot be read as text.
    """
    matter, body = split_front_matter(_read_text(file, source), source)
    parts = outline(body)
    slugs = section_slugs((part.number, part.title) for part in parts)
    roots = roots_of(file, image_root)
    sections = (
        Section(index, part.number, part.title, slug, tuple(part.links), _screenshots(part.images, roots))
        for index, (part, slug) in enumerate(zip(parts, slugs, strict=True), start=1)
    )
    info = DocumentInfo(
        source=source,
        title=matter.title,
        date=matter.date,
        categories=matter.categories,
        tags=matter.tags,
        extra=matter.extra,
    )
    return Document(source, slugify(printable(file.stem)) or "post", info, tuple(sections))


def _screenshots(targets: Iterable[str], roots: ImageRoots) -> tuple[ScreenshotRef, ...]:
    """Each picture once, also where it goes by two names."""
    refs: dict[Place | str, ScreenshotRef] = {}
    for target in targets:
        ref = resolve(target, roots)
        refs.setdefault(ref.file or ref.name, ref)
    return tuple(refs.values())


def _read_text(file: Place, source: str) -> str:
    try:
        data = _read_start(file)
    except OSError as error:
        raise UsageError(
            f"The post {source} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    if len(data) > MAX_POST_BYTES:
        raise UsageError(
            f"{source} is too large for a post (over {MAX_POST_BYTES // 1024**2} MB).",
            "Give the Markdown file itself.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UsageError(
                f"{source} is no text file in spite of its name.", "Give a Markdown post or a picture."
            ) from error
        raise UsageError(f"The post {source} is not in UTF-8.", "Save it as UTF-8.") from error
    if "\0" in text:
        raise UsageError(
            f"{source} is no text file in spite of its name.", "Give a Markdown post or a picture."
        )
    # One line ending for all that follows.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_start(file: Place) -> bytes:
    if isinstance(file, Remote):
        return file.read_bytes(MAX_POST_BYTES + 1)
    with file.open("rb") as stream:
        return stream.read(MAX_POST_BYTES + 1)
