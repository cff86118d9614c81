"""Tinted panels taken out of the flow of a page: verdict, headline, explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Panel, Shape, Tone

from .cues import Cues
from .draft import Feedback, OptionDraft, Place
from .rows import by_row, is_level

NEAR = 4.0
"""White in x-heights between an option and a panel that belongs to it at most."""

MAX_HEADLINE = 45.0
"""Longest headline in x-heights, some 40 letters: beside an icon a longer line is an explanation."""


FIGURES = 3
"""Texts side by side in a panel from which they are figures: what was answered, by how many, how fast."""

ALIGNED = 1.5
"""How far in x-heights the lines at a panel's left edge may stand from each other."""


def find_feedback(page: Page, cues: Cues) -> list[Feedback]:
    """The panels of a page that can hold feedback, from top to bottom.

    A block with widgets in it is a card with the question itself, one that opens with a question's heading is
    its title bar, a grey one with an outline is what an answer is typed in; of nested blocks the inner one
    counts.
    """
    panels = [p for p in page.panels if not any(p.box.covers(w.box) for w in page.widgets)]
    panels = [p for p in panels if not _is_field(page, p)]
    panels = [p for p in panels if not any(o is not p and p.box.contains(o.box) for o in panels)]
    rows = [w.row for w in page.widgets if w.row]
    panels = [p for p in panels if not any(row.contains(p.box) for row in rows)]
    return [_feedback(page, panel, cues) for panel in panels if not _is_title_bar(page, panel, cues)]


def _is_field(page: Page, panel: Panel) -> bool:
    return panel.tone is Tone.NEUTRAL and any(
        f.covers(panel.box) and panel.box.covers(f) for f in page.fields
    )


def _is_title_bar(page: Page, panel: Panel, cues: Cues) -> bool:
    first = next((line for line in page.lines if panel.box.covers(line.box)), None)
    heading = cues.heading(first.text) if first else None
    return heading is not None and heading.is_worded


def _without_figures(lines: Sequence[Line], x_height: float) -> list[Line]:
    """The lines of a panel; where some stand side by side, as figures do, those at its left edge."""
    lefts = [[b.box.left for b in lines if is_level(a.box, b.box)] for a in lines]
    if max(map(len, lefts), default=0) < FIGURES:
        return list(lines)
    edge = min(line.box.left for line in lines) + ALIGNED * x_height
    return [line for line in lines if line.box.left <= edge]


def is_of_option(option: OptionDraft, feedback: Feedback) -> bool:
    """Whether a panel explains the option above it: so in checkbox questions, once for each option.

    A green one outside the card of an option that was not chosen praises the whole response.
    """
    if feedback.place.box.top - option.place.box.bottom > NEAR * feedback.place.page.x_height:
        return False
    if feedback.tone is Tone.CORRECT and option.widget.row and option.widget.selected is False:
        return False
    return (
        option.widget.kind is Shape.CHECKBOX and option.feedback is None and feedback.tone is not Tone.NEUTRAL
    )


def _feedback(page: Page, panel: Panel, cues: Cues) -> Feedback:
    inside = [line for _, line in by_row(line for line in page.lines if panel.box.covers(line.box))]
    text = _without_figures(inside, page.x_height)
    figures, inside = [line for line in inside if line not in text], text
    inside = [replace(line, text=cues.without_icon(line.text)) for line in inside[:1]] + inside[1:]
    icon = next(((box, tone) for box, tone in page.icons if panel.box.covers(box)), None)
    tone = icon[1] if icon and panel.tone is Tone.NEUTRAL else panel.tone
    headline = _headline(page, inside, icon[0] if icon else None, cues)
    if headline is not None:
        inside = [line for line in inside if line is not headline]
        if tone is Tone.NEUTRAL:
            tone = headline.tone or cues.headline(headline.text) or tone
    elif inside and tone is Tone.NEUTRAL and cues.opens_key(inside[0].text) is None:
        tone = cues.opening_verdict(inside[0].text) or tone
    return Feedback(Place(page, panel.box), tone, headline, [inside] if inside else [], figures)


def _headline(page: Page, inside: Sequence[Line], icon: Box | None, cues: Cues) -> Line | None:
    """The first line, if it stands beside the icon, is printed in the verdict's colour or names it.

    One that goes on after the verdict (`Correct! It is.`) is the explanation; one that names the right answer
    (`Answer: Option C`) is the key.
    """
    if not inside:
        return None
    first = inside[0]
    if cues.headline(first.text) is None and ":" in first.text and cues.opens_key(first.text):
        return None
    if cues.headline(first.text) is not None or cues.opens_feedback(first.text):
        return first
    if cues.opening_verdict(first.text) is not None:
        return None
    short = first.box.width <= MAX_HEADLINE * page.x_height
    beside = icon is not None and icon.overlap_y(first.box) >= 0.5 * first.box.height
    # A program in a grey block may be printed in colours.
    colored = first.tone is not None and not first.code
    return first if short and (beside or colored) else None
