"""The contract's texts as HTML, well-formed as XML too."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from .text import Block, Formula, blocks, legal, spans

Show = Callable[[Formula], str]
"""What a formula becomes: markup, already escaped."""

_INDENT = re.compile(r"^ +|(?<= ) ", re.MULTILINE)


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
    return "".join(show(span) if isinstance(span, Formula) else _words(span.text) for span in spans(line))


def _words(text: str) -> str:
    # Code is indented, and HTML would swallow that.
    return _INDENT.sub(lambda spaces: "\N{NO-BREAK SPACE}" * len(spaces[0]), escape(legal(text)))
