"""HTML: a quiz to print, in one file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ocrquiz.export.format import Job
from ocrquiz.export.item import Item
from ocrquiz.export.losses import Reduced
from ocrquiz.export.markup import to_html
from ocrquiz.export.mathml import mathml
from ocrquiz.export.sheet import Entry, Picture, documents, entry_of
from ocrquiz.export.text import Formula, spans

TEMPLATES = Path(__file__).parent / "templates"

COLUMN = 620
"""Pixels of CSS: what a picture as wide as its question takes."""


class Html:
    """One page that loads nothing."""

    title = "a quiz to print, with or without the answers"
    suffix = ".html"
    holds = (
        "The questions as a sheet of paper shows them, figures in the page. Formulas are MathML; one that "
        "cannot be is shown as LaTeX. Where the key is not known, the sheet says so. A table that was read "
        "is set and its picture left out, and so is what was selected."
    )
    printable = True
    binary = False

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the page question by question."""
        style = (TEMPLATES / "quiz.css").read_text(encoding="utf-8")
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(text=_text, width=_width)
        found = documents(items)
        title, sections = next(found)
        page = environment.get_template("quiz.html").stream(
            title=title,
            documents=chain([(title, sections)], found),
            entries=lambda items: _entries(items, job),
            style=Markup(style),
            style_hash=_hash(style),
        )
        page.dump(out, encoding="utf-8")


def _entries(items: Iterable[Item], job: Job) -> Iterator[Entry]:
    for item in items:
        entry = entry_of(item, job)
        found = (span for text in entry.texts for line in text.split("\n") for span in spans(line))
        if any(isinstance(span, Formula) and mathml(span) is None for span in found):
            job.losses.reduce(item, Reduced.FORMULAS)
        yield entry


def _text(text: str) -> Markup:
    return Markup(to_html(text, _formula))


def _formula(formula: Formula) -> str:
    return mathml(formula) or f"<code>{escape(formula.latex)}</code>"


def _width(picture: Picture) -> int:
    return max(1, round(COLUMN * picture.share))


def _hash(content: str) -> str:
    """How a content security policy names the one style that may be used."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode("ascii")


FORMAT = Html()
