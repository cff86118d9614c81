"""Pills, badges and filled buttons: those that name a verdict are read, others are no text of the quiz."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page

from .cues import Cues
from .points import points

SAME = 0.8
"""Share of each other that two boxes cover if they are one."""


@dataclass(frozen=True, slots=True)
class Unboxed:
    """A page without them.

    Attributes:
        page: the rest; what is left of them are those that say something of a question.
        aside: what was printed in the others.
    """

    page: Page
    aside: tuple[Line, ...] = ()


def without_pills(page: Page, cues: Cues) -> Unboxed:
    """Take pills and buttons off a page, save those whose text is a cue."""
    boxes = (*(pill.box for pill in page.pills), *page.buttons)
    speaking = {box for box in boxes if any(_is_cue(line.text, cues) for line in _inside(box, page))}
    silent = [pill.box for pill in page.pills if pill.box not in speaking]
    aside = [line for pill in silent for line in _inside(pill, page)]
    rest = replace(
        page,
        lines=tuple(line for line in page.lines if line not in aside),
        panels=tuple(p for p in page.panels if not any(_is_same(p.box, pill) for pill in silent)),
        pills=tuple(pill for pill in page.pills if pill.box in speaking),
        buttons=tuple(button for button in page.buttons if button not in speaking),
    )
    return Unboxed(rest, tuple(aside))


def _inside(box: Box, page: Page) -> list[Line]:
    return [line for line in page.lines if box.covers(line.box)]


def _is_cue(text: str, cues: Cues) -> bool:
    """Whether a text says something of a question or an option."""
    heading = cues.heading(text)
    return bool(
        cues.note(text)
        or (heading and heading.is_worded)
        or points(text)
        or cues.possible_points(text) is not None
        or cues.opens_feedback(text)
        or cues.opens_key(text) is not None
    )


def _is_same(a: Box, b: Box) -> bool:
    return a.covers(b, SAME) and b.covers(a, SAME)
