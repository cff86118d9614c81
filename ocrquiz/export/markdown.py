"""The contract's texts as Markdown: CommonMark with the tables and the `$…$` of GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from .text import Block, Formula, Words, blocks, legal, spans

BREAK = "\\"
"""Ends a line within a paragraph."""

_SPECIAL = re.compile(r"[\\`*\[\]<~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<!\S)#")
"""What begins markup anywhere: underscores within words, and most ampersands, do not."""

_AT_START = re.compile(r"(?=[-+=>|:])|(\d{1,9})(?=[.)](?:\s|$))")
"""Where a block begins at the start of a line."""

_SPACES = re.compile(r"(?<= ) +")
"""White space that Markdown swallows; it does so too at both ends of a line."""

_ESCAPING = re.compile(r"(?<!\\)(?:\\\\)*\\$")
"""A backslash at the end that no other one escapes."""


def to_markdown(text: str) -> list[str]:
    """A text of several lines as paragraphs, lists and tables.

    Args:
        text: by the contract's rules.

    Returns:
        The lines; nothing for an empty text.
    """
    lines: list[str] = []
    for block in blocks(legal(text)) if text else ():
        for part in _block(block):
            lines += ["", *part] if lines else part
    return lines


def inline(line: str) -> str:
    """A text of one line. A formula stays as it is; one with `$$` is written with `$` within a line."""
    core = line.strip()
    before, _, after = line.partition(core) if core else (line, "", "")
    found = (f"${s.latex}$" if isinstance(s, Formula) else _words(s.text) for s in _joined(core))
    return _kept(before) + "".join(found) + _kept(after)


def _block(block: Block) -> Iterator[list[str]]:
    if block.kind == "item":
        # Not with the sign that options have, or both would be one list.
        yield [f"* {inline(line)}".rstrip() for line in block.lines]
    elif block.kind == "row":
        yield _table(block.rows)
    else:
        for displayed, lines in groupby(block.lines, _is_displayed):
            if displayed:
                for line in lines:
                    yield [line]
            else:
                yield _paragraph(lines)


def _paragraph(lines: Iterable[str]) -> list[str]:
    # A line without anything would end the paragraph.
    shown = [_guarded(inline(line)) or "&nbsp;" for line in lines]
    return [*(line + BREAK for line in shown[:-1]), shown[-1]]


def _table(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    columns = max(map(len, rows))
    lines = [[inline(cell).replace("|", r"\|") for cell in row] + [""] * (columns - len(row)) for row in rows]
    lines.insert(1, ["---"] * columns)
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def _is_displayed(line: str) -> bool:
    found = list(spans(line))
    return len(found) == 1 and isinstance(found[0], Formula) and found[0].block


def _joined(line: str) -> Iterator[Words | Formula]:
    # Between two formulas that touch, `$$` would be the border of a displayed one.
    for kind, group in groupby(spans(line), type):
        found = list(group)
        if kind is Formula:
            yield Formula(" ".join(_trimmed(s.latex) for s in found if isinstance(s, Formula)), block=False)
        else:
            yield from found


def _trimmed(latex: str) -> str:
    core = latex.strip()
    # A blank with a backslash is one that LaTeX shows; at the end it would leave the dollar sign escaped.
    return f"{core} {{}}" if _ESCAPING.search(core) else core


def _words(text: str) -> str:
    return _SPACES.sub(lambda spaces: _kept(spaces[0]), _SPECIAL.sub(r"\\\g<0>", text))


def _kept(spaces: str) -> str:
    return "".join("&nbsp;" if c == " " else f"&#{ord(c)};" for c in spaces)


def _guarded(line: str) -> str:
    start = _AT_START.match(line)
    return f"{start[0]}\\{line[start.end() :]}" if start else line
