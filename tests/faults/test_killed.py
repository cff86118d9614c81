"""Runs and workers that are killed: nothing half written, nothing lost, and the next run makes it whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ocrquiz.errors import ExitCode
from ocrquiz.files import CLAIM
from ocrquiz.model import IndexFile, SectionFile

from ..conftest import ROOT, Effort

POST = ROOT / "samples" / "_posts" / "evening-class.md"
SHOTS = ROOT / "samples" / "images" / "evening-class"

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes"
)


def start(*arguments: object, cache: Path | str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ocrquiz", "convert", *map(str, arguments), "-q"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OCRQUIZ_CACHE": str(cache)},
    )


def run(*arguments: object, cache: Path | str = "") -> tuple[int, str]:
    process = start(*arguments, cache=cache)
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def content(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def is_whole(folder: Path) -> bool:
    """Whether everything there is a whole file, one that waits for its name, or the lock."""
    for path in folder.glob("*.json"):
        (IndexFile if path.name == "index.json" else SectionFile).model_validate_json(path.read_bytes())
    hidden = {path.name for path in folder.rglob(".*")}
    return all(name == CLAIM or name.endswith(".tmp") for name in hidden)


def children(process: int) -> list[int]:
    """Processes that it has started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    return [child for child, parent in parents.items() if parent == process]


def test_run_that_is_killed_at_any_moment_is_made_whole_by_the_next(tmp_path: Path, effort: Effort) -> None:
    cache = tmp_path / "pages"
    begin = time.monotonic()
    assert run(POST, "-o", tmp_path / "clean", cache=cache)[0] == ExitCode.OK
    cold = time.monotonic() - begin
    clean = content(tmp_path / "clean")
    chance = random.Random(3)
    out = tmp_path / "out"
    for attempt in range(effort(short=4, long=50)):
        # Every other time with pages kept, so that the writing is hit as often as the reading.
        warm = attempt % 2 == 0
        process = start(POST, "-o", out, cache=cache if warm else "")
        time.sleep(chance.uniform(0.2, 1.2 if warm else cold))
        process.kill()
        process.communicate()
        assert is_whole(out)
        status, errors = run(POST, "-o", out, cache=cache)
        assert (status, errors) == (ExitCode.OK, "")
        assert content(out) == clean
        if attempt % 3 == 0:
            shutil.rmtree(out)


def test_worker_that_is_killed_costs_its_screenshot_alone(tmp_path: Path) -> None:
    shots = tmp_path / "shots"
    shots.mkdir()
    for number in range(12):
        shutil.copy(SHOTS / "12.png", shots / f"{number:02d}.png")
    process = start(shots, "-o", tmp_path / "out", "-j", 2)
    while not (workers := children(process.pid)):
        time.sleep(0.01)
    time.sleep(1.0)
    killed = 0
    for worker in workers[:1]:
        try:
            os.kill(worker, signal.SIGKILL)
            killed += 1
        except ProcessLookupError:
            continue
    _, errors = process.communicate(timeout=120)
    (path,) = (tmp_path / "out").glob("*-*.json")
    shown = json.loads(path.read_text())["screenshots"]
    failed = [shot for shot in shown if shot["status"] == "failed"]
    assert len(shown) == 12
    assert len(failed) <= killed
    assert all(shot["reason"] == "crashed" for shot in failed)
    assert process.returncode == (ExitCode.SOME_FAILED if failed else ExitCode.OK), errors


def test_full_disk_is_one_sentence_and_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); "
        "from ocrquiz.cli import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "convert", POST, "-o", out, "-q"],
        capture_output=True,
        text=True,
        env={**os.environ, "OCRQUIZ_CACHE": ""},
        check=False,
        timeout=120,
    )
    assert done.returncode == ExitCode.NOT_WRITABLE
    assert "Cannot write" in done.stderr
    assert "Traceback" not in done.stderr
    assert is_whole(out)
    assert not list(out.rglob(".*"))
