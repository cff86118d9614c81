"""Workers: every job gets one record, whatever becomes of it, and the settings reach them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from ocrquiz import task, workers
from ocrquiz.errors import OcrquizError, Reason, ScreenshotError
from ocrquiz.executor import read_all
from ocrquiz.ocr.engine import Engine
from ocrquiz.page.model import PageReading
from ocrquiz.task import Failure, Job, Settings
from ocrquiz.workers import cores

from .conftest import ROOT
from .fakes import raising, reading

SHOT = ROOT / "samples" / "images" / "evening-class" / "12.png"

forked = pytest.mark.skipif(workers.START_METHOD != "fork", reason="workers are not forked here")


def jobs(*names: str) -> list[Job]:
    return [Job(Path("/nowhere") / name, name) for name in names]


@pytest.mark.parametrize("engine", ["tesserocr", "pytesseract"])
def test_screenshot_is_read_with_the_engine_that_was_asked_for(engine: str) -> None:
    job = Job(SHOT, "images/12.png")
    ((done, record),) = read_all([job], Settings(engine=engine, workers=1))
    assert done == job
    assert isinstance(record, PageReading)
    assert record.page.screenshot == "images/12.png"
    assert record.page.widgets


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_a_failure_not_an_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(content)
    ((_, record),) = read_all([Job(tmp_path / "bad.png", "bad.png")], Settings(workers=1))
    assert isinstance(record, Failure)
    assert record.message
    assert record.detail == ""


@pytest.mark.parametrize("settings", [Settings(engine="abacus"), Settings(lang="xxx")])
def test_engine_that_cannot_be_opened_is_the_error_that_says_why(settings: Settings) -> None:
    with pytest.raises(OcrquizError) as caught:
        list(read_all([Job(SHOT, "a.png")], settings))
    assert "abacus" in str(caught.value) or "xxx" in str(caught.value)


@forked
@pytest.mark.parametrize(("count", "number"), [(1, 1), (2, 40), (8, 3), (None, 2)])
def test_every_job_gets_one_record(count: int | None, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "open_engine", lambda *_: object())
    monkeypatch.setattr(task, "read_file", lambda _: b"")
    monkeypatch.setattr(task, "read_page", lambda _file, name, _engine: reading(name))
    wanted = jobs(*(f"{i}.png" for i in range(number)))
    results = list(read_all(wanted, Settings(workers=count)))
    assert sorted(job.name for job, _ in results) == sorted(job.name for job in wanted)
    assert all(isinstance(r, PageReading) and r.page.screenshot == job.name for job, r in results)


@forked
def test_failure_says_reason_message_and_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "open_engine", lambda *_: object())
    error = ScreenshotError(Reason.TOO_LARGE, "It is too large.", "Cut it.")
    monkeypatch.setattr(task, "read_file", lambda _: b"")
    monkeypatch.setattr(task, "read_page", raising(error))
    ((_, record),) = read_all(jobs("a.png"), Settings(workers=1))
    assert record == Failure(Reason.TOO_LARGE, "It is too large. Cut it.")


@forked
def test_workers_use_one_thread_each(monkeypatch: pytest.MonkeyPatch) -> None:
    def threads(data: bytes, name: str, engine: Engine) -> PageReading:  # noqa: ARG001
        return reading(f"{cv2.getNumThreads()} {os.environ['OMP_THREAD_LIMIT']} {os.getpid() == parent}")

    parent, threads_here = os.getpid(), cv2.getNumThreads()
    cv2.setNumThreads(2)
    monkeypatch.setattr(task, "open_engine", lambda *_: object())
    monkeypatch.setattr(task, "read_file", lambda _: b"")
    monkeypatch.setattr(task, "read_page", threads)
    ((_, record),) = read_all(jobs("a.png"), Settings(workers=1))
    assert isinstance(record, PageReading)
    assert record.page.screenshot == "1 1 False"
    assert cv2.getNumThreads() == 2
    cv2.setNumThreads(threads_here)


def test_no_jobs_start_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPool", raising(AssertionError("a worker was started")))
    assert list(read_all([], Settings())) == []


@pytest.mark.parametrize(("affinity", "count", "expected"), [([0, 3], 8, 2), (None, 8, 8), (None, None, 1)])
def test_cores_are_those_that_the_process_may_use(
    affinity: Sequence[int] | None, count: int | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if affinity is None:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    else:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(affinity), raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    assert cores() == expected


@forked
def test_unchanged_picture_is_not_read_again_unless_it_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(workers=1, shelf=tmp_path / "shelf")
    ((_, first),) = read_all([Job(SHOT, "a.png")], settings)
    monkeypatch.setattr(task, "open_engine", raising(AssertionError("opened")))
    ((_, again),) = read_all([Job(SHOT, "a.png")], settings)
    assert again == first
    with pytest.raises(OcrquizError, match="opened"):
        list(read_all([Job(SHOT, "a.png")], replace(settings, force=True)))


@forked
def test_picture_with_other_bytes_or_another_language_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(workers=1, shelf=tmp_path / "shelf")
    list(read_all([Job(SHOT, "a.png")], settings))
    other = tmp_path / "b.png"
    other.write_bytes(SHOT.read_bytes() + b"\0")
    monkeypatch.setattr(task, "open_engine", raising(AssertionError("opened")))
    with pytest.raises(OcrquizError, match="opened"):
        list(read_all([Job(other, "b.png")], settings))
    with pytest.raises(OcrquizError, match="opened"):
        list(read_all([Job(SHOT, "a.png")], replace(settings, lang="eng+eng")))
