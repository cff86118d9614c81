"""Pages of one section in, questions out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ocrquiz.model import Issue, IssueCode, Question, Region
from ocrquiz.page.model import Line, Page

from .cues import Cues, builtin
from .draft import Draft
from .join import join
from .questions import build
from .segment import segment
from .text import markup

__all__ = ["ParsedSection", "parse_section"]


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """What the screenshots of a section hold.

    Attributes:
        questions: in order.
        issues: doubts about the section as a whole.
        empty: names of the screenshots without a quiz in them.
    """

    questions: tuple[Question, ...]
    issues: tuple[Issue, ...]
    empty: frozenset[str]


def parse_section(slug: str, pages: Sequence[Page], cues: Cues | None = None) -> ParsedSection:
    """Find the questions of a section.

    Args:
        slug: of the section; opens the questions' ids.
        pages: its screenshots, read, in order.
        cues: wordings to know; those that come with ocrquiz unless given.
    """
    cues = cues or builtin()
    drafts = join([segment(page, cues) for page in pages])
    asked = [draft for draft in drafts if _asks(draft)]
    questions = _with_own_ids(
        [
            build(draft, slug, place, cues, before, after)
            for place, (before, draft, after) in enumerate(
                zip([None, *asked], asked, [*asked[1:], None], strict=False), start=1
            )
        ]
    )
    issues = tuple(_leftover(draft) for draft in drafts if not _asks(draft))
    used = {region.screenshot for question in questions for region in question.regions}
    return ParsedSection(questions, issues, frozenset(page.screenshot for page in pages) - used)


def _asks(draft: Draft) -> bool:
    """Whether there is a question in it, rather than text that stands beside the quiz.

    A banner with the result of the whole quiz, above its first question, is a panel and nothing else.
    """
    if draft.aside:
        return False
    explained = draft.feedback and draft.begun
    worth = draft.points and draft.number is None and any(map(_is_asked, draft.stem_lines))
    return bool(draft.number is not None or draft.options or explained or draft.answer or worth)


def _with_own_ids(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, those whose number was printed before told apart: `slug-4`, `slug-4-2`."""
    seen: Counter[str] = Counter()
    renamed = []
    for question in questions:
        seen[question.id] += 1
        times = seen[question.id]
        own = question.id if times == 1 else f"{question.id}-{times}"
        renamed.append(question.model_copy(update={"id": own}))
    return tuple(renamed)


def _is_asked(line: Line) -> bool:
    return line.text.rstrip(" *").endswith(("?", ":", "？"))


def _leftover(draft: Draft) -> Issue:
    panels = [line for panel in draft.feedback for line in panel.all_lines]
    text = " ".join(markup(line) for line in [*draft.stem_lines, *panels])
    place = draft.places[0]
    box = place.box.clipped(place.page.width, place.page.height)
    return Issue(
        code=IssueCode.LEFTOVER_TEXT,
        severity="info" if draft.aside else "warning",
        message=f"Belongs to no question: “{text}”.",
        region=Region(screenshot=place.page.screenshot, bbox=(box.left, box.top, box.right, box.bottom)),
    )
