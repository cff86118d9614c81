"""Reviewed sections as ground truth."""

from __future__ import annotations

from dataclasses import replace

from ocrquiz.corrections import Corrections, revise
from ocrquiz.corrections.labels import as_labels
from ocrquiz.evaluate import compare
from ocrquiz.model import SectionFile

from .sections import WHEN, section, three, unchanged


def reviewed(accepted: int) -> SectionFile:
    """A section with the first stem set right and so many questions accepted."""
    edits = [replace(edit, accepted=i < accepted) for i, edit in enumerate(unchanged(three()))]
    question = edits[0].question.model_copy(update={"stem": "Right"})
    edits[0] = replace(edits[0], question=question)
    return revise(three(), Corrections(), edits, WHEN)[0]


def test_reading_is_measured_by_what_a_person_made_of_it() -> None:
    labels = as_labels([reviewed(3)])
    scores = compare([three()], labels).scores
    assert (scores.questions, scores.structure, scores.right) == (3, 3, 2)
    assert compare([reviewed(3)], labels).scores.right == 3


def test_sections_that_nobody_has_reviewed_are_left_out() -> None:
    assert as_labels([reviewed(2), section()]).sections == []
