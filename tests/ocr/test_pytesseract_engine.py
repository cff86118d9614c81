"""Tesseract as a program: started once a call, and nothing is left behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytesseract
import pytest

from ocrquiz.errors import DependencyError
from ocrquiz.ocr.pytesseract_engine import PytesseractEngine, problem

from ..fakes import raising

BLANK = np.full((20, 60), 255, np.uint8)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_many_lines_start_the_program_once(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    run = pytesseract.image_to_data

    def counted(*args: object, **kwargs: object) -> object:
        calls.append(args)
        return run(*args, **kwargs)

    monkeypatch.setattr(pytesseract, "image_to_data", counted)
    assert len(PytesseractEngine("eng").read_lines([BLANK] * 30)) == 30
    assert len(calls) == 1
    assert list(scratch.iterdir()) == []


def test_program_that_fails_is_a_missing_dependency(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = pytesseract.TesseractError(1, "cannot load eng")
    monkeypatch.setattr(pytesseract, "image_to_data", raising(failure))
    with pytest.raises(DependencyError, match="cannot load eng"):
        PytesseractEngine("eng").read_lines([BLANK])
    assert list(scratch.iterdir()) == []


def test_language_that_vanished_is_a_missing_dependency() -> None:
    with pytest.raises(DependencyError):
        PytesseractEngine("tlh").read_lines([BLANK])


@pytest.mark.parametrize(
    ("error", "expected"), [(pytesseract.TesseractNotFoundError(), "PATH"), (SystemExit("?"), "version")]
)
def test_problem_says_why(error: BaseException, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problem() is None
    monkeypatch.setattr(pytesseract, "get_tesseract_version", raising(error))
    assert expected in (problem() or "")
