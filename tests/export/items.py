"""Questions to export, by hand and by chance, with texts that hurt."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ocrquiz.export import Format, Item, Job, Losses
from ocrquiz.model import DocumentInfo, Figure, Option, Question, Region, SectionInfo

DOCUMENT = DocumentInfo(source="_posts/evening.md", title="Evening Class")
SECTION = SectionInfo(index=1, number=2, title="Around the World", slug="around-the-world")

KINDS = ("single_choice", "multiple_choice", "true_false", "short_answer", "other")

HOSTILE = (
    "",
    " ",
    " both ends ",
    "    indented\n  if a < b && c > d:\n\treturn",
    "a\n\n\nb\n",
    "\0\x01\x0b\x1b[31m\x7f\x85\ufffe\r\n",
    "\u2028\u2029\u00a0\ufeff\u200b",
    "\u202eevil\u202c \u200f\u2066",
    "😀 é e\u0301 한국어",
    "=1+1",
    "+1-2",
    "-5%",
    "@SUM(A1)",
    '=HYPERLINK("http://x";"y")',
    "#N/A",
    "_x0041_",
    "\"quoted\", 'single'; `tick` ``two``",
    "<script>alert(1)</script><!-- -->]]>&amp;&#65; AT&T",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}{#",
    "C:\\new\\$5 \\\\ \\",
    "\\$5 and \\$6, $ 5 $ $$ $",
    "$x_1^2 * y_2$ and $$\\frac{a|b}{<c>}$$",
    "$$\\sum_i x_i$$",
    "$P(a | b)$ | 2\n$\\|x\\|$ | \\|",
    "a | b\nc | d | e\n | f | ",
    "• one\n• two\n\n• | three | ",
    "# head\n## head #\n> quote\n- item\n+ item\n* item\n1. one\n2) two\n---\n===\n***\n```\n~~~\n    code",
    "a | b\n--- | ---\n:-- | --:",
    "*a* **b** _c_ __init__ a_b ~~d~~ ~e~ [x](y) [x]: z\n[ref]: /url\n![i](j) <http://a.b> http://a.b [^1]",
    "A. letter\n(b) letter\n[x] box\n[ ] box",
    "a:=b::c ~%25 {=x ~y} // # :",
)
"""Texts that other formats take for something else."""


def option(text: str = "An option", **fields: Any) -> Option:
    return Option(**{"selected": None, "confidence": 1, "text": text, **fields})


def figure(path: str = "assets/figure-0.png", kind: str = "figure") -> Figure:
    return Figure.model_validate(
        {"kind": kind, "path": path, "region": Region(screenshot="a.png", bbox=(0, 0, 90, 60))}
    )


def item(
    *options: Option,
    document: DocumentInfo = DOCUMENT,
    section: SectionInfo = SECTION,
    folder: Path | None = None,
    assume_selected: bool = False,
    **fields: Any,
) -> Item:
    """A single choice, unless `fields` of the question say otherwise."""
    made = {"id": "q-1", "number": 1, "type": "single_choice", "stem": "Which?", "confidence": 1, **fields}
    question = Question(**made, options=list(options))
    return Item(document, section, question, folder, assume_selected=assume_selected)


def written(target: Format, items: Iterable[Item], answers: bool = True) -> tuple[bytes, Losses]:
    """What a format writes, and what it tells."""
    out, job = io.BytesIO(), Job(answers=answers)
    target.write(iter(items), out, job)
    return out.getvalue(), job.losses


def texts() -> st.SearchStrategy[str]:
    """Texts of the contract, and others."""
    wild = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    marks = st.text("ab0 .\n\t|$\\*_`~#<>&[](){}!-+=:\"'•", max_size=16)
    return st.one_of(st.sampled_from(HOSTILE), wild, marks)


def options() -> st.SearchStrategy[Option]:
    flag = st.sampled_from([None, True, False])
    return st.builds(
        option,
        texts(),
        label=st.none() | st.sampled_from(["A", "B", "(c)", "*"]),
        selected=flag,
        correct=flag,
        verdict=st.sampled_from([None, "correct", "incorrect"]),
        feedback=st.none() | texts(),
    )


def items() -> st.SearchStrategy[Item]:
    """Questions of every kind."""
    return st.builds(
        lambda options, **fields: item(*options, **fields),
        st.lists(options(), max_size=12),
        number=st.none() | st.integers(0, 99),
        type=st.sampled_from(KINDS),
        stem=texts(),
        answer=st.none() | texts(),
        verdict=st.sampled_from([None, "correct", "incorrect", "partial"]),
        feedback=st.none() | texts(),
        assume_selected=st.booleans(),
    )
