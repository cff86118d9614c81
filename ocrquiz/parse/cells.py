"""Labels in a column of their own: "Selected Answer:" and "Feedback:" left of what they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocrquiz.geometry import union
from ocrquiz.page.model import Line, Page

from .cues import Cues
from .letters import opens_with_letter
from .rows import is_level


@dataclass(frozen=True, slots=True)
class Joined:
    """A page on which such a label opens the line that it names.

    Attributes:
        page: so changed.
        aside: labels before the first option, which name nothing.
    """

    page: Page
    aside: tuple[Line, ...] = ()


def with_joined_labels(page: Page, cues: Cues) -> Joined:
    """Put labels with a colon before the line beside them."""
    joined: dict[int, Line | None] = {}
    aside = []
    for label in page.lines:
        named = _beside(label, page.lines) if _is_label(label, cues) else None
        if named is None or id(named) in joined:
            continue
        if opens_with_letter(named.text) and cues.is_prompt(label.text):
            joined[id(label)] = None
            aside.append(label)
        elif cues.own_answer(f"{label.text} ?") or cues.opens_feedback(label.text.rstrip(": ")):
            joined[id(label)] = None
            box = union((label.box, named.box))
            joined[id(named)] = replace(named, text=f"{label.text} {named.text}", box=box)
    if not joined:
        return Joined(page)
    lines = (joined.get(id(line), line) for line in page.lines)
    return Joined(replace(page, lines=tuple(line for line in lines if line is not None)), tuple(aside))


def _is_label(line: Line, cues: Cues) -> bool:
    text = line.text.rstrip()
    return not line.table and text.endswith(":") and cues.heading(text) is None


def _beside(label: Line, lines: Sequence[Line]) -> Line | None:
    """The one line right of a label on its height; None where there are several."""
    level = [
        n for n in lines if n is not label and n.box.left > label.box.right and is_level(n.box, label.box)
    ]
    return level[0] if len(level) == 1 else None
