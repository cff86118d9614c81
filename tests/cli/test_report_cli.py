"""`ocrquiz report`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ocrquiz.cli import main
from ocrquiz.errors import ExitCode

from ..conftest import ROOT


def test_report_is_written_and_said_where(
    converted: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.html"
    arguments = ["report", str(converted("tesserocr")), "-o", str(target)]
    assert main([*arguments, "--image-root", str(ROOT / "samples")]) == ExitCode.OK
    assert "<!doctype html>" in target.read_text(encoding="utf-8")
    assert str(target) in capsys.readouterr().err


def test_no_output_and_no_place_to_write(
    converted: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(tmp_path)]) == ExitCode.USAGE
    (tmp_path / "file").write_text("")
    arguments = ["report", str(converted("tesserocr")), "-o", str(tmp_path / "file" / "report.html")]
    assert main(arguments) == ExitCode.NOT_WRITABLE
    assert "Traceback" not in capsys.readouterr().err
