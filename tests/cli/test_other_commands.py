"""Help, version, doctor, evaluate and schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ocrquiz import __version__, doctor
from ocrquiz.cli import main
from ocrquiz.errors import DependencyError, ExitCode
from ocrquiz.schema import schema_of

from ..conftest import LABELS
from ..fakes import raising


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == ExitCode.OK
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", ["", "convert", "inspect", "report", "corrections", "doctor", "evaluate", "schema"]
)
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == ExitCode.OK
    assert "Usage" in capsys.readouterr().out


def test_help_documents_every_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    main(["convert", "--help"])
    shown = capsys.readouterr().out
    assert all(f"{code.value}  " in shown for code in ExitCode)


def test_no_command_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == ExitCode.USAGE
    assert "Commands" in capsys.readouterr().err


def test_doctor_where_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "tesserocr" in shown
    assert "eng" in shown


def test_doctor_names_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--lang", "tlh"]) == ExitCode.DEPENDENCY
    assert "tesseract-ocr-tlh" in capsys.readouterr().out


def test_doctor_is_content_with_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = doctor.open_engine

    def one_only(name: str, lang: str) -> object:
        return opened(name, lang) if name == "pytesseract" else raising(DependencyError("It is gone."))()

    monkeypatch.setattr(doctor, "open_engine", one_only)
    report = doctor.examine()
    assert report.ready
    assert [f.needed for f in report.findings if not f.good] == [False]


def test_doctor_survives_an_engine_that_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "open_engine", raising(OSError("no such library")))
    report = doctor.examine()
    assert not report.ready
    assert all(finding.remedy for finding in report.findings if not finding.good)


@pytest.mark.parametrize("arguments", [[], ["section"], ["index"], ["corrections"]])
def test_schema(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", *arguments]) == ExitCode.OK
    expected = schema_of(arguments[0] if arguments else "section")
    assert json.loads(capsys.readouterr().out) == expected


def test_evaluate(converted: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    out = str(converted("tesserocr"))
    assert main(["evaluate", out, str(LABELS), "--misses"]) == ExitCode.OK
    assert "silent" in capsys.readouterr().out
    assert main(["evaluate", out, str(LABELS), "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["questions"] >= 12


def test_evaluate_with_wrong_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path / "none"), str(LABELS)]) == ExitCode.USAGE
    assert main(["evaluate", str(tmp_path), str(tmp_path / "none.json")]) == ExitCode.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_unexpected_error_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ocrquiz.schema.schema_text", raising(ZeroDivisionError("nobody expected this")))
    assert main(["schema"]) != ExitCode.OK
    shown = capsys.readouterr().err
    assert "ZeroDivisionError" in shown
    assert "Traceback" not in shown
    assert main(["schema", "-v"]) != ExitCode.OK
    assert "Traceback" in capsys.readouterr().err
