"""The inputs of a conversion as the user typed them: which kind each is, and what is wrong with it."""

from __future__ import annotations

import dataclasses
import glob
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ocrquiz.errors import UsageError
from ocrquiz.remote import Place, Remote, is_url, lies_in, place, way

from .document import IMAGE_SUFFIXES, POST_SUFFIXES, Document
from .folder import files_in, picture_document, single_picture, visible
from .markdown import read_post
from .naming import natural_key, nearest, unique

_USAGE = "Give a Markdown post, a folder with pictures, or pictures (PNG, JPEG, WebP, TIFF, BMP)."

_PICTURES_TO_CONVERT = frozenset({".gif", ".svg", ".heic", ".heif", ".avif", ".pdf", ".ico", ".psd", ".jp2"})


def load(inputs: Sequence[str], image_root: Place | None = None) -> list[Document]:
    """Find out what there is to convert.

    - A post (`.md`, `.markdown`) is a document.
    - A folder is a document with a section for each folder that holds pictures. Posts in it that show
      pictures are documents of their own; then the folder's document has the pictures that no post shows.
    - Pictures given one by one are one document, in natural order, with a section for each of their folders.
    - A pattern (`*`, `?`, `[...]`, `**`) that is no file's name stands for the posts, pictures and folders
      that match it, for files alone if it has a `**`.
    - A URL, such as `s3://bucket/folder`, stands for what is there: a post, a folder, a picture, a pattern.

    What is given twice is loaded once.

    Args:
        inputs: paths, URLs and patterns.
        image_root: folder that the image paths of posts start from; if None, each post's folder and up to
            two levels above it.

    Returns:
        The documents in the order of the inputs; the single pictures' stands where the first of them does.

    Raises:
        UsageError: nothing is given, or an input or `image_root` cannot be used.
        DependencyError: what reads a URL is not installed.
    """
    if not inputs:
        raise UsageError("There is nothing to convert.", _USAGE)
    if image_root is not None and not image_root.is_dir():
        raise UsageError(
            f"The image root {image_root} is not a folder.",
            "Give the folder that the image paths in the post start from.",
        )
    loader = _Loader(image_root)
    for given in dict.fromkeys([inputs] if isinstance(inputs, str) else inputs):
        for path in _expand(given):
            loader.add(path)
    return _with_unique_slugs(loader.documents())


class _Loader:
    """Collects documents; files that it has seen, by whatever path, it leaves out."""

    def __init__(self, image_root: Place | None) -> None:
        self._image_root = image_root
        self._documents: list[Document] = []
        self._seen: set[Place] = set()
        self._singles: list[str] = []
        self._place = 0

    def add(self, source: str) -> None:
        path = place(source)
        if path.is_dir():
            self._add_folder(path, source)
        elif _suffix(source) in POST_SUFFIXES:
            if self._is_new(path):
                self._documents.append(read_post(path, source, self._image_root))
        elif self._is_new(path):
            if not self._singles:
                self._place = len(self._documents)
            self._singles.append(source)

    def documents(self) -> list[Document]:
        if not self._singles:
            return self._documents
        singles = _singles_document(self._singles)
        return [*self._documents[: self._place], singles, *self._documents[self._place :]]

    def _add_folder(self, folder: Place, source: str) -> None:
        files = files_in(folder, source)
        posts = [
            read_post(post, os.path.join(source, way(post, folder)), self._image_root)  # noqa: PTH118
            for post in files.posts
        ]
        posts_with = [
            (file, post)
            for file, post in zip(files.posts, posts, strict=True)
            if any(section.screenshots for section in post.sections)
        ]
        if not posts_with and not files.pictures:
            raise UsageError(
                f"The folder {source} holds no pictures and no posts that show any.",
                "Give a folder with PNG, JPEG, WebP, TIFF or BMP files, or the post itself.",
            )
        shown = {ref.file for _, post in posts_with for s in post.sections for ref in s.screenshots}
        self._documents += [post for file, post in posts_with if self._is_new(file)]
        pictures = [file for file in files.pictures if file.resolve() not in shown and self._is_new(file)]
        if pictures:
            self._documents.append(picture_document(folder, source, pictures))

    def _is_new(self, file: Place) -> bool:
        real = file.resolve()
        if real in self._seen:
            return False
        self._seen.add(real)
        return True


def _singles_document(sources: Sequence[str]) -> Document:
    if len(sources) == 1:
        return single_picture(place(sources[0]), sources[0])
    places = [place(source) for source in sources]
    remote = [one for one in places if isinstance(one, Remote)]
    if remote:
        return _remote_singles(remote, places)
    files = [Path(os.path.abspath(source)) for source in sources]  # noqa: PTH100 - links stay as they are
    root = Path(os.path.commonpath([file.parent for file in files]))
    relative = not any(os.path.isabs(source) for source in sources)  # noqa: PTH117
    return picture_document(root, os.path.relpath(root) if relative else str(root), files)


def _remote_singles(files: Sequence[Remote], places: Sequence[Place]) -> Document:
    root = next((one for one in files[0].parents if all(lies_in(other, one) for other in places)), None)
    if root is None:
        raise UsageError(
            "Pictures given one by one lie in several stores.", "Convert those of each by themselves."
        )
    return picture_document(root, str(root), files)


def _expand(given: str) -> list[str]:
    """The paths that an input stands for, each of a kind that can be converted."""
    if given == "-":
        raise UsageError("Nothing is read from standard input.", _USAGE)
    if not given.strip():
        raise UsageError("One of the inputs is empty.", _USAGE)
    if is_url(given):
        there = place(given)
        if isinstance(there, Remote):
            return _expand_remote(there)
        given = str(there)
    if _exists(given):
        _check_kind(given)
        return [given]
    if not glob.has_magic(given):
        raise UsageError(f"There is no file or folder {given}.", _suggestion(given))
    return _matches(given)


def _exists(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _check_kind(given: str) -> None:
    path = Path(given)
    try:
        path.stat()
    except OSError as error:
        raise UsageError(
            f"{given} cannot be read: {error.strerror}.", "Check the link or the permissions."
        ) from error
    if path.is_dir():
        return
    if not path.is_file():
        raise UsageError(f"{given} is neither a file nor a folder.", _USAGE)
    _check_suffix(given)


def _check_suffix(given: str) -> None:
    suffix = _suffix(given)
    if suffix in _PICTURES_TO_CONVERT:
        raise UsageError(f"Files of the kind {suffix} are not read: {given}.", "Convert it to PNG first.")
    if suffix not in IMAGE_SUFFIXES | POST_SUFFIXES:
        raise UsageError(f"{given} is neither a picture nor a Markdown post, by its name.", _USAGE)


def _expand_remote(there: Remote) -> list[str]:
    there.refresh()
    try:
        if there.is_dir():
            return [str(there)]
        if there.exists():
            _check_suffix(str(there))
            return [str(there)]
        found = there.glob() if glob.has_magic(str(there)) else []
        # What the pattern itself names is meant.
        shown = [f for f in found if all(visible(part) or part in there.path.parts for part in f.path.parts)]
        recursive = "**" in there.path.parts
        usable = [
            one
            for one in shown
            if (one.suffix.lower() in IMAGE_SUFFIXES | POST_SUFFIXES) or (not recursive and one.is_dir())
        ]
    except OSError as error:
        raise UsageError(
            f"{there} cannot be read: {error.strerror or error}.",
            "Check the address, the network and your rights.",
        ) from error
    if not usable:
        raise UsageError(f"There is nothing to convert at {there}.", f"Check the address. {_USAGE}")
    return sorted(map(str, usable), key=natural_key)


def _matches(pattern: str) -> list[str]:
    try:
        found = [path for path in glob.glob(pattern, recursive=True) if _is_visible(path, pattern)]  # noqa: PTH207
    except (OSError, ValueError):
        found = []
    recursive = "**" in Path(pattern).parts
    usable = [path for path in found if _is_usable(path, recursive)]
    if not usable:
        nothing = "Nothing that can be converted matches" if found else "Nothing matches"
        raise UsageError(f"{nothing} {pattern}.", f"Check the pattern. {_USAGE}")
    return sorted(usable, key=natural_key)


def _is_visible(path: str, pattern: str) -> bool:
    # What the pattern itself names is meant.
    return all(visible(part) or part in Path(pattern).parts for part in Path(path).parts)


def _is_usable(path: str, recursive: bool) -> bool:
    if Path(path).is_dir():
        # `**` matches the files in the folders too.
        return not recursive
    return Path(path).is_file() and _suffix(path) in IMAGE_SUFFIXES | POST_SUFFIXES


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()


def _suggestion(given: str) -> str:
    """The nearest name to a path that does not exist."""
    there = Path()
    for part in Path(given).parts:
        if _exists(str(there / part)):
            there /= part
            continue
        try:
            match = nearest(part, sorted(other.name for other in there.iterdir()))
        except OSError:
            match = None
        return f"Did you mean {there / match}?" if match else f"Check the path. {_USAGE}"
    return f"Check the path. {_USAGE}"


def _with_unique_slugs(documents: Iterable[Document]) -> list[Document]:
    taken: dict[str, Document] = {}
    for document in documents:
        slug = unique(document.slug, taken)
        taken[slug] = dataclasses.replace(document, slug=slug)
    return list(taken.values())
