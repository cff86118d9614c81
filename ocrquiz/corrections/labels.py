"""Sections that a person has accepted, as labels to measure readings against."""

from __future__ import annotations

from collections.abc import Iterable

from ocrquiz.labels import Label, LabelFile, LabelOption, LabelSection
from ocrquiz.model import IssueCode, Question, SectionFile


def is_accepted(question: Question) -> bool:
    """Whether a person has said that all of it is right."""
    return any(issue.code is IssueCode.ACCEPTED for issue in question.issues)


def is_reviewed(file: SectionFile) -> bool:
    """Whether a person has accepted every question of a section; one without questions is not reviewed."""
    return bool(file.questions) and all(is_accepted(question) for question in file.questions)


def as_labels(files: Iterable[SectionFile]) -> LabelFile:
    """The reviewed sections as ground truth; whether the others are right, nobody knows."""
    return LabelFile(sections=[_section(file) for file in files if is_reviewed(file)])


def _section(file: SectionFile) -> LabelSection:
    return LabelSection(
        number=file.section.number,
        title=file.section.title,
        images=[shot.path for shot in file.screenshots],
        questions=[_label(question) for question in file.questions],
    )


def _label(question: Question) -> Label:
    return Label(
        number=question.number,
        type=question.type,
        stem=question.stem,
        options=[
            LabelOption(text=o.text, selected=o.selected, verdict=o.verdict, feedback=o.feedback)
            for o in question.options
        ],
        verdict=question.verdict,
        feedback=question.feedback,
        figures=sum(figure.kind == "figure" for figure in question.figures),
        images=list(dict.fromkeys(region.screenshot for region in question.regions)),
    )
