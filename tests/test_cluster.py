"""A Dask cluster on this machine: the same bytes as without one, whoever is lost on the way."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ocrquiz
from ocrquiz import cluster
from ocrquiz.errors import DependencyError, ExitCode, Reason, UsageError
from ocrquiz.executor import check_scheduler, read_all
from ocrquiz.page.model import PageReading
from ocrquiz.task import Failure, Job, Record, Settings

from .clusters import ALLOWED_FAILURES, scheduler, worker
from .conftest import POST, ROOT

SHOTS = ROOT / "samples" / "images" / "evening-class"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes")


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster of one worker, which is started again when it dies."""
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder / "scheduler") as (address, _), worker(address, folder / "worker"):
        yield address


def records(address: str, *files: Path, timeout: float = 60) -> dict[str, Record]:
    jobs = [Job(file, file.name) for file in files]
    settings = Settings(scheduler=address, timeout=timeout)
    return {job.name: record for job, record in read_all(jobs, settings)}


def test_cluster_that_loses_a_worker_writes_what_one_machine_writes(
    address: str, converted: Callable[[str], Path], tmp_path: Path
) -> None:
    with worker(address, tmp_path / "other", "--no-nanny") as lost:
        with cluster.connected(address) as client:
            client.wait_for_workers(2, timeout=30)

        def kill_one(done: int, total: int, name: str) -> None:  # noqa: ARG001
            if done == 4:
                lost.send_signal(signal.SIGKILL)

        (result,) = ocrquiz.convert([POST], tmp_path / "out", scheduler=address, on_progress=kill_one)
        assert lost.wait(timeout=10) == -signal.SIGKILL
    assert result.complete
    assert content(tmp_path / "out") == content(converted("auto"))


def test_path_that_starts_from_the_working_folder_is_found_from_elsewhere(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SHOTS)
    (record,) = records(address, Path("12.png")).values()
    assert isinstance(record, PageReading)
    assert record.page.screenshot == "12.png"


def test_bad_picture_costs_itself_alone(address: str, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    shutil.copy(SHOTS / "12.png", tmp_path / "good.png")
    found = records(address, tmp_path / "bad.png", tmp_path / "good.png", tmp_path / "gone.png")
    failed = {name: record.reason for name, record in found.items() if isinstance(record, Failure)}
    assert failed == {"bad.png": Reason.NOT_AN_IMAGE, "gone.png": Reason.MISSING}
    assert len(found) == 3


def test_screenshot_that_takes_too_long_is_given_up(address: str) -> None:
    (record,) = records(address, SHOTS / "12.png", timeout=0.001).values()
    assert isinstance(record, Failure)
    assert record.reason is Reason.TIMEOUT


def test_task_that_ends_its_workers_is_a_failure_of_its_screenshot(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Within the test, so that it goes to the worker as code: the tests cannot be imported there.
    def act(job: Job, settings: Settings, how: str) -> Record:  # noqa: ARG001
        if job.name == "evil.png":
            os._exit(1)
        return Failure(Reason.MISSING, "harmless")

    monkeypatch.setattr(cluster, "_read_on_worker", act)
    found = records(address, Path("evil.png"), Path("a.png"), Path("b.png"))
    assert found["evil.png"] == Failure(
        Reason.CRASHED, f"{ALLOWED_FAILURES + 1} workers of the cluster were lost while they read it."
    )
    assert len(found) == 3


def test_worker_with_another_version_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_how", lambda *_: "another version")
    with pytest.raises(DependencyError, match="another version"):
        records(address, SHOTS / "12.png")


def test_worker_that_cannot_do_it_is_an_error_not_a_failure_of_every_screenshot(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(*_: object) -> Record:
        raise ModuleNotFoundError("No module named 'ocrquiz'")

    monkeypatch.setattr(cluster, "_read_on_worker", act)
    with pytest.raises(DependencyError, match="cannot run ocrquiz"):
        records(address, SHOTS / "12.png")


def test_scheduler_that_is_lost_is_an_error_and_what_is_finished_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with scheduler(tmp_path / "s") as (address, process), worker(address, tmp_path / "w", "--no-nanny"):

        def kill(done: int, total: int, name: str) -> None:  # noqa: ARG001
            if done == 4:
                process.kill()

        with pytest.raises(DependencyError, match="is gone"):
            ocrquiz.convert([POST], out, scheduler=address, on_progress=kill)
    assert (out / "index.json").exists()


def test_cluster_without_workers_is_waited_for_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    monkeypatch.setattr(cluster, "GLANCE", 0.1)
    begin = time.monotonic()
    with (
        scheduler(tmp_path / "s") as (address, _),
        pytest.raises(UsageError, match="has had no workers"),
    ):
        records(address, SHOTS / "12.png")
    assert time.monotonic() - begin < 20


def test_scheduler_that_does_not_answer_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.3)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        with pytest.raises(UsageError, match="No Dask scheduler answers at"):
            ocrquiz.convert([POST], tmp_path / "out", scheduler=address)
    assert not (tmp_path / "out").exists()


def test_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DependencyError, match=r"ocrquiz\[dask\]") as caught:
        check_scheduler("tcp://127.0.0.1:1")
    assert caught.value.exit_code == ExitCode.DEPENDENCY
