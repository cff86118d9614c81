"""`ocrquiz convert` as a shell runs it: statuses, streams, interrupts, narrow terminals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ocrquiz.errors import ExitCode
from ocrquiz.files import Claim
from ocrquiz.model import IndexFile

from ..conftest import ROOT

SHOTS = ROOT / "samples" / "images" / "evening-class"
NARROW = 40
"""Columns of a narrow terminal."""

SECTIONS = 400
"""Enough to be busy for a while, as one picture is read in some milliseconds again and again."""

Done = subprocess.CompletedProcess[str]


def ocrquiz(*arguments: object, cwd: Path | None = None, **environment: str) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "ocrquiz", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=120,
    )


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """A folder with two pictures."""
    folder = tmp_path / "shots"
    folder.mkdir()
    for name in ("12.png", "23.png"):
        shutil.copy(SHOTS / name, folder)
    return folder


def complained(done: Done) -> bool:
    """Whether it says what is wrong, to stderr, in a few lines without a traceback."""
    return (
        done.stdout == ""
        and "error" in done.stderr
        and "Traceback" not in done.stderr
        and len(done.stderr.splitlines()) <= 4
    )


def test_success(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "-o", tmp_path / "out")
    assert done.returncode == ExitCode.OK, done.stderr
    assert done.stdout == ""
    assert str(tmp_path / "out") in done.stderr
    index = IndexFile.model_validate_json((tmp_path / "out" / "index.json").read_bytes())
    assert index.counts.screenshots == 2
    assert index.counts.questions > 0


def test_no_bar_and_no_colour_in_a_pipe(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "-o", tmp_path / "out")
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr


def test_default_folder(shots: Path, tmp_path: Path) -> None:
    assert ocrquiz("convert", shots, cwd=tmp_path).returncode == ExitCode.OK
    assert (tmp_path / "ocrquiz-out" / "index.json").is_file()


def test_broken_picture_fails_alone(shots: Path, tmp_path: Path) -> None:
    (shots / "99.png").write_bytes(b"no picture")
    done = ocrquiz("convert", shots, "-o", tmp_path / "out")
    assert done.returncode == ExitCode.SOME_FAILED
    assert "99.png" in done.stderr
    assert "Traceback" not in done.stderr
    index = IndexFile.model_validate_json((tmp_path / "out" / "index.json").read_bytes())
    assert (index.counts.screenshots, index.counts.failed) == (3, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "no/such/post.md"],
        ["convert"],
        ["convert", "--engine", "nonsense", "."],
        ["convert", "--nonsense", "."],
        ["convert", "-j", "0", "."],
        ["convert", "-o", "-", "--json", "."],
        ["nonsense"],
    ],
)
def test_wrong_usage(arguments: list[str], tmp_path: Path) -> None:
    done = ocrquiz(*arguments, cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert complained(done), done.stderr


def test_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = ocrquiz("convert", tmp_path / "empty", "-o", tmp_path / "out")
    assert done.returncode == ExitCode.USAGE
    assert complained(done), done.stderr


def test_missing_language(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "--lang", "eng+tlh", "-o", tmp_path / "out")
    assert done.returncode == ExitCode.DEPENDENCY
    assert complained(done), done.stderr
    assert "tesseract-ocr-tlh" in done.stderr


def test_output_without_a_name(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "-o", "", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "output folder is empty" in done.stderr
    assert list(tmp_path.iterdir()) == [shots]


def test_output_that_is_a_file(shots: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = ocrquiz("convert", shots, "-o", tmp_path / "out")
    assert done.returncode == ExitCode.NOT_WRITABLE
    assert complained(done), done.stderr


def test_traceback_with_verbose_only(shots: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = ocrquiz("convert", shots, "-v", "-o", tmp_path / "out")
    assert done.returncode == ExitCode.NOT_WRITABLE
    assert "Traceback" in done.stderr


def test_verbose_names_each_screenshot(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "-v", "-o", tmp_path / "out")
    assert all(path.name in done.stderr for path in shots.iterdir())


def test_quiet_says_nothing(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "-q", "-o", tmp_path / "out")
    assert (done.returncode, done.stdout, done.stderr) == (ExitCode.OK, "", "")


def test_json_summary(shots: Path, tmp_path: Path) -> None:
    (shots / "99.png").write_bytes(b"no picture")
    done = ocrquiz("convert", shots, "--json", "-o", tmp_path / "out")
    summary = json.loads(done.stdout)
    index = json.loads((tmp_path / "out" / "index.json").read_text())
    assert summary["counts"] == index["counts"]
    assert summary["documents"][0]["sections"] == index["sections"]
    assert [failed["screenshot"] for failed in summary["failed"]] == ["99.png"]
    assert summary["interrupted"] is False


def test_questions_as_lines(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "-o", "-", cwd=tmp_path)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) > 2
    assert all({"document", "section", "id", "stem", "options"} <= line.keys() for line in lines)
    assert all({"slug", "title"} <= line["section"].keys() for line in lines)
    assert [path.name for path in tmp_path.iterdir()] == ["shots"]


def test_reader_that_goes_away_is_no_error(shots: Path) -> None:
    command = f"{sys.executable} -m ocrquiz convert {shots} -o - | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert done.stdout.endswith(f"{ExitCode.OK.value}\n")
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_narrow_terminal(shots: Path, tmp_path: Path) -> None:
    done = ocrquiz("convert", shots, "-o", tmp_path / "out", COLUMNS=str(NARROW))
    # The path is kept in one piece, so that it can be copied.
    lines = [line for line in done.stderr.splitlines() if str(tmp_path) not in line]
    assert lines
    assert max(map(len, lines)) <= NARROW
    assert any("question" in line for line in lines)


def test_bar_on_a_terminal(shots: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ocrquiz", "convert", shots, "-o", tmp_path / "out"],
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": str(NARROW), "NO_COLOR": "1"},
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:
        # Linux's way to say that the other end is closed.
        pass
    os.close(ours)
    assert process.wait(60) == ExitCode.OK
    assert b"12.png" in shown
    assert b"2/2" in shown
    assert b"\x1b[3" not in shown, "a colour in spite of NO_COLOR"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
@pytest.mark.parametrize("engine", ["tesserocr", "pytesseract"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_interrupt_keeps_what_is_finished_and_leaves_nobody(
    engine: str, how: signal.Signals, tmp_path: Path
) -> None:
    # The engines' temporary files go into a folder of their own.
    for section in range(SECTIONS):
        folder = tmp_path / "shots" / f"{section:03d}"
        folder.mkdir(parents=True)
        shutil.copy(SHOTS / "12.png", folder)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    out = tmp_path / "out"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ocrquiz",
            "convert",
            tmp_path / "shots",
            "-o",
            out,
            "--engine",
            engine,
            "-j",
            "2",
        ],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch), "OCRQUIZ_TEST": str(tmp_path)},
    )
    wait_for(lambda: len(list(out.glob("*-*.json"))) >= 2)
    begin = time.monotonic()
    process.send_signal(how)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED, errors
    assert time.monotonic() - begin < 10
    assert "Traceback" not in errors
    index = IndexFile.model_validate_json((out / "index.json").read_bytes())
    finished = [entry.file for entry in index.sections]
    assert 2 <= len(finished) < SECTIONS
    assert sorted(path.name for path in out.glob("*-*.json")) == finished
    wait_for(lambda: not processes_with(str(tmp_path)))
    assert list(scratch.iterdir()) == []
    assert not list(out.glob(".*"))


def wait_for(condition: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def processes_with(value: str) -> list[str]:
    """Processes with this value in their environment: workers and all that they started."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"OCRQUIZ_TEST={value}\0" in environment.read_text():
                found.append(environment.parent.name)
        except (OSError, UnicodeDecodeError):
            continue
    return found


def test_second_conversion_into_the_same_folder_is_told(shots: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    claim = Claim(out)
    try:
        done = ocrquiz("convert", shots, "-o", out)
    finally:
        claim.release()
    assert done.returncode == ExitCode.USAGE
    assert complained(done)
    assert "--out" in done.stderr
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--executor", "dask"], "--executor dask needs --scheduler"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler is for --executor dask"),
        (["--executor", "dask", "--scheduler", "tcp://127.0.0.1:1", "-j", "2"], "--workers is for"),
    ],
)
def test_options_of_the_executors_do_not_mix(options: list[str], message: str, shots: Path) -> None:
    done = ocrquiz("convert", shots, "-o", shots.parent / "out", *options)
    assert done.returncode == ExitCode.USAGE
    assert complained(done)
    assert message in done.stderr
