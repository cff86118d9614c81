"""What is wrong, or odd, about a question that a person is typing, with the field that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ValidationError

from ocrquiz.model import Question

Place = list[str | int]
"""The way to a field: `["options", 0, "text"]`."""

CHOICES = frozenset({"single_choice", "multiple_choice", "true_false"})


class Remark(BaseModel):
    """Something about a field.

    Attributes:
        place: the way to the field in the question.
        message: what it is.
        wrong: whether it cannot be saved so; otherwise it is only odd, as screenshots sometimes are.
    """

    place: Place
    message: str
    wrong: bool


def remarks(question: Mapping[str, object]) -> list[Remark]:
    """Look at a question.

    Args:
        question: as the page sends it; it may be of any form.
    """
    try:
        valid = Question.model_validate(whole_characters(question))
    except ValidationError as error:
        return [Remark(place=list(e["loc"]), message=_sentence(e["msg"]), wrong=True) for e in error.errors()]
    return [Remark(place=place, message=message, wrong=False) for place, message in _odd(valid)]


def whole_characters(data: object) -> object:
    """JSON with halves of characters replaced: JSON can hold them, and no file can."""
    if isinstance(data, str):
        return data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(data, dict):
        return {whole_characters(key): whole_characters(value) for key, value in data.items()}
    return [whole_characters(part) for part in data] if isinstance(data, list) else data


def _sentence(message: str) -> str:
    return message if message.endswith(".") else f"{message}."


def _odd(question: Question) -> Iterator[tuple[Place, str]]:
    if not question.stem.strip() and not question.figures:
        yield ["stem"], "The question asks nothing."
    yield from _odd_options(question)
    points = question.points
    if points and (points.earned or 0) > (float("inf") if points.possible is None else points.possible):
        yield ["points", "earned"], "More points than possible."


def _odd_options(question: Question) -> Iterator[tuple[Place, str]]:
    count = len(question.options)
    if question.type in CHOICES and count < 2:
        yield ["type"], "A choice has two options at least."
    if question.type == "true_false" and count > 2:
        yield ["type"], "True or false has two options."
    if question.type == "short_answer" and count:
        yield ["type"], "A short answer has no options."
    seen: set[str] = set()
    selected = 0
    for place, option in enumerate(question.options):
        text = option.text.strip()
        if not text and not option.figures:
            yield ["options", place, "text"], "The option has no text."
        elif text in seen and not option.figures:
            yield ["options", place, "text"], "There is another option with this text."
        seen.add(text)
        selected += option.selected is True
        if question.type != "multiple_choice" and option.selected and selected > 1:
            yield ["options", place, "selected"], "Only one option can be selected here."
