"""Pages that nobody would draw: the parser never raises, and no word of them is lost."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ocrquiz.page.model import Page, Shape, Tone
from ocrquiz.parse import ParsedSection, parse_section

from ..sheet import INDENT, MARGIN, Note, Sheet
from .quizzes import LETTERS

Step = Callable[[Sheet], Sheet]

KINDS = (
    *("text", "text", "text", "option", "option", "option", "card", "panel", "panel"),
    *("number", "number", "sign", "field", "badge", "row", "said", "space"),
)

TONES = st.sampled_from([None, *Tone])
SHAPES = st.sampled_from(Shape)
STATES = st.sampled_from([True, False, None])


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[Page], set[str]]:
    """Up to three screenshots of what a page can hold, in any order, and the words on them."""
    chance = Random(draw(st.integers(0, 10**6)))
    words: set[str] = set()

    def text(most: int = 25) -> str:
        chosen = ["".join(chance.choices(LETTERS, k=7)) for _ in range(draw(st.integers(1, most)))]
        words.update(chosen)
        return " ".join(chosen)

    shots = []
    for shot in range(draw(st.integers(1, 3))):
        sheet = Sheet(f"{shot}.png")
        for _ in range(draw(st.integers(0, 12))):
            _put(draw, sheet, text)
        shots.append(sheet.page())
    return shots, words


def _put(draw: st.DrawFn, sheet: Sheet, text: Callable[..., str]) -> None:
    kind = draw(st.sampled_from(KINDS))
    if kind == "text":
        sheet.text(text(), draw(st.sampled_from([MARGIN, INDENT, 2 * INDENT])), tone=draw(TONES))
    elif kind == "option":
        letter = draw(st.sampled_from([None, "", "A", "b", "7"]))
        sheet.option(text(), draw(STATES), draw(SHAPES), letter, draw(TONES))
    elif kind == "card":
        sheet.card(text(), draw(STATES), draw(SHAPES), draw(TONES))
    elif kind == "panel":
        headline = draw(st.sampled_from([None, "Correct", "Incorrect"]))
        # What stands beside an icon in a panel is a headline in any language, and no text of the quiz.
        icon = draw(TONES) if headline else None
        sheet.panel(Note(draw(st.sampled_from(Tone)), headline, text()), icon)
    elif kind == "number":
        sheet.number(draw(st.sampled_from(["1.", "2.", "17", "Question 3", "Q4)"])))
    elif kind == "sign":
        sheet.sign(draw(st.sampled_from(Tone)))
    elif kind == "badge":
        sheet.badge(text(1))
    elif kind == "row":
        sheet.text(f"{text(2)} | {text(2)}", table=True)
    elif kind == "said":
        sheet.text(
            draw(st.sampled_from(["Accepted answers", "Explanation:", "Correct answer:", "Your answer"]))
        )
    elif kind == "field":
        sheet.field(text(3))
    else:
        sheet.space()


def said(section: ParsedSection) -> str:
    """Everything that comes out, as one text."""
    parts = [question.model_dump_json() for question in section.questions]
    return " ".join([*parts, *(issue.message for issue in section.issues)])


@settings(max_examples=3 * settings().max_examples)
@given(pages())
def test_nothing_is_raised_and_no_word_is_lost(drawn: tuple[list[Page], set[str]]) -> None:
    shots, words = drawn
    section = parse_section("section", shots)
    found = said(section)
    assert {word for word in words if word not in found} == set()


@given(pages())
def test_ids_are_unique(drawn: tuple[list[Page], set[str]]) -> None:
    section = parse_section("section", drawn[0])
    ids = [question.id for question in section.questions]
    assert len(set(ids)) == len(ids)
