"""`ocrquiz corrections`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ocrquiz.cli import main
from ocrquiz.corrections import Corrections, revise
from ocrquiz.errors import ExitCode
from ocrquiz.labels import LabelFile
from ocrquiz.model import SectionFile
from ocrquiz.store import change_section

from ..corrections.sections import WHEN, stems, three, unchanged
from ..corrections.test_files import FILE, convert, correcting, on_disk


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    convert(folder, three())
    change_section(folder / FILE, correcting(0, "Right\x1b"))
    return folder


def test_list(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corrections", str(out)]) == ExitCode.OK
    (line,) = capsys.readouterr().out.splitlines()
    assert "part-1: corrected and accepted" in line
    assert "\x1b" not in line


def test_every_kind_of_change_has_a_word(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(file: SectionFile, corrections: Corrections) -> tuple[SectionFile, Corrections]:
        first, second, _ = unchanged(file, corrections)
        half = replace(second, question=second.question.model_copy(update={"id": "", "stem": "Half"}))
        added = replace(half, origins=())
        return revise(file, corrections, [first, second, half, added], WHEN)

    change_section(out / FILE, change)
    main(["corrections", str(out)])
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("corrected and accepted", "split into 2", "added", "removed"))


def test_export(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corrections", str(out), "--export", "-"]) == ExitCode.OK
    printed = json.loads(capsys.readouterr().out)
    (correction,) = printed["documents"][0]["corrections"]
    assert correction["became"][0]["stem"] == "Right\x1b"
    assert main(["corrections", str(out), "--export", str(tmp_path / "a.json")]) == ExitCode.OK
    assert json.loads((tmp_path / "a.json").read_text()) == printed


@pytest.mark.parametrize("arguments", [["--drop", "part-1"], ["--drop-all"]])
def test_drop(arguments: list[str], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corrections", str(out), *arguments]) == ExitCode.OK
    assert on_disk(out) == three()
    main(["corrections", str(out)])
    assert capsys.readouterr().out == "Nothing was corrected.\n"


def test_drop_of_what_is_not_there(out: Path) -> None:
    assert main(["corrections", str(out), "--drop", "part-9"]) == ExitCode.USAGE
    assert stems(on_disk(out))[0] == "Right\x1b"


def test_labels(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "labels.json"
    assert main(["corrections", str(out), "--as-labels", str(target)]) == ExitCode.USAGE
    for place in (1, 2):
        change_section(out / FILE, correcting(place, f"Right {place}"))
    assert main(["corrections", str(out), "--as-labels", str(target)]) == ExitCode.OK
    labels = LabelFile.model_validate_json(target.read_bytes())
    assert [label.stem for label in labels.sections[0].questions] == ["Right\x1b", "Right 1", "Right 2"]


def test_one_thing_at_a_time(out: Path) -> None:
    assert main(["corrections", str(out), "--drop-all", "--export", "-"]) == ExitCode.USAGE
