"""What follows from marks and selection: the question's verdict and the key."""

from __future__ import annotations

from collections.abc import Sequence

from ocrquiz.model import Points, QuestionType, QuestionVerdict, Verdict
from ocrquiz.page.model import Tone

Selection = bool | None


def mark(tone: Tone | None) -> Verdict | None:
    """The verdict that a mark on one option gives; a grey one gives none."""
    match tone:
        case Tone.CORRECT:
            return "correct"
        case Tone.INCORRECT:
            return "incorrect"
        case _:
            return None


def question_verdict(
    kind: QuestionType,
    tones: Sequence[Tone],
    points: Points | None,
    selected: Sequence[Selection],
    verdicts: Sequence[Verdict | None],
) -> QuestionVerdict | None:
    """What the screenshot says of the whole response.

    Args:
        kind: of the question.
        tones: of the panels that belong to the whole question.
        points: of the badge.
        selected: the options' state.
        verdicts: the options' own marks.

    Returns:
        None where it says nothing.
    """
    if tones:
        match tones[-1]:
            case Tone.CORRECT:
                return "correct"
            case Tone.INCORRECT:
                return "incorrect"
            case Tone.NEUTRAL if kind == "multiple_choice":
                return "partial"
    if points is not None and points.earned is not None and points.possible:
        if points.earned >= points.possible:
            return "correct"
        return "incorrect" if points.earned <= 0 else "partial"
    if kind in ("single_choice", "true_false"):
        for state, verdict in zip(selected, verdicts, strict=True):
            if state and verdict:
                return verdict
    return None


def deduce_key(
    kind: QuestionType,
    verdict: QuestionVerdict | None,
    selected: Sequence[Selection],
    verdicts: Sequence[Verdict | None],
) -> list[bool | None]:
    """Which options are right, as far as it follows.

    An option's own mark says it at once. In a single choice the right one makes all others wrong, a
    wrong response rules out what was selected, and of two options the other one is left. In a multiple
    choice a right response is the key itself.
    """
    key: list[bool | None] = [None if v is None else v == "correct" for v in verdicts]
    if kind in ("single_choice", "true_false"):
        for i, state in enumerate(selected):
            if state and verdict in ("correct", "incorrect") and key[i] is None:
                key[i] = verdict == "correct"
        if True in key:
            return [bool(k) for k in key]
        if len(key) == 2 and key.count(False) == 1:
            return [k is None for k in key]
    elif kind == "multiple_choice" and verdict == "correct" and None not in selected:
        return [bool(s) if k is None else k for s, k in zip(selected, key, strict=True)]
    return key
