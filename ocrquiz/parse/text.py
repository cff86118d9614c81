"""Lines put together into text: wrapped lines flow, paragraphs, list items, code and table rows do not."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ocrquiz.page.model import FORMULA_END, FORMULA_START, Line
from ocrquiz.page.wrap import joint

from .cues import leading_number
from .draft import Passage

PARAGRAPH_GAP = 2.4
"""White between two lines in x-heights from which a paragraph starts; wrapped lines have about 1."""

FIT_SLACK = 1.2
"""How much room in x-heights a word needs more than its width to have fitted on the line above."""

BULLET = "• "

_DOLLARS = str.maketrans({FORMULA_START: "$", FORMULA_END: "$"})


def compose(passages: Sequence[Passage], x_height: float) -> str:
    """The text of some passages, one after the other.

    Args:
        passages: lines from top to bottom, a passage for each screenshot.
        x_height: of the text, in pixels.
    """
    text = ""
    for passage in passages:
        if not passage:
            continue
        part = _compose(passage, x_height)
        text = f"{text}{joint(text)}{part}" if text else part
    return text


def _compose(passage: Passage, x_height: float) -> str:
    right = max(line.box.right for line in passage)
    text = _item(passage[0])
    for above, line in itertools.pairwise(passage):
        between = "\n" if _breaks(above, line, right, x_height) else joint(text)
        text += between + _item(line)
    return text


def markup(line: Line) -> str:
    """What a line says, with its formulas between dollar signs, and `\\$` for a printed one."""
    return line.text.replace("$", r"\$").translate(_DOLLARS)


def _item(line: Line) -> str:
    return BULLET + markup(line) if line.bullet else markup(line)


def _breaks(above: Line, line: Line, right: int, x_height: float) -> bool:
    """Whether the author ended the line above, rather than the page's width."""
    if line.bullet or line.table or above.table or _next_item(above, line):
        return True
    if above.box.overlap_y(line.box) > 0.5 * min(above.box.height, line.box.height):
        return False
    if line.code or above.code or line.box.top - above.box.bottom > PARAGRAPH_GAP * x_height:
        return True
    return above.box.right + line.first_word + FIT_SLACK * x_height < right


def _next_item(above: Line, line: Line) -> bool:
    """Whether a line opens an item of a numbered list."""
    number = leading_number(line.text)
    return number is not None and not above.text.rstrip().endswith(",")
