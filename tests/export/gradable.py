"""Questions whose key is known, with texts that hurt, and what a student sees of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from ocrquiz.export import Item
from ocrquiz.export.graded import plain
from ocrquiz.export.text import Formula, legal, spans
from ocrquiz.model import Points, Question

from .items import figure, item, option, texts

SLASHED = r"a/b //: \:c\ {d} <e> & 'f' $CATEGORY: /"


def solid() -> st.SearchStrategy[str]:
    """Texts that are not blank."""
    return texts().filter(lambda text: bool(text.strip()))


def choices(most: int = 12) -> st.SearchStrategy[Item]:
    """Questions of choice."""
    return st.integers(2, most).flatmap(_choices)


def short_answers() -> st.SearchStrategy[Item]:
    """Questions to type something."""
    right = st.builds(option, solid(), correct=st.just(True))
    return st.builds(
        lambda accepted, **fields: item(*accepted, type="short_answer", **fields),
        st.lists(right, min_size=1, max_size=4),
        stem=texts(),
        feedback=st.none() | texts(),
    )


def quizzes(most: int = 12) -> st.SearchStrategy[list[Item]]:
    """Questions of all kinds that can be graded, with ids of their own."""
    return st.lists(choices(most) | short_answers(), min_size=1, max_size=4).map(
        lambda found: [named(one, f"q-{i}") for i, one in enumerate(found)]
    )


def named(one: Item, name: str) -> Item:
    """The same question with another id."""
    return replace(one, question=one.question.model_copy(update={"id": name}))


def choice(*rights: bool, several: bool | None = None, **fields: Any) -> Item:
    """A question with options "Option 0", "Option 1" and so on, right or wrong."""
    many = sum(rights) != 1 if several is None else several
    made = [option(f"Option {i}", correct=right) for i, right in enumerate(rights)]
    return item(*made, type="multiple_choice" if many else "single_choice", **fields)


def pictured(folder: Path) -> Item:
    """A question with a picture in the stem and one in an option that has no text."""
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    for i, colour in enumerate(("red", "blue")):
        Image.new("RGB", (20, 10), colour).save(folder / "assets" / f"{i}.png")
    return item(
        option("A text", correct=True),
        option("", correct=False, figures=[figure("assets/1.png", "formula")]),
        figures=[figure("assets/0.png")],
        folder=folder,
    )


def drawn(folder: Path) -> list[bytes]:
    """The pictures of `pictured`."""
    return [(folder / "assets" / f"{i}.png").read_bytes() for i in range(2)]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _parsed(html: str) -> _Seen:
    parser = _Seen()
    parser.feed(html)
    parser.close()
    return parser


KNOWN = {"p", "br", "ul", "li", "table", "tbody", "tr", "td", "img", "span", "div"}


def seen(html: str) -> str:
    """The words of markup, without blanks and what makes lists and tables; no text may have become a tag."""
    parser = _parsed(html)
    assert {tag for tag, _ in parser.tags} <= KNOWN
    return bare(parser.words)


def images(html: str) -> list[str]:
    """The addresses of pictures in markup."""
    return [str(attributes["src"]) for tag, attributes in elements(html) if tag == "img"]


def accepted(question: Question) -> list[str]:
    """What is right to type for a short answer, once each."""
    return list(dict.fromkeys(legal(plain(option.text)).strip() for option in question.options))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Names and attributes of the elements in markup."""
    return _parsed(html).tags


def mathjax(formula: Formula) -> str:
    """A formula as a page with MathJax holds it."""
    return rf"\[{formula.latex}\]" if formula.block else rf"\({formula.latex}\)"


def meant(text: str | None, show: Callable[[Formula], str] = mathjax) -> str:
    """The words of a text of the contract, as `seen` gives them."""
    # By lines, as a formula does not run over their ends.
    lines = (
        (show(s) if isinstance(s, Formula) else s.text for s in spans(line))
        for line in (text or "").split("\n")
    )
    return bare(legal("\n".join("".join(parts) for parts in lines)))


def bare(text: str) -> str:
    """A text without blanks, bullets and borders of cells."""
    return re.sub(r"[\s•|]", "", text)


def _choices(count: int) -> st.SearchStrategy[Item]:
    key = st.lists(st.booleans(), min_size=count, max_size=count).filter(any)
    return st.builds(
        _made,
        key,
        st.lists(st.tuples(solid(), st.none() | texts()), min_size=count, max_size=count),
        several=st.booleans(),
        number=st.none() | st.integers(0, 99),
        stem=texts(),
        feedback=st.none() | texts(),
        points=st.none() | st.builds(Points, earned=st.none(), possible=st.sampled_from([0.0, 0.5, 3.0])),
    )


def _made(key: list[bool], shown: list[tuple[str, str | None]], several: bool, **fields: Any) -> Item:
    right = key if several else [i == key.index(True) for i in range(len(key))]
    made = [option(text, correct=r, feedback=told) for (text, told), r in zip(shown, right, strict=True)]
    return item(*made, type="multiple_choice" if several else "single_choice", **fields)
