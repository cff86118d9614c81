"""Screenshots read side by side: one task a screenshot, one process a core.

A task that hangs or whose process dies takes nothing else with it: pebble's pool ends and replaces that one
worker, where the pools of the standard library lose every task or wait forever.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

import cv2
from pebble import ProcessExpired, ProcessPool

from ocrquiz.defaults import ENGINE, LANG, TIMEOUT
from ocrquiz.errors import DependencyError, OcrquizError, Reason, ScreenshotError
from ocrquiz.image.decode import read_file
from ocrquiz.ocr.engine import Engine, identity, open_engine
from ocrquiz.ocr.lexicon import open_lexicon
from ocrquiz.page.model import PageReading
from ocrquiz.page.read import read_page
from ocrquiz.page.shelf import Shelf, program
from ocrquiz.parse.cues import Cues

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None  # type: ignore[assignment]

AHEAD = 4
"""Tasks handed out per worker: enough that none waits, few enough that results stay small in memory."""

ATTEMPTS = 2
"""Times a screenshot is tried when the pool as a whole breaks, which need not be its fault."""

MAX_MEMORY = 8 * 1024**3
"""Bytes of address space that a worker may take: the largest picture needs a quarter of it. A task that wants
more fails alone, before the machine runs out of memory and the system ends whom it likes."""

START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Forked workers start in milliseconds, and a script that calls `ocrquiz.convert` needs no
`if __name__ == "__main__"`. Elsewhere fork is missing or unsafe."""

TERMINATED = 128 + 15
"""Exit status of a worker that was told to stop."""


@dataclass(frozen=True, slots=True)
class Job:
    """A screenshot to read.

    Attributes:
        file: the picture.
        name: its path as the document names it.
    """

    file: Path
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
        workers: processes; None for one a core.
        timeout: seconds for one screenshot.
        cues: wordings to know; those that come with ocrquiz if None.
        shelf: folder in which pages are kept between runs; None for none.
        force: whether every picture is read, also where its page is kept.
    """

    lang: str = LANG
    engine: str = ENGINE
    workers: int | None = None
    timeout: float = TIMEOUT
    cues: Cues | None = None
    shelf: Path | None = None
    force: bool = False


def read_all(jobs: Sequence[Job], settings: Settings) -> Generator[tuple[Job, Record], None, None]:
    """Read screenshots, in worker processes.

    Close the iterator to end the workers early; they are gone when `close()` returns.

    Args:
        jobs: each different from the others.
        settings: see there.

    Yields:
        Each job once, as it finishes, in any order.

    Raises:
        DependencyError: the engine failed.
    """
    waiting = deque(jobs)
    attempts: Counter[Job] = Counter()
    shelf = _open_shelf(settings)
    if START_METHOD == "fork":
        # Loaded once, for all workers.
        open_lexicon(settings.lang)
    with _one_opencv_thread():
        while waiting:
            count = min(settings.workers or cores(), len(waiting))
            pool = ProcessPool(
                max_workers=count,
                initializer=_start_worker,
                initargs=(settings, shelf),
                context=get_context(START_METHOD),
            )
            try:
                yield from _read_with(pool, count, waiting, attempts, settings.timeout)
            finally:
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()


def _open_shelf(settings: Settings) -> Shelf | None:
    if settings.shelf is None:
        return None
    return Shelf(settings.shelf, f"{program()} {identity(settings.engine, settings.lang)}")


@contextmanager
def _one_opencv_thread() -> Iterator[None]:
    """Keep OpenCV from having threads: a forked worker would wait for them for ever."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(threads)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _read_with(
    pool: ProcessPool, workers: int, waiting: deque[Job], attempts: Counter[Job], timeout: float
) -> Iterator[tuple[Job, Record]]:
    """Work on `waiting` until it is empty or the pool breaks; what was under way then is put back."""
    running: dict[Future[Record], Job] = {}
    try:
        while waiting or running:
            while waiting and len(running) < AHEAD * workers:
                task = pool.schedule(_task, args=(waiting[0],), timeout=timeout)
                running[task] = waiting.popleft()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                record = _record(future, timeout)
                yield running.pop(future), record
    except RuntimeError:
        # pebble gives up when a worker dies between two tasks or cannot be started; a new pool takes over.
        hit = list(running.values()) or [waiting.popleft()]
        attempts.update(hit)
        waiting.extendleft(job for job in reversed(hit) if attempts[job] < ATTEMPTS)
        for job in hit:
            if attempts[job] >= ATTEMPTS:
                yield job, Failure(Reason.CRASHED, "The processes that read screenshots died repeatedly.")


def _record(future: Future[Record], timeout: float) -> Record:
    try:
        return future.result()
    except TimeoutError:
        return Failure(Reason.TIMEOUT, f"Reading it was given up after {timeout:g} seconds.")
    except ProcessExpired as error:
        how = f"signal {-error.exitcode}" if error.exitcode < 0 else f"status {error.exitcode}"
        return Failure(Reason.CRASHED, f"The process that read it died ({how}).")


# What follows runs in the workers.


class _Stopped(SystemExit):
    """Unwinds a task, so that its temporary files are removed."""


@dataclass(slots=True)
class _Worker:
    settings: Settings = field(default_factory=Settings)
    shelf: Shelf | None = None
    engine: Engine | None = None
    busy: bool = False


_worker = _Worker()


def _start_worker(settings: Settings, shelf: Shelf | None) -> None:
    """Make this process ready. It must not raise: the pool would start workers for ever."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    # Ctrl-C goes to the parent alone, who ends the workers when what is finished is safe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, _stop)
    _limit_memory()
    _worker.settings, _worker.shelf = settings, shelf


def _limit_memory() -> None:
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _stop(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
    """End this worker and a `tesseract` that it may have started."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGTERM)
    if _worker.busy:
        raise _Stopped(TERMINATED)
    os._exit(TERMINATED)


def _task(job: Job) -> Record:
    """One screenshot; raises only what concerns all of them."""
    _worker.busy = True
    try:
        return _read(job)
    except _Stopped:
        os._exit(TERMINATED)
    finally:
        _worker.busy = False


def _read(job: Job) -> Record:
    try:
        return _kept(job) or _read_anew(job)
    except ScreenshotError as error:
        return Failure(error.reason, str(error))
    except OcrquizError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Failure(Reason.CRASHED, f"Unexpected error while reading it: {what}", traceback.format_exc())


def _kept(job: Job) -> PageReading | None:
    if _worker.shelf is None or _worker.settings.force:
        return None
    return _worker.shelf.find(sha256(read_file(job.file)).hexdigest(), job.name)


def _read_anew(job: Job) -> PageReading:
    reading = read_page(job.file, job.name, _engine())
    if _worker.shelf is not None:
        _worker.shelf.keep(reading)
    return reading


def _engine() -> Engine:
    """The engine, opened when the first picture needs it."""
    if _worker.engine is None:
        try:
            _worker.engine = open_engine(_worker.settings.engine, _worker.settings.lang)
        except OcrquizError:
            raise
        except Exception as error:
            raise DependencyError(
                f"The engine cannot be opened: {type(error).__name__}: {error}.", "Run 'ocrquiz doctor'."
            ) from error
    return _worker.engine
