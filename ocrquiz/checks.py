"""What a person should look at: doubts about a question, from the evidence that it was made of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ocrquiz import confidence
from ocrquiz.model import Issue, IssueCode, QuestionVerdict, Region, Severity
from ocrquiz.page.model import Doubt, Line, Shape
from ocrquiz.parse.draft import Draft, Place
from ocrquiz.parse.text import markup

REVIEW_BELOW = 0.85
"""Confidence below which a question is to be reviewed: of 205 questions of five posts, all that are wrong and
13 that are right."""

OTHER_SIZE = 1.2
"""Height of a first line's letters beside those of the next, from which it is a title, not the stem."""

SAME_EDGE = 0.6
"""Difference in x-heights up to which a line begins where the options' texts do."""

NEXT_ROW = 1.4
"""Distance to the first option beside that between options, up to which a line is a row of theirs."""

FAR_ABOVE = 4.0
"""White in x-heights within a stem from which what is above may be none of it: paragraphs have up to 3."""

_NUMBERED = re.compile(r"[^\w(\[]{0,2}\s?\d{1,3}\s?(?:[.)]|→|->)\s*(?=[^\W\d])")
"""A number that opens a stem, a star or an icon before it allowed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found about a question.

    Attributes:
        confidence: probability that it is right.
        issues: what is doubtful.
    """

    confidence: float
    issues: tuple[Issue, ...]


def examine(
    draft: Draft,
    selected: Sequence[bool | None] = (),
    verdict: QuestionVerdict | None = None,
    before: Draft | None = None,
    after: Draft | None = None,
) -> Evidence:
    """Look for what is missing, contradictory or badly read.

    Args:
        draft: all parts of the question.
        selected: which of its options are.
        verdict: what the page says of the response.
        before: the question before it.
        after: the question after it.
    """
    lines = list(draft.all_lines())
    faults = [*_missing(draft), *_strays(draft), *_contradictions(draft, selected, verdict, before)]
    if after is not None and _goes_on(draft, after):
        message = f"What follows question {draft.number} has no number, and may be a part of it."
        faults.append(_issue(draft, IssueCode.NUMBER_SEQUENCE, message))
    doubts = [*_doubts(draft, lines), *_badly_read(draft, lines)]
    return Evidence(confidence.of_question(lines, len(faults)), (*faults, *doubts))


def _missing(draft: Draft) -> Iterator[Issue]:
    if not draft.stem_lines:
        yield _issue(draft, IssueCode.NO_STEM, "The question has no stem; it may be cut off.")
    if not draft.options and not draft.answer:
        yield _issue(draft, IssueCode.NO_OPTIONS, "The question has no options; they may be cut off.")
    if len(draft.options) == 1:
        yield _issue(draft, IssueCode.ONE_OPTION, "Only one option was found.")
    if any(o.widget.selected is None and o.widget.shape is not Shape.PLAIN for o in draft.options):
        yield _issue(draft, IssueCode.SELECTION_UNKNOWN, "It cannot be told which options are selected.")
    for number, option in enumerate(draft.options, start=1):
        if not option.lines and not option.pictures:
            yield _issue(draft, IssueCode.EMPTY_OPTION, f"Option {number} has no text.", place=option.place)


def _strays(draft: Draft) -> Iterator[Issue]:
    """What went into the stem and seems to be none of it."""
    lines = draft.stem_lines
    numbered = [line for line in lines if _NUMBERED.match(line.text)]
    if len(numbered) == 1 and numbered[0] in lines[:2]:
        message = f"A number stands in the stem: “{markup(numbered[0])}”."
        yield _issue(draft, IssueCode.NUMBER_SEQUENCE, message, place=_place(draft, numbered[0]))
    if len(lines) > 1 and _is_apart(*lines[:2]):
        message = f"May stand above the question: “{markup(lines[0])}”."
        yield _issue(draft, IssueCode.LEFTOVER_TEXT, message, place=_place(draft, lines[0]))
    elif (above := _far_above(draft)) is not None:
        message = f"May stand above the question: “{markup(above)}”."
        yield _issue(draft, IssueCode.LEFTOVER_TEXT, message, place=_place(draft, above))
    if len(lines) > 1 and _is_row(lines[-1], lines[0], draft):
        message = f"May be an option: “{markup(lines[-1])}”."
        yield _issue(draft, IssueCode.LEFTOVER_TEXT, message, place=_place(draft, lines[-1]))


def _is_apart(first: Line, second: Line) -> bool:
    """Whether a stem's first line is a title, or an icon taken for a letter."""
    return len(first.text.strip()) == 1 or first.size >= OTHER_SIZE * second.size


def _far_above(draft: Draft) -> Line | None:
    """The line of a stem without a number that much white parts from the rest, where no picture fills it."""
    if draft.number is not None or draft.pictures or len(draft.places) > 1:
        return None
    far = FAR_ABOVE * draft.places[0].page.x_height
    pairs = itertools.pairwise(draft.stem_lines)
    return next(
        (
            a
            for a, b in pairs
            if not (a.table or b.table or a.code or b.code) and b.box.top - a.box.bottom >= far
        ),
        None,
    )


def _is_row(last: Line, first: Line, draft: Draft) -> bool:
    """Whether a stem's last line stands above the options as they stand above each other."""
    texts = [option.lines[0].box for option in draft.options if option.lines]
    if len(draft.places) > 1 or len(texts) < 2 or first.box.left >= texts[0].left:
        return False
    x_height = draft.places[0].page.x_height
    aligned = all(abs(box.left - last.box.left) <= SAME_EDGE * x_height for box in texts)
    return aligned and 0 < texts[0].top - last.box.top <= NEXT_ROW * (texts[1].top - texts[0].top)


def _contradictions(
    draft: Draft, selected: Sequence[bool | None], verdict: QuestionVerdict | None, before: Draft | None
) -> Iterator[Issue]:
    radios = bool(draft.options) and all(o.widget.shape is Shape.RADIO for o in draft.options)
    if radios and sum(state is True for state in selected) > 1:
        yield _issue(draft, IssueCode.MANY_SELECTED, "Several options seem selected where one can be.")
    if verdict is not None and selected and not any(state is not False for state in selected):
        yield _issue(draft, IssueCode.NO_SELECTION, "The response is judged, but no option seems selected.")
    if before is not None and _is_gap(before, draft):
        message = f"Question {before.number} stands right before question {draft.number}."
        yield _issue(draft, IssueCode.NUMBER_SEQUENCE, message)


def _is_gap(before: Draft, draft: Draft) -> bool:
    """Whether a number is missing between two questions of one screenshot; another quiz begins at 1."""
    if before.number is None or draft.number is None or before.places[-1].page != draft.places[0].page:
        return False
    return draft.number not in (1, before.number + 1)


def _goes_on(draft: Draft, after: Draft) -> bool:
    """Whether the question after a numbered one of the same screenshot has no number."""
    together = draft.places[-1].page == after.places[0].page
    return together and draft.number is not None and after.number is None


def _doubts(draft: Draft, lines: Iterable[Line]) -> Iterator[Issue]:
    """What the reading of lines left open, each once."""
    first: dict[Doubt, Line] = {}
    for line in lines:
        for doubt in line.doubts:
            first.setdefault(doubt, line)
    for doubt, line in first.items():
        yield _issue(draft, IssueCode(doubt.code), doubt.message, "info", _place(draft, line))


def _badly_read(draft: Draft, lines: Sequence[Line]) -> Iterator[Issue]:
    worst = confidence.weakest(lines)
    if worst is None or confidence.of_lines(lines) >= REVIEW_BELOW:
        return
    if confidence.of_texts(lines) < REVIEW_BELOW:
        message = f"Badly read: “{markup(worst)}”."
    else:
        message = f"There are many formulas, of which this is the least sure: “{markup(worst)}”."
    yield _issue(draft, IssueCode.LOW_CONFIDENCE, message, place=_place(draft, worst))


def _place(draft: Draft, line: Line) -> Place:
    """Where a line stands."""
    pages = [place.page for place in draft.places]
    page = next((p for p in pages if line in p.lines), None)
    # The parser may have taken something off its text.
    page = page or next((p for p in pages if any(each.box == line.box for each in p.lines)), None)
    return Place(page, line.box) if page else draft.places[0]


def _issue(
    draft: Draft, code: IssueCode, message: str, severity: Severity = "warning", place: Place | None = None
) -> Issue:
    place = place or draft.places[0]
    box = place.box.clipped(place.page.width, place.page.height)
    region = Region(screenshot=place.page.screenshot, bbox=(box.left, box.top, box.right, box.bottom))
    return Issue(code=code, severity=severity, message=message, region=region)
