"""Questions cut between screenshots put together again; text seen twice is kept once."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from ocrquiz.page.model import Line

from .draft import Draft, OptionDraft

BOTTOM = 8.0
"""White in x-heights below the last line of a question that goes on in the next screenshot."""

SAME_LINE = 0.86
"""Likeness from which two lines are one line seen twice, misread letters allowed."""


def join(pages: Sequence[Sequence[Draft]]) -> list[Draft]:
    """The questions of a section; after them, what stands beside the quiz.

    Args:
        pages: each screenshot's questions and parts of questions, in order.
    """
    questions: list[Draft] = []
    asides: list[Draft] = []
    for drafts in pages:
        asides += [draft for draft in drafts if draft.aside]
        for place, draft in enumerate(d for d in drafts if not d.aside):
            if place == 0 and questions and _continues(questions[-1], draft):
                _append(questions[-1], draft)
            else:
                questions.append(draft)
    return questions + asides


def _continues(before: Draft, draft: Draft) -> bool:
    """Whether a screenshot's first part belongs to the question that the screenshot before ended with."""
    if before.places[-1].page is draft.places[0].page:
        return False
    if draft.number is not None:
        return draft.number == before.number and _alike_starts(before, draft)
    if not draft.stem_lines:
        return True
    if not before.options:
        return True
    return before.number is not None and _reaches_bottom(before) and not _has_own_stem(draft)


def _reaches_bottom(draft: Draft) -> bool:
    """Whether a question runs down to the lower edge of its last screenshot."""
    place = draft.places[-1]
    return place.box.bottom >= place.page.height - BOTTOM * place.page.x_height


def _has_own_stem(draft: Draft) -> bool:
    """Whether text stands left of the options' texts: an option's text that goes on does not."""
    if not draft.options:
        return False
    return min(line.box.left for line in draft.stem_lines) < draft.options[0].widget.box.right


def _alike_starts(before: Draft, draft: Draft) -> bool:
    a, b = before.stem_lines, draft.stem_lines
    return bool(a) and bool(b) and _same(a[0], b[0])


def _append(before: Draft, draft: Draft) -> None:
    """Put a part behind a question."""
    repeated = _overlap(before, draft)
    before.places += draft.places
    stem = [[line for line in passage if id(line) not in repeated] for passage in draft.stem]
    if before.options and any(stem):
        # Lines without a widget after the first options: the last option's text goes on.
        before.options[-1].passages += stem
    else:
        before.stem += stem
    for option in draft.options:
        twin = _twin(before, option)
        if twin is None:
            before.options.append(option)
        else:
            _merge(twin, option)
    before.feedback += draft.feedback
    before.pictures += draft.pictures
    before.points = before.points or draft.points
    before.expanded = before.expanded or draft.expanded


def _overlap(before: Draft, draft: Draft) -> set[int]:
    """Identities of the part's first lines that repeat the question's last ones."""
    tail = before.options[-1].lines if before.options else before.stem_lines
    head = draft.stem_lines
    for length in range(min(len(tail), len(head)), 0, -1):
        if all(_same(a, b) for a, b in zip(tail[-length:], head[:length], strict=True)):
            return {id(line) for line in head[:length]}
    return set()


def _twin(before: Draft, option: OptionDraft) -> OptionDraft | None:
    """The option of the question that this one repeats."""
    for known in before.options:
        if (
            known.place.page is not option.place.page
            and known.lines
            and option.lines
            and len(known.lines) == len(option.lines)
            and all(_same(a, b) for a, b in zip(known.lines, option.lines, strict=True))
        ):
            return known
    return None


def _merge(known: OptionDraft, again: OptionDraft) -> None:
    known.feedback = known.feedback or again.feedback
    if known.widget.selected is None:
        known.widget = again.widget


def _same(a: Line, b: Line) -> bool:
    return a.text == b.text or SequenceMatcher(None, a.text, b.text, autojunk=False).ratio() >= SAME_LINE
