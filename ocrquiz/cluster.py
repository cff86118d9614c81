"""Screenshots read on a Dask cluster: one task a screenshot, which the workers fetch themselves.

A Dask worker cannot end a task that hangs, and dies with one that crashes. So each keeps a pool of processes
like the one that works without a cluster: a bad picture costs itself there too. When a worker is lost, Dask
gives what it was reading to another.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from ocrquiz.errors import DependencyError, OcrquizError, Reason, UsageError
from ocrquiz.ocr.engine import release
from ocrquiz.page.shelf import program, shelf_folder
from ocrquiz.remote import Remote

from .flow import ATTEMPTS, Flow
from .task import Failure, Job, Record, Settings, open_shelf
from .workers import BROKEN, Pool, record_of

if TYPE_CHECKING:
    from distributed import Client, Future

log = logging.getLogger(__name__)

CONNECT = 10.0
"""Seconds for the scheduler to answer."""

PATIENCE = 60.0
"""Seconds to wait for a first worker: clusters that grow by need take a while to start one."""

GLANCE = 2.0
"""Seconds between two looks at how many workers there are."""

START_METHOD = "spawn"
"""A Dask worker has many threads, with which no process may be forked."""


def read_on_cluster(jobs: Sequence[Job], settings: Settings) -> Generator[tuple[Job, Record], None, None]:
    """Read screenshots on the cluster that the settings name; see `read_all`."""
    if not jobs:
        return
    assert settings.scheduler is not None, "somebody has to do it"
    how = _how(settings.engine, settings.lang)
    lean = settings.without_cues()
    flow = Flow(jobs)
    # A task whose future nobody holds is dropped.
    running: dict[str, tuple[Job, Future]] = {}
    finished: SimpleQueue[Future] = SimpleQueue()
    with connected(settings.scheduler) as client:
        crew = _Crew(client, settings.scheduler)
        while flow:
            for job in flow.take(crew.size()):
                future = client.submit(_read_on_worker, _anywhere(job), lean, how, pure=False)
                running[future.key] = job, future
                future.add_done_callback(finished.put)
            for future in _next_batch(finished):
                job, _ = running.pop(future.key)
                record = _record(future, settings.scheduler)
                flow.finish(job)
                yield job, record


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A connection to a cluster.

    Raises:
        DependencyError: Dask is not installed.
        UsageError: the scheduler cannot be reached.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DependencyError(
            "The Python package distributed is not installed, which reading on a Dask cluster needs.",
            "Run: pip install 'ocrquiz[dask]'",
        ) from error
    with _muted("distributed.client"):
        try:
            client = Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            log.debug("%s", error, exc_info=True)
            raise UsageError(
                f"No Dask scheduler answers at {address}.",
                "Start one with 'dask scheduler' and give the address that it prints, as tcp://host:8786.",
            ) from error
        try:
            yield client
        finally:
            client.close()


@contextmanager
def _muted(name: str) -> Iterator[None]:
    """Leave to us what a logger has to say: it comes with a page of traceback."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


class _Crew:
    """The workers of a cluster, who come and go."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        self._size = 0
        self._looked = 0.0
        self._seen = time.monotonic()

    def size(self) -> int:
        """How many tasks they work on at a time, at least one so that clusters grow by need."""
        now = time.monotonic()
        if now - self._looked > GLANCE:
            self._size = self._count()
            self._looked = now
        if self._size:
            self._seen = now
        elif now - self._seen > PATIENCE:
            raise UsageError(
                f"The Dask scheduler at {self._address} has had no workers for {PATIENCE:g} seconds.",
                f"Start some with 'dask worker {self._address}'.",
            )
        return max(1, self._size)

    def _count(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except Exception as error:
            raise _lost(self._address) from error


def _next_batch(finished: SimpleQueue[Future]) -> Iterator[Future]:
    """What is finished by now; nothing after a while without, for a look at the workers."""
    try:
        yield finished.get(timeout=GLANCE)
        while True:
            yield finished.get_nowait()
    except Empty:
        return


def _record(future: Future, address: str) -> Record:
    """What became of a job."""
    from distributed import KilledWorker

    try:
        record: Record = future.result()
    except KilledWorker as error:
        return Failure(
            Reason.CRASHED, f"{error.args[2] + 1} workers of the cluster were lost while they read it."
        )
    except OcrquizError:
        raise
    except Exception as error:
        if future.status != "error":
            raise _lost(address) from error
        raise DependencyError(
            f"The cluster cannot run ocrquiz: {type(error).__name__}: {error}.",
            "Its scheduler and workers need the same Python packages as this machine.",
        ) from error
    return record


def _lost(address: str) -> DependencyError:
    return DependencyError(
        f"The Dask scheduler at {address} is gone.",
        "What is finished is written; start it and run this again.",
    )


def _anywhere(job: Job) -> Job:
    """The job with a path that does not start from this process's folder."""
    if isinstance(job.file, Remote):
        return job
    return replace(job, file=Path(os.path.abspath(job.file)))  # noqa: PTH100 - links stay as they are


@cache
def _how(engine: str, lang: str) -> str:
    """Everything beside the picture and the language packs that a page depends on, on this machine."""
    return f"{program()} {release(engine, lang)}"


# What follows runs in the Dask workers.

_lock = threading.Lock()
_pool: Pool | None = None


def _read_on_worker(job: Job, settings: Settings, how: str) -> Record:
    """One screenshot; raises only what concerns all of them."""
    if _how(settings.engine, settings.lang) != how:
        raise DependencyError(
            "A worker of the cluster has another version of ocrquiz, Tesseract or a library.",
            "Install on all of them what this machine has.",
        )
    # Each machine keeps pages where its own user does, or where OCRQUIZ_CACHE says there.
    shelf = open_shelf(replace(settings, shelf=settings.shelf and shelf_folder()))
    for _ in range(ATTEMPTS):
        pool = _this_pool()
        try:
            return record_of(pool.schedule(job, settings, shelf), settings.timeout)
        except RuntimeError:
            _drop(pool)
    return BROKEN


def _this_pool() -> Pool:
    """This worker's processes, one for each of its threads; they end with it."""
    global _pool
    with _lock:
        if _pool is None:
            from distributed import get_worker

            # Dask's nanny forbids its worker processes of their own, which it would not end; ours end
            # by themselves when their parent is gone.
            multiprocessing.current_process().daemon = False
            _pool = Pool(get_worker().state.nthreads, START_METHOD)
            atexit.register(_pool.stop)
        return _pool


def _drop(pool: Pool) -> None:
    """Do without a pool that is broken."""
    global _pool
    with _lock:
        if _pool is pool:
            _pool = None
            atexit.unregister(pool.stop)
            pool.stop()
