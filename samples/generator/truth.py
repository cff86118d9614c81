"""The ground truth: what a perfect reader would write down of the screenshots."""

from __future__ import annotations

from typing import Any

from .model import (
    Block,
    Display,
    Document,
    Figure,
    Inline,
    Items,
    Listing,
    Math,
    Option,
    Part,
    Question,
    Section,
    Table,
    Text,
)

_TWO_WAY = ({"True", "False"}, {"Yes", "No"})


def text_truth(text: Text) -> str:
    """Plain text, with formulas between dollar signs and literal dollar signs escaped."""
    return "".join(_inline_truth(piece) for piece in _pieces(text))


def _pieces(text: Text) -> tuple[Inline, ...]:
    return (text,) if isinstance(text, str) else text


def _inline_truth(piece: Inline) -> str:
    if isinstance(piece, Math):
        return f"${piece.latex}$"
    return (piece if isinstance(piece, str) else piece.text).replace("$", "\\$")


def _block_truth(block: Block) -> str | None:
    if isinstance(block, Figure):
        return None
    if isinstance(block, Display):
        return f"$${block.latex}$$"
    if isinstance(block, Listing):
        return "\n".join(block.lines).replace("$", "\\$")
    if isinstance(block, Table):
        return "\n".join(" | ".join(row) for row in block.rows)
    if isinstance(block, Items):
        marks = (f"{i}. " if block.ordered else "• " for i in range(1, len(block.items) + 1))
        return "\n".join(mark + text_truth(item) for mark, item in zip(marks, block.items, strict=True))
    return text_truth(block)


def stem_truth(question: Question) -> str:
    """The stem, a line for each paragraph, list item, line of code and table row."""
    return "\n".join(line for block in question.stem if (line := _block_truth(block)) is not None)


def type_truth(question: Question) -> str:
    """The question's type as the output schema names it."""
    if question.kind == "checkbox":
        return "multiple_choice"
    texts = {text_truth(option.text) for option in question.options}
    return "true_false" if texts in _TWO_WAY else "single_choice"


def _feedback(text: Text | None) -> str | None:
    return None if text is None else text_truth(text)


def _option(option: Option) -> dict[str, Any]:
    return {
        "text": text_truth(option.text),
        "selected": option.selected,
        "verdict": option.panel.verdict if option.panel else None,
        "feedback": _feedback(option.panel.feedback) if option.panel else None,
    }


def _has_math(question: Question) -> bool:
    texts: list[Text | None] = [o.text for o in question.options]
    texts += [o.panel.feedback for o in question.options if o.panel]
    texts.append(question.panel.feedback if question.panel else None)
    for block in question.stem:
        if isinstance(block, Display):
            return True
        if isinstance(block, Items):
            texts += block.items
        elif isinstance(block, str | tuple):
            texts.append(block)
    return any(isinstance(piece, Math) for text in texts if text is not None for piece in _pieces(text))


def _count(question: Question, kind: type) -> int:
    return sum(isinstance(block, kind) for block in question.stem)


def question_truth(question: Question, images: list[str], note: str | None = None) -> dict[str, Any]:
    """The label of one question; ``images`` are the screenshots that show it."""
    points = question.points
    return {
        "number": question.number,
        "type": type_truth(question),
        "images": images,
        "stem": stem_truth(question),
        "options": [_option(option) for option in question.options],
        "answer": None,
        "verdict": question.panel.verdict if question.panel else None,
        "feedback": _feedback(question.panel.feedback) if question.panel else None,
        "points": {"earned": points[0], "possible": points[1]} if points else None,
        "figures": _count(question, Figure),
        "tables": _count(question, Table),
        "math": _has_math(question),
        "code": _count(question, Listing) > 0,
        "clean": True,
        "note": note,
    }


def _check_shown(question: Question, parts: list[Part]) -> None:
    """Refuse a label for something that no screenshot shows."""
    shown = {i for part in parts for i in range(len(question.options))[part.start : part.stop]}
    if shown != set(range(len(question.options))) or not any(part.shows_stem for part in parts):
        raise ValueError(f"question {question.number} is not shown completely")
    if question.panel and not any(part.shows_end for part in parts):
        raise ValueError(f"question {question.number}: its panel is not shown")


def section_truth(section: Section, folder: str) -> dict[str, Any]:
    """The label of one section; a question that runs over two screenshots is listed once."""
    parts: dict[int, list[Part]] = {}
    images: dict[int, list[str]] = {}
    for shot in section.shots:
        for part in shot.parts:
            parts.setdefault(part.question.number, []).append(part)
            images.setdefault(part.question.number, []).append(shot.name)
    questions = []
    for number, shown in parts.items():
        question = shown[0].question
        _check_shown(question, shown)
        note = "runs over two screenshots" if len(shown) > 1 else None
        questions.append(question_truth(question, images[number], note))
    return {
        "number": section.number,
        "title": section.title,
        "links": list(section.links),
        "images": [f"{folder}/{shot.name}" for shot in section.shots],
        "questions": questions,
    }


def document_truth(document: Document) -> dict[str, Any]:
    """The labels of a whole post. Sections without screenshots have none."""
    folder = f"images/{document.name}"
    return {
        "document": f"{document.name}.md",
        "unreferenced": [],
        "sections": [section_truth(section, folder) for section in document.sections if section.shots],
    }
