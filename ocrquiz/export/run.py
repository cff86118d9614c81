"""The export itself: which questions, into which file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO, Literal

from ocrquiz.errors import UsageError
from ocrquiz.model import IssueCode

from .format import Format, Job
from .item import Item

Only = Literal["right", "reviewed", "all"]

REVIEWED = frozenset({IssueCode.CORRECTED, IssueCode.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Choice:
    """Which questions are wanted, and how they are taken.

    Attributes:
        only: `right` are those without a doubt, read or settled by a person; `reviewed` those that a person
            has corrected or accepted.
        assume_selected: whether what was selected counts as right where nothing says otherwise.
    """

    only: Only = "all"
    assume_selected: bool = False


def export(items: Iterable[Item], target: Format, out: BinaryIO, choice: Choice, job: Job) -> None:
    """Write questions in another tool's format.

    Args:
        items: where the questions come from; read as they are written.
        target: the format.
        out: where to.
        choice: which of them.
        job: what else is wished; its losses are filled.

    Raises:
        UsageError: there is nothing to write, or the format cannot be written so.
    """
    chosen = _chosen(items, choice)
    first = next(chosen, None)
    if first is None:
        raise UsageError("There is no question to export.", _REMEDY[choice.only])
    target.write(chain([first], chosen), out, job)
    if not job.losses.written:
        reasons = "; ".join(dict.fromkeys(str(loss) for loss, _ in job.losses))
        raise UsageError(
            f"None of the {job.losses.left} questions can be exported: {reasons}.",
            "Correct them with 'ocrquiz review', or choose another format.",
        )


_REMEDY = {
    "all": "Give the folder that 'ocrquiz convert' wrote, or pipe 'ocrquiz convert ... -o -' into it.",
    "right": "Look at them with 'ocrquiz review', or give --only all.",
    "reviewed": "Look at them with 'ocrquiz review', or give --only all.",
}


def _chosen(items: Iterable[Item], choice: Choice) -> Iterator[Item]:
    for item in items:
        if _is_wanted(item, choice.only):
            yield replace(item, assume_selected=choice.assume_selected)


def _is_wanted(item: Item, only: Only) -> bool:
    if only == "right":
        return not item.question.to_review
    if only == "reviewed":
        return any(issue.code in REVIEWED for issue in item.question.issues)
    return True
