"""Packages for Canvas: held against the information model, read as its importer reads them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz as SourceQuiz

from ocrquiz.export import Item, Left, Reduced
from ocrquiz.export.formats.canvas import FORMAT, LONGEST, LONGEST_TITLE
from ocrquiz.export.text import Formula, legal, spans
from ocrquiz.model import DocumentInfo, Points, SectionInfo

from ..gradable import (
    SLASHED,
    accepted,
    choice,
    drawn,
    elements,
    images,
    meant,
    named,
    pictured,
    quizzes,
    seen,
)
from ..items import item, option, written
from ..packages import checked, listed, opened
from .canvas_reader import ABOUT, QUIZ, Question, Quiz, read

NAMESPACE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"


def valid(content: bytes) -> list[Quiz]:
    """The quizzes of a package whose every file conforms to its document type."""
    files = opened(content)
    for resource in listed(files, NAMESPACE):
        for file in resource.iter("{*}file"):
            if resource.get("type") == QUIZ:
                checked(files[file.get("href")], "qti12.dtd")
            elif resource.get("type").endswith(ABOUT):
                checked(files[file.get("href")], "canvas.dtd")
    return read(content)


def questions(content: bytes) -> list[Question]:
    return [question for quiz in valid(content) for question in quiz.questions]


def one(made: Item) -> Question:
    content, losses = written(FORMAT, [made])
    assert (losses.written, losses.left) == (1, 0)
    (question,) = questions(content)
    return question


def equations(html: str) -> list[str]:
    """The LaTeX of the formulas in markup, as Canvas's editor finds it; the address is another way to it."""
    found = [attributes for _, attributes in elements(html) if attributes.get("class") == "equation_image"]
    for equation in found:
        latex = str(equation["data-equation-content"])
        address = str(equation["src"]).removeprefix("/equation_images/").removesuffix("?scale=1")
        assert unquote(unquote(address)) == latex
        assert equation["alt"] == f"LaTeX: {latex}"
    return [str(equation["data-equation-content"]) for equation in found]


def same(html: str, text: str | None) -> bool:
    """Whether markup says what a text of the contract says."""
    latex = [
        legal(span.latex)
        for line in (text or "").split("\n")
        for span in spans(line)
        if isinstance(span, Formula)
    ]
    return seen(html) == meant(text, lambda _: "") and equations(html) == latex


@given(quizzes())
def test_what_goes_in_comes_out(made: list[Item]) -> None:
    content, losses = written(FORMAT, made)
    found = questions(content)
    assert len(found) == losses.written == len(made)
    for given_, question in zip(made, found, strict=True):
        asked = given_.question
        assert same(question.text, asked.stem)
        assert same(question.explanation, asked.feedback)
        if asked.type == "short_answer":
            assert question.kind == "short_answer_question"
            assert question.answers == accepted(asked)
            continue
        several = asked.type == "multiple_choice"
        assert question.kind == ("multiple_answers_question" if several else "multiple_choice_question")
        assert [one.right for one in question.choices] == [o.correct for o in asked.options]
        for read_, option_ in zip(question.choices, asked.options, strict=True):
            assert same(read_.text, option_.text)
            assert same(read_.feedback, option_.feedback)


@pytest.mark.parametrize("latex", ['a & b < "c"', "50\\% of 'x'", "\\frac{1}{2} + \\alpha", "?x=/1#é"])
def test_a_formula_is_one_of_canvas_editor(latex: str) -> None:
    text = f"How much is ${latex}$?"
    question = one(choice(True, False, stem=text, feedback=text))
    assert equations(question.text) == equations(question.explanation) == [latex]


@pytest.mark.parametrize("feedback", [None, "Since."])
def test_the_key_and_nothing_else_gets_full_marks(feedback: str | None) -> None:
    single = one(choice(False, True, feedback=feedback, points=Points(earned=0, possible=2.5)))
    assert single.points == 2.5
    assert [single.score(*ticked) for ticked in (["1"], ["2"], [])] == [0, 100, 0]
    several = one(choice(True, False, True, feedback=feedback))
    responses = (["1", "3"], ["1"], ["1", "2", "3"], ["2"], [])
    assert [several.score(*ticked) for ticked in responses] == [100, 0, 0, 0, 0]
    answers = [option("colour", correct=True), option("color", correct=True)]
    typed = one(item(*answers, type="short_answer", feedback=feedback))
    assert [typed.score(answer) for answer in ("colour", "Color", "hue")] == [100, 100, 0]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("True", "False"), "true_false_question"),
        (("False", "True"), "true_false_question"),
        (("예", "아니요"), "multiple_choice_question"),
        (("Not true", "False"), "multiple_choice_question"),
    ],
)
def test_canvas_writes_true_and_false_itself(texts: tuple[str, str], kind: str) -> None:
    options = [option(texts[0], correct=True, feedback="Yes."), option(texts[1], correct=False)]
    question = one(item(*options, type="true_false"))
    assert question.kind == kind
    found = [(seen(read_.text), seen(read_.feedback), read_.right) for read_ in question.choices]
    assert found == [(meant(texts[0]), "Yes.", True), (meant(texts[1]), "", False)]


def test_a_quiz_a_section_with_what_canvas_is_told_of_it() -> None:
    document = DocumentInfo(source="a.md", title=SLASHED)
    sections = [SectionInfo(index=i, title=f"<{i}>", slug=f"part-{i}") for i in (1, 2)]
    made = [
        named(choice(True, False, document=document, section=section), f"{section.slug}-{i}")
        for section in sections
        for i in range(2)
    ]
    found = valid(written(FORMAT, made)[0])
    assert [quiz.title for quiz in found] == [f"{SLASHED}: <1>", f"{SLASHED}: <2>"]
    for quiz in found:
        assert len(quiz.questions) == 2
        assert quiz.told["title"] == quiz.title
        assert quiz.told["points_possible"] == "2"
        assert quiz.told["shuffle_answers"] == "false"


def test_documents_that_are_called_the_same_are_quizzes_of_their_own(tmp_path: Path) -> None:
    elsewhere = SectionInfo(index=2, title="Elsewhere", slug="elsewhere")
    made = [
        named(choice(True, False), "q-1"),
        named(choice(True, False, section=elsewhere), "q-2"),
        named(choice(True, False, folder=tmp_path), "q-3"),
    ]
    found = valid(written(FORMAT, made)[0])
    assert [len(quiz.questions) for quiz in found] == [1, 1, 1]
    assert len({quiz.ident for quiz in found}) == 3


def test_pictures_are_packed_once_under_the_courses_files(tmp_path: Path) -> None:
    made = [named(pictured(tmp_path), f"q-{i}") for i in range(2)]
    content, _ = written(FORMAT, made)
    files = opened(content)
    for question in questions(content):
        sources = images(question.text) + [s for read_ in question.choices for s in images(read_.text)]
        assert all(source.startswith("$IMS-CC-FILEBASE$/") for source in sources)
        assert [files[source.partition("/")[2]] for source in sources] == drawn(tmp_path)
    assert sum(name.endswith(".png") for name in files) == 2


def test_a_correction_keeps_the_names_and_the_same_input_gives_the_same_bytes() -> None:
    before, after = choice(True, False), choice(False, True, stem="Which one?")
    assert written(FORMAT, [before])[0] == written(FORMAT, [replace(before)])[0]
    assert one(before).ident == one(after).ident
    assert opened(written(FORMAT, [before])[0]).keys() == opened(written(FORMAT, [after])[0]).keys()


def test_what_it_cannot_hold_is_told() -> None:
    lettered = item(option("a", correct=True, label="A"), option("b", correct=False, label="B"))
    # What counts is the markup.
    long, fits = "<" * (LONGEST // 4), "x" * (LONGEST - len("<p></p>"))
    made = [
        lettered,
        item(type="other"),
        choice(True, False, stem=long),
        choice(True, False, stem=fits),
        choice(True, False, feedback=long),
        item(option("x" * (LONGEST + 1), correct=True), type="short_answer"),
    ]
    made = [named(one_, f"q-{i}") for i, one_ in enumerate(made)]
    content, losses = written(FORMAT, [*made, made[0]])
    assert [question.ident for question in questions(content)] == [
        question.ident for question in map(one, (made[0], made[3]))
    ]
    assert dict(losses) == {
        Left.KIND: ("q-1",),
        Left.TWICE: ("q-0",),
        Left.LONG: ("q-2", "q-4", "q-5"),
        Reduced.LABELS: ("q-0",),
    }


def test_a_long_title_is_cut_where_canvas_would_refuse_it() -> None:
    made = choice(True, False, document=DocumentInfo(source="a.md", title="x" * 300))
    (quiz,) = valid(written(FORMAT, [made])[0])
    assert len(quiz.title) == LONGEST_TITLE


SOURCE = r"""
Quiz title: Evening Class: Around the World

1. How much is $\frac{1}{2}$ of $x<y$?
... Since.
*a) 5 < 6
... Yes.
b) 6

1. Which ones?
[*] A
[ ] B & C
[*] D

1. How is it spelt?
* colour
* color

1. True or false?
a) True
*b) False
"""
"""A quiz in the language of text2qti, whose packages teachers bring into Canvas."""


def test_canvas_finds_the_same_in_it_as_in_a_package_of_text2qti() -> None:
    made = [
        item(
            option("5 < 6", correct=True, feedback="Yes."),
            option("6", correct=False),
            stem=r"How much is $\frac{1}{2}$ of $x<y$?",
            feedback="Since.",
        ),
        item(
            option("A", correct=True),
            option("B & C", correct=False),
            option("D", correct=True),
            type="multiple_choice",
            stem="Which ones?",
        ),
        item(
            option("colour", correct=True),
            option("color", correct=True),
            type="short_answer",
            stem="How is it spelt?",
        ),
        item(
            option("True", correct=False),
            option("False", correct=True),
            type="true_false",
            stem="True or false?",
        ),
    ]
    (ours,) = valid(written(FORMAT, [named(one_, f"q-{i}") for i, one_ in enumerate(made)])[0])
    target = io.BytesIO()
    QTI(SourceQuiz(SOURCE, config=Config())).write(target)
    (theirs,) = read(target.getvalue())
    assert ours.title == theirs.title
    assert [_gist(question) for question in ours.questions] == [
        _gist(question) for question in theirs.questions
    ]


def _gist(question: Question) -> list[object]:
    choices = [(seen(one_.text), seen(one_.feedback), one_.right) for one_ in question.choices]
    formulas = equations(question.text)
    return [
        question.kind,
        question.points,
        seen(question.text),
        formulas,
        choices,
        question.answers,
        seen(question.explanation),
    ]
