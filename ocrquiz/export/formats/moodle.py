"""Moodle XML: the questions of a question bank, pictures included.

See https://docs.moodle.org/en/Moodle_XML_format.
"""

from __future__ import annotations

import base64
import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO
from xml.etree.ElementTree import Element, indent, tostring

from ocrquiz.export.format import Job
from ocrquiz.export.graded import Graded, Picture, choice_html, gradable, stem_html
from ocrquiz.export.item import Item
from ocrquiz.export.losses import Left, Losses, Reduced
from ocrquiz.export.markup import to_html
from ocrquiz.export.tree import DECLARATION, element

MOST = 20
"""Parts that a mark can be divided into: Moodle knows no share below 5 %."""

_SHARES = {3: "33.33333", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111"}
"""As Moodle writes them; it refuses others."""

_NUMBERINGS = {"abc": string.ascii_lowercase, "ABCD": string.ascii_uppercase, "123": "123456789"}

_TOP = "$course$/top"


class Moodle:
    """Questions for Moodle's question bank."""

    title = "Moodle XML, for the question bank"
    suffix = ".xml"
    holds = (
        "Questions of choice and short answers with their explanations, pictures, points and LaTeX, in a "
        "category a document and section. Of several right options each gives its share of the mark; the "
        "wrong ones together take the whole mark away. A question whose key is not known is left out."
    )
    printable = False
    binary = False

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the categories and questions, as they come."""
        out.write(DECLARATION + b"<quiz>\n")
        questions = gradable(items, job.losses, with_pictures=True)
        for path, group in groupby(questions, lambda graded: category(graded.item)):
            out.write(_bytes(element("question", element("category", _text(path)), type="category")))
            for graded in group:
                if not is_divisible(graded):
                    job.losses.leave_out(graded.item, Left.KIND)
                    continue
                out.write(_bytes(_question(graded, job.losses)))
                job.losses.wrote(graded.item)
        out.write(b"</quiz>\n")


def category(item: Item) -> str:
    """The path of a question's category: document and section.

    A slash in a name is doubled; at an end of a name a blank keeps it apart from the slash that divides.
    """
    names = (" ".join(name.split()) for name in (item.title, item.section.title))
    escaped = (name.replace("/", "//") for name in names if name)
    spaced = (" " * part.startswith("/") + part + " " * part.endswith("/") for part in escaped)
    return "/".join([_TOP, *spaced])


def is_divisible(graded: Graded) -> bool:
    """Whether the mark can be divided among the right options."""
    return sum(choice.right for choice in graded.choices) <= MOST


def fractions(graded: Graded) -> list[str]:
    """What each option gives, in percent of the mark.

    Several right ones share the mark evenly, and the wrong ones share its loss, so that whoever ticks all
    gets nothing. Where there is no even share (from 11 on), some count 10 % and the others 5 %.
    """
    rights = [choice.right for choice in graded.choices]
    if graded.takes_one:
        return ["100" if right else "0" for right in rights]
    gains = iter(_shares(rights.count(True)))
    losses = iter(_shares(rights.count(False)))
    return [next(gains) if right else f"-{next(losses)}" for right in rights]


def literal(answer: str) -> str:
    """A short answer in which an asterisk is one, and does not stand for anything."""
    return answer.replace("*", r"\*")


def _shares(count: int) -> list[str]:
    if count in _SHARES:
        return [_SHARES[count]] * count
    if count <= MOST // 2:
        return [f"{100 / count:g}"] * count if count else []
    tens = max(MOST - count, 0)
    return ["10"] * tens + ["5"] * (count - tens)


def _question(graded: Graded, losses: Losses) -> Element:
    question = graded.item.question
    kind = "shortanswer" if graded.answers else "truefalse" if graded.is_true_false else "multichoice"
    if kind == "truefalse" and any(graded.labels):
        losses.reduce(graded.item, Reduced.LABELS)
    return element(
        "question",
        element("name", _text(graded.name)),
        _html("questiontext", stem_html(graded, _source), graded.pictures),
        _html("generalfeedback", _paragraphs(question.feedback)),
        element("defaultgrade", f"{graded.points:g}"),
        element("penalty", "1" if kind == "truefalse" else "0.3333333"),
        element("hidden", "0"),
        element("idnumber", graded.key),
        *(_multichoice(graded, losses) if kind == "multichoice" else ()),
        *([element("usecase", "0")] if graded.answers else ()),
        *_answers(graded, kind),
        *_tags(graded.item),
        type=kind,
    )


def _multichoice(graded: Graded, losses: Losses) -> Iterator[Element]:
    yield element("single", "true" if graded.takes_one else "false")
    # Options such as "all of the above" need the order in which they were printed.
    yield element("shuffleanswers", "false")
    yield element("answernumbering", _numbering(graded, losses))
    yield element("showstandardinstruction", "0")
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _html(name, "")


def _answers(graded: Graded, kind: str) -> Iterator[Element]:
    for answer in graded.answers:
        yield element(
            "answer", _text(literal(answer)), _html("feedback", ""), fraction="100", format="plain_text"
        )
    for choice, fraction in zip(graded.choices, fractions(graded), strict=True):
        feedback = _html("feedback", _paragraphs(choice.option.feedback))
        if kind == "truefalse":
            text = _text(choice.option.text.lower())
            yield element("answer", text, feedback, fraction=fraction, format="moodle_auto_format")
        else:
            shown = _with_files(choice_html(choice, _source), choice.pictures)
            yield element("answer", *shown, feedback, fraction=fraction, format="html")


def _numbering(graded: Graded, losses: Losses) -> str:
    labels = [label for label in graded.labels if label is not None]
    if not labels:
        return "none"
    for name, letters in _NUMBERINGS.items():
        if tuple(letters[: len(graded.labels)]) == graded.labels:
            return name
    losses.reduce(graded.item, Reduced.LABELS)
    return "none"


def _tags(item: Item) -> Iterator[Element]:
    if item.document.tags:
        yield element("tags", *(element("tag", _text(tag)) for tag in item.document.tags))


def _html(tag: str, html: str, pictures: Sequence[Picture] = ()) -> Element:
    return element(tag, *_with_files(html, pictures), format="html")


def _with_files(html: str, pictures: Sequence[Picture]) -> Iterator[Element]:
    yield _text(html)
    for picture in dict.fromkeys(pictures):
        content = base64.b64encode(picture.path.read_bytes()).decode()
        yield element("file", content, name=picture.name, path="/", encoding="base64")


def _source(picture: Picture) -> str:
    return f"@@PLUGINFILE@@/{picture.name}"


def _paragraphs(text: str | None) -> str:
    return to_html(text) if text else ""


def _text(text: str) -> Element:
    return element("text", text)


def _bytes(question: Element) -> bytes:
    indent(question)
    return tostring(question, encoding="unicode").encode() + b"\n"


FORMAT = Moodle()
