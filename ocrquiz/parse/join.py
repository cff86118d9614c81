"""Questions cut between screenshots put together again; text seen twice is kept once."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from ocrquiz.page.model import Line, Tone

from .draft import Draft, Feedback, OptionDraft
from .feedback import is_of_option

BOTTOM = 8.0
"""White in x-heights below the last line of a question that goes on in the next screenshot."""

SAME_LINE = 0.86
"""Likeness from which two lines of running text are one line seen twice, misread letters allowed."""

LINE_GAP = 2.5
"""White in x-heights below the last line of a screenshot up to which the text may go on: wrapped lines have
about 1, and a paragraph starts at 2.4."""

NEAR = 1.3
"""White above the first option beside that below it, up to which what stands there is an option's text: above
the options of a form there is 1.5 times as much."""

LOOKALIKES = str.maketrans("I1|0", "lllO", " ")
"""Letters that are read one way here and another there, and spaces that are overlooked."""


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
                _settle_opening(draft)
                questions.append(draft)
    return questions + asides


def _settle_opening(draft: Draft) -> None:
    """What the panels at the top of a screenshot are where nothing goes on: a stem in a card, or feedback."""
    said = [line for panel in draft.opening for line in panel.all_lines]
    if draft.options and not draft.stem_lines and all(p.tone is Tone.NEUTRAL for p in draft.opening) and said:
        draft.stem.append(said)
    else:
        draft.feedback[:0] = draft.opening


def _continues(before: Draft, draft: Draft) -> bool:
    """Whether a screenshot's first part belongs to the question that the screenshot before ended with."""
    if before.places[-1].page is draft.places[0].page:
        return False
    if draft.number is not None:
        return draft.number == before.number and _alike_starts(before, draft)
    if _overlap(before, draft):
        return True
    if not _reaches_bottom(before) or _other_widgets(before, draft):
        return False
    if not before.options:
        return not before.answer and not before.feedback
    if not draft.stem_lines:
        return True
    if before.feedback or (before.number is None and not _is_near(draft)):
        return False
    return _is_option_text(before, draft)


def _other_widgets(before: Draft, draft: Draft) -> bool:
    """Whether two parts have options of different kinds, which never stand in one question."""
    shapes = {option.widget.shape for part in (before, draft) for option in part.options}
    return len(shapes) > 1


def _reaches_bottom(draft: Draft) -> bool:
    """Whether a question runs down to the lower edge of its last screenshot."""
    place = draft.places[-1]
    return place.box.bottom >= place.page.height - BOTTOM * place.page.x_height


def _is_option_text(before: Draft, draft: Draft) -> bool:
    """Whether the text above a part's first option stands where its options' texts do."""
    right = (draft.options[0] if draft.options else before.options[-1]).widget.box.right
    return all(line.box.left >= right for line in draft.stem_lines)


def _is_near(draft: Draft) -> bool:
    """Whether the text above a part's first option is as near to it as the options are to each other."""
    boxes = [option.place.box for option in draft.options]
    if not boxes:
        return False
    gaps = [below.top - above.bottom for above, below in pairwise(boxes)]
    above = boxes[0].top - draft.stem_lines[-1].box.bottom
    return bool(gaps) and above <= NEAR * max(gaps[0], 1)


def _alike_starts(before: Draft, draft: Draft) -> bool:
    a, b = before.stem_lines, draft.stem_lines
    return bool(a) and bool(b) and _same_line(a[0], b[0])


def _append(before: Draft, draft: Draft) -> None:
    """Put a part behind a question."""
    repeated, seam = _overlap(before, draft), _seam(before, draft)
    before.places += draft.places
    # Lines without a widget after the first options: the text of the option above goes on.
    text = before.options[seam - 1].passages if seam else before.stem
    text += [[line for line in passage if id(line) not in repeated] for passage in draft.stem]
    for panel in draft.opening:
        _add_panel(before, panel, seam)
    for option in draft.options:
        twin = _twin(before, option)
        if twin is None:
            before.options.append(option)
        else:
            _merge(before.options[twin], option)
    for panel in draft.feedback:
        if not (before.feedback and _extend(before.feedback[-1], panel)):
            before.feedback.append(panel)
    crops = {picture.crop for _, picture in before.pictures}
    before.pictures += [(page, picture) for page, picture in draft.pictures if picture.crop not in crops]
    before.points = before.points or draft.points
    before.expanded = before.expanded or draft.expanded
    before.tone = before.tone or draft.tone
    before.answer += draft.answer
    before.key += draft.key


def _seam(before: Draft, draft: Draft) -> int:
    """How many of the question's options stand above the part's first one; it may be shown twice."""
    twin = _twin(before, draft.options[0]) if draft.options else None
    return len(before.options) if twin is None else twin


def _overlap(before: Draft, draft: Draft) -> set[int]:
    """Identities of the part's first lines that repeat the last ones of the text above the seam."""
    seam = _seam(before, draft)
    tail = before.options[seam - 1].lines if seam else before.stem_lines
    head = draft.stem_lines
    return {id(line) for line in head[: _repeated(tail, head)]}


def _repeated(tail: Sequence[Line], head: Sequence[Line]) -> int:
    """How many lines end one passage and open another."""
    lengths = range(min(len(tail), len(head)), 0, -1)
    return next((n for n in lengths if all(map(_same_line, tail[-n:], head))), 0)


def _add_panel(before: Draft, panel: Feedback, seam: int) -> None:
    """Give a panel at the top of a screenshot to what stands above it on the screenshot before."""
    option = before.options[seam - 1] if seam else None
    closed = before.expanded or any(b.bottom <= panel.place.box.top for b in panel.place.page.buttons)
    known = before.feedback[-1] if before.feedback else None
    if option is not None and option.feedback is not None and not closed:
        known = option.feedback
    if known is not None and _extend(known, panel):
        return
    if option is None and panel.tone is Tone.NEUTRAL:
        before.stem.append(panel.all_lines)
    elif option is not None and not closed and is_of_option(option, panel):
        option.feedback = panel
    else:
        before.feedback.append(panel)


def _extend(known: Feedback, panel: Feedback) -> bool:
    """Add what a panel says beyond one of the screenshot before, if it is the same panel."""
    if known.tone is not panel.tone or known.place.page is panel.place.page:
        return False
    seen = _repeated(known.lines, panel.lines)
    if panel.headline is not None and known.lines and not seen:
        return False
    known.passages.append(panel.lines[seen:])
    return True


def _twin(before: Draft, option: OptionDraft) -> int | None:
    """Place of the option of the question that this one repeats; the last one may lack its last lines."""
    lines, crops = _shown(option)
    for place, known in enumerate(before.options):
        if known.place.page is not option.place.page and (lines or crops) and _shown(known) == (lines, crops):
            return place
    last = before.options[-1] if before.options else None
    if last is not None and last.place.page is not option.place.page and _is_at_the_end(last):
        begin = _shown(last)[0]
        if begin and lines[: len(begin)] == begin:
            return len(before.options) - 1
    return None


def _is_at_the_end(option: OptionDraft) -> bool:
    """Whether another line of an option may have been cut off with the page."""
    page = option.place.page
    return page.height - option.place.box.bottom < LINE_GAP * page.x_height


def _shown(option: OptionDraft) -> tuple[list[str], list[str]]:
    return [_fold(line) for line in option.lines], [picture.crop for _, picture in option.pictures]


def _merge(known: OptionDraft, again: OptionDraft) -> None:
    if len(again.lines) > len(known.lines):
        known.passages, known.pictures = again.passages, again.pictures
    if known.feedback is None or again.feedback is None:
        known.feedback = known.feedback or again.feedback
    else:
        _extend(known.feedback, again.feedback)
    if known.widget.selected is None:
        known.widget = again.widget


def _same_line(a: Line, b: Line) -> bool:
    return a.text == b.text or SequenceMatcher(None, a.text, b.text, autojunk=False).ratio() >= SAME_LINE


def _fold(line: Line) -> str:
    """The text of an option's line: two options may differ in one letter."""
    return line.text.translate(LOOKALIKES)
