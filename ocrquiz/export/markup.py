"""The contract's texts as HTML, well-formed as XML too."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from .text import Block, Formula, blocks, legal, spans

Show = Callable[[Formula], str]
"""What a formula becomes: markup, already escaped."""

_GAP = re.compile("(?<= ) ")

_TEX = re.compile(r"\\([(\[])")


def mathjax(formula: Formula) -> str:
    r"""A formula as MathJax finds it in a page: between `\(` and `\)`, or `\[` and `\]`."""
    latex = escape(legal(formula.latex), quote=False)
    return rf"\[{latex}\]" if formula.block else rf"\({latex}\)"


def to_html(text: str, show: Show = mathjax) -> str:
    """A text of several lines as paragraphs, lists and tables.

    Args:
        text: by the contract's rules.
        show: what formulas become.
    """
    return "".join(_block(block, show) for block in blocks(text))


def to_inline(text: str, show: Show = mathjax) -> str:
    """A text without paragraphs around it: line breaks between lines, lists and tables as printed."""
    return "<br/>".join(_line(line, show) for line in text.split("\n"))


def _block(block: Block, show: Show) -> str:
    if block.kind == "item":
        return "<ul>" + "".join(f"<li>{_line(line, show)}</li>" for line in block.lines) + "</ul>"
    if block.kind == "row":
        rows = ("".join(f"<td>{_line(cell, show)}</td>" for cell in row) for row in block.rows)
        return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
    return "<p>" + "<br/>".join(_line(line, show) for line in block.lines) + "</p>"


def _line(line: str, show: Show) -> str:
    # Code is indented, and HTML would swallow that.
    words = line.lstrip(" ")
    indent = "\N{NO-BREAK SPACE}" * (len(line) - len(words))
    return indent + "".join(show(s) if isinstance(s, Formula) else _words(s.text) for s in spans(words))


def _words(text: str) -> str:
    spaced = _GAP.sub("\N{NO-BREAK SPACE}", escape(legal(text)))
    # MathJax would take it for a formula, if no tag stood within.
    return _TEX.sub(r"\\<span>\1</span>", spaced)
