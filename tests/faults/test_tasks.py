"""Tasks that hang or eat memory: each costs itself alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ocrquiz import task, workers
from ocrquiz.errors import Reason
from ocrquiz.executor import read_all
from ocrquiz.ocr.engine import Engine
from ocrquiz.page.model import PageReading
from ocrquiz.task import Failure, Job, Record, Settings

from ..fakes import reading

pytestmark = pytest.mark.skipif(workers.START_METHOD != "fork", reason="workers are not forked here")


def act(data: bytes, name: str, engine: Engine) -> PageReading:  # noqa: ARG001
    if name.startswith("hang"):
        time.sleep(1000)
    if name.startswith("eat"):
        blocks = []
        while True:
            blocks.append(bytes(256 * 1024**2))
    return reading(name)


def results(monkeypatch: pytest.MonkeyPatch, *names: str, timeout: float = 60) -> dict[str, Record]:
    monkeypatch.setattr(task, "open_engine", lambda *_: object())
    monkeypatch.setattr(task, "read_file", lambda _: b"")
    monkeypatch.setattr(task, "read_page", act)
    jobs = [Job(Path("/nowhere") / name, name) for name in names]
    return {job.name: record for job, record in read_all(jobs, Settings(workers=2, timeout=timeout))}


def test_task_that_hangs_is_ended_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = time.monotonic()
    found = results(monkeypatch, "1", "hang a", "2", "hang b", *map(str, range(3, 20)), timeout=0.5)
    assert time.monotonic() - begin < 20
    failed = {name: record.reason for name, record in found.items() if isinstance(record, Failure)}
    assert failed == {"hang a": Reason.TIMEOUT, "hang b": Reason.TIMEOUT}
    assert len(found) == 21


def test_task_that_eats_memory_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MAX_MEMORY", 2 * 1024**3)
    found = results(monkeypatch, "1", "eat a", "2", "eat b", "3")
    failed = {name for name, record in found.items() if isinstance(record, Failure)}
    assert failed == {"eat a", "eat b"}
    assert len(found) == 5
