"""Measuring an output: each figure, and agreement with the project's scorer where it is at hand."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from ocrquiz.errors import UsageError
from ocrquiz.evaluate import Evaluation, Scores, compare, evaluate
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


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The project's scorer, which this package neither holds nor needs."""
    if not SCORER.is_file():
        pytest.skip("the scorer is not here; OCRQUIZ_SCORER names it")
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("engine", ["tesserocr", "pytesseract"])
def test_agrees_with_the_scorer_on_the_samples(
    engine: str, scorer: ModuleType, converted: Callable[[str], Path]
) -> None:
    ours = evaluate(converted(engine), LABELS)
    theirs = scorer.score(json.loads(LABELS.read_bytes()), scorer.load_sections(converted(engine)))
    assert_same(ours, theirs)


@pytest.mark.parametrize("seed", range(40))
def test_agrees_with_the_scorer_on_whatever_goes_wrong(
    seed: int, scorer: ModuleType, converted: Callable[[str], Path]
) -> None:
    chance = Random(seed)
    labels = json.loads(LABELS.read_bytes())
    sections = scorer.load_sections(converted("tesserocr"))
    for section in sections:
        spoil(section, chance.choices(list(FAULTS), k=chance.randint(0, 4)), chance)
    for one in (question for section in labels["sections"] for question in section["questions"]):
        one["clean"] = chance.random() > 0.1
        one["stem_alt"] = chance.choice([[], ["Something else"], [one["stem"].lower()]])
    ours = compare([SectionFile.model_validate(s) for s in sections], LabelFile.model_validate(labels))
    assert_same(ours, scorer.score(labels, sections))


def assert_same(ours: Evaluation, theirs: dict[str, Any]) -> None:
    misses = theirs.pop("misses")
    counts = asdict(ours.scores)
    assert {name: counts[name] for name in theirs} == theirs
    found = [(miss.question, ",".join(miss.images), miss.flagged) for miss in ours.misses]
    assert found == [(number, images, flagged == "flagged") for _, _, number, images, flagged, _ in misses]


def spoil(section: dict[str, Any], faults: list[str], chance: Random) -> None:
    """Put faults into a section of an output."""
    for fault in faults:
        if fault == "title":
            section["section"]["title"] = section["section"]["title"][chance.randint(0, 4) :]
        elif section["questions"]:
            FAULTS[fault](section["questions"], chance.randrange(len(section["questions"])))


FAULTS: dict[str, Callable[[list[dict[str, Any]], int], object]] = {
    "title": lambda _, __: None,
    "lost": lambda questions, i: questions.pop(i),
    "doubled": lambda questions, i: questions.append(questions[i]),
    "swapped": lambda questions, i: questions.insert(0, questions.pop(i)),
    "number": lambda questions, i: put(questions, i, number=None),
    "other number": lambda questions, i: put(questions, i, number=len(questions)),
    "misread": lambda questions, i: put(questions, i, stem=questions[i]["stem"].replace("i", "l")),
    "no stem": lambda questions, i: put(questions, i, stem=""),
    "dollars": lambda questions, i: put(questions, i, stem=questions[i]["stem"].replace("$", "")),
    "quotes": lambda questions, i: put(questions, i, stem=questions[i]["stem"].replace("’", "'")),
    "feedback": lambda questions, i: put(questions, i, feedback="It is."),
    "type": lambda questions, i: put(questions, i, type="other"),
    "verdict": lambda questions, i: put(questions, i, verdict="partial"),
    "warning": lambda questions, i: put(questions, i, issues=[DOUBT.model_dump(mode="json")]),
    "option lost": lambda questions, i: put(questions, i, options=questions[i]["options"][:-1]),
    "option doubled": lambda questions, i: put(questions, i, options=questions[i]["options"] * 2),
    "options swapped": lambda questions, i: put(questions, i, options=questions[i]["options"][::-1]),
    "all selected": lambda questions, i: put(
        questions, i, options=[option | {"selected": True} for option in questions[i]["options"]]
    ),
    "none known": lambda questions, i: put(
        questions, i, options=[option | {"selected": None} for option in questions[i]["options"]]
    ),
    "figures": lambda questions, i: put(questions, i, figures=[]),
}


def put(questions: list[dict[str, Any]], place: int, **values: object) -> None:
    # Another one may be the same object.
    questions[place] = questions[place] | values
