"""The main job on the samples: every question right, with both engines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ocrquiz.evaluate import evaluate
from ocrquiz.model import IndexFile, SectionFile
from samples.generator import platforms

from .conftest import LABELS, PLATFORMS

ENGINES = ("tesserocr", "pytesseract")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_question_of_the_samples_is_right(engine: str, converted: Callable[[str], Path]) -> None:
    result = evaluate(converted(engine), LABELS)
    wrong = [f"{miss.section}, {miss.question}: {'; '.join(miss.why)}" for miss in result.misses]
    assert wrong == []
    assert result.scores.extra == 0
    assert result.scores.sections_right == result.scores.sections >= 4
    assert result.scores.questions >= 12


def test_every_question_of_the_sample_platforms_is_right(converted_platforms: Path) -> None:
    result = evaluate(converted_platforms, LABELS.with_name("platforms.json"))
    wrong = [f"{miss.section}, {miss.question}: {'; '.join(miss.why)}" for miss in result.misses]
    assert wrong == []
    assert result.scores.extra == result.scores.silent == 0
    assert result.scores.sections_right == result.scores.sections >= 10


def test_platforms_are_drawn_and_labelled_as_their_pages_say() -> None:
    assert json.loads(LABELS.with_name("platforms.json").read_bytes()) == platforms.truth()
    assert {path.name for path in PLATFORMS.iterdir()} == {page.name for page in platforms.pages()}


@pytest.mark.parametrize("engine", ENGINES)
def test_index_lists_what_is_there(engine: str, converted: Callable[[str], Path]) -> None:
    out = converted(engine)
    index = IndexFile.model_validate_json((out / "index.json").read_bytes())
    named = [entry.file for entry in index.sections if entry.file]
    assert sorted(path.name for path in out.glob("*-*.json")) == named
    files = [SectionFile.model_validate_json((out / name).read_bytes()) for name in named]
    assert index.counts.questions == sum(len(file.questions) for file in files)
    assert index.counts.failed == 0
    crops = {f.path for file in files for q in file.questions for f in q.figures}
    crops |= {f.path for file in files for q in file.questions for o in q.options for f in o.figures}
    assert crops == {f"assets/{path.name}" for path in (out / "assets").iterdir()}
