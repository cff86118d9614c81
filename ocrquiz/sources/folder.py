"""Folders with pictures, and pictures given one by one: a section for each folder that holds some."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from ocrquiz.errors import UsageError
from ocrquiz.model import DocumentInfo
from ocrquiz.remote import Place, Remote, way

from .document import IMAGE_SUFFIXES, POST_SUFFIXES, Document, ScreenshotRef, Section
from .naming import natural_key, printable, section_slugs, slugify, split_number

_NOT_OURS = frozenset({"__MACOSX"})
"""Folders that unpacking leaves: copies without pictures in them."""

_CROP = re.compile(r"(?:figure|formula|table)-[0-9a-f]{16}\.png")
"""What an earlier conversion cut out of the screenshots: its output may lie in the folder it came from."""


@dataclass(frozen=True, slots=True)
class Files:
    """What a folder holds, in natural order.

    Attributes:
        pictures: with the endings of `IMAGE_SUFFIXES`.
        posts: with the endings of `POST_SUFFIXES`.
    """

    pictures: list[Place]
    posts: list[Place]


def files_in(folder: Place, source: str) -> Files:
    """Look through a folder and the folders in it, hidden ones left out.

    Args:
        folder: where to look; links are followed, each folder is entered once.
        source: its path as the user gave it, for errors.

    Raises:
        UsageError: a folder may not be read.
    """

    files: list[Place] = []
    files += _remote_files(folder, source) if isinstance(folder, Remote) else _local_files(folder, source)
    found = sorted(files, key=lambda file: natural_key(way(file, folder)))
    return Files(
        pictures=[f for f in found if f.suffix.lower() in IMAGE_SUFFIXES and not _is_crop(f)],
        posts=[f for f in found if f.suffix.lower() in POST_SUFFIXES],
    )


def _local_files(folder: Path, source: str) -> list[Path]:
    def refuse(error: OSError) -> None:
        inside = os.path.relpath(error.filename, folder) if error.filename else "."
        name = source if inside == "." else f"{source}/{inside}"
        raise UsageError(f"The folder {name} cannot be read: {error.strerror}.", "Check its permissions.")

    found: list[Path] = []
    entered = {folder.resolve()}
    for path, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        folders[:] = [name for name in folders if visible(name) and _first_visit(Path(path, name), entered)]
        found += [Path(path, name) for name in names if visible(name)]
    return [file for file in found if file.is_file()]


def _remote_files(folder: Remote, source: str) -> list[Remote]:
    try:
        found = folder.files()
    except OSError as error:
        raise UsageError(
            f"The folder {source} cannot be read: {error.strerror or error}.",
            "Check the address and your rights.",
        ) from error
    return [file for file in found if all(map(visible, file.relative_to(folder).parts))]


def visible(name: str) -> bool:
    """Whether a file or folder of that name is meant to be seen."""
    return not name.startswith(".") and name not in _NOT_OURS


def picture_document(root: Place, source: str, pictures: Sequence[Place]) -> Document:
    """Make a document of pictures: a section for each folder, everything in natural order.

    Args:
        root: folder that all of them lie in; names of screenshots start from it.
        source: the path as the user gave it.
        pictures: at least one.
    """
    by_folder: dict[PurePath, list[Place]] = {}
    for picture in sorted(pictures, key=lambda file: natural_key(way(file, root))):
        by_folder.setdefault(way(picture, root).parent, []).append(picture)
    folders = sorted(by_folder, key=natural_key)
    titles = [_title(root / folder) for folder in folders]
    # The number at the head of a name would stand beside the section's own in the name of the section file.
    slugs = section_slugs((None, split_number(title)[1] or title) for title in titles)
    sections = (
        Section(index, None, title, slug, (), tuple(_ref(file, root) for file in by_folder[folder]))
        for index, (folder, title, slug) in enumerate(zip(folders, titles, slugs, strict=True), start=1)
    )
    slug = slugify(_title(root)) or "pictures"
    return Document(source, slug, DocumentInfo(source=source), tuple(sections))


def single_picture(file: Place, source: str) -> Document:
    """Make a document of one picture, called like it.

    Args:
        file: the picture.
        source: its path as the user gave it.
    """
    title = printable(file.stem)
    (slug,) = section_slugs([(None, split_number(title)[1] or title)])
    section = Section(1, None, title, slug, (), (_ref(file, file.parent),))
    return Document(source, slugify(title) or "picture", DocumentInfo(source=source), (section,))


def _title(folder: Place) -> str:
    return printable(folder.name or folder.resolve().name)


def _ref(file: Place, root: Place) -> ScreenshotRef:
    return ScreenshotRef(printable(way(file, root).as_posix()), file, None)


def _first_visit(folder: Path, entered: set[Path]) -> bool:
    try:
        real = folder.resolve()
    except (OSError, RuntimeError):
        # A link that leads to itself.
        return False
    if real in entered:
        return False
    entered.add(real)
    return True


def _is_crop(file: Place) -> bool:
    return file.parent.name == "assets" and _CROP.fullmatch(file.name) is not None
