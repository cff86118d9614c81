"""Labels: what a perfect reader would write down of a document, made by hand.

A label file is a section list of the same words as the section files, less what only a program can know:

    {"sections": [{"title": "Rivers", "images": ["1.png"], "questions": [
        {"number": 1, "type": "single_choice", "stem": "Which is longer?", "verdict": "correct",
         "options": [{"text": "The Rhine", "selected": false}, {"text": "The Nile", "selected": true}]}]}]}

Unknown keys are ignored, so that a label may carry notes of its own.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from ocrquiz.model import QuestionType, QuestionVerdict, Verdict
from ocrquiz.textdiff import has_formula


class _Label(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class LabelOption(_Label):
    """An option as it should be read."""

    text: str
    selected: bool | None = False
    verdict: Verdict | None = None
    feedback: str | None = None


class Label(_Label):
    """A question as it should be read.

    Attributes:
        stem_alt: other stems that are right too.
        figures: how many pictures belong to it.
        math: whether it shows formulas; found from the texts if None.
        clean: False for a question that is not counted, as it is cut off or covered.
        images: the screenshots that show it.
    """

    number: int | None = None
    type: QuestionType
    stem: str
    stem_alt: list[str] = []
    options: list[LabelOption] = []
    verdict: QuestionVerdict | None = None
    feedback: str | None = None
    figures: int = 0
    math: bool | None = None
    clean: bool = True
    images: list[str] = []

    @property
    def has_formula(self) -> bool:
        """Whether it shows formulas."""
        if self.math is not None:
            return self.math
        texts = [self.stem, self.feedback, *(t for o in self.options for t in (o.text, o.feedback))]
        return any(has_formula(text) for text in texts)


class LabelSection(_Label):
    """A section; it is counted if it has `images`."""

    number: int | None = None
    title: str
    images: list[str] = []
    questions: list[Label] = []


class LabelFile(_Label):
    """The labels of a document."""

    sections: list[LabelSection]
