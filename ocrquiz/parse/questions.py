"""Drafts turned into the questions that are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ocrquiz import checks, confidence
from ocrquiz.model import Figure, Issue, IssueCode, Option, Points, Question, Region
from ocrquiz.page.model import Page, Picture, Tone

from .cues import Cues, without_star
from .draft import Draft, Feedback, Place
from .key import deduce_key, mark, question_verdict
from .letters import labels_of, split_labels
from .notes import without_shares
from .selection import chosen_by_name, key_by_name, kind_of, selection_of, tones_of
from .text import compose, markup

UNREADABLE = 0.5
"""Confidence below which a line of a panel is in another language."""

ASSETS = "assets/"


def build(
    draft: Draft,
    slug: str,
    place: int,
    cues: Cues,
    before: Draft | None = None,
    after: Draft | None = None,
) -> Question:
    """Make a question.

    Args:
        draft: all its parts.
        slug: of the section.
        place: among the section's questions, from 1; names a question without a printed number.
        cues: wordings to know.
        before: the question before it.
        after: the question after it.
    """
    x_height = draft.places[0].page.x_height
    stem = without_star(compose(draft.stem, x_height))
    texts = [compose(option.passages, x_height) for option in draft.options]
    texts = without_shares(texts)
    labels = labels_of(draft.options)
    if (split := split_labels(texts)) is not None:
        labels, texts = list(split[0]), split[1]
    tones = tones_of(draft, labels, texts, cues)
    for i, text in enumerate(texts):
        plain = cues.without_suffix(text)
        if plain is not None:
            texts[i], tones[i] = plain, Tone.CORRECT
    noted = {i: rest for i, text in enumerate(texts) if (rest := cues.without_chosen(text)) is not None}
    texts = [noted.get(i, text) for i, text in enumerate(texts)]
    asked = " ".join([stem, *(line.text for line in draft.prompt)])
    kind = kind_of(draft, asked, texts, cues)
    selected = selection_of(draft, kind, tones)
    if own := chosen_by_name(draft, labels, texts, cues) | set(noted):
        selected = [place in own for place in range(len(texts))]
        if len(own) == 1:
            tones = [tone or (draft.own_tone if i in own else None) for i, tone in enumerate(tones)]
    marks = [mark(tone) for tone in tones]
    points = Points(earned=draft.points[0], possible=draft.points[1]) if draft.points else None
    said = [draft.tone] if draft.tone else [f.tone for f in draft.feedback if _says_verdict(f, cues)]
    verdict = question_verdict(kind, said, points, selected, marks)
    key = deduce_key(kind, verdict, selected, marks)
    evidence = checks.examine(draft, selected, verdict, before, after)
    return Question(
        id=f"{slug}-{draft.number}" if draft.number is not None else f"{slug}-p{place}",
        number=draft.number,
        type=kind,
        stem=stem,
        options=[
            Option(
                label=label,
                text=text,
                selected=state,
                verdict=own,
                correct=correct,
                feedback=_explanation([option.feedback] if option.feedback else [], x_height),
                figures=[_figure(page, picture) for page, picture in option.pictures],
                region=_region(option.place),
                confidence=confidence.of_lines(option.lines),
            )
            for option, label, text, state, own, correct in zip(
                draft.options, labels, texts, selected, marks, key, strict=True
            )
        ],
        answer=compose([draft.answer], x_height) or None,
        verdict=verdict,
        feedback=_explanation(draft.feedback, x_height),
        points=points,
        figures=[_figure(page, picture) for page, picture in draft.pictures],
        regions=[_region(p) for p in draft.places],
        confidence=evidence.confidence,
        issues=[*evidence.issues, *_unnamed(draft, labels, texts, cues)],
    )


def _unnamed(draft: Draft, labels: Sequence[str | None], texts: Sequence[str], cues: Cues) -> Iterable[Issue]:
    """What the page names as right answers where that is no option: a typed answer has nowhere else to go."""
    if not draft.key or key_by_name(draft, labels, texts, cues):
        return
    place = draft.places[0]
    said = " ".join(markup(line) for line in draft.key)
    yield Issue(
        code=IssueCode.LEFTOVER_TEXT,
        severity="warning" if texts else "info",
        message=f"Named as a right answer: “{said}”.",
        region=_region(place),
    )


def _says_verdict(feedback: Feedback, cues: Cues) -> bool:
    """Whether a panel judges the response: most grey ones without a headline only explain.

    One line that cannot be read is a headline in a language that the pack does not know.
    """
    if feedback.tone is not Tone.NEUTRAL:
        return True
    if feedback.headline is not None:
        return not cues.opens_feedback(feedback.headline.text)
    lines = [line for passage in feedback.passages for line in passage]
    said = " ".join(line.text for line in lines)
    return cues.says_incomplete(said) or (len(lines) == 1 and lines[0].confidence < UNREADABLE)


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
