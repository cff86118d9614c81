"""Screenshots read in processes of this machine: one task a screenshot, one process a core.

A task that hangs or whose process dies takes nothing else with it: pebble's pool ends and replaces that one
worker, where the pools of the standard library lose every task or wait forever.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from multiprocessing import get_context
from types import FrameType

import cv2
from pebble import CONSTS, ProcessExpired, ProcessPool

from ocrquiz.errors import Reason
from ocrquiz.ocr.lexicon import open_lexicon
from ocrquiz.page.shelf import Shelf

from .flow import Flow
from .task import Failure, Job, Record, Settings, open_shelf, read

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None  # type: ignore[assignment]

MAX_MEMORY = 8 * 1024**3
"""Bytes of address space that a worker may take: the largest picture needs a quarter of it. A task that wants
more fails alone, before the machine runs out of memory and the system ends whom it likes."""

START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Forked workers start in milliseconds, and a script that calls `ocrquiz.convert` needs no
`if __name__ == "__main__"`. Elsewhere fork is missing or unsafe."""

TERMINATED = 128 + 15
"""Exit status of a worker that was told to stop."""

CONSTS.sleep_unit = 0.02
"""Seconds between two looks of pebble's at its processes, its own 0.1 being waited for when all is done."""

BROKEN = Failure(Reason.CRASHED, "The processes that read screenshots died repeatedly.")


class Pool:
    """Processes that read screenshots."""

    def __init__(self, count: int, start_method: str) -> None:
        """Start processes."""
        self._pool = ProcessPool(
            max_workers=count, initializer=_start_worker, context=get_context(start_method)
        )

    def schedule(self, job: Job, settings: Settings, shelf: Shelf | None) -> Future[Record]:
        """Hand out a job.

        Raises:
            RuntimeError: the pool is broken, which pebble is when a process dies between two tasks or cannot
                be started. Tasks under way end with this error too.
        """
        return self._pool.schedule(_task, args=(job, settings, shelf), timeout=settings.timeout)

    def stop(self) -> None:
        """End the processes; they are gone when this returns."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def record_of(future: Future[Record], timeout: float) -> Record:
    """What became of a job, once it is finished.

    Raises:
        RuntimeError: the pool is broken.
        OcrquizError: what concerns every screenshot.
    """
    try:
        return future.result()
    except TimeoutError:
        return Failure(Reason.TIMEOUT, f"Reading it was given up after {timeout:g} seconds.")
    except ProcessExpired as error:
        how = f"signal {-error.exitcode}" if error.exitcode < 0 else f"status {error.exitcode}"
        return Failure(Reason.CRASHED, f"The process that read it died ({how}).")


def read_here(jobs: Sequence[Job], settings: Settings) -> Generator[tuple[Job, Record], None, None]:
    """Read screenshots in processes of this machine; see `read_all`."""
    flow = Flow(jobs)
    shelf = open_shelf(settings)
    if START_METHOD == "fork":
        # Loaded once, for all workers.
        open_lexicon(settings.lang)
    with _one_opencv_thread():
        while flow:
            count = min(settings.workers or cores(), len(flow))
            pool = Pool(count, START_METHOD)
            try:
                yield from _read_with(pool, count, flow, settings.without_cues(), shelf)
            finally:
                pool.stop()


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
    pool: Pool, workers: int, flow: Flow, settings: Settings, shelf: Shelf | None
) -> Iterator[tuple[Job, Record]]:
    """Work until all is finished or the pool breaks; what was under way then is put back."""
    running: dict[Future[Record], Job] = {}
    hit: list[Job] = []
    try:
        while flow:
            for job in flow.take(workers):
                hit = [job]
                running[pool.schedule(job, settings, shelf)] = job
                hit = []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                record = record_of(future, settings.timeout)
                job = running.pop(future)
                flow.finish(job)
                yield job, record
    except RuntimeError:
        # A new pool takes over.
        for job in flow.put_back([*running.values(), *hit]):
            yield job, BROKEN


# What follows runs in the workers.


class _Stopped(SystemExit):
    """Unwinds a task, so that its temporary files are removed."""


_busy = False


def _start_worker() -> None:
    """Make this process ready. It must not raise: the pool would start workers for ever."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    # Ctrl-C goes to the parent alone, who ends the workers when what is finished is safe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, _stop)
    _limit_memory()


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
    if _busy:
        raise _Stopped(TERMINATED)
    os._exit(TERMINATED)


def _task(job: Job, settings: Settings, shelf: Shelf | None) -> Record:
    """One screenshot; raises only what concerns all of them."""
    global _busy
    _busy = True
    try:
        return read(job, settings, shelf)
    except _Stopped:
        os._exit(TERMINATED)
    finally:
        _busy = False
