"""The page to print, parsed back: every word is there, none is markup, and it loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from ocrquiz.export import Item, Reduced
from ocrquiz.export.formats.html import FORMAT
from ocrquiz.export.mathml import mathml
from ocrquiz.export.sheet import NONE_RIGHT, PARTLY, UNKNOWN
from ocrquiz.export.table import letter
from ocrquiz.export.text import Formula, Words, legal, spans
from ocrquiz.model import DocumentInfo, Region, SectionInfo

from ..items import HOSTILE, figure, item, items, option, texts, written

PNG = b"\x89PNG picture"


def page(asked: list[Item], answers: bool = True) -> html.HtmlElement:
    return html.document_fromstring(written(FORMAT, asked, answers)[0].decode())


def shown(element: html.HtmlElement) -> str:
    """Its words, whatever lines, bullets and borders have become."""
    return "".join("".join(element.itertext()).split())


def plain(text: str) -> str:
    """What is to be shown of a text."""
    lines = [line.removeprefix("• ") for line in legal(text).split("\n")]
    words = "".join(
        span.text if isinstance(span, Words) else _drawn(span) for line in lines for span in spans(line)
    )
    return "".join(words.split())


def _drawn(formula: Formula) -> str:
    markup = mathml(formula)
    return formula.latex if markup is None else "".join(html.fragment_fromstring(markup).itertext())


def bare(text: str) -> str:
    # A table's borders are drawn.
    return text.replace("|", "")


@settings(max_examples=60)
@given(st.lists(items(), min_size=1, max_size=2))
def test_every_text_is_shown_as_text(asked: list[Item]) -> None:
    for one, found in zip(asked, page(asked).find_class("question"), strict=True):
        question = one.question
        assert bare(shown(found.find_class("stem")[0])) == bare(plain(question.stem))
        own = [e for e in found.find_class("feedback") if not any(a.tag == "li" for a in e.iterancestors())]
        assert [bare(shown(e)) for e in own] == [bare(plain(question.feedback or ""))] * bool(
            question.feedback
        )
        if question.type == "short_answer":
            assert [bare(shown(e)).removeprefix("✓") for e in found.find_class("answer")] == [
                bare(plain(answer)) for answer in one.answers
            ]
            continue
        lines = [e for e in found.iter("li") if "options" in e.getparent().get("class", "")]
        for place, (line, given_) in enumerate(zip(lines, question.options, strict=True)):
            assert shown(line.find_class("letter")[0]) == (given_.label or letter(place))
            assert bare(shown(line.find_class("text")[0])) == bare(plain(given_.text))
            told = [bare(shown(e)) for e in line.find_class("feedback")]
            assert told == [bare(plain(given_.feedback or ""))] * bool(given_.feedback)
            assert ("✓" in shown(line.find_class("box")[0])) == bool(one.key and one.key[place])


@given(texts())
@example("".join(HOSTILE))
def test_nothing_but_the_pages_own_elements(text: str) -> None:
    document = DocumentInfo(source="a.md", title=text)
    section = SectionInfo(index=1, title=text, slug="a")
    asked = item(
        option(text, label=text or None, feedback=text),
        stem=text,
        feedback=text,
        document=document,
        section=section,
    )
    elements = list(page([asked]).iter())
    assert not {e.tag for e in elements} & {
        "script",
        "iframe",
        "object",
        "link",
        "base",
        "form",
        "a",
        "img",
        "svg",
    }
    assert sum(e.tag == "style" for e in elements) == 1
    names = {name for e in elements for name in e.attrib}
    assert not any(name.startswith("on") or name in ("href", "src", "style") for name in names)


def test_the_page_may_load_nothing_and_use_its_own_style_only() -> None:
    found = page([item()])
    (policy,) = (e.get("content") for e in found.iter("meta") if e.get("http-equiv"))
    style = found.find(".//style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert not re.search(r"url\(|@import|https?:", style)


def test_the_page_is_as_the_questions_stand() -> None:
    other = SectionInfo(index=2, title="Peaks", slug="peaks")
    elsewhere = DocumentInfo(source="b.md", title="Morning <Class>")
    asked = [
        item(),
        item(number=None),
        item(section=other, number=7),
        item(document=elsewhere, section=other),
    ]
    found = page(asked)
    assert [e.text for e in found.iter("h1")] == ["Evening Class", "Morning <Class>"]
    assert [e.text for e in found.iter("h2")] == ["2. Around the World", "Peaks", "Peaks"]
    assert [e.text for e in found.iter("h3")] == ["1.", "•", "7.", "1."]
    assert found.findtext(".//title") == "Evening Class"


@pytest.mark.parametrize(
    ("kind", "drawn"), [("single_choice", "one"), ("multiple_choice", "several"), ("other", "plain")]
)
def test_how_many_to_choose_can_be_seen(kind: str, drawn: str) -> None:
    (found,) = page([item(option(), type=kind)]).find_class("options")
    assert found.get("class") == f"options {drawn}"


def note(*flags: bool | None, kind: str = "multiple_choice") -> tuple[list[str], list[Reduced]]:
    data, losses = written(FORMAT, [item(*(option(correct=flag) for flag in flags), type=kind)])
    told = html.document_fromstring(data.decode()).find_class("note")
    return [e.text for e in told], [loss for loss, _ in losses]  # type: ignore[misc]


def test_a_key_that_is_not_known_is_said_so() -> None:
    assert note(None, None) == ([UNKNOWN], [Reduced.KEY])
    assert note(True, None, True) == ([PARTLY.format("A, C")], [Reduced.KEY])
    assert note(True, True, kind="single_choice") == ([UNKNOWN], [Reduced.KEY])
    assert note(kind="single_choice") == ([UNKNOWN], [Reduced.KEY])
    assert note(False, False) == ([NONE_RIGHT], [])
    assert note(True, False) == ([], [])


def test_without_answers_nothing_gives_them_away() -> None:
    asked = [
        item(option("a", correct=True, feedback="told"), option("b", correct=False), feedback="told"),
        item(option("a"), option("b"), verdict="incorrect", feedback="told"),
        item(option("told", correct=True), type="short_answer", answer="told", feedback="told"),
    ]
    data, losses = written(FORMAT, asked, answers=False)
    body = html.document_fromstring(data.decode()).find("body")
    assert "told" not in shown(body)
    assert "✓" not in shown(body)
    assert not any(body.find_class(name) for name in ("right", "note", "feedback", "answer"))
    assert len(body.find_class("rule")) == 1
    assert (losses.written, list(losses)) == (3, [])


def pictured(folder: Path) -> Item:
    (folder / "assets").mkdir()
    (folder / "assets" / "there.png").write_bytes(PNG)
    shown_ = [figure("assets/there.png"), figure("assets/gone.png"), figure("assets/there.png", "formula")]
    regions = [Region(screenshot="a.png", bbox=(0, 0, 180, 100))]
    return item(option(figures=[figure("assets/there.png")]), figures=shown_, regions=regions, folder=folder)


def test_pictures_are_in_the_page_at_their_share_of_the_width(tmp_path: Path) -> None:
    data, losses = written(FORMAT, [pictured(tmp_path)])
    images = list(html.document_fromstring(data.decode()).iter("img"))
    assert [image.get("alt") for image in images] == ["figure", "formula", "figure"]
    assert {image.get("src") for image in images} == {
        "data:image/png;base64," + base64.b64encode(PNG).decode()
    }
    assert {image.get("width") for image in images} == {"310"}
    assert Reduced.MISSING_FIGURES in dict(losses)


def test_a_table_that_was_read_is_not_shown_twice(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "table.png").write_bytes(PNG)
    asked = item(stem="a | b\nc | d", figures=[figure("assets/table.png", "table")], folder=tmp_path)
    assert not list(page([asked]).iter("img"))
    assert [e.text for e in page([asked]).iter("td")] == ["a", "b", "c", "d"]
    unread = item(figures=[figure("assets/table.png", "table")], folder=tmp_path)
    assert len(list(page([unread]).iter("img"))) == 1


def test_formulas_are_drawn_or_shown_as_they_stand() -> None:
    data, losses = written(FORMAT, [item(stem=r"$\frac{a}{b}$ and $\nonsense{<x>}$")])
    found = html.document_fromstring(data.decode())
    assert [e.tag for e in found.find(".//mfrac")] == ["mrow", "mrow"]
    assert [e.text for e in found.iter("code")] == [r"\nonsense{<x>}"]
    assert list(losses) == [(Reduced.FORMULAS, ("q-1",)), (Reduced.KEY, ("q-1",))]


@pytest.mark.parametrize(
    "latex", [r"\href{javascript:alert(1)}{x}", r"\style{x:y}{z}", "{" * 5000, r"\frac{", "^"]
)
def test_formulas_that_want_more_than_to_be_drawn(latex: str) -> None:
    assert mathml(Formula(latex, block=False)) is None


@settings(max_examples=200)
@given(st.text("ab1^_{}\\ &<>'+=()[]|$#%~", max_size=12))
def test_any_formula_is_well_formed_or_none(latex: str) -> None:
    markup = mathml(Formula(latex, block=True))
    assert markup is None or html.fragment_fromstring(markup).tag == "math"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(FORMAT, [item()])[0] == written(FORMAT, [item()])[0]
