"""The screenshots of an output, found again: the output names them as the document does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ocrquiz.model import DocumentInfo, Screenshot
from ocrquiz.sources.document import IMAGE_SUFFIXES, POST_SUFFIXES
from ocrquiz.sources.images import resolve, roots_of


def find_picture(
    document: DocumentInfo, screenshot: Screenshot, folder: Path, image_root: Path | None = None
) -> Path | None:
    """The file of a screenshot.

    It is looked for as the conversion did, first from the working folder, then from the output folder and
    those above it, as the document's path may be relative to any of them.

    Args:
        document: that shows it.
        screenshot: what to find.
        folder: of the output.
        image_root: where the screenshots' paths start, if not where the document says.

    Returns:
        A file with the very bytes that were converted. For a screenshot that could not be read and so has no
        hash: a file of that name. None if there is no such file.
    """
    for path, root in _candidates(document, screenshot, folder, image_root):
        try:
            real = path.resolve()
            inside = real.is_relative_to(root.resolve())
            if not real.is_file() or real.suffix.lower() not in IMAGE_SUFFIXES:
                continue
            if screenshot.sha256 is None:
                if inside:
                    return real
            elif hashlib.sha256(real.read_bytes()).hexdigest() == screenshot.sha256:
                return real
        # A NUL in the name is a ValueError, a loop of links a RuntimeError.
        except (OSError, ValueError, RuntimeError):
            continue
    return None


def _candidates(
    document: DocumentInfo, screenshot: Screenshot, folder: Path, image_root: Path | None
) -> Iterator[tuple[Path, Path]]:
    """Where it may be, each with the folder that it must lie in."""
    name = screenshot.path
    if image_root is not None:
        yield image_root / name.lstrip("/"), image_root
        return
    source = Path(document.source)
    here = folder.absolute()
    for base in dict.fromkeys((Path.cwd(), here, *here.parents)):
        place = base / source
        if source.suffix.lower() in POST_SUFFIXES:
            yield from _of_post(place, name)
        elif source.suffix.lower() in IMAGE_SUFFIXES:
            yield place, place.parent
        else:
            yield place / name, place


def _of_post(post: Path, name: str) -> Iterator[tuple[Path, Path]]:
    try:
        if post.is_file():
            found = resolve(name, roots_of(post, None)).file
            if isinstance(found, Path):
                yield found, found.parent
    except (OSError, ValueError, RuntimeError):
        return
