"""Corrections in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ocrquiz.model import Question

from .compare import same
from .labels import is_accepted
from .model import Correction


@dataclass(frozen=True, slots=True)
class Description:
    """A correction as a list shows it.

    Attributes:
        section: slug of the section.
        name: id of the question that it made, or of the one that it removed.
        what: what the person did.
        state: what there is to say of it today; empty if nothing.
        when: when it was saved.
        stem: of the question.
    """

    section: str
    name: str
    what: str
    state: str
    when: datetime
    stem: str


def describe(correction: Correction) -> Description:
    """Say what a correction does."""
    shown: Question | None = next(iter([*correction.became, *correction.read]), None)
    return Description(
        section=correction.section,
        name=shown.id if shown else "",
        what=_what(correction),
        state=_state(correction),
        when=correction.when,
        stem=shown.stem if shown else "",
    )


def _what(correction: Correction) -> str:
    before, after = len(correction.read), len(correction.became)
    if not before:
        return "added"
    if not after:
        return "removed"
    if before == after == 1:
        equal = same(correction.read, correction.became)
        done = [] if equal else ["corrected"]
        return " and ".join(done + ["accepted"] * is_accepted(correction.became[0]))
    if before == 1:
        return f"split into {after}"
    return f"joined from {before}" if after == 1 else f"{after} made of {before}"


def _state(correction: Correction) -> str:
    if not correction.used:
        return "unused, its screenshot is gone or has changed"
    if correction.now is not None and not same(correction.now, correction.became):
        return "the reading has changed since"
    return ""
