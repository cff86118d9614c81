"""`ocrquiz export`: what it takes, what it says, and where it writes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ocrquiz.cli import main
from ocrquiz.errors import ExitCode

from ..conftest import ROOT

SHOT = ROOT / "samples" / "images" / "evening-class" / "12.png"

PLUGIN = """
class Shout:
    title = "in capitals"
    suffix = ".txt"
    holds = "The stem."
    printable = False
    binary = {binary}

    def write(self, items, out, job):
        for item in items:
            out.write(item.question.stem.upper().encode() + b"\\n")
            job.losses.wrote(item)


FORMAT = Shout()
"""


@pytest.fixture
def out(converted: Callable[[str], Path]) -> str:
    return str(converted("tesserocr"))


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Installs a package that brings a format, `shout`, and one that lacks something, `broken`."""

    def install(binary: bool) -> None:
        site = tmp_path / f"site-{binary}"
        (site / "shout-1.0.dist-info").mkdir(parents=True)
        (site / f"shout_{binary}.py").write_text(PLUGIN.format(binary=binary))
        (site / "broken_format.py").write_text("import quill_that_nobody_has")
        (site / "shout-1.0.dist-info" / "METADATA").write_text("Name: shout\nVersion: 1.0\n")
        (site / "shout-1.0.dist-info" / "entry_points.txt").write_text(
            f"[ocrquiz.formats]\nshout = shout_{binary}:FORMAT\nbroken = broken_format:FORMAT\n"
        )
        monkeypatch.syspath_prepend(site)

    return install


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes into stdin."""
    return lambda data: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def line(name: str = "q-1") -> bytes:
    section = {"index": 1, "title": "Rivers", "slug": "rivers"}
    question = {"id": name, "number": 1, "type": "single_choice", "stem": "?", "options": [], "confidence": 1}
    return json.dumps({"document": "post.md", "section": section, **question}).encode() + b"\n"


def test_a_file_is_written_and_the_losses_are_told(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new" / "quiz.csv"
    assert main(["export", out, "--to", "csv", "-o", str(target)]) == ExitCode.OK
    told = capsys.readouterr()
    assert told.out == ""
    assert f"Written: {target}, 23 questions" in told.err
    assert "pictures are left out" in told.err
    assert target.read_bytes().startswith(b"document,")
    assert [path.name for path in target.parent.iterdir()] == ["quiz.csv"]


def test_a_long_list_of_losses_is_cut_unless_all_is_wanted(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", out, "--to", "csv", "-o", str(tmp_path / "quiz.csv")]
    main(arguments)
    assert "more (-v names them)" in capsys.readouterr().err
    main([*arguments, "-v"])
    assert "more (" not in capsys.readouterr().err


def test_to_stdout_goes_nothing_but_the_file(out: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", out, "--to", "jsonl", "-o", "-"]) == ExitCode.OK
    lines = capsysbinary.readouterr().out.splitlines()
    assert len([json.loads(line) for line in lines]) == 23


def records(out: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["export", out, "--to", "jsonl", "-o", "-", *arguments]) == ExitCode.OK
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_sections(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = records(out, capsys, "--section", "1", "--section", "night sky")
    assert {record["section"] for record in found} == {"Around the World", "The Night Sky"}


def test_only(out: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    all_of_them = records(out, capsys)
    right = records(out, capsys, "--only", "right")
    assert right == [record for record in all_of_them if not record["to_review"]]
    arguments = ["export", out, "--only", "reviewed", "--to", "csv", "-o", str(tmp_path / "x.csv")]
    assert main(arguments) == ExitCode.USAGE
    assert "no question to export" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_assume_selected_correct_adds_keys(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    def known(found: list[dict[str, object]]) -> int:
        return sum(record["correct"] is not None for record in found)

    assert known(records(out, capsys, "--assume-selected-correct")) > known(records(out, capsys))


def test_list_shows_each_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--list"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "csv  (.csv)" in shown
    assert "apostrophe" in shown


def test_formats_of_other_packages(
    out: str, plugin: Callable[[bool], None], capsys: pytest.CaptureFixture[str]
) -> None:
    plugin(False)
    assert main(["export", "--list"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "shout  (.txt)  in capitals" in shown
    assert "quill_that_nobody_has" in shown
    assert main(["export", out, "--to", "shout", "-o", "-"]) == ExitCode.OK
    assert capsys.readouterr().out.isupper()
    assert main(["export", out, "--to", "broken", "-o", "-"]) == ExitCode.DEPENDENCY
    assert "pip install" in capsys.readouterr().err


def test_what_a_terminal_cannot_show_is_refused(
    out: str,
    plugin: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plugin(True)
    arguments = ["export", out, "--to", "shout", "-o", "-"]
    assert main(arguments) == ExitCode.OK
    assert capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(arguments) == ExitCode.USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert "terminal" in told.err
    assert main(["export", out, "--to", "csv", "-o", "-"]) == ExitCode.OK


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "csv", "-o", "x.csv"], "Nothing to export"),
        (["OUT", "-o", "x.csv"], "--to"),
        (["OUT", "--to", "csv"], "-o"),
        (["OUT", "--to", "papyrus", "-o", "x"], "csv"),
        (["OUT", "--to", "csv", "-o", "x.csv", "--no-answers"], "without answers"),
        (["OUT", "--to", "csv", "-o", "x.csv", "--section", "nowhere"], "nowhere"),
        (["OUT", "--to", "csv", "-o", "x.csv", "--only", "some"], "--only"),
        (["OUT", "-", "--to", "csv", "-o", "x.csv"], "alone"),
        (["nowhere", "--to", "csv", "-o", "x.csv"], "nowhere"),
    ],
)
def test_wrong_usage_is_said_and_leaves_nothing(
    arguments: list[str],
    said: str,
    out: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    named = [out if argument == "OUT" else argument for argument in arguments]
    assert main(["export", *named]) == ExitCode.USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert not list(tmp_path.iterdir())


def test_an_output_that_cannot_be_written(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    arguments = ["export", out, "--to", "csv", "-o"]
    assert main([*arguments, str(tmp_path / "file" / "quiz.csv")]) == ExitCode.NOT_WRITABLE

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ocrquiz.export.formats.csv.Csv.write", full)
    assert main([*arguments, str(tmp_path / "quiz.csv")]) == ExitCode.NOT_WRITABLE
    assert "Traceback" not in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_broken_line_leaves_an_older_file_as_it_was(
    tmp_path: Path, piped: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "quiz.csv"
    target.write_text("old")
    piped(line() + b"broken\n")
    assert main(["export", "-", "--to", "csv", "-o", str(target)]) == ExitCode.USAGE
    assert "Line 2 of the input is no question" in capsys.readouterr().err
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["quiz.csv"]


def test_an_empty_pipe(piped: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    piped(b"")
    assert main(["export", "-", "--to", "jsonl", "-o", "-"]) == ExitCode.USAGE
    assert "no question" in capsys.readouterr().err


def test_a_pipe_from_convert_to_another_program(tmp_path: Path) -> None:
    command = (
        '"$0" -m ocrquiz convert "$1" -o - | "$0" -m ocrquiz export - --to csv -o - | head -n 1; '
        'echo "${PIPESTATUS[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", command, sys.executable, str(SHOT)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    header, statuses = done.stdout.splitlines()
    assert header.startswith("document,")
    assert statuses == "0 0 0"
    assert "Traceback" not in done.stderr
