"""One screenshot as a task: what goes in, what comes out, and the function that runs wherever workers are."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ocrquiz.defaults import ENGINE, LANG, TIMEOUT
from ocrquiz.errors import DependencyError, OcrquizError, Reason, ScreenshotError
from ocrquiz.image.decode import read_file
from ocrquiz.ocr.engine import Engine, identity, open_engine
from ocrquiz.page.model import PageReading
from ocrquiz.page.read import read_page
from ocrquiz.page.shelf import Shelf, program
from ocrquiz.remote import Place

if TYPE_CHECKING:
    from ocrquiz.parse.cues import Cues


@dataclass(frozen=True, slots=True)
class Job:
    """A screenshot to read.

    Attributes:
        file: the picture.
        name: its path as the document names it.
    """

    file: Place
    name: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a screenshot could not be read.

    Attributes:
        reason: the code for the section file.
        message: one sentence, with the remedy if there is one.
        detail: a traceback, for errors that nobody expected.
    """

    reason: Reason
    message: str
    detail: str = ""


Record = PageReading | Failure
"""What becomes of a screenshot."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How screenshots are read.

    Attributes:
        lang: Tesseract's language codes joined with `+`; `auto` to find it out.
        engine: `auto` or an engine's name.
        workers: processes on this machine; None for one a core.
        timeout: seconds for one screenshot.
        cues: wordings to know; those that come with ocrquiz if None.
        shelf: folder in which pages are kept between runs; None for none.
        force: whether every picture is read, also where its page is kept.
        scheduler: address of a Dask cluster to read on; None for processes on this machine.
    """

    lang: str = LANG
    engine: str = ENGINE
    workers: int | None = None
    timeout: float = TIMEOUT
    cues: Cues | None = None
    shelf: Path | None = None
    force: bool = False
    scheduler: str | None = None

    def without_cues(self) -> Settings:
        """What a worker needs: the wordings are for the parser, and are large."""
        return replace(self, cues=None)


def open_shelf(settings: Settings) -> Shelf | None:
    """Where this machine keeps pages that are read with these settings."""
    if settings.shelf is None:
        return None
    return Shelf(settings.shelf, f"{program()} {identity(settings.engine, settings.lang)}")


def read(job: Job, settings: Settings, shelf: Shelf | None) -> Record:
    """Read one screenshot, in this process.

    Args:
        job: what to read.
        settings: how.
        shelf: where its page may be kept.

    Raises:
        OcrquizError: what concerns every screenshot, such as a missing engine.
    """
    try:
        data = read_file(job.file)
        kept = shelf.find(sha256(data).hexdigest(), job.name) if shelf and not settings.force else None
        return kept or _read_anew(data, job.name, settings, shelf)
    except ScreenshotError as error:
        return Failure(error.reason, str(error))
    except OcrquizError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Failure(Reason.CRASHED, f"Unexpected error while reading it: {what}", traceback.format_exc())


def _read_anew(data: bytes, name: str, settings: Settings, shelf: Shelf | None) -> PageReading:
    reading = read_page(data, name, _engine(settings.engine, settings.lang))
    if shelf is not None:
        shelf.keep(reading)
    return reading


@lru_cache(maxsize=1)
def _engine(name: str, lang: str) -> Engine:
    """The engine, opened when the first picture needs it."""
    try:
        return open_engine(name, lang)
    except OcrquizError:
        raise
    except Exception as error:
        raise DependencyError(
            f"The engine cannot be opened: {type(error).__name__}: {error}.", "Run 'ocrquiz doctor'."
        ) from error
