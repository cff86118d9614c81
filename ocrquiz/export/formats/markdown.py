"""Markdown: a quiz to print or to put elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ocrquiz.export.format import Job
from ocrquiz.export.item import Item
from ocrquiz.export.markdown import inline, to_markdown
from ocrquiz.export.sheet import Entry, Line, Picture, documents, entry_of

ANSWER = "**Answer:**"
BLANK = r"\_" * 12
"""Where an answer is to be written."""


class Markdown:
    """Headings, task lists, quotes."""

    title = "a quiz as headings, task lists and quotes, with or without the answers"
    suffix = ".md"
    holds = (
        "Documents, sections and questions as headings; options as task lists, right ones ticked; "
        "explanations as quotes. Figures are in the file, as data at its end; formulas stay LaTeX between "
        "dollar signs. Where the key is not known, a line says so. A table that was read is set and its "
        "picture left out, and so is what was selected."
    )
    printable = True
    binary = False

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write question by question; the pictures come last, one after the other."""
        pictures: list[Picture] = []
        for title, sections in documents(items):
            _put(out, ["#" + (" " + inline(title)).rstrip()])
            for heading, asked in sections:
                if heading:
                    _put(out, ["## " + inline(heading)])
                for item in asked:
                    _put(out, _entry(entry_of(item, job), pictures))
        for place, picture in enumerate(pictures, start=1):
            _put(out, [f"[picture-{place}]: {picture.uri}"])


def _put(out: BinaryIO, lines: Iterable[str]) -> None:
    out.write(("\n".join(lines) + "\n\n").encode())


def _entry(entry: Entry, pictures: list[Picture]) -> Iterator[str]:
    number = "" if entry.number is None else f" {entry.number}"
    several = " (several answers)" if entry.to_choose == "several" else ""
    yield f"### Question{number}{several}"
    yield from _after_a_line(to_markdown(entry.stem))
    yield from _shown(entry.pictures, pictures)
    if entry.lines:
        yield ""
    for line in entry.lines:
        yield from _option(line, entry.to_choose is not None, pictures)
    to_fill = [[BLANK]] if entry.to_type and not entry.note else []
    for answer in [to_markdown(answer) for answer in entry.answers] or to_fill:
        yield from _after_a_line(_headed(ANSWER, answer))
    if entry.note:
        yield from ("", f"*{inline(entry.note)}*")
    yield from _after_a_line(_quote(entry.feedback))


def _option(line: Line, is_choice: bool, pictures: list[Picture]) -> Iterator[str]:
    tick = ("[x] " if line.right else "[ ] ") if is_choice else ""
    first, *rest = [
        *_headed(f"{tick}{inline(line.letter)}.", to_markdown(line.text)),
        *_shown(line.pictures, pictures),
        *_quote(line.feedback),
    ]
    yield "- " + first
    yield from ("  " + other if other else "" for other in rest)


def _headed(head: str, text: list[str]) -> list[str]:
    """A text behind a few words; a list or a table below them."""
    if not text:
        return [head]
    if text[0] == "*" or text[0].startswith(("* ", "| ", "$$")):  # No other line begins so.
        return [head, "", *text]
    return [f"{head} {text[0]}", *text[1:]]


def _quote(text: str) -> list[str]:
    return [f"> {line}".rstrip() for line in to_markdown(text)]


def _shown(some: Iterable[Picture], pictures: list[Picture]) -> Iterator[str]:
    for picture in some:
        pictures.append(picture)
        yield from ("", f"![{picture.kind}][picture-{len(pictures)}]")


def _after_a_line(lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield from ("", *lines)


FORMAT = Markdown()
