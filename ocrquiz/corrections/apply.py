"""Corrections put into a reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ocrquiz.geometry import Box
from ocrquiz.model import Figure, Issue, IssueCode, Question, Screenshot, SectionFile

from .compare import alike, difference, places, same, share
from .model import Correction, Corrections

HALF = 0.5
"""Share of a question's place on the screenshot from which it is what stood there before."""

OURS = frozenset(
    {IssueCode.CORRECTED, IssueCode.ACCEPTED, IssueCode.READING_CHANGED, IssueCode.CORRECTION_UNUSED}
)
"""Issues that no reading has: corrections put them there."""


def apply(
    file: SectionFile, corrections: Corrections, slugs: Collection[str] = ()
) -> tuple[SectionFile, Corrections]:
    """Put a section's corrections into what was read of it.

    A correction belongs to what is read at its place on the same picture, whatever the text of it. Where the
    reading has changed since and is not what the person made of it, the question says so. A correction for a
    picture that is gone is kept, and the section says so.

    Args:
        file: the section as read.
        corrections: of the document.
        slugs: of all the document's sections. A correction of none of them goes to the section that shows
            its picture: the heading has changed.

    Returns:
        The section as it is to be written, and the corrections with what is read today.
    """
    hashes = hashes_of(file.screenshots)
    mine = [c for c in corrections.corrections if _belongs(c, file.section.slug, slugs, hashes)]
    order = corrections.orders.get(file.section.slug, [])
    if not mine and not order:
        return file, corrections
    work = _Work(file, hashes)
    for correction, found in zip(mine, _match(file.questions, mine, hashes), strict=True):
        work.take(correction, found)
    written = file.model_copy(
        update={"questions": _ordered(work.questions(), order), "issues": [*file.issues, *work.notes()]}
    )
    others = [c for c in corrections.corrections if not any(c is m for m in mine)]
    return written, corrections.model_copy(update={"corrections": [*others, *work.taken]})


def hashes_of(screenshots: Iterable[Screenshot]) -> dict[str, str]:
    """Sha256 of screenshots by their paths."""
    return {shot.path: shot.sha256 for shot in screenshots if shot.sha256 is not None}


def position(question: Question, screenshots: Sequence[Screenshot]) -> tuple[int, int, int]:
    """Where a question begins, to put questions into the order in which they are shown."""
    if not question.regions:
        return len(screenshots), 0, 0
    region = question.regions[0]
    paths = [shot.path for shot in screenshots]
    shot = paths.index(region.screenshot) if region.screenshot in paths else len(paths)
    return shot, region.bbox[1], region.bbox[0]


@dataclass(slots=True)
class _Work:
    """A section while corrections are put into it.

    Attributes:
        file: as read.
        hashes: sha256 of its screenshots.
        taken: the corrections that it has, renewed.
        instead: what comes instead of a question, by the question's place.
        added: what comes instead of nothing.
    """

    file: SectionFile
    hashes: Mapping[str, str]
    taken: list[Correction] = field(default_factory=list)
    instead: dict[int, list[Question]] = field(default_factory=dict)
    added: list[Question] = field(default_factory=list)

    def take(self, correction: Correction, found: Sequence[int]) -> None:
        """Put a correction in the place of the questions that it belongs to."""
        used = bool(found) or not correction.pictures or _is_shown(correction, self.hashes)
        reading = [self.file.questions[i] for i in found] if used else correction.reading
        now = None if same(reading, correction.read) else reading
        renewed = correction.model_copy(update={"section": self.file.section.slug, "now": now, "used": used})
        self.taken.append(renewed)
        outcome = [_relinked(q, self.file.questions) for q in _outcome(renewed)] if used else []
        for i in found:
            self.instead[i] = []
        if found:
            self.instead[found[0]] = outcome
        else:
            self.added += outcome

    def questions(self) -> list[Question]:
        """The section's questions, with ids of their own."""
        result: list[Question] = []
        ours = {q.id for correction in self.taken for q in correction.became}
        for i, question in enumerate(self.file.questions):
            if i in self.instead:
                result += self.instead[i]
                continue
            name = free_name(question.id, ours) if question.id in ours else question.id
            ours |= {name} if name != question.id else set()
            result.append(self._told(question.model_copy(update={"id": name})))
        for question in self.added:
            place = position(question, self.file.screenshots)
            before = [position(q, self.file.screenshots) <= place for q in result]
            result.insert(max((i + 1 for i, b in enumerate(before) if b), default=0), question)
        return result

    def notes(self) -> list[Issue]:
        """What the section says of corrections that found no place."""
        return [
            Issue(
                code=IssueCode.CORRECTION_UNUSED,
                severity="warning",
                message=f"A correction is not used, as its screenshot is gone or has changed: {_name(c)}.",
            )
            for c in self.taken
            if not c.used
        ]

    def _told(self, question: Question) -> Question:
        """A question that is read now and that a person had added before, with a note."""
        additions = [q for c in self.taken if not c.read for q in c.became]
        if not question.stem or not any(alike(question, other) for other in additions):
            return question
        message = "A person has added a question like this one; one of the two is too many."
        return _with_note(question, message)


def free_name(name: str, taken: Collection[str]) -> str:
    """An id that is not taken: the wanted one, or the wanted one with a number behind it."""
    result, number = name, 2
    while result in taken:
        result, number = f"{name}-{number}", number + 1
    return result


def _belongs(correction: Correction, slug: str, slugs: Collection[str], hashes: Mapping[str, str]) -> bool:
    if correction.section == slug:
        return True
    lost = correction.section not in slugs
    return bool(slugs) and lost and _is_shown(correction, hashes)


def _is_shown(correction: Correction, hashes: Mapping[str, str]) -> bool:
    return not set(correction.pictures.values()).isdisjoint(hashes.values())


def _match(
    questions: Sequence[Question], corrections: Sequence[Correction], hashes: Mapping[str, str]
) -> list[list[int]]:
    """The places of the questions that each correction belongs to; each question goes to one at most."""
    found: list[list[int]] = [[] for _ in corrections]
    for i, question in enumerate(questions):
        scores = [_score(question, c, hashes) for c in corrections]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= HALF:
            found[best].append(i)
    return found


def _score(question: Question, correction: Correction, hashes: Mapping[str, str]) -> float:
    """How surely a question is what was corrected: 2 for the very same, else the share of its place."""
    twins = [q for q in correction.reading if q.id == question.id]
    if any(same([question], [twin]) for twin in twins):
        return 2.0
    inside = share(places([question], hashes), places(correction.read, correction.pictures))
    if inside > 0 and twins:
        # The same number at the same place, cut out larger than before.
        return max(inside, HALF)
    if not _is_shown(correction, hashes) and any(alike(question, twin) for twin in twins):
        # The picture was taken anew and shows the same question.
        return HALF
    return inside


def _outcome(correction: Correction) -> list[Question]:
    """What stands in the section, with a note where the reading has changed and differs from it."""
    if correction.now is None or same(correction.now, correction.became):
        return correction.became
    if not correction.became:
        # Removed, and now something else is read there: that nobody has removed.
        other = [q for q in correction.now if not any(alike(q, r) for r in correction.read)]
        message = "What was read here before was removed by a person; now something else is read."
        return [_with_note(q, message) for q in other]
    message = (
        "The reading has changed since a person corrected this, and is not the same as the correction: "
        f"{difference(correction.became, correction.now)}."
    )
    return [_with_note(q, message) for q in correction.became]


def _with_note(question: Question, message: str) -> Question:
    region = question.regions[0] if question.regions else None
    note = Issue(code=IssueCode.READING_CHANGED, severity="warning", message=message, region=region)
    # What was accepted was the reading of then.
    kept = [i for i in question.issues if i.code is not IssueCode.ACCEPTED]
    return question.model_copy(update={"issues": [*kept, note]})


def _relinked(question: Question, read: Sequence[Question]) -> Question:
    """The question with its figures as they are cut out today."""
    today = [f for q in read for f in [*q.figures, *(f for o in q.options for f in o.figures)]]
    options = [
        o.model_copy(update={"figures": [_today(f, today) for f in o.figures]}) for o in question.options
    ]
    figures = [_today(f, today) for f in question.figures]
    return question.model_copy(update={"figures": figures, "options": options})


def _today(figure: Figure, today: Sequence[Figure]) -> Figure:
    if any(figure.path == other.path for other in today):
        return figure
    box = Box(*figure.region.bbox)
    same_place = [
        other
        for other in today
        if other.region.screenshot == figure.region.screenshot and Box(*other.region.bbox).covers(box, HALF)
    ]
    return same_place[0] if same_place else figure


def _ordered(questions: Sequence[Question], order: Sequence[str]) -> list[Question]:
    """The questions that a person has put in order in that order, at the places that they have together."""
    by_id = {question.id: question for question in questions}
    known = [name for name in order if name in by_id]
    following = iter(known)
    return [by_id[next(following)] if q.id in known else q for q in questions]


def _name(correction: Correction) -> str:
    question = next(iter([*correction.became, *correction.read]), None)
    return f"“{question.stem}”" if question else correction.section
