"""Moodle XML, read back as Moodle's importer reads it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from ocrquiz.export import Item, Left, Reduced
from ocrquiz.export.formats.moodle import FORMAT, fractions
from ocrquiz.export.graded import gradable
from ocrquiz.export.losses import Losses
from ocrquiz.model import DocumentInfo, Points, SectionInfo

from ..gradable import SLASHED, accepted, choice, drawn, images, meant, named, pictured, quizzes, seen
from ..items import item, option, written

GRADES = """
    1 0.9 0.8333333 0.8 0.75 0.7 0.6666667 0.6 0.5 0.4 0.3333333 0.3 0.25 0.2 0.1666667 0.1428571 0.125
    0.1111111 0.1 0.05 0
"""
"""The fractions of a mark that Moodle lets a teacher choose from; any of them can be negative but 0."""


@dataclass
class Answer:
    fraction: float
    text: str
    feedback: str
    files: dict[str, bytes]


@dataclass
class Question:
    kind: str
    category: str
    name: str
    text: str
    explanation: str
    grade: float
    idnumber: str
    fields: dict[str, str]
    answers: list[Answer]
    files: dict[str, bytes]


def read(content: bytes) -> list[Question]:
    """What Moodle's importer makes of a file: it wants these elements, and trims texts."""
    root = etree.fromstring(content)
    assert root.tag == "quiz"
    found, path = [], ""
    for node in root:
        assert node.tag == "question"
        if node.get("type") == "category":
            path = _text(node, "category")
            continue
        formatted = [
            node.find("questiontext"),
            node.find("generalfeedback"),
            *node.iterfind("answer/feedback"),
        ]
        assert {one.get("format") for one in formatted} == {"html"}
        answers = [
            Answer(float(a.get("fraction")) / 100, _text(a), _text(a, "feedback"), _files(a))
            for a in node.findall("answer")
        ]
        found.append(
            Question(
                kind=node.get("type"),
                category=path,
                name=_text(node, "name"),
                text=_text(node, "questiontext"),
                explanation=_text(node, "generalfeedback"),
                grade=float(node.findtext("defaultgrade")),
                idnumber=node.findtext("idnumber"),
                fields={child.tag: child.text or "" for child in node if not len(child)},
                answers=answers,
                files=_files(node.find("questiontext")),
            )
        )
    return found


def _text(node: etree._Element, path: str = ".") -> str:
    return (node.findtext(f"{path}/text") or "").strip()


def _files(node: etree._Element) -> dict[str, bytes]:
    for file in node.findall("file"):
        assert (file.get("path"), file.get("encoding")) == ("/", "base64")
    return {file.get("name"): base64.b64decode(file.text) for file in node.findall("file")}


def names_of(path: str) -> list[str]:
    """A category path taken apart as Moodle does it: single slashes divide, double ones are one."""
    return [name.strip().replace("//", "/") for name in re.split(r"(?<!/)/(?!/)", path)]


def one(made: Item) -> Question:
    content, losses = written(FORMAT, [made])
    assert (losses.written, losses.left) == (1, 0)
    (question,) = read(content)
    return question


@given(quizzes())
def test_what_goes_in_comes_out(made: list[Item]) -> None:
    content, losses = written(FORMAT, made)
    questions = read(content)
    assert len(questions) == losses.written == len(made)
    assert len({question.idnumber for question in questions}) == len(made)
    for given_, question in zip(made, questions, strict=True):
        asked, answers = given_.question, question.answers
        assert seen(question.text) == meant(asked.stem)
        assert seen(question.explanation) == meant(asked.feedback)
        if asked.type == "short_answer":
            typed = [answer.text.replace(r"\*", "*") for answer in answers]
            assert typed == accepted(asked)
        else:
            assert question.kind == "multichoice"
            assert [seen(answer.text) for answer in answers] == [meant(o.text) for o in asked.options]
            assert [seen(answer.feedback) for answer in answers] == [meant(o.feedback) for o in asked.options]
            assert [answer.fraction > 0 for answer in answers] == [o.correct for o in asked.options]
            assert question.fields["single"] == ("true" if asked.type == "single_choice" else "false")
            assert question.fields["shuffleanswers"] == "false"


def test_nothing_stands_before_the_declaration() -> None:
    content, _ = written(FORMAT, [choice(True, False)])
    assert content.startswith(b"<?xml ")


@pytest.mark.parametrize("right", range(1, 21))
@pytest.mark.parametrize("wrong", [0, 1, 2, 3, 7, 13, 20, 21, 30])
def test_moodle_knows_each_fraction_and_they_sum_up(right: int, wrong: int) -> None:
    made = choice(*[True] * right, *[False] * (wrong or right == 1), several=True)
    (graded,) = gradable([made], Losses(), with_pictures=True)
    values = [float(fraction) / 100 for fraction in fractions(graded)]
    known = [float(value) for value in GRADES.split()]
    assert all(min(abs(abs(value) - grade) for grade in known) < 1e-6 for value in values)
    assert round(sum(value for value in values if value > 0), 2) == 1
    if wrong:
        assert sum(values) < 1e-6


def test_a_mark_that_cannot_be_divided_is_left_out() -> None:
    _, losses = written(FORMAT, [choice(*[True] * 21)])
    assert dict(losses) == {Left.KIND: ("q-1",)}


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("True", "False"), "truefalse"),
        (("False", "True"), "truefalse"),
        (("예", "아니요"), "multichoice"),
        (("TRUE", "FALSE"), "multichoice"),
    ],
)
def test_moodle_writes_true_and_false_itself_in_the_language_of_its_users(
    texts: tuple[str, str], kind: str
) -> None:
    options = [
        option(texts[0], correct=True, feedback="Yes."),
        option(texts[1], correct=False, feedback="No."),
    ]
    question = one(item(*options, type="true_false"))
    assert question.kind == kind
    first, second = question.answers
    assert (first.fraction, second.fraction) == (1, 0)
    assert (seen(first.feedback), seen(second.feedback)) == ("Yes.", "No.")
    assert {first.text, second.text} == ({"true", "false"} if kind == "truefalse" else set(texts))


def test_names_of_categories_keep_their_slashes() -> None:
    document, section = DocumentInfo(source="x", title=SLASHED), SectionInfo(index=1, title="I/O", slug="io")
    made = choice(True, False, document=document, section=section)
    assert names_of(one(made).category) == ["$course$", "top", SLASHED, "I/O"]


def test_a_category_is_written_where_the_section_changes() -> None:
    sections = [SectionInfo(index=i, title=f"Part {i}", slug=f"part-{i}") for i in (1, 2)]
    made = [named(choice(True, False, section=sections[i // 2]), f"q-{i}") for i in range(4)]
    content, _ = written(FORMAT, made)
    assert content.count(b'type="category"') == 2
    assert [question.category[-1] for question in read(content)] == ["1", "1", "2", "2"]


def test_a_question_without_titles_has_a_category() -> None:
    nowhere = SectionInfo(index=1, title="", slug="")
    made = choice(True, False, document=DocumentInfo(source=""), section=nowhere)
    assert names_of(one(made).category) == ["$course$", "top", "Quiz"]


def test_pictures_stand_in_the_file(tmp_path: Path) -> None:
    question = one(pictured(tmp_path))
    pictures = drawn(tmp_path)
    assert list(question.files.values()) == pictures[:1]
    assert list(question.answers[1].files.values()) == pictures[1:]
    for text, files in (
        (question.text, question.files),
        (question.answers[1].text, question.answers[1].files),
    ):
        assert images(text) == [f"@@PLUGINFILE@@/{name}" for name in files]


@pytest.mark.parametrize(
    ("labels", "numbering", "lost"),
    [
        ("abc", "abc", False),
        ("ABC", "ABCD", False),
        ("123", "123", False),
        ("ACB", "none", True),
        ("", "none", False),
    ],
)
def test_printed_letters_become_the_numbering(labels: str, numbering: str, lost: bool) -> None:
    options = [option(str(i), correct=i == 1, label=labels[i] if labels else None) for i in range(3)]
    content, losses = written(FORMAT, [item(*options)])
    (question,) = read(content)
    assert question.fields["answernumbering"] == numbering
    assert (Reduced.LABELS in dict(losses)) is lost


def test_a_correction_keeps_the_id_and_points_are_the_grade() -> None:
    before = one(choice(True, False, stem="Wich?"))
    after = one(choice(False, True, stem="Which?", points=Points(earned=1, possible=2.5)))
    assert before.idnumber == after.idnumber
    assert (before.grade, after.grade) == (1, 2.5)


def test_what_cannot_be_graded_is_left_out_and_told() -> None:
    cannot = {
        Left.NO_KEY: item(option("a"), option("b")),
        Left.NO_OPTIONS: item(option("a", correct=True)),
        Left.KIND: item(type="other"),
        Left.NONE_RIGHT: choice(False, False, several=True),
        Left.EMPTY_OPTION: item(option("a", correct=True), option(" ", correct=False)),
    }
    made = [named(one_, f"q-{i}") for i, one_ in enumerate(cannot.values())]
    good = named(choice(True, False), "good")
    content, losses = written(FORMAT, [*made, good, good])
    assert len(read(content)) == losses.written == 1
    assert dict(losses) == {why: (f"q-{i}",) for i, why in enumerate(cannot)} | {Left.TWICE: ("good",)}


def test_pictures_that_are_gone_are_told(tmp_path: Path) -> None:
    made = pictured(tmp_path)
    (tmp_path / "assets" / "0.png").unlink()
    content, losses = written(FORMAT, [made])
    assert images(read(content)[0].text) == []
    assert dict(losses) == {Reduced.MISSING_FIGURES: ("q-1",)}


def test_an_asterisk_in_a_short_answer_is_one() -> None:
    question = one(
        item(option("a*b", correct=True), option("7 % of \\$5", correct=True), type="short_answer")
    )
    assert question.kind == "shortanswer"
    assert [answer.text for answer in question.answers] == [r"a\*b", "7 % of $5"]
    assert {answer.fraction for answer in question.answers} == {1}


def test_what_is_right_to_type_stands_there_once() -> None:
    typed = ("tower", " tower ", "\a", "\b", " ")
    question = one(item(*(option(text, correct=True) for text in typed), type="short_answer"))
    assert [answer.text for answer in question.answers] == ["tower", "\N{REPLACEMENT CHARACTER}"]
