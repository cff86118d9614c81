"""Files behind URLs: the part of `pathlib` that is needed here, through fsspec.

A path on this machine stays a `Path`; nothing here is loaded for it. Object stores have no links, so a
path is made plain by its text alone, and no path leads out of its bucket.
"""

from __future__ import annotations

import errno
import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ocrquiz.errors import DependencyError, OcrquizError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_URL = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.IGNORECASE | re.DOTALL)

_NO_FOLDERS = frozenset({"http", "https"})
"""Kinds of URLs that cannot be looked through."""


@dataclass(frozen=True, slots=True, order=True)
class Remote:
    """A file or folder behind a URL.

    Attributes:
        scheme: such as `s3`.
        path: without a slash at the head: the bucket, then what is in it.
    """

    scheme: str
    path: PurePosixPath

    def __str__(self) -> str:
        return f"{self.scheme}://{self.path}"

    def __truediv__(self, other: str | PurePath) -> Remote:
        return Remote(self.scheme, self.path / other)

    @property
    def name(self) -> str:
        """The last part."""
        return self.path.name

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.path.stem

    @property
    def suffix(self) -> str:
        """The name's ending, with the dot."""
        return self.path.suffix

    @property
    def parent(self) -> Remote:
        """The folder that it lies in; a bucket's is the bucket."""
        return Remote(self.scheme, self.path.parent) if len(self.path.parts) > 1 else self

    @property
    def parents(self) -> tuple[Remote, ...]:
        """The folders that it lies in, up to the bucket."""
        return tuple(Remote(self.scheme, path) for path in self.path.parents if path.parts)

    def relative_to(self, other: Remote) -> PurePosixPath:
        """The way here from a folder above."""
        return self.path.relative_to(other.path)

    def is_relative_to(self, other: Path | Remote) -> bool:
        """Whether it is the other or lies in it."""
        return (
            isinstance(other, Remote) and self.scheme == other.scheme and self.path.is_relative_to(other.path)
        )

    def resolve(self) -> Remote:
        """The same without `..`; what would lead out of everything leads nowhere."""
        plain = posixpath.normpath("/" + str(self.path)).lstrip("/")
        return Remote(self.scheme, PurePosixPath(plain))

    def is_file(self) -> bool:
        """Whether it is a file, by a list of its folder that is remembered: asked for many, it asks once."""
        return self in _files_in(self.parent)

    def is_dir(self) -> bool:
        """Whether it is a folder, which in an object store is one as long as something is in it."""
        return self._kind() == "directory"

    def exists(self) -> bool:
        """Whether there is something."""
        return bool(self._kind())

    def iterdir(self) -> Iterator[Remote]:
        """What lies in the folder."""
        with _os_errors():
            entries = self._system().ls(str(self), detail=False)
        found = (self._at(name) for name in entries)
        yield from (one for one in found if one != self)

    def files(self) -> list[Remote]:
        """All files in the folder and the folders in it."""
        with _os_errors():
            entries = self._system().find(str(self), detail=True)
        return [self._at(n) for n, e in entries.items() if e["type"] == "file" and not n.endswith("/")]

    def glob(self) -> list[Remote]:
        """What matches, if it is a pattern."""
        with _os_errors():
            return [self._at(name) for name in self._system().glob(str(self))]

    def read_bytes(self, most: int = -1) -> bytes:
        """What the file holds, from its beginning.

        Args:
            most: bytes to read; all of them if negative.
        """
        # Without a cache what is read comes in one piece.
        with _os_errors(), self._system().open(str(self), "rb", cache_type="none") as stream:
            data: bytes = stream.read(most)
        return data

    def write_bytes(self, content: bytes) -> None:
        """Make it a file with this content: in one put, of which nobody sees half."""
        with _os_errors():
            self._system().pipe_file(str(self), content)

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove the file."""
        try:
            with _os_errors():
                self._system().rm_file(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def refresh(self) -> None:
        """Forget what was listed before: others may have written meanwhile."""
        _files_in.cache_clear()
        self._system().invalidate_cache()

    def _kind(self) -> str:
        """`file`, `directory`, or nothing."""
        try:
            with _os_errors():
                return str(self._system().info(str(self))["type"])
        except FileNotFoundError:
            return ""

    def _at(self, name: str) -> Remote:
        return Remote(self.scheme, PurePosixPath(name.strip("/")))

    def _system(self) -> AbstractFileSystem:
        return _system(self.scheme)


@lru_cache(maxsize=256)
def _files_in(folder: Remote) -> frozenset[Remote]:
    try:
        with _os_errors():
            entries = folder._system().ls(str(folder), detail=True)
    except FileNotFoundError:
        return frozenset()
    return frozenset(folder._at(entry["name"]) for entry in entries if entry["type"] == "file")


Place = Path | Remote
"""Where a file or folder is."""


def place(text: str) -> Place:
    """The place that a path or URL names; `file://` is a path on this machine.

    Raises:
        DependencyError: what reads such URLs is not installed.
        UsageError: there is nothing that does.
    """
    match = _URL.fullmatch(text)
    if match is None:
        return Path(text)
    scheme, rest = match[1].lower(), match[2]
    if scheme in ("file", "local"):
        return Path(unquote(rest))
    _system(scheme)
    if not rest.strip("/"):
        raise UsageError(f"{text} names no bucket.", f"Give it as {scheme}://bucket/folder.")
    return Remote(scheme, PurePosixPath(rest.strip("/"))).resolve()


def lies_in(one: Place, folder: Place) -> bool:
    """Whether a place is another or in it."""
    if isinstance(one, Remote):
        return one.is_relative_to(folder)
    return isinstance(folder, Path) and one.is_relative_to(folder)


def way(one: Place, folder: Place) -> PurePath:
    """The way from a folder to what lies in it."""
    if isinstance(one, Path) and isinstance(folder, Path):
        return one.relative_to(folder)
    if isinstance(one, Remote) and isinstance(folder, Remote):
        return one.relative_to(folder)
    raise ValueError(f"{one} is not in {folder}.")


def is_url(text: str) -> bool:
    """Whether a text is a URL and no path."""
    return _URL.fullmatch(text) is not None


def _system(scheme: str) -> AbstractFileSystem:
    # fsspec keeps what it has opened, apart for each process.
    if scheme in _NO_FOLDERS:
        raise UsageError(
            f"Nothing is read from {scheme}:// addresses.",
            "Download it, or give a folder of an object store.",
        )
    try:
        import fsspec

        return fsspec.filesystem(scheme)
    except ImportError as error:
        raise DependencyError(
            f"What reads {scheme}:// is not installed: {error}.", "Run: pip install 'ocrquiz[cloud]'"
        ) from error
    except ValueError as error:
        raise UsageError(
            f"{scheme}:// is no kind of URL that is known.", "Known are s3://, gs:// and others of fsspec."
        ) from error


@contextmanager
def _os_errors() -> Iterator[None]:
    """Whatever a store's library raises, as the error that a disk would."""
    try:
        yield
    except (OSError, OcrquizError):
        raise
    except Exception as error:
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}") from error
