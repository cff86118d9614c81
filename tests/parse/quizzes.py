"""Questions drawn by chance, to be put on a page and found again."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from ocrquiz.page.model import Shape, Tone

from ..sheet import Note, Sheet


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question: options have a text, a state and a panel of their own."""

    shape: Shape
    stem: str
    options: tuple[tuple[str, bool, Note | None], ...]
    note: Note | None


LETTERS = "bcdghkmpqvwyz"
"""No wording of a platform is made of these."""


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """Checkboxes have panels below options, radio buttons one at the end."""
    words = Random(draw(st.integers(0, 999)))
    shape = draw(st.sampled_from([Shape.RADIO, Shape.CHECKBOX]))
    options = tuple(
        (_text(draw, words), draw(st.booleans()), _note(draw, words) if own else None)
        for own in draw(
            st.lists(st.booleans() if shape is Shape.CHECKBOX else st.just(False), min_size=2, max_size=5)
        )
    )
    return Quiz(shape, _text(draw, words), options, _note(draw, words) if shape is Shape.RADIO else None)


def _text(draw: st.DrawFn, words: Random) -> str:
    # Chance, not hypothesis, makes the words: no two lines shall be alike by its love of repetition.
    count = draw(st.integers(2, 30))
    return " ".join("".join(words.choices(LETTERS, k=words.randint(3, 9))) for _ in range(count))


def _note(draw: st.DrawFn, words: Random) -> Note:
    green = draw(st.booleans())
    tone, headline = (Tone.CORRECT, "Correct") if green else (Tone.INCORRECT, "Incorrect")
    return Note(tone, headline, _text(draw, words))


def draw_quiz(sheet: Sheet, number: int, quiz: Quiz) -> Sheet:
    """Put a question at the end of a page."""
    sheet.number(f"{number}.").text(quiz.stem)
    for text, selected, note in quiz.options:
        sheet.option(text, selected, quiz.shape)
        if note:
            sheet.panel(note)
    return sheet.panel(quiz.note) if quiz.note else sheet
