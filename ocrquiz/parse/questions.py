"""Drafts turned into the questions that are written."""

from __future__ import annotations

from collections.abc import Sequence

from ocrquiz import checks
from ocrquiz.model import Figure, Option, Points, Question, QuestionType, Region
from ocrquiz.page.model import Page, Picture, Shape, Tone

from . import cues
from .draft import Draft, Feedback, OptionDraft, Place
from .key import deduce_key, mark, question_verdict
from .text import compose

ASSETS = "assets/"


def build(draft: Draft, slug: str, place: int) -> Question:
    """Make a question.

    Args:
        draft: all its parts.
        slug: of the section.
        place: among the section's questions, from 1; names a question without a printed number.
    """
    x_height = draft.places[0].page.x_height
    texts = [compose(option.passages, x_height) for option in draft.options]
    kind = _kind(draft, texts)
    selected = [option.widget.selected for option in draft.options]
    marks = [mark(_tone(option)) for option in draft.options]
    points = Points(earned=draft.points[0], possible=draft.points[1]) if draft.points else None
    verdict = question_verdict(kind, [f.tone for f in draft.feedback], points, selected, marks)
    key = deduce_key(kind, verdict, selected, marks)
    evidence = checks.examine(draft)
    return Question(
        id=f"{slug}-{draft.number}" if draft.number is not None else f"{slug}-p{place}",
        number=draft.number,
        type=kind,
        stem=compose(draft.stem, x_height),
        options=[
            Option(
                text=text,
                selected=option.widget.selected,
                verdict=own,
                correct=correct,
                feedback=_explanation([option.feedback] if option.feedback else [], x_height),
                figures=[_figure(page, picture) for page, picture in option.pictures],
                region=_region(option.place),
                confidence=checks.confidence(option.lines),
            )
            for option, text, own, correct in zip(draft.options, texts, marks, key, strict=True)
        ],
        verdict=verdict,
        feedback=_explanation(draft.feedback, x_height),
        points=points,
        figures=[_figure(page, picture) for page, picture in draft.pictures],
        regions=[_region(p) for p in draft.places],
        confidence=evidence.confidence,
        issues=list(evidence.issues),
    )


def _kind(draft: Draft, texts: Sequence[str]) -> QuestionType:
    if not draft.options:
        return "other"
    if draft.options[0].widget.shape is Shape.CHECKBOX:
        return "multiple_choice"
    return "true_false" if cues.is_true_false(texts) else "single_choice"


def _tone(option: OptionDraft) -> Tone | None:
    return option.feedback.tone if option.feedback else option.tone


def _explanation(panels: Sequence[Feedback], x_height: float) -> str | None:
    passages = [passage for panel in panels for passage in panel.passages]
    return compose(passages, x_height) or None


def _figure(page: Page, picture: Picture) -> Figure:
    return Figure(
        kind=picture.kind.value, path=ASSETS + picture.crop, region=_region(Place(page, picture.box))
    )


def _region(place: Place) -> Region:
    box = place.box.clipped(place.page.width, place.page.height)
    return Region(screenshot=place.page.screenshot, bbox=(box.left, box.top, box.right, box.bottom))
