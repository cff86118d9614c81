"""A section as a person wants it, turned into corrections; and corrections taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ocrquiz.model import Issue, IssueCode, Question, SectionFile

from .apply import OURS, apply, free_name, hashes_of, position
from .compare import same
from .model import Correction, Corrections


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is read today.

    Attributes:
        question: as read.
        correction: that it belongs to, if there is one.
    """

    question: Question
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Edit:
    """A question as a person wants it.

    Attributes:
        question: what it says; its `issues` and `confidence` do not matter. An empty id asks for a new one.
        origins: keys of the readings that it was made from; see `readings`.
        accepted: whether the person says that all of it is right.
    """

    question: Question
    origins: tuple[str, ...]
    accepted: bool


@dataclass(slots=True)
class _Group:
    """Readings and edits that were made from one another."""

    keys: list[str]
    edits: list[Edit]


def readings(file: SectionFile, corrections: Corrections) -> dict[str, Reading]:
    """What is read of a section today, corrections left out.

    Args:
        file: the section as written, with its corrections in it.
        corrections: of the document.

    Returns:
        The readings in the order of the screenshots, by a key that stays the same while nothing new is read.
    """
    mine = [c for c in corrections.of(file.section.slug) if c.used]
    ours = {q.id for c in mine for q in c.became}
    found = [Reading(_bare(q), None) for q in file.questions if q.id not in ours and not _returned(q, mine)]
    found += [Reading(q, c) for c in mine for q in c.reading]
    if mine or file.section.slug in corrections.orders:
        found.sort(key=lambda reading: position(reading.question, file.screenshots))
    result: dict[str, Reading] = {}
    for reading in found:
        result[free_name(reading.question.id, result)] = reading
    return result


def revise(
    file: SectionFile, corrections: Corrections, edits: Sequence[Edit], when: datetime
) -> tuple[SectionFile, Corrections]:
    """Make a section what a person wants.

    Args:
        file: the section as written.
        corrections: of the document.
        edits: all questions that the section is to have, in order. A reading that none was made from is
            removed.
        when: the time of the change.

    Returns:
        The section and the corrections as they are to be written.
    """
    slug = file.section.slug
    read = readings(file, corrections)
    named = _named(edits, read, slug)
    groups = _groups(named, read)
    used = [c for g in groups if (c := _correction(g, read, file, corrections, when)) is not None]
    unused = [c for c in corrections.of(slug) if not c.used]
    plain = _as_read(file, read)
    renewed = corrections.with_section(slug, [*used, *unused], None)
    wanted = [edit.question.id for edit in named]
    result, _ = apply(plain, renewed)
    if [q.id for q in result.questions] != wanted:
        renewed = corrections.with_section(slug, [*used, *unused], wanted)
    return apply(plain, renewed)


def drop(
    file: SectionFile, corrections: Corrections, names: Collection[str] | None = None
) -> tuple[SectionFile, Corrections]:
    """Take a section's corrections back: it says again what is read.

    Args:
        file: the section as written.
        corrections: of the document.
        names: ids of questions whose corrections go; all if None, the order of the questions too.

    Returns:
        The section and the corrections as they are to be written.
    """
    slug = file.section.slug
    kept = [c for c in corrections.of(slug) if names is not None and ids(c).isdisjoint(names)]
    order = corrections.orders.get(slug) if names is not None else None
    plain = _as_read(file, readings(file, corrections))
    return apply(plain, corrections.with_section(slug, kept, order))


def ids(correction: Correction) -> set[str]:
    """Ids of the questions that a correction is about."""
    return {q.id for q in [*correction.became, *correction.read, *correction.reading]}


def _as_read(file: SectionFile, read: Mapping[str, Reading]) -> SectionFile:
    return file.model_copy(
        update={
            "questions": [reading.question for reading in read.values()],
            "issues": [i for i in file.issues if i.code not in OURS],
        }
    )


def _bare(question: Question) -> Question:
    return question.model_copy(update={"issues": [i for i in question.issues if i.code not in OURS]})


def _returned(question: Question, corrections: Sequence[Correction]) -> bool:
    """Whether a question stands in the section as the new reading of one that was removed."""
    return any(not c.became and question.id in {q.id for q in c.reading} for c in corrections)


def _named(edits: Sequence[Edit], read: Mapping[str, Reading], slug: str) -> list[Edit]:
    """The edits with ids of their own: the one that a question has, as long as no other has it."""
    result: list[Edit] = []
    taken: set[str] = set()
    for edit in edits:
        others = {r.question.id for key, r in read.items() if key not in edit.origins} | taken
        number = edit.question.number
        name = edit.question.id or (
            f"{slug}-{number}" if number is not None else f"{slug}-p{len(result) + 1}"
        )
        name = free_name(name, others)
        taken.add(name)
        renamed = edit.question.model_copy(update={"id": name})
        result.append(Edit(renamed, tuple(k for k in edit.origins if k in read), edit.accepted))
    return result


def _groups(edits: Sequence[Edit], read: Mapping[str, Reading]) -> list[_Group]:
    """Edits that share readings put together, and the readings that are left, each alone."""
    groups: list[_Group] = []
    for edit in edits:
        related = [g for g in groups if not set(g.keys).isdisjoint(edit.origins)]
        keys = dict.fromkeys([k for g in related for k in g.keys] + list(edit.origins))
        merged = _Group([key for key in read if key in keys], [e for g in related for e in g.edits] + [edit])
        groups = [g for g in groups if g not in related] + [merged]
    known = {key for group in groups for key in group.keys}
    return groups + [_Group([key], []) for key in read if key not in known]


def _correction(
    group: _Group,
    read: Mapping[str, Reading],
    file: SectionFile,
    corrections: Corrections,
    when: datetime,
) -> Correction | None:
    """What a person did to a group; None if nothing."""
    names = {edit.question.id for edit in group.edits}
    old = [
        c
        for c in corrections.of(file.section.slug)
        if c.used
        and (any(read[k].correction is c for k in group.keys) or not names.isdisjoint(q.id for q in c.became))
    ]
    reading = [read[key].question for key in group.keys]
    settled = all(edit.accepted for edit in group.edits) or all(c.now is None for c in old)
    before = reading if settled else _before(group, read, old)
    became = [_finished(edit, reading) for edit in group.edits]
    untouched = len(group.edits) == 1 and not group.edits[0].accepted and same(reading, became)
    if untouched and settled:
        return None
    correction = Correction(
        section=file.section.slug,
        pictures=_pictures(file, [*before, *reading, *became]),
        read=before,
        became=became,
        when=when,
        now=None if settled else reading,
    )
    unchanged = [
        c for c in old if c.read == correction.read and c.became == became and c.now == correction.now
    ]
    return unchanged[0] if unchanged else correction


def _before(group: _Group, read: Mapping[str, Reading], old: Sequence[Correction]) -> list[Question]:
    """What the person has seen as read, as long as the new reading is not settled."""
    uncorrected = [read[key].question for key in group.keys if read[key].correction is None]
    return [q for c in old for q in c.read] + uncorrected


def _finished(edit: Edit, reading: Sequence[Question]) -> Question:
    """The question as it is to be written: how sure it is, and what is still doubtful."""
    question = edit.question
    notes: list[Issue] = []
    if not reading:
        notes.append(_note(IssueCode.CORRECTED, "A person has added it."))
    elif not same(reading, [question]):
        notes.append(_note(IssueCode.CORRECTED, "A person has corrected it."))
    if not edit.accepted:
        sure = min((q.confidence for q in reading), default=1.0)
        doubts = list(dict.fromkeys(i.model_dump_json() for q in reading for i in q.issues))
        issues = [*map(Issue.model_validate_json, doubts), *notes]
        return question.model_copy(update={"confidence": sure, "issues": issues})
    notes.append(_note(IssueCode.ACCEPTED, "A person has accepted it."))
    options = [option.model_copy(update={"confidence": 1.0}) for option in question.options]
    return question.model_copy(update={"confidence": 1.0, "options": options, "issues": notes})


def _note(code: IssueCode, message: str) -> Issue:
    return Issue(code=code, severity="info", message=message)


def _pictures(file: SectionFile, questions: Sequence[Question]) -> dict[str, str]:
    shown = {region.screenshot for q in questions for region in q.regions}
    return {path: digest for path, digest in hashes_of(file.screenshots).items() if path in shown}
