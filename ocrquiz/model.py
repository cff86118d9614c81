"""The JSON that ocrquiz writes: pydantic models, in the order of their keys.

The ground floor: this module imports nothing else of ocrquiz. `schemas/` is generated from it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Verdict = Literal["correct", "incorrect"]
QuestionVerdict = Literal["correct", "incorrect", "partial"]
QuestionType = Literal["single_choice", "multiple_choice", "true_false", "short_answer", "other"]
Severity = Literal["info", "warning", "error"]
FigureKind = Literal["figure", "formula", "table"]
Status = Literal["ok", "empty", "failed"]

Confidence = Annotated[float, Field(ge=0, le=1)]
Pixel = Annotated[int, Field(ge=0)]


class IssueCode(StrEnum):
    """What can be doubtful about a question or a section: the closed set of `issues[].code`."""

    LOW_CONFIDENCE = "low_confidence"
    READINGS_DIFFER = "readings_differ"
    TEXT_REPAIRED = "text_repaired"
    FORMULA = "formula"
    TABLE = "table"
    CUT_OFF = "cut_off"
    NO_STEM = "no_stem"
    NO_OPTIONS = "no_options"
    ONE_OPTION = "one_option"
    EMPTY_OPTION = "empty_option"
    NO_SELECTION = "no_selection"
    SELECTION_UNKNOWN = "selection_unknown"
    MANY_SELECTED = "many_selected"
    VERDICT_UNKNOWN = "verdict_unknown"
    NUMBER_SEQUENCE = "number_sequence"
    LEFTOVER_TEXT = "leftover_text"
    SCREENSHOT_FAILED = "screenshot_failed"
    CORRECTED = "corrected"
    ACCEPTED = "accepted"
    READING_CHANGED = "reading_changed"
    CORRECTION_UNUSED = "correction_unused"


class Model(BaseModel):
    """Shared settings: unknown keys are refused, values do not change once made.

    What checks them is built at first use, when the workers have begun to read. What the docstrings below the
    attributes say is looked up for the schemas alone, as that takes longer than all else here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Region(Model):
    """A place on a screenshot."""

    screenshot: str
    """Path of the screenshot, as the document names it."""
    bbox: tuple[Pixel, Pixel, Pixel, Pixel]
    """Left, top, right, bottom in pixels of the original; right and bottom are exclusive."""


class Issue(Model):
    """Something that a person should look at."""

    code: IssueCode
    severity: Severity
    message: str
    """One sentence that says what to look at."""
    region: Region | None = None


class Figure(Model):
    """A picture, a formula or a table that belongs to a stem or an option."""

    kind: FigureKind
    path: str
    """The crop, relative to the section file."""
    region: Region


class Points(Model):
    """What the screenshot says was earned."""

    earned: float | None
    possible: float | None


class Option(Model):
    """One of the answers to choose from."""

    label: str | None = None
    """The printed letter."""
    text: str
    selected: bool | None
    """Null where the screenshot does not tell."""
    verdict: Verdict | None = None
    """The mark that the screenshot puts on this very option."""
    correct: bool | None = None
    """The key, as far as it follows from verdicts, selection and the number of options."""
    feedback: str | None = None
    figures: list[Figure] = []
    region: Region | None = None
    confidence: Confidence


class Question(Model):
    """A quiz question with its options and what the screenshot says of the response."""

    id: str
    """Stable over re-runs: section slug and number, or place where no number is printed."""
    number: int | None
    type: QuestionType
    stem: str
    options: list[Option]
    answer: str | None = None
    """What was typed, for `short_answer`."""
    verdict: QuestionVerdict | None = None
    feedback: str | None = None
    points: Points | None = None
    figures: list[Figure] = []
    regions: list[Region] = []
    """Where the question stands: one for each screenshot that it runs over."""
    confidence: Confidence
    """Probability that all of it is right; below 0.85 there is a warning."""
    issues: list[Issue] = []

    @property
    def to_review(self) -> bool:
        """Whether a person should look at it."""
        return any(issue.severity != "info" for issue in self.issues)


class Screenshot(Model):
    """One picture of the section and what became of it."""

    path: str
    """As the document names it, decoded."""
    sha256: str | None = None
    width: int | None = None
    height: int | None = None
    status: Status
    reason: str | None = None
    """A code from the closed set in the schema's description; null unless `failed`."""
    message: str | None = None


class DocumentInfo(Model):
    """Where the section comes from."""

    source: str
    title: str | None = None
    date: str | None = None
    categories: list[str] = []
    tags: list[str] = []
    extra: dict[str, Any] = {}
    """Every other key of the front matter."""


class SectionInfo(Model):
    """The section's place and heading."""

    index: Annotated[int, Field(ge=1)]
    number: int | None = None
    """As printed in the heading."""
    title: str
    """Without number and emphasis; empty for pictures before the first heading."""
    slug: str
    links: list[str] = []


class SectionFile(Model):
    """What one `NN-slug.json` holds."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    document: DocumentInfo
    section: SectionInfo
    screenshots: list[Screenshot]
    questions: list[Question]
    issues: list[Issue] = []


class Counts(Model):
    """Totals over a section or a document."""

    screenshots: int = 0
    questions: int = 0
    to_review: int = 0
    """Questions with a warning or an error."""
    failed: int = 0
    """Screenshots that could not be read."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            screenshots=self.screenshots + other.screenshots,
            questions=self.questions + other.questions,
            to_review=self.to_review + other.to_review,
            failed=self.failed + other.failed,
        )


class IndexEntry(Model):
    """A section's line in the index."""

    section: SectionInfo
    file: str | None
    """Name of the section file; null for a section without screenshots."""
    counts: Counts


class IndexFile(Model):
    """What `index.json` holds: the document, its sections in order, the totals."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    document: DocumentInfo
    sections: list[IndexEntry]
    counts: Counts
