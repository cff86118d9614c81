"""Lone glyphs: icons taken for letters, and numbers taken for something else."""

from __future__ import annotations

from ocrquiz.page.model import Line, Page

from .cues import Cues

SURE = 0.8
"""Confidence from which a lone glyph is a letter."""

LONE_SIZE = 2.2
"""Largest lone glyph in x-heights."""

LONE_GAP = 8.0
"""White around it in x-heights."""

MAX_NUMBER = 3
"""Characters of a question's number with its stop at most, as misread."""

NUMBER_WIDTH = 3.6
"""Widest printed number in x-heights."""

NUMBER_GAP = 1.3
"""White in x-heights between a number that hangs left and the text."""


def is_icon(line: Line, page: Page) -> bool:
    """Whether a line is a lone glyph, badly read and far from all else on its height."""
    if line.confidence >= SURE or max(line.box.width, line.box.height) > LONE_SIZE * page.x_height:
        return False
    others = [o.box for o in page.lines if o is not line] + [w.box for w in page.widgets]
    reach = LONE_GAP * page.x_height
    return not any(box.overlap_y(line.box) > 0 and -box.overlap_x(line.box) < reach for box in others)


def is_unread_number(line: Line, page: Page, cues: Cues) -> bool:
    """Whether a short line that hangs left of a text is its number, read as something else."""
    if len(line.text) > MAX_NUMBER or cues.heading(line.text):
        return False
    right = line.box.right + NUMBER_GAP * page.x_height
    return line.box.width <= NUMBER_WIDTH * page.x_height and any(
        o.box.left >= right and o.box.overlap_y(line.box) >= 0.5 * line.box.height
        for o in page.lines
        if o is not line
    )
