"""The pipeline: order, and faults that stay where they happen."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ocrquiz import parse, pipeline, task, workers
from ocrquiz.errors import DependencyError, Reason, ScreenshotError
from ocrquiz.model import IssueCode, SectionFile
from ocrquiz.ocr.engine import Engine
from ocrquiz.page.model import PageReading
from ocrquiz.task import Settings

from .fakes import CROP, document, parsed, raising, reading

# Faults are put into `read_page`, which only forked workers inherit.
pytestmark = pytest.mark.skipif(workers.START_METHOD != "fork", reason="workers are not forked here")

SETTLE = 0.3
"""Seconds before a fault, so that the pool knows which task the worker has."""


def fault(name: str) -> None:
    """What a screenshot of that name does to its worker."""
    if name.startswith("slow"):
        time.sleep(SETTLE)
    elif name.startswith("dead"):
        time.sleep(SETTLE)
        os.kill(os.getpid(), signal.SIGKILL)
    elif name.startswith("hang"):
        time.sleep(60)
    elif name.startswith("bug"):
        raise ZeroDivisionError("nobody expected this")
    elif name.startswith("broken"):
        raise ScreenshotError(Reason.DAMAGED, "It is cut off.", "Take it again.")
    elif name.startswith("engine"):
        raise DependencyError("tesseract is gone", "Install it.")


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_page(data: bytes, name: str, engine: Engine) -> PageReading:  # noqa: ARG001
        fault(name)
        return reading(name)

    monkeypatch.setattr(task, "read_file", lambda _: b"")
    monkeypatch.setattr(task, "read_page", read_page)
    monkeypatch.setattr(task, "open_engine", lambda *_: object())
    monkeypatch.setattr(parse, "parse_section", parsed)


def convert(*sections: list[str], count: int = 2, timeout: float = 30) -> list[SectionFile]:
    results = pipeline.read_documents([document(*sections)], Settings(workers=count, timeout=timeout))
    return [result.file for result in results if result.file]


def statuses(file: SectionFile) -> dict[str, str | None]:
    return {shot.path: shot.reason or shot.status for shot in file.screenshots}


@pytest.mark.parametrize("count", [1, 3])
def test_sections_come_in_order_with_their_screenshots_in_order(count: int) -> None:
    files = convert(["slow.png", "b.png"], ["c.png"], ["e.png", "d.png"], count=count)
    assert [list(statuses(file)) for file in files] == [["slow.png", "b.png"], ["c.png"], ["e.png", "d.png"]]


def test_results_do_not_depend_on_the_number_of_workers() -> None:
    sections = (["slow.png", "b.png", "broken.png"], ["c.png", "bug.png"], ["missing.png"])
    one, three = (convert(*sections, count=count) for count in (1, 3))
    assert [file.model_dump_json() for file in one] == [file.model_dump_json() for file in three]


def test_section_without_screenshots_has_no_file_but_is_there() -> None:
    results = list(pipeline.read_documents([document([], ["a.png"])], Settings(workers=1)))
    assert [result.info.index for result in results] == [1, 2]
    assert [result.file is None for result in results] == [True, False]


def test_only_crops_that_questions_show_are_kept() -> None:
    (result,) = pipeline.read_documents([document(["a.png"])], Settings(workers=1))
    assert set(result.crops) == {CROP}


def test_same_picture_is_read_once_and_counts_in_both_sections() -> None:
    calls: list[tuple[int, int, str]] = []
    results = pipeline.read_documents(
        [document(["a.png", "a.png"], ["a.png"])], Settings(workers=1), lambda *call: calls.append(call)
    )
    assert [len(r.file.questions) for r in results if r.file] == [1, 1]
    assert calls == [(0, 1, "a.png"), (1, 1, "")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("dead.png", Reason.CRASHED),
        ("bug.png", Reason.CRASHED),
        ("broken.png", Reason.DAMAGED),
        ("missing.png", Reason.MISSING),
    ],
)
def test_a_fault_costs_one_screenshot(name: str, reason: Reason) -> None:
    first, second = convert(["a.png", name, "b.png"], ["c.png"])
    assert statuses(first) == {"a.png": "ok", name: reason.value, "b.png": "ok"}
    assert statuses(second) == {"c.png": "ok"}
    (failed,) = [shot for shot in first.screenshots if shot.status == "failed"]
    assert failed.message
    assert [issue.code for issue in first.issues] == [IssueCode.SCREENSHOT_FAILED]


def test_a_single_worker_that_dies_is_replaced() -> None:
    (file,) = convert(["dead1.png", "a.png", "dead2.png", "b.png"], count=1)
    assert list(statuses(file).values()) == ["crashed", "ok", "crashed", "ok"]


def test_time_out_costs_one_screenshot() -> None:
    begin = time.monotonic()
    (file,) = convert(["hang.png", "a.png", "b.png"], timeout=1)
    assert statuses(file) == {"hang.png": "timeout", "a.png": "ok", "b.png": "ok"}
    assert time.monotonic() - begin < 20


def test_unexpected_error_says_its_type_and_keeps_its_traceback_for_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("DEBUG", logger="ocrquiz"):
        (file,) = convert(["bug.png"])
    assert "ZeroDivisionError" in (file.screenshots[0].message or "")
    assert "Traceback" not in (file.screenshots[0].message or "")
    assert "Traceback" in caplog.text


def test_error_of_the_parser_costs_one_section(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse_section(slug: str, pages: list[object], _: object) -> object:
        if slug == "part-1":
            raise KeyError("nobody expected this")
        return parsed(slug, pages)  # type: ignore[arg-type]

    monkeypatch.setattr(parse, "parse_section", parse_section)
    first, second = convert(["a.png"], ["b.png"])
    assert statuses(first) == {"a.png": "crashed"}
    assert statuses(second) == {"b.png": "ok"}


def test_engine_that_fails_ends_the_work() -> None:
    with pytest.raises(DependencyError) as caught:
        convert(["engine.png", "a.png"])
    assert caught.value.hint


def test_engine_that_does_not_open_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "open_engine", raising(OSError("no such library")))
    with pytest.raises(DependencyError):
        convert(["a.png"])


def test_pool_that_breaks_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    schedule = workers.ProcessPool.schedule
    broken = iter([True])

    def flaky(pool: object, *args: object, **kwargs: object) -> object:
        if next(broken, False):
            raise RuntimeError("Unexpected error within the Pool")
        return schedule(pool, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(workers.ProcessPool, "schedule", flaky)
    (file,) = convert(["a.png", "b.png"])
    assert list(statuses(file).values()) == ["ok", "ok"]


def test_pool_that_never_works_fails_the_screenshots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.ProcessPool, "schedule", raising(RuntimeError("Unexpected error")))
    (file,) = convert(["a.png", "b.png"])
    assert list(statuses(file).values()) == ["crashed", "crashed"]


def test_closing_early_ends_the_workers() -> None:
    results = pipeline.read_documents([document(["a.png"], ["hang.png"])], Settings(workers=2))
    next(results)
    begin = time.monotonic()
    close: Callable[[], None] = results.close  # type: ignore[attr-defined]
    close()
    assert time.monotonic() - begin < 10
    assert children() == []


def children() -> list[int]:
    return list(_children_of(os.getpid()))


def _children_of(parent: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            yield int(stat.parent.name)
