"""GIFT: Moodle's questions as plain text.

See https://docs.moodle.org/en/GIFT_format. A question stands on lines without a blank one between them; texts
are HTML, in which a blank line cannot occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from ocrquiz.export.format import Job
from ocrquiz.export.graded import POINTS, Choice, Graded, choice_html, gradable, stem_html
from ocrquiz.export.item import Item
from ocrquiz.export.losses import Left, Reduced
from ocrquiz.export.markup import to_html
from ocrquiz.export.text import legal

from .moodle import category, fractions, is_divisible, literal

_SPECIAL = re.compile(r"[\\~=#{}:]")

_MARKED = re.compile(r"[\[%]")
"""How a text begins that would be taken for its own format, or for a share of the mark."""

_PAIR = "->"
"""Where it stands in one of several short answers, the question is taken for one that asks for pairs."""


class Gift:
    """Questions for Moodle and others, in a text file."""

    title = "GIFT, Moodle's plain text"
    suffix = ".gift"
    holds = (
        "Questions of choice and short answers with their explanations and LaTeX, in a category a document "
        "and section. The mark is divided as in `moodle`. Pictures, points and printed letters are left out, "
        "and so is a question whose key is not known."
    )
    printable = False
    binary = False

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the categories and questions, as they come."""
        questions = gradable(items, job.losses, with_pictures=False)
        for path, group in groupby(questions, lambda graded: category(graded.item)):
            # Only backslashes are taken for something in a category.
            escaped = legal(path).replace("\\", r"\\")
            out.write(f"$CATEGORY: {escaped}\n\n".encode())
            for graded in group:
                if not _is_held(graded):
                    job.losses.leave_out(graded.item, Left.KIND)
                    continue
                if any(graded.labels):
                    job.losses.reduce(graded.item, Reduced.LABELS)
                if graded.points != POINTS:
                    job.losses.reduce(graded.item, Reduced.POINTS)
                out.write(f"{_question(graded)}\n\n".encode())
                job.losses.wrote(graded.item)


def _is_held(graded: Graded) -> bool:
    pairs = len(graded.answers) > 1 and any(_PAIR in answer for answer in graded.answers)
    return is_divisible(graded) and not pairs


def _question(graded: Graded) -> str:
    head = f"::{_escaped(graded.name)}::[html]{_html(stem_html(graded, str))}"
    told = graded.item.question.feedback
    general = f"\t####{_feedback(told)}\n" if told else ""
    if graded.is_true_false:
        return f"{head}{{{_true_false(graded)}\n{general}}}"
    lines = _short_answers(graded) if graded.answers else _choices(graded)
    return f"{head}{{\n{''.join(lines)}{general}}}"


def _true_false(graded: Graded) -> str:
    right = next(choice for choice in graded.choices if choice.right)
    wrong = next(choice for choice in graded.choices if not choice.right)
    told = [_feedback(choice.option.feedback) for choice in (wrong, right)]
    return "#".join([right.option.text.upper(), *told]).rstrip("#")


def _choices(graded: Graded) -> Iterable[str]:
    for choice, fraction in zip(graded.choices, fractions(graded), strict=True):
        yield f"\t{_mark(graded, choice, fraction)}{_begun(choice_html(choice, str))}{_told(choice)}\n"


def _mark(graded: Graded, choice: Choice, fraction: str) -> str:
    if graded.takes_one:
        return "=" if choice.right else "~"
    return f"~%{fraction}%"


def _told(choice: Choice) -> str:
    told = _feedback(choice.option.feedback)
    return f"#{told}" if told else ""


def _short_answers(graded: Graded) -> Iterable[str]:
    for answer in graded.answers:
        sign = "" if _PAIR in answer else "="
        text = literal(answer)
        yield f"\t{sign}{'[plain]' if _MARKED.match(text.lstrip()) else ''}{_escaped(text)}\n"


def _feedback(text: str | None) -> str:
    return _html(to_html(text)) if text else ""


def _begun(html: str) -> str:
    return ("[html]" if _MARKED.match(html.lstrip()) else "") + _html(html)


def _html(html: str) -> str:
    # Teachers read these files, and only values of attributes need the references.
    return _escaped(html.replace("&#x27;", "'").replace("&quot;", '"'))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text).replace("\n", r"\n")


FORMAT = Gift()
