"""The doctor: what is found, and what to do about what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrquiz import doctor
from ocrquiz.errors import DependencyError
from ocrquiz.ocr.engine import ENGINES, open_engine
from ocrquiz.ocr.reading import Reading, Word

from .fakes import raising


class Mumbler:
    """An engine that works, but not well."""

    def __init__(self, text: str) -> None:
        self._text = text

    def read_lines(self, images: list[object], whole: bool = False) -> list[Reading]:
        return [Reading((Word(self._text, 0.9, 0, 9),)) for _ in images]


def findings(report: doctor.Report) -> dict[str, doctor.Finding]:
    return {finding.subject: finding for finding in report.findings}


@pytest.mark.parametrize("name", ENGINES)
def test_specimen_is_read_by_every_engine(name: str) -> None:
    (reading,) = open_engine(name, "eng").read_lines([doctor.specimen()])
    assert reading.text == doctor.SPECIMEN


def test_where_all_is_well() -> None:
    report = doctor.examine()
    assert report.ready
    assert all(finding.good and not finding.needed for finding in report.findings)
    found = findings(report)
    assert "eng" in found["languages of tesserocr"].message
    assert "osd" not in found["languages of tesserocr"].message
    assert all(f"engine {name}" in found for name in ENGINES)


@pytest.mark.parametrize(("text", "good"), [("2019", True), ("20 19", True), ("2O19", False), ("", False)])
def test_engine_must_read_right(text: str, good: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "open_engine", lambda *_: Mumbler(text))
    report = doctor.examine()
    assert report.ready is good
    finding = findings(report)["engine tesserocr"]
    assert (finding.good, finding.needed) == (good, not good)
    assert good or finding.remedy


def test_missing_package_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("no-such-package-at-all",))
    finding = findings(doctor.examine())["package no-such-package-at-all"]
    assert not finding.good
    assert finding.remedy == "pip install no-such-package-at-all"


def test_missing_language_packs_are_told_with_where_they_were_sought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    found = findings(doctor.examine())
    assert not found["language packs"].good
    assert str(tmp_path) in found["language packs"].message
    assert not found["engine tesserocr"].good


def test_missing_program_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "open_engine", raising(DependencyError("It is gone.")))
    finding = findings(doctor.examine())["engine pytesseract"]
    assert "apt install tesseract-ocr" in finding.remedy
    assert "brew install tesseract" in finding.remedy
