"""The README: its Python example runs, its JSON is JSON, its label example is one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ocrquiz.errors import ExitCode
from ocrquiz.labels import LabelFile

from .conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("code", blocks("python"))
def test_python_example_runs(code: str, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, "example.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") > 12
    assert (tmp_path / "build" / "quiz" / "index.json").is_file()


def test_json_examples_are_json() -> None:
    section, labels = map(json.loads, blocks("json"))
    assert section["questions"]
    assert LabelFile.model_validate(labels).sections[0].questions[0].options[1].selected


def test_there_is_a_python_example() -> None:
    assert len(blocks("python")) == 1


def test_every_exit_status_is_documented() -> None:
    for code in ExitCode:
        assert f"| {code.value} |" in README
