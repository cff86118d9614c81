"""Measuring an output: each figure, and agreement with the project's scorer where it is at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from ocrquiz.errors import UsageError
from ocrquiz.evaluate import Scores, compare, evaluate
from ocrquiz.labels import LabelFile
from ocrquiz.model import DocumentInfo, Issue, IssueCode, Option, Question, SectionFile, SectionInfo

from .conftest import LABELS, ROOT

SCORER = Path(os.environ.get("OCRQUIZ_SCORER", ROOT.parent / "shared" / "scoring" / "score.py"))

DOUBT = Issue(code=IssueCode.LOW_CONFIDENCE, severity="warning", message="Look.")


def question(number: int | None = 1, **changes: Any) -> Question:
    values: dict[str, Any] = {
        "id": f"q{number}",
        "number": number,
        "type": "single_choice",
        "stem": "Which is longer?",
        "options": [
            Option(text="The Rhine", selected=False, confidence=1),
            Option(text="The Nile", selected=True, confidence=1),
        ],
        "verdict": "correct",
        "confidence": 1,
    }
    return Question(**(values | changes))


def label(number: int | None = 1, **changes: Any) -> dict[str, Any]:
    values = {
        "number": number,
        "type": "single_choice",
        "stem": "Which is longer?",
        "options": [{"text": "The Rhine"}, {"text": "The Nile", "selected": True}],
        "verdict": "correct",
    }
    return values | changes


def score(questions: list[Question], labels: list[dict[str, Any]], title: str = "Rivers") -> Scores:
    file = SectionFile(
        document=DocumentInfo(source="x.md"),
        section=SectionInfo(index=1, title=title, slug="x"),
        screenshots=[],
        questions=questions,
    )
    section = {"title": "Rivers", "images": ["1.png"], "questions": labels}
    return compare([file], LabelFile.model_validate({"sections": [section]})).scores


def test_all_right() -> None:
    scores = score([question()], [label()])
    assert (scores.found, scores.structure, scores.text, scores.right) == (1, 1, 1, 1)
    assert (scores.sections_right, scores.wrong, scores.silent, scores.extra) == (1, 0, 0, 0)
    assert (scores.units, scores.units_right, scores.edits) == (3, 3, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "multiple_choice"},
        {"verdict": None},
        {"options": []},
        {"options": [Option(text=t, selected=False, confidence=1) for t in ("The Rhine", "The Nile")]},
    ],
)
def test_wrong_structure(changes: dict[str, Any]) -> None:
    scores = score([question(**changes)], [label()])
    assert (scores.found, scores.structure, scores.right, scores.sections_right) == (1, 0, 0, 0)


def test_wrong_text_is_silent_without_a_warning() -> None:
    wrong = score([question(stem="which is longer?")], [label()])
    assert (wrong.structure, wrong.text, wrong.right, wrong.silent, wrong.edits) == (1, 0, 0, 1, 1)
    flagged = score([question(stem="which is longer?", issues=[DOUBT])], [label()])
    assert (flagged.wrong, flagged.silent) == (1, 0)


def test_warning_on_a_right_question_is_counted() -> None:
    assert score([question(issues=[DOUBT])], [label()]).flagged_right == 1


def test_missing_and_extra_questions() -> None:
    scores = score([question(2), question(3)], [label(1), label(2)])
    assert (scores.questions, scores.found, scores.extra, scores.silent) == (2, 1, 1, 1)


def test_unnumbered_questions_are_paired_by_stem() -> None:
    other = question(None, stem="Is glass a liquid?")
    scores = score([other, question(None)], [label(None), label(None, stem="Is glass a liquid?")])
    assert (scores.found, scores.right) == (2, 2)


def test_section_title_may_be_misread_a_little() -> None:
    assert score([question()], [label()], title="River5").found == 1
    assert score([question()], [label()], title="Kitchens").found == 0


def test_unclean_questions_are_not_counted() -> None:
    scores = score([question()], [label(clean=False)])
    assert (scores.questions, scores.extra) == (0, 0)


def test_formula_counts_apart() -> None:
    scores = score([question(stem="Which is x2?")], [label(stem="Which is $x^2$?")])
    assert (scores.math, scores.math_text_right, scores.math_latex_right, scores.silent) == (1, 1, 0, 1)


@pytest.mark.parametrize("content", ["{", "[]", '{"sections": [{"questions": []}]}'])
def test_what_is_no_label_file_is_a_usage_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "labels.json").write_text(content)
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError):
        evaluate(tmp_path / "out", tmp_path / "labels.json")


@pytest.mark.parametrize("out", ["nowhere", "."])
def test_folder_without_section_files_is_a_usage_error(tmp_path: Path, out: str) -> None:
    with pytest.raises(UsageError):
        evaluate(tmp_path / out, LABELS)


def test_agrees_with_the_scorer_figure_by_figure(converted: Callable[[str], Path], tmp_path: Path) -> None:
    if not SCORER.is_file():
        pytest.skip("the scorer is not here; OCRQUIZ_SCORER names it")
    # An output as it is, and one with every kind of error.
    for out in (converted("tesserocr"), spoilt(converted("tesserocr"), tmp_path)):
        command = [sys.executable, SCORER, LABELS, out, "--json"]
        theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        assert asdict(evaluate(out, LABELS).scores) == theirs


def spoilt(source: Path, target: Path) -> Path:
    """A copy in which questions are lost, doubled, misread and flagged."""
    for path in sorted(source.glob("*-*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        questions = content["questions"]
        for place, one in enumerate(questions):
            if place % 2:
                one["stem"] = one["stem"].replace("i", "l").lower()
                one["issues"].append(DOUBT.model_dump(mode="json"))
            if place % 3 == 1:
                one["options"] = one["options"][:-1]
                one["verdict"] = "partial"
        if path.name.startswith("03"):
            questions[0] |= {"number": None}
            questions.append(questions[-1])
        if path.name.startswith("04"):
            content["section"]["title"] = "Quite another"
        if path.name.startswith("05"):
            del questions[0]
        (target / path.name).write_text(json.dumps(content), encoding="utf-8")
    return target
