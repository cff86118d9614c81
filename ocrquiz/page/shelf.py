"""Pages kept between runs, so that an unchanged picture is not read again.

A page depends on the picture's bytes and on how they are looked at: the program, the libraries, the engine
with its version, the language packs. It is kept under the hash of the one, marked with the hash of the other.
What comes after, the parser and the checks, is worked out anew each time.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs
from pydantic import Base64Bytes, BaseModel, ConfigDict, ValidationError

from ocrquiz.errors import OutputError
from ocrquiz.files import write_atomically

from .model import Page, PageReading

log = logging.getLogger(__name__)

VARIABLE = "OCRQUIZ_CACHE"
"""Names the folder to keep pages in; empty for none."""

MAX_BYTES = 2 * 1024**3
"""What is kept in all: some 200 000 pages of text, or 20 000 with figures."""

MAX_AGE = 180 * 24 * 3600.0
"""Seconds after which a page that nobody asked for is dropped."""

SPARE = 0.9
"""Share of the limit that is left after dropping, so that not every run has to drop."""

RENEWED = 24 * 3600.0
"""Seconds after which a page that is asked for is marked as used, and after which old ones are looked for:
not each time, which would cost more than it saves."""

STAMP = "tidied"
"""A file that says by its date when old pages were looked for."""

SOURCES = ("geometry.py", "image", "ocr", "page")
"""What of this package decides what a page says."""

LIBRARIES = ("numpy", "opencv-python-headless", "pillow", "pyspellchecker", "pytesseract", "tesserocr")

_MARK = 16
"""Hexadecimal digits of the hash of how pictures are looked at."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)

    page: Page
    sha256: str
    crops: dict[str, Base64Bytes]


class Shelf:
    """Keeps pages in a folder; any number of processes may use it at a time."""

    def __init__(self, folder: Path, how: str) -> None:
        """Nothing is read or written yet.

        Args:
            folder: where pages are kept.
            how: everything beside the picture that a page depends on.
        """
        self._folder = folder
        self._mark = hashlib.sha256(how.encode()).hexdigest()[:_MARK]

    def find(self, sha256: str, name: str) -> PageReading | None:
        """The page of a picture, if it is kept and whole.

        Args:
            sha256: of the picture's file.
            name: the picture's path as the document at hand names it.
        """
        path = self._path(sha256)
        try:
            entry = _Entry.model_validate_json(zlib.decompress(path.read_bytes()))
            _mark_as_used(path)
        except OSError:
            return None
        except (zlib.error, ValidationError):
            entry = None
        if entry is None or entry.sha256 != sha256:
            log.debug("%s: damaged, read anew", path)
            return None
        return PageReading(replace(entry.page, screenshot=name), sha256, dict(entry.crops))

    def keep(self, reading: PageReading) -> None:
        """Keep a page. A folder that cannot be written costs the next run time, nothing else."""
        crops = {name: _encoded(png) for name, png in reading.crops.items()}
        entry = _Entry.model_validate({"page": reading.page, "sha256": reading.sha256, "crops": crops})
        data = zlib.compress(entry.model_dump_json().encode(), level=1)
        try:
            write_atomically(self._path(reading.sha256), data)
        except OutputError as error:
            log.debug("%s", error)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}-{self._mark}"


def shelf_folder() -> Path | None:
    """Where pages are kept: what OCRQUIZ_CACHE names, else the user's folder for such things.

    Returns:
        None if nothing is to be kept.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return platformdirs.user_cache_path("ocrquiz") / "pages"


def tidy_sometimes(folder: Path) -> None:
    """Drop what is old, if that was not done a while ago."""
    stamp = folder / STAMP
    with suppress(OSError):
        if not folder.is_dir() or (stamp.exists() and time.time() - stamp.stat().st_mtime < RENEWED):
            return
        stamp.touch()
        dropped = tidy(folder)
        log.debug("%s: %d old pages dropped", folder, dropped)


def tidy(folder: Path, limit: int = MAX_BYTES, age: float = MAX_AGE) -> int:
    """Drop what nobody has asked for in a long time, and the oldest where there is too much.

    Args:
        folder: where pages are kept.
        limit: bytes that may be kept.
        age: seconds after which an unused page is dropped.

    Returns:
        How many were dropped.
    """
    kept = sorted(_files(folder))
    total = sum(size for _, size, _ in kept)
    goal = limit if total <= limit else SPARE * limit
    oldest = time.time() - age
    dropped = 0
    for used, size, path in kept:
        if total <= goal and used >= oldest:
            break
        path.unlink(missing_ok=True)
        total -= size
        dropped += 1
    return dropped


@cache
def program() -> str:
    """Everything of this program that a page depends on: its own code and the libraries' versions."""
    home = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for name in SOURCES:
        top = home / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(home).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return " ".join([digest.hexdigest(), *(f"{name}={_version(name)}" for name in LIBRARIES)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When each kept page was last used, its size, and where it is; others may remove them meanwhile."""
    for path in folder.glob("??/*"):
        try:
            status = path.stat()
        except OSError:
            continue
        yield status.st_mtime, status.st_size, path


def _mark_as_used(path: Path) -> None:
    if time.time() - path.stat().st_mtime > RENEWED:
        os.utime(path)


def _encoded(png: bytes) -> str:
    return base64.b64encode(png).decode("ascii")
