"""Texts taken apart: nothing is lost between the pieces."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given

from ocrquiz.export.markup import to_html, to_inline
from ocrquiz.export.text import Block, Formula, Words, blocks, has_formula, legal, spans

from .items import texts


def test_formulas_and_words() -> None:
    assert list(spans(r"if $x_1$ costs \$5, $$y$$")) == [
        Words("if "),
        Formula("x_1", block=False),
        Words(" costs $5, "),
        Formula("y", block=True),
    ]


@pytest.mark.parametrize("text", ["$5", "$ $", "$$", "$$$$", "a $ b", r"\$5 and \$6"])
def test_dollars_that_hold_nothing_are_dollars(text: str) -> None:
    assert list(spans(text)) == [Words(text.replace(r"\$", "$"))]
    assert not has_formula(text)


def test_an_escaped_dollar_within_a_formula_ends_nothing() -> None:
    assert list(spans(r"$a\$b$")) == [Formula(r"a\$b", block=False)]


def test_blocks_of_a_kind() -> None:
    found = blocks("Look:\n• one\n• two\na | b\nc | d\nend | of it")
    assert [block.kind for block in found] == ["line", "item", "row"]
    assert found[1].lines == ("one", "two")
    assert found[2].rows == (("a", "b"), ("c", "d"), ("end", "of it"))


def test_a_lone_row_is_a_line() -> None:
    assert blocks("Look:\na | b\nend") == [Block("line", ("Look:", "a | b", "end"))]


def test_a_border_within_a_formula_is_none() -> None:
    (table,) = blocks("$P(a | b)$ | 1\n$P(c)$ | 2")
    assert table.rows == (("$P(a | b)$", "1"), ("$P(c)$", "2"))
    assert blocks("$P(a | b)$\n$P(b | a)$")[0].kind == "line"


@given(texts())
def test_no_line_is_lost(text: str) -> None:
    bullets = {"item": "• "}
    lines = [bullets.get(block.kind, "") + line for block in blocks(text) for line in block.lines]
    assert "\n".join(lines) == text
    assert all(
        " | ".join(row) == line for b in blocks(text) for row, line in zip(b.rows, b.lines, strict=True)
    )


@given(texts())
def test_spans_put_together_again(text: str) -> None:
    def again(span: Words | Formula) -> str:
        if isinstance(span, Words):
            return span.text.replace("$", r"\$")
        return f"$${span.latex}$$" if span.block else f"${span.latex}$"

    whole = "".join(map(again, spans(text)))
    assert list(spans(whole)) == list(spans(text))


@given(texts())
def test_what_is_legal_stays(text: str) -> None:
    assert len(legal(text)) == len(text)
    assert legal(legal(text)) == legal(text)
    if text.isprintable():
        assert legal(text) == text


@given(texts())
def test_markup_is_well_formed_and_keeps_the_words(text: str) -> None:
    for markup in (to_html(text), to_inline(text)):
        page = ET.fromstring(f"<div>{markup}</div>")
        shown = "".join(page.itertext())
        words = [
            s.text if isinstance(s, Words) else s.latex for line in text.split("\n") for s in spans(line)
        ]
        for word in " ".join(words).split():
            bare = legal(word.strip("•|"))
            assert not bare.isalnum() or bare in shown


def test_markup_by_example() -> None:
    assert to_html("a < b\n  c\n• d\n• $e$") == (
        "<p>a &lt; b<br/>\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}c</p><ul><li>d</li><li>\\(e\\)</li></ul>"
    )
    assert to_html("a | b\nc | d") == (
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"
    )
    assert to_inline("a\n• b") == "a<br/>• b"
