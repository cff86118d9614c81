"""The contract's texts taken apart: lines, table rows, list items, and formulas within them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

Kind = Literal["line", "item", "row"]

BULLET = "• "
CELL = " | "

_LATEX = r"(?!\s*\$)(?:\\.|[^$\\])+"
_FORMULA = re.compile(rf"\\\$|\$\$(?P<block>{_LATEX})\$\$|\$(?P<inline>{_LATEX})\$", re.DOTALL)

_CELL = re.compile(rf"({_FORMULA.pattern})|{re.escape(CELL)}", re.DOTALL)

_ILLEGAL = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow or does not keep, and the control characters that it merely discourages."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Words:
    """Text as printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """LaTeX.

    Attributes:
        latex: without dollar signs.
        block: whether it stands on a line of its own.
    """

    latex: str
    block: bool


Span = Words | Formula


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind that follow each other.

    Attributes:
        kind: `line`, `item` of a bulleted list, `row` of a table.
        lines: without bullets.
    """

    kind: Kind
    lines: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a table."""
        return tuple(tuple(cells(line)) for line in self.lines)


def blocks(text: str) -> list[Block]:
    """Take a text apart by lines.

    Lines with cells are a table if two or more follow each other; a single one is a line.
    """
    kinds: list[tuple[Kind, str]] = []
    for kind, group in groupby(text.split("\n"), _kind):
        lines = list(group)
        kinds += [("line" if kind == "row" and len(lines) == 1 else kind, line) for line in lines]
    return [
        Block(kind, tuple(line.removeprefix(BULLET) if kind == "item" else line for _, line in found))
        for kind, found in groupby(kinds, itemgetter(0))
    ]


def cells(line: str) -> list[str]:
    """Take a table's row apart; what looks like a border within a formula is none."""
    result = []
    start = 0
    for match in _CELL.finditer(line):
        if match[1] is None:
            result.append(line[start : match.start()])
            start = match.end()
    return [*result, line[start:]]


def spans(line: str) -> Iterator[Span]:
    r"""Take a text apart by formulas; `\$` becomes a dollar sign, one that closes nothing stays one."""
    words = ""
    end = 0
    for match in _FORMULA.finditer(line):
        words += line[end : match.start()]
        end = match.end()
        latex = match["block"] or match["inline"]
        if latex is None:
            words += "$"
            continue
        if words:
            yield Words(words)
        words = ""
        yield Formula(latex, match["block"] is not None)
    words += line[end:]
    if words:
        yield Words(words)


def has_formula(text: str) -> bool:
    """Whether there is LaTeX in it."""
    return any(isinstance(span, Formula) for span in spans(text))


def legal(text: str) -> str:
    """The text with everything replaced that XML, HTML, spreadsheets and data bases refuse."""
    return _ILLEGAL.sub(REPLACEMENT, text)


def _kind(line: str) -> Kind:
    if line.startswith(BULLET):
        return "item"
    return "row" if len(cells(line)) > 1 else "line"
