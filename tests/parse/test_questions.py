"""Drafts turned into questions: type, places, figures, confidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrquiz.geometry import Box
from ocrquiz.model import IssueCode, Question
from ocrquiz.page.model import Doubt, Page, Picture, PictureKind, Shape, Tone, Widget
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.draft import Draft, Feedback, OptionDraft, Place
from ocrquiz.parse.questions import build

from ..sheet import X, line

PAGE = Page("shot.png", 100, 50, X)
PLACE = Place(PAGE, Box(0, 0, 9, 9))


def option(
    text: str, shape: Shape = Shape.RADIO, selected: bool | None = False, sure: float = 1
) -> OptionDraft:
    lines = [line(text, confidence=sure)] if text else []
    box = Box(0, 0, 9, 9)
    return OptionDraft(Place(PAGE, box), Widget(box, shape, selected), [lines])


def draft(*options: OptionDraft, **more: object) -> Draft:
    values = {
        "places": [Place(PAGE, Box(0, 0, 50, 50))],
        "stem": [[line("Is it?")]],
        "options": list(options),
    } | more
    return Draft(**values)  # type: ignore[arg-type]


def made(*options: OptionDraft, **more: object) -> Question:
    return build(draft(*options, **more), "rivers", 4, builtin())


@pytest.mark.parametrize(
    ("texts", "shape", "kind"),
    [
        (["True", "False"], Shape.RADIO, "true_false"),
        (["Sí", "No"], Shape.RADIO, "true_false"),
        (["True", "False"], Shape.CHECKBOX, "multiple_choice"),
        (["One", "Two"], Shape.RADIO, "single_choice"),
        (["True", "False", "Maybe"], Shape.RADIO, "single_choice"),
        ([], Shape.RADIO, "other"),
    ],
)
def test_type(texts: list[str], shape: Shape, kind: str) -> None:
    assert made(*(option(text, shape) for text in texts)).type == kind


def test_id_is_the_number_or_the_place() -> None:
    assert made(number=7).id == "rivers-7"
    assert made().id == "rivers-p4"


def test_region_ends_with_the_picture() -> None:
    (region,) = made(places=[Place(PAGE, Box(-3, 10, 140, 60))]).regions
    assert region.bbox == (0, 10, 100, 50)


def test_figures_are_named_by_their_crops() -> None:
    drawn = option("")
    drawn.pictures = [(PAGE, Picture(Box(10, 10, 20, 20), PictureKind.FORMULA, "formula-1.png"))]
    figure = Picture(Box(0, 0, 40, 40), PictureKind.FIGURE, "figure-1.png")
    question = made(drawn, option("Two"), pictures=[(PAGE, figure)])
    assert [(f.kind, f.path) for f in question.figures] == [("figure", "assets/figure-1.png")]
    (formula,) = question.options[0].figures
    assert (formula.path, formula.region.bbox) == ("assets/formula-1.png", (10, 10, 20, 20))
    assert IssueCode.EMPTY_OPTION not in {issue.code for issue in question.issues}


def test_confidence_is_that_of_the_weakest_line() -> None:
    question = made(
        option("One", sure=0.9), option("Two", sure=0.75), stem=[[line("Is it?", confidence=0.8)]]
    )
    assert question.options[0].confidence > question.options[1].confidence == question.confidence
    panel = Feedback(Place(PAGE, Box(0, 0, 9, 9)), Tone.CORRECT, None, [[line("Yes.", confidence=0.7)]])
    assert made(option("One"), option("Two"), feedback=[panel]).confidence < question.confidence


def test_several_panels_make_one_explanation() -> None:
    panels = [
        Feedback(Place(PAGE, Box(0, 0, 9, 9)), tone, None, [[line(text)]])
        for tone, text in ((Tone.NEUTRAL, "This is so."), (Tone.CORRECT, "Well done."))
    ]
    question = made(option("One"), option("Two"), feedback=panels)
    assert (question.verdict, question.feedback) == ("correct", "This is so. Well done.")


def test_panel_without_an_explanation_gives_none() -> None:
    panel = Feedback(Place(PAGE, Box(0, 0, 9, 9)), Tone.CORRECT, line("Correct"))
    question = made(option("One", selected=True), option("Two"), feedback=[panel])
    assert (question.verdict, question.feedback) == ("correct", None)


def test_doubts_of_lines_are_told_once_and_need_no_review() -> None:
    doubtful = line("Is it?", doubts=(Doubt("text_repaired", "“ls” was read."),))
    question = made(option("One", selected=True), option("Two"), stem=[[doubtful, doubtful]])
    assert [(i.code, i.severity) for i in question.issues] == [(IssueCode.TEXT_REPAIRED, "info")]
    assert not question.to_review


@pytest.mark.parametrize(
    ("panel", "verdict"),
    [
        # An explanation, in grey or headed so.
        (Feedback(PLACE, Tone.NEUTRAL, None, [[line("It is so.")]]), None),
        (Feedback(PLACE, Tone.NEUTRAL, line("Explanation"), [[line("It is so.")]]), None),
        (Feedback(PLACE, Tone.NEUTRAL, None, [[line("It is"), line("so.", confidence=0.2)]]), None),
        # A headline, known or in a language that is not read.
        (Feedback(PLACE, Tone.NEUTRAL, line("Partially correct"), [[line("It is so.")]]), "partial"),
        (Feedback(PLACE, Tone.NEUTRAL, None, [[line("A\u20acict", confidence=0.2)]]), "partial"),
        (Feedback(PLACE, Tone.CORRECT, line("Explanation"), [[line("It is so.")]]), "correct"),
    ],
)
def test_panel_that_explains_says_no_verdict(panel: Feedback, verdict: str | None) -> None:
    options = [option(text, Shape.CHECKBOX, selected=True) for text in ("One", "Two")]
    assert made(*options, feedback=[panel]).verdict == verdict


def test_verdict_of_the_heading_goes_before_that_of_panels() -> None:
    panel = Feedback(PLACE, Tone.CORRECT, line("Correct"))
    assert made(option("One"), option("Two"), feedback=[panel], tone=Tone.INCORRECT).verdict == "incorrect"


def test_typed_mark_is_taken_off_and_says_what_is_right() -> None:
    question = made(option("One -> CORRECT"), option("Two"))
    assert [(o.text, o.correct, o.verdict) for o in question.options] == [
        ("One", True, "correct"),
        ("Two", False, None),
    ]


def test_star_of_the_stem_is_taken_off() -> None:
    assert made(stem=[[line("Is it? *")]]).stem == "Is it?"


def test_answer_is_kept_as_typed() -> None:
    question = made(answer=[line("the Nile")])
    assert (question.type, question.answer, question.options) == ("short_answer", "the Nile", [])
    assert made(option("One")).answer is None


def test_letters_in_widgets_are_labels() -> None:
    lettered = [replace(o, widget=replace(o.widget, letter=read)) for o, read in
                ((option("One"), "A"), (option("Two"), "8"))]  # fmt: skip
    assert [o.label for o in made(*lettered).options] == ["A", "B"]
