"""QTI 2.1: packages held against the information model, and asked as a platform asks them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from pyslet.qtiv2.variables import ItemSessionState
from pyslet.qtiv2.xml import QTIDocument
from pyslet.xml.structures import XMLEntity

from ocrquiz.export import Item, Left, Reduced
from ocrquiz.export.formats.qti import FORMAT
from ocrquiz.export.mathml import mathml
from ocrquiz.export.text import Formula
from ocrquiz.model import DocumentInfo, Points, SectionInfo

from ..gradable import SLASHED, accepted, bare, choice, drawn, mathjax, meant, named, pictured, quizzes
from ..items import item, option, written
from ..packages import MATHML, checked, listed, opened

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pyslet")

NAMESPACE = "http://www.imsglobal.org/xsd/imscp_v1p1"

ITEM, TEST = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"


def files_of(content: bytes, kind: str) -> list[tuple[str, bytes]]:
    """Names and contents of what opens the resources of a kind."""
    files = opened(content)
    found = [resource for resource in listed(files, NAMESPACE) if resource.get("type") == kind]
    return [(resource.get("href"), files[resource.get("href")]) for resource in found]


def questions(content: bytes) -> list[etree._Element]:
    return [checked(file, "qti21.dtd") for _, file in files_of(content, ITEM)]


def shown(element: etree._Element | None, skipped: Iterable[str] = ()) -> str:
    """The words in an element, without formulas in MathML and other elements that are skipped."""
    if element is None:
        return ""
    words = element.text or ""
    for child in element:
        if child.tag != MATHML + "math" and etree.QName(child).localname not in skipped:
            words += shown(child, skipped)
        words += child.tail or ""
    return words


def words(text: str | None) -> str:
    """The words of a text of the contract, without formulas that are MathML."""
    return meant(text, lambda formula: "" if mathml(formula) else mathjax(formula))


TEMPLATE = (
    b'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response" />'
)

RULES = b"""
<responseProcessing>
  <responseCondition>
    <responseIf>
      <isNull><variable identifier="RESPONSE"/></isNull>
      <setOutcomeValue identifier="SCORE"><baseValue baseType="float">0.0</baseValue></setOutcomeValue>
    </responseIf>
    <responseElse>
      <setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>
    </responseElse>
  </responseCondition>
</responseProcessing>
"""
"""What the standard says that the template stands for; the engine does not look it up."""


def score(content: bytes, response: object) -> float:
    """What a QTI engine makes of a response."""
    ((_, file),) = files_of(content, ITEM)
    asked = QTIDocument()
    asked.read(src=XMLEntity(io.BytesIO(file.replace(TEMPLATE, RULES))))
    # Its drawing stumbles over questions that are not answered yet, and is not what it is asked for.
    asked.root.render_html = lambda *_: None
    session = ItemSessionState(asked.root)
    session.begin_session()
    session.begin_attempt()
    session["RESPONSE"].set_value(response)
    session.end_attempt()
    return session["SCORE"].value


def written_one(made: Item) -> bytes:
    content, losses = written(FORMAT, [made])
    assert losses.written == 1
    return content


@given(quizzes())
def test_what_goes_in_comes_out(made: list[Item]) -> None:
    content, losses = written(FORMAT, made)
    found = questions(content)
    assert len(found) == losses.written == len(made)
    for given_, question in zip(made, found, strict=True):
        asked = given_.question
        assert bare(shown(question.find(".//{*}itemBody/{*}div"))) == words(asked.stem)
        assert bare(shown(question.find("{*}modalFeedback"))) == words(asked.feedback)
        right = [value.text or "" for value in question.iterfind(".//{*}correctResponse/{*}value")]
        if asked.type == "short_answer":
            answers = accepted(asked)
            entries = [dict(entry.attrib) for entry in question.iter("{*}mapEntry")]
            assert [entry["mapKey"] for entry in entries] == answers
            assert {entry["caseSensitive"] for entry in entries} == {"false"}
            assert right == answers[:1]
        else:
            (interaction,) = question.iter("{*}choiceInteraction")
            assert interaction.get("shuffle") == "false"
            assert interaction.get("maxChoices") == ("0" if asked.type == "multiple_choice" else "1")
            choices = list(interaction)
            assert [bare(shown(c, ["feedbackInline"])) for c in choices] == [
                words(o.text) for o in asked.options
            ]
            told = [bare(shown(c.find("{*}feedbackInline"))) for c in choices]
            assert told == [words(o.feedback) for o in asked.options]
            names = [c.get("identifier") for c in choices]
            assert right == [n for n, o in zip(names, asked.options, strict=True) if o.correct]


@pytest.mark.parametrize("feedback", [None, "Since."])
def test_an_engine_gives_the_points_of_a_single_choice(feedback: str | None) -> None:
    content = written_one(choice(False, True, feedback=feedback, points=Points(earned=0, possible=2)))
    responses = ("choice-1", "choice-2", None)
    assert [score(content, response) for response in responses] == [0, 2, 0]


@pytest.mark.parametrize("feedback", [None, "Since."])
def test_an_engine_gives_each_right_option_its_share_and_nothing_for_all(feedback: str | None) -> None:
    content = written_one(choice(True, False, True, False, True, feedback=feedback))
    right, wrong = ["choice-1", "choice-3", "choice-5"], ["choice-2", "choice-4"]
    assert score(content, right) == 1
    assert score(content, right[:1]) == pytest.approx(1 / 3, abs=1e-5)
    assert score(content, right[:2] + wrong[:1]) == pytest.approx(2 / 3 - 1 / 2, abs=1e-5)
    assert score(content, wrong) == score(content, right + wrong) == score(content, []) == 0


def test_an_engine_takes_each_short_answer() -> None:
    answers = [option("colour", correct=True), option("color", correct=True)]
    content = written_one(item(*answers, type="short_answer"))
    assert [score(content, typed) for typed in ("colour", "color", "hue")] == [1, 1, 0]


@pytest.mark.parametrize("right", [1, 3, 6, 7, 11])
@pytest.mark.parametrize("wrong", [1, 3, 7])
def test_shares_that_are_not_even_add_up_to_the_points_and_to_nothing(right: int, wrong: int) -> None:
    made = choice(*[True] * right, *[False] * wrong, several=True, points=Points(earned=0, possible=0.7))
    content = written_one(made)
    names = [f"choice-{i + 1}" for i in range(right + wrong)]
    assert score(content, names[:right]) == 0.7
    assert [score(content, ticked) for ticked in (names, names[right:])] == pytest.approx([0, 0], abs=1e-9)


def test_a_test_a_document_and_a_section_a_section() -> None:
    documents = [DocumentInfo(source=f"{i}.md", title=f"{SLASHED} {i}") for i in range(2)]
    sections = [SectionInfo(index=i, title=f"<{i}>", slug=f"part-{i}") for i in (1, 2)]
    made = [
        named(choice(True, False, document=document, section=section), f"{section.slug}-{i}")
        for document in documents
        for section in sections
        for i in range(2)
    ]
    content, _ = written(FORMAT, made)
    tests = [(path, checked(file, "qti21.dtd")) for path, file in files_of(content, TEST)]
    assert [test.get("title") for _, test in tests] == [document.title for document in documents]
    items = {path: checked(file, "qti21.dtd").get("identifier") for path, file in files_of(content, ITEM)}
    for _, test in tests:
        parts = list(test.iter("{*}assessmentSection"))
        assert [part.get("title") for part in parts] == ["<1>", "<2>"]
        for part in parts:
            references = list(part.iter("{*}assessmentItemRef"))
            assert len(references) == 2
            assert all(items.pop(one.get("href")) == one.get("identifier") for one in references)
    assert items == {}


def test_pictures_are_packed_once_and_found_from_the_question(tmp_path: Path) -> None:
    made = [named(pictured(tmp_path), f"q-{i}") for i in range(2)]
    content, _ = written(FORMAT, made)
    files = opened(content)
    for path, file in files_of(content, ITEM):
        sources = [image.get("src") for image in etree.fromstring(file).iter("{*}img")]
        assert [files[str((Path("/") / path / ".." / source).resolve())[1:]] for source in sources] == drawn(
            tmp_path
        )
    assert sum(name.endswith(".png") for name in files) == 2


def test_a_formula_is_mathml_or_told() -> None:
    understood, strange = "$\\frac{1}{2}$", "$\\nosuchthing{1}$"
    assert mathml(Formula(strange.strip("$"), False)) is None
    made = [named(choice(True, False, stem=stem), stem) for stem in (understood, strange)]
    content, losses = written(FORMAT, made)
    first, second = (file for _, file in files_of(content, ITEM))
    assert b"<mfrac>" in first
    assert rb"\(\nosuchthing{1}\)" in second
    assert dict(losses) == {Reduced.FORMULAS: (strange,)}


def test_a_correction_keeps_the_names_and_the_same_input_gives_the_same_bytes() -> None:
    before, after = choice(True, False), choice(False, True, stem="Which one?")
    assert written_one(before) == written_one(replace(before))
    assert opened(written_one(before)).keys() == opened(written_one(after)).keys()


def test_what_it_cannot_hold_is_told() -> None:
    lettered = item(option("a", correct=True, label="A"), option("b", correct=False, label="B"))
    made = [named(one, f"q-{i}") for i, one in enumerate((lettered, item(type="other"), choice(True, False)))]
    _, losses = written(FORMAT, [*made, made[-1]])
    expected = {Left.KIND: ("q-1",), Left.TWICE: ("q-2",), Reduced.LABELS: ("q-0",)}
    assert dict(losses) == expected
