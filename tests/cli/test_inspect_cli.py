"""`ocrquiz inspect`: the list, the drawing, the statuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ocrquiz.cli import main
from ocrquiz.errors import ExitCode
from ocrquiz.files import as_json
from ocrquiz.model import SectionFile

from ..conftest import ROOT

SHOT = "images/evening-class/12.png"


@pytest.fixture
def out(converted: Callable[[str], Path], tmp_path: Path) -> Path:
    """The samples' output with two doubts, one of them in words that a terminal would obey."""
    folder = tmp_path / "out"
    shutil.copytree(converted("tesserocr"), folder)
    for path in folder.glob("*-*.json"):
        file = SectionFile.model_validate_json(path.read_bytes())
        questions = [q.model_copy(update={"issues": []}) for q in file.questions]
        if path.name.startswith("02-"):
            for place, severity, message in ((1, "warning", "Look\nhere."), (3, "error", "\x1b]0;evil\x07")):
                doubt = {"code": "low_confidence", "severity": severity, "message": message}
                questions[place] = questions[place].model_validate(
                    {**questions[place].model_dump(), "issues": [doubt]}
                )
        path.write_bytes(as_json(file.model_copy(update={"questions": questions})))
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_line_for_each_doubt_worst_first(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(out)]) == ExitCode.OK
    first, second = lines(capsys)
    assert first.startswith("error")
    assert "Around the World, question 4" in first
    assert SHOT in first
    assert "Look here." in second
    assert "\x1b" not in first + second


def test_only_and_section_and_check(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(out), "--only", "error", "--check"]) == ExitCode.SOME_FAILED
    assert len(lines(capsys)) == 1
    assert main(["inspect", str(out), "--only", "failed", "--check"]) == ExitCode.OK
    assert lines(capsys) == ["Nothing to look at."]
    assert main(["inspect", str(out), "--section", "Kitchen", "--check"]) == ExitCode.OK
    assert main(["inspect", str(out), "--section", "1", "--check"]) == ExitCode.SOME_FAILED
    assert main(["inspect", str(out), "--section", "no such"]) == ExitCode.USAGE


def test_json(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(out), "--json"]) == ExitCode.OK
    found = json.loads(capsys.readouterr().out)
    assert [f["kind"] for f in found] == ["error", "warning"]
    assert found[0]["codes"] == ["low_confidence"]
    assert len(found[0]["bbox"]) == 4


def test_drawing_by_the_documents_name_and_by_file(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for number, name in enumerate((SHOT, str(ROOT / "samples" / SHOT))):
        drawn = tmp_path / f"{number}.png"
        assert main(["inspect", str(out), "--screenshot", name, "-o", str(drawn)]) == ExitCode.OK
    first, second = (Image.open(tmp_path / f"{number}.png") for number in (0, 1))
    assert first.tobytes() == second.tobytes()
    with Image.open(ROOT / "samples" / SHOT) as plain:
        assert first.width == plain.width
        assert first.height > plain.height


@pytest.mark.parametrize(
    "arguments",
    [["--screenshot", SHOT], ["-o", "a.png"], ["--screenshot", "none.png", "-o", "a.png"], ["--only", "x"]],
)
def test_wrong_usage(arguments: list[str], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(out), *arguments]) == ExitCode.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_drawing_of_what_is_no_picture(out: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no picture")
    target = tmp_path / "drawn.png"
    arguments = ["inspect", str(out), "--screenshot", str(tmp_path / "a.png"), "-o", str(target)]
    assert main(arguments) == ExitCode.SOME_FAILED
    assert not target.exists()
