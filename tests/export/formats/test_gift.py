"""GIFT, read back as Moodle's importer reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from pygiftparser import parser

from ocrquiz.export import Item, Left, Reduced
from ocrquiz.export.formats.gift import FORMAT
from ocrquiz.model import DocumentInfo, Points, SectionInfo

from ..gradable import SLASHED, accepted, choice, meant, named, pictured, quizzes, seen
from ..items import item, option, written
from .test_moodle import names_of

BLANK = " \t\n\r\0\x0b"
"""What PHP trims."""

WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")

FORMATS = ("moodle", "html", "plain", "markdown")


@dataclass
class Answer:
    fraction: float
    text: str
    feedback: str


@dataclass
class Question:
    kind: str
    category: str
    name: str
    text: str
    explanation: str
    single: bool = True
    answers: list[Answer] = field(default_factory=list)


def read(content: bytes) -> list[Question]:
    """What Moodle makes of a file.

    Questions stand between blank lines; in them, the first braces hold the answers, `~` and `=` begin one,
    `#` its feedback and `####` the general one. A backslash makes each of these an ordinary character.
    """
    found: list[Question] = []
    path = ""
    for part in re.split(r"\n[ \t]*\n", content.decode()):
        kept = (line for line in part.split("\n") if not line.strip(BLANK).startswith("//"))
        text = "\n".join(kept).strip(BLANK)
        if text.startswith("$CATEGORY:"):
            path = _released(_protected(text[10:])).strip(BLANK)
        elif text:
            found.append(_question(_protected(text), path))
    return found


def _question(text: str, path: str) -> Question:
    assert text.startswith("::")
    name, _, text = text[2:].partition("::")
    assert text.endswith("}")
    start, end = text.index("{"), text.index("}")
    assert end == len(text) - 1
    answers, separator, general = text[start + 1 : end].rpartition("####")
    answers, general = (answers, general) if separator else (general, "")
    answers = answers.strip(BLANK)
    stem, explanation = _html(text[:start], "moodle"), _html(general)
    made = Question("", path, _released(name), stem, explanation)
    if "~" in answers:
        made.kind, made.single = "multichoice", "=" in answers
        parts = answers.replace("=", "~=").split("~")
        made.answers = [_choice(part.strip(BLANK)) for part in parts if part.strip(BLANK)]
    elif answers.split("#")[0].strip(BLANK) in ("TRUE", "FALSE"):
        made.kind = "truefalse"
        right, wrong_feedback, right_feedback = (answers + "##").split("#")[:3]
        other = {"TRUE": "FALSE", "FALSE": "TRUE"}[right.strip(BLANK)]
        made.answers = [
            Answer(1, right.strip(BLANK), _html(right_feedback)),
            Answer(0, other, _html(wrong_feedback)),
        ]
    else:
        assert not ("=" in answers and "->" in answers), "a question that asks for pairs"
        made.kind = "shortanswer"
        made.answers = [_answer(part.strip(BLANK), 1) for part in answers.split("=") if part.strip(BLANK)]
    return made


def _choice(text: str) -> Answer:
    return _answer(text[1:], 1) if text.startswith("=") else _answer(text, 0)


def _answer(text: str, fraction: float) -> Answer:
    weight = WEIGHT.match(text)
    if weight:
        fraction, text = float(weight[1]) / 100, text[weight.end() :]
    text, _, feedback = text.partition("#")
    return Answer(fraction, _formatted(text, "html")[1], _html(feedback))


def _html(text: str, default: str = "html") -> str:
    kind, released = _formatted(text, default)
    assert kind == "html"
    return released


def _formatted(text: str, default: str) -> tuple[str, str]:
    text = text.strip(BLANK)
    kind, bracket, rest = text[1:].partition("]") if text.startswith("[") else ("", "", "")
    kind, text = (kind, rest) if bracket and kind in FORMATS else (default, text)
    return kind, _released(text).strip(BLANK)


def _protected(text: str) -> str:
    """Escaped characters become surrogates, which no file holds."""
    return re.sub(r"\\([\\:#={}~n])", lambda match: chr(0xD800 + ord(match[1].replace("n", "\n"))), text)


def _released(text: str) -> str:
    return re.sub("[\ud800-\ud8ff]", lambda match: chr(ord(match[0]) - 0xD800), text)


def one(made: Item) -> Question:
    content, losses = written(FORMAT, [made])
    assert (losses.written, losses.left) == (1, 0)
    (question,) = read(content)
    return question


@given(quizzes())
def test_what_goes_in_comes_out(made: list[Item]) -> None:
    content, losses = written(FORMAT, made)
    questions = read(content)
    left = {name for _, names in losses for name in names if _ in (Left.KIND,)}
    kept = [one_.question for one_ in made if one_.question.id not in left]
    assert len(questions) == losses.written == len(kept)
    for asked, question in zip(kept, questions, strict=True):
        answers = question.answers
        assert seen(question.text) == meant(asked.stem)
        assert seen(question.explanation) == meant(asked.feedback)
        if asked.type == "short_answer":
            typed = [answer.text.replace(r"\*", "*") for answer in answers]
            assert typed == accepted(asked)
            assert {answer.fraction for answer in answers} == {1}
        else:
            assert question.kind == "multichoice"
            assert question.single == (asked.type == "single_choice")
            assert [seen(answer.text) for answer in answers] == [meant(o.text) for o in asked.options]
            assert [seen(answer.feedback) for answer in answers] == [meant(o.feedback) for o in asked.options]
            assert [answer.fraction > 0 for answer in answers] == [o.correct for o in asked.options]
            assert round(sum(answer.fraction for answer in answers if answer.fraction > 0), 2) == 1


def test_another_parser_reads_it_too() -> None:
    several = named(choice(True, False, True, stem="Which {two}?", feedback="Both ends."), "q-2")
    typed = named(item(option("a = b", correct=True), type="short_answer"), "q-3")
    content, _ = written(FORMAT, [choice(False, True, feedback="Since."), several, typed])
    found = parser.parse(content.decode())
    assert [question.name for question in found.questions] == ["1. Which?", "1. Which {two}?", "1. Which?"]
    shares = [[part.percentage for part in question.answer.options] for question in found.questions]
    assert shares == [[0, 1], [0.5, -1, 0.5], [1]]
    assert [part.text for part in found.questions[0].answer.options] == ["Option 0", "Option 1"]


@pytest.mark.parametrize("right", ["True", "False"])
def test_true_and_false_keep_their_explanations(right: str) -> None:
    wrong = "False" if right == "True" else "True"
    options = [option(wrong, correct=False, feedback="No: #1."), option(right, correct=True)]
    question = one(item(*options, type="true_false", feedback="All {of} it."))
    assert question.kind == "truefalse"
    first, second = question.answers
    assert (first.text, first.feedback, second.feedback) == (right.upper(), "", "<p>No: #1.</p>")
    assert question.explanation == "<p>All {of} it.</p>"


def test_a_category_keeps_slashes_and_backslashes() -> None:
    document, section = DocumentInfo(source="x", title=SLASHED), SectionInfo(index=1, title="I/O", slug="io")
    made = choice(True, False, document=document, section=section)
    assert names_of(one(made).category) == ["$course$", "top", SLASHED, "I/O"]


def test_an_arrow_does_not_make_pairs_of_short_answers() -> None:
    arrow, other = option("a->b", correct=True), option("b", correct=True)
    assert one(item(arrow, type="short_answer", feedback="1=1")).answers[0].text == "a->b"
    _, losses = written(FORMAT, [item(arrow, other, type="short_answer")])
    assert dict(losses) == {Left.KIND: ("q-1",)}


def test_texts_that_look_like_formats_and_weights_stay_texts() -> None:
    texts = ["[html]x", "[x", "%50%y", " [plain]z"]
    question = one(item(*(option(text, correct=text == "[x") for text in texts)))
    assert [seen(answer.text) for answer in question.answers] == [meant(text) for text in texts]
    typed = one(item(*(option(text, correct=True) for text in texts), type="short_answer"))
    assert [answer.text for answer in typed.answers] == [text.strip() for text in texts]


def test_what_it_cannot_hold_is_told(tmp_path: Path) -> None:
    with_picture = pictured(tmp_path)
    stem_only = choice(True, False, figures=with_picture.question.figures, folder=tmp_path)
    lettered = item(option("a", correct=True, label="A"), option("b", correct=False, label="B"))
    counted = choice(True, False, points=Points(earned=0, possible=3))
    made = [named(one_, f"q-{i}") for i, one_ in enumerate((with_picture, stem_only, lettered, counted))]
    _, losses = written(FORMAT, made)
    assert dict(losses) == {
        Left.EMPTY_OPTION: ("q-0",),
        Reduced.NO_FIGURES: ("q-1",),
        Reduced.POINTS: ("q-3",),
        Reduced.LABELS: ("q-2",),
    }
