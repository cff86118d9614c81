"""A question as a format sees it: with where it comes from, and the key as far as it is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from ocrquiz.model import DocumentInfo, Figure, Option, Question, SectionInfo

CHOICES = frozenset({"single_choice", "multiple_choice", "true_false"})
ONE_RIGHT = frozenset({"single_choice", "true_false"})


@dataclass(frozen=True)
class Item:
    """A question to export.

    Attributes:
        document: that it comes from.
        section: that it stands in.
        question: as read or corrected.
        folder: where the paths of its figures start; None if there are no files.
        pictures: sha256 of the screenshots that it was read from.
        changed: when a person corrected or accepted it last.
        assume_selected: whether what was selected counts as right where nothing says otherwise.
    """

    document: DocumentInfo
    section: SectionInfo
    question: Question
    folder: Path | None = None
    pictures: tuple[str, ...] = ()
    changed: datetime | None = None
    assume_selected: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether options are to be chosen from."""
        return self.question.type in CHOICES and bool(self.question.options)

    @property
    def takes_one(self) -> bool:
        """Whether exactly one option is to be chosen."""
        return self.question.type in ONE_RIGHT

    @cached_property
    def key(self) -> tuple[bool, ...] | None:
        """For each option whether it is right; None where that is not known of all of them.

        It comes from `correct`, else from a selection with the verdict `correct`, else, if the user says so,
        from a selection that nothing speaks against.
        """
        options = self.question.options
        if not self.is_choice:
            return None
        known = tuple(option.correct for option in options)
        if self.takes_one:
            right = [i for i, correct in enumerate(known) if correct]
            if len(right) == 1:
                return tuple(i == right[0] for i in range(len(options)))
        elif None not in known:
            return tuple(bool(correct) for correct in known)
        return self._selection() if self._is_right() or self._is_assumed() else None

    @property
    def answers(self) -> tuple[str, ...]:
        """What is right to type; empty where that is not known."""
        question = self.question
        if question.type != "short_answer":
            return ()
        accepted = tuple(option.text for option in question.options if option.correct)
        if accepted:
            return accepted
        typed = question.answer is not None and (self._is_right() or self._is_assumed())
        return (question.answer or "",) if typed else ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those of the stem and of the options."""
        return (*self.question.figures, *(f for option in self.question.options for f in option.figures))

    @property
    def title(self) -> str:
        """What to call the document."""
        return self.document.title or PurePosixPath(self.document.source).stem or "Quiz"

    @property
    def identity(self) -> str:
        """The same for the same question on the same picture, whatever is corrected in it or moved.

        Ids are unique within a document; the pictures keep documents apart that are called the same.
        """
        whence = self.pictures[0] if self.pictures else self.document.source
        return hashlib.sha256(f"{whence}\n{self.question.id}".encode()).hexdigest()

    def file_of(self, figure: Figure) -> Path | None:
        """Where a figure's picture is; None if it is not there."""
        path = self.folder / figure.path if self.folder is not None else None
        return path if path is not None and path.is_file() else None

    def _is_right(self) -> bool:
        return self.question.verdict == "correct"

    def _is_assumed(self) -> bool:
        marks = [option.verdict for option in self.question.options if option.selected]
        refuted = self.question.verdict is not None or "incorrect" in marks
        return self.assume_selected and not refuted

    def _selection(self) -> tuple[bool, ...] | None:
        chosen = tuple(option.selected for option in self.question.options)
        if None in chosen or not any(chosen) or any(map(_contradicts, self.question.options)):
            return None
        if self.takes_one and sum(map(bool, chosen)) != 1:
            return None
        return tuple(bool(selected) for selected in chosen)


def _contradicts(option: Option) -> bool:
    return option.correct is not None and option.correct != option.selected
