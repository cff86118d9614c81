"""Pages of one section in, questions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocrquiz.model import Issue, IssueCode, Question, Region
from ocrquiz.page.model import Line, Page

from .join import join
from .questions import build
from .segment import segment

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


def parse_section(slug: str, pages: Sequence[Page]) -> ParsedSection:
    """Find the questions of a section.

    Args:
        slug: of the section; opens the questions' ids.
        pages: its screenshots, read, in order.
    """
    segments = [segment(page) for page in pages]
    found = join([s.drafts for s in segments])
    drafts = [draft for draft in found if draft.begun]
    questions = tuple(build(draft, slug, place) for place, draft in enumerate(drafts, start=1))
    leftovers = [(page, line) for page, s in zip(pages, segments, strict=True) for line in s.leftovers]
    # Such as a banner with the result of the whole quiz, above its first question.
    panels = [panel for draft in found if not draft.begun for panel in draft.feedback]
    leftovers += [(panel.place.page, line) for panel in panels for line in panel.all_lines]
    issues = tuple(_leftover(page, line) for page, line in leftovers)
    used = {region.screenshot for question in questions for region in question.regions}
    return ParsedSection(questions, issues, frozenset(page.screenshot for page in pages) - used)


def _leftover(page: Page, line: Line) -> Issue:
    box = line.box.clipped(page.width, page.height)
    return Issue(
        code=IssueCode.LEFTOVER_TEXT,
        severity="warning",
        message=f"Belongs to no question: “{line.text}”.",
        region=Region(screenshot=page.screenshot, bbox=(box.left, box.top, box.right, box.bottom)),
    )
