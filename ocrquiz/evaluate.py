"""An output measured against labels made by hand: how much is found, right, and wrong without a warning.

Texts are compared as `ocrquiz.textdiff` says. A formula in a label matches whatever stands in its place;
whether its LaTeX is right is counted apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from pydantic import ValidationError

from ocrquiz.errors import UsageError
from ocrquiz.labels import Label, LabelFile, LabelSection
from ocrquiz.model import Question, SectionFile
from ocrquiz.reliability import Sample
from ocrquiz.textdiff import distance, fold, formulas_right, has_formula, text_right

SAME_TITLE = 0.8
"""Likeness of letters and digits above which two section titles are one."""

SAME_STEM = 0.5
"""Likeness above which two questions without a number are one."""

NOT_ALNUM = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Scores:
    """Counts over a document.

    Attributes:
        sections: labelled sections with screenshots.
        sections_right: of these, those whose questions are all right, with none extra.
        plain_sections: sections without formulas.
        plain_sections_right: of these, the right ones.
        questions: labelled questions that are counted.
        found: questions that the output has.
        extra: questions of the output that no label has.
        structure: questions whose type, options, selection and verdicts are right.
        text: questions whose texts are all right.
        right: both.
        plain: questions without formulas.
        plain_right: of these, the right ones.
        plain_chars: characters in their texts, by the labels.
        plain_edits: characters to change to make them right.
        math: questions with formulas.
        math_text_right: of these, the right ones, whatever stands for the formulas.
        math_latex_right: of these, the ones whose LaTeX is right too.
        wrong: questions that are not right, LaTeX included.
        silent: of these, those without a warning.
        flagged_right: right questions with a warning.
        units: texts without formulas.
        units_right: of these, the right ones.
        chars: characters in them, by the labels.
        edits: characters to change to make them right.
        figures: labelled figures.
        figures_found: of these, as many as the output has.
    """

    sections: int = 0
    sections_right: int = 0
    plain_sections: int = 0
    plain_sections_right: int = 0
    questions: int = 0
    found: int = 0
    extra: int = 0
    structure: int = 0
    text: int = 0
    right: int = 0
    plain: int = 0
    plain_right: int = 0
    plain_chars: int = 0
    plain_edits: int = 0
    math: int = 0
    math_text_right: int = 0
    math_latex_right: int = 0
    wrong: int = 0
    silent: int = 0
    flagged_right: int = 0
    units: int = 0
    units_right: int = 0
    chars: int = 0
    edits: int = 0
    figures: int = 0
    figures_found: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that is not right."""

    section: str
    question: int | None
    images: tuple[str, ...]
    flagged: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts, what is not right, and how sure the output was of each question that it has."""

    scores: Scores
    misses: tuple[Miss, ...]
    samples: tuple[Sample, ...] = ()


@dataclass(slots=True)
class _Judgement:
    """What is right about a question."""

    structure: bool = False
    text: bool = False
    latex: bool = True
    flagged: bool = False
    why: list[str] = field(default_factory=list)
    texts: list[tuple[str, str | None, str | None]] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return self.structure and self.text


def evaluate(out: Path, labels: Path) -> Evaluation:
    """Measure an output.

    Args:
        out: folder that `ocrquiz convert` wrote, of one document.
        labels: file with the labels of that document; see `ocrquiz.labels`.

    Raises:
        UsageError: one of them cannot be read.
    """
    return compare(_load_sections(out), _load_labels(labels))


def compare(sections: Sequence[SectionFile], labels: LabelFile) -> Evaluation:
    """Measure sections against labels."""
    scores = Scores()
    misses: list[Miss] = []
    samples: list[Sample] = []
    for label in labels.sections:
        if label.images:
            misses += _section(label, _find(label, sections), scores, samples)
    return Evaluation(scores, tuple(misses), tuple(samples))


def _section(
    label: LabelSection, file: SectionFile | None, scores: Scores, samples: list[Sample]
) -> Iterator[Miss]:
    questions = file.questions if file else []
    pairs = _pairs(label.questions, questions)
    scores.sections += 1
    scores.extra += len(questions) - sum(got is not None for _, got in pairs)
    all_right = file is not None and len(questions) == len(label.questions)
    for wanted, got in pairs:
        if not wanted.clean:
            continue
        judged = _judge(wanted, got)
        _count(scores, wanted, got, judged)
        if got is not None:
            samples.append(Sample(got.confidence, judged.right and judged.latex))
        all_right = all_right and judged.right
        if not judged.right:
            title = f"{label.number}. {label.title}" if label.number is not None else label.title
            yield Miss(title, wanted.number, tuple(wanted.images), judged.flagged, tuple(judged.why))
    scores.sections_right += all_right
    plain = not any(question.has_formula for question in label.questions)
    scores.plain_sections += plain
    scores.plain_sections_right += plain and all_right


def _find(label: LabelSection, sections: Sequence[SectionFile]) -> SectionFile | None:
    """The section with the label's title, or the one with the most alike."""
    wanted = NOT_ALNUM.sub("", label.title.lower())
    titles = [NOT_ALNUM.sub("", section.section.title.lower()) for section in sections]
    if wanted in titles:
        return sections[titles.index(wanted)]
    likeness = [(SequenceMatcher(None, wanted, title).ratio(), i) for i, title in enumerate(titles)]
    best, place = max(likeness, default=(0.0, 0))
    return sections[place] if best > SAME_TITLE else None


def _pairs(labels: Sequence[Label], questions: Sequence[Question]) -> list[tuple[Label, Question | None]]:
    """Each label with the question of its number; without a number, of the most alike stem."""
    left = list(questions)
    pairs: list[tuple[Label, Question | None]] = []
    for label in labels:
        place = _place(label, left)
        pairs.append((label, left.pop(place) if place is not None else None))
    return pairs


def _place(label: Label, questions: Sequence[Question]) -> int | None:
    numbers = [question.number for question in questions]
    if label.number is not None and label.number in numbers:
        return numbers.index(label.number)
    stem = fold(label.stem)
    likeness = [
        (SequenceMatcher(None, stem, fold(question.stem), autojunk=False).ratio(), i)
        for i, question in enumerate(questions)
        if label.number is None or question.number is None
    ]
    best, place = max(likeness, default=(0.0, 0))
    return place if best > SAME_STEM else None


def _judge(label: Label, got: Question | None) -> _Judgement:
    judged = _Judgement()
    if got is None:
        judged.why.append("question not found")
        judged.latex = not label.has_formula
        return judged
    judged.flagged = got.to_review
    judged.why += _structure_faults(label, got)
    judged.structure = not judged.why
    judged.texts = list(_texts(label, got))
    faults = [f"{name}: {b!r} for {a!r}" for name, a, b in judged.texts if not text_right(a, b)]
    judged.text = not faults
    judged.why += faults
    judged.latex = all(formulas_right(a, b) for _, a, b in judged.texts if has_formula(a))
    return judged


def _structure_faults(label: Label, got: Question) -> Iterator[str]:
    if got.type != label.type:
        yield f"type {got.type} for {label.type}"
    same_length = len(label.options) == len(got.options)
    if not same_length:
        yield f"{len(got.options)} options for {len(label.options)}"
    elif any(bool(a.selected) != bool(b.selected) for a, b in zip(label.options, got.options, strict=True)):
        yield "selected options differ"
    wanted = [label.verdict, *(option.verdict for option in label.options)]
    verdicts = [got.verdict, *(option.verdict for option in got.options)]
    if same_length and wanted != verdicts:
        yield f"verdict(s) {verdicts} for {wanted}"


def _texts(label: Label, got: Question) -> Iterator[tuple[str, str | None, str | None]]:
    """Name, labelled text and text of everything that is to be read."""
    stem = next(
        (alternative for alternative in label.stem_alt if text_right(alternative, got.stem)), label.stem
    )
    yield "stem", stem, got.stem
    yield "feedback", label.feedback, got.feedback
    for i, option in enumerate(label.options):
        other = got.options[i] if i < len(got.options) else None
        yield f"option {i + 1}", option.text, other.text if other else None
        yield f"option {i + 1} feedback", option.feedback, other.feedback if other else None
    for i in range(len(label.options), len(got.options)):
        yield f"extra option {i + 1}", "", got.options[i].text


def _count(scores: Scores, label: Label, got: Question | None, judged: _Judgement) -> None:
    scores.questions += 1
    scores.found += got is not None
    scores.structure += judged.structure
    scores.text += judged.text
    scores.right += judged.right
    if label.has_formula:
        scores.math += 1
        scores.math_text_right += judged.right
        scores.math_latex_right += judged.right and judged.latex
    else:
        scores.plain += 1
        scores.plain_right += judged.right
    wrong = not (judged.right and judged.latex)
    scores.wrong += wrong
    scores.silent += wrong and not judged.flagged
    scores.flagged_right += not wrong and judged.flagged
    scores.figures += label.figures
    shown = sum(figure.kind == "figure" for figure in got.figures) if got else 0
    scores.figures_found += min(label.figures, shown)
    for _, a, b in judged.texts:
        if (a or b) and not has_formula(a):
            scores.units += 1
            scores.units_right += text_right(a, b)
            chars, edits = len(fold(a)), distance(fold(a), fold(b))
            scores.chars += chars
            scores.edits += edits
            if not label.has_formula:
                scores.plain_chars += chars
                scores.plain_edits += edits


def _load_labels(path: Path) -> LabelFile:
    try:
        return LabelFile.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(
            f"Cannot read the labels {path}: {error.strerror}.", "Give a file with labels."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise UsageError(
            f"{path} is no label file: {first['msg']} at {where}.", "The README describes it."
        ) from error


def _load_sections(out: Path) -> list[SectionFile]:
    if not out.is_dir():
        raise UsageError(f"There is no folder {out}.", "Give the folder that 'ocrquiz convert' wrote.")
    sections = []
    for path in sorted(out.rglob("*.json")):
        try:
            content = json.loads(path.read_bytes())
            if isinstance(content, dict) and "section" in content and "questions" in content:
                sections.append(SectionFile.model_validate(content))
        except ValidationError as error:
            raise UsageError(
                f"{path} is no section file of this version.", "Convert the document again."
            ) from error
        except (OSError, ValueError):
            continue
    if not sections:
        raise UsageError(
            f"There are no section files in {out}.", "Give the folder that 'ocrquiz convert' wrote."
        )
    return sections
