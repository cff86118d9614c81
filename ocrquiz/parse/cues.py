"""Wordings that quiz platforms print, by language: data, so that another platform is another row.

Colour and icons decide first; words are needed where a page shows neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from ocrquiz.page.model import Tone

HEADLINES: Mapping[Tone, Sequence[str]] = {
    Tone.CORRECT: (
        # English
        "correct",
        "correct answer",
        "right answer",
        "your answer is correct",
        "this should be selected",
        # Spanish
        "correcto",
        "respuesta correcta",
        # German
        "richtig",
        # French
        "bonne réponse",
        # Korean
        "맞습니다",
        "정답입니다",
        # Chinese
        "回答正确",
        "正确",
    ),
    Tone.INCORRECT: (
        "incorrect",
        "incorrect answer",
        "wrong answer",
        "your answer is incorrect",
        "this should not be selected",
        "un-selected is correct",
        "incorrecto",
        "respuesta incorrecta",
        "falsch",
        "mauvaise réponse",
        "틀립니다",
        "선택하지 말아야 합니다",
        "回答错误",
        "错误",
    ),
    Tone.NEUTRAL: (
        "partially correct",
        "parcialmente correcto",
        "teilweise richtig",
        "부분적으로 맞습니다",
        "部分正确",
    ),
}
"""What a panel's first line says where it names the verdict and nothing else."""

TRUE_FALSE: Sequence[frozenset[str]] = (
    frozenset({"true", "false"}),
    frozenset({"yes", "no"}),
    frozenset({"verdadero", "falso"}),
    frozenset({"sí", "no"}),
    frozenset({"wahr", "falsch"}),
    frozenset({"ja", "nein"}),
    frozenset({"vrai", "faux"}),
    frozenset({"oui", "non"}),
    frozenset({"참", "거짓"}),
    frozenset({"예", "아니요"}),
    frozenset({"正确", "错误"}),
    frozenset({"对", "错"}),
)
"""Pairs of options that make a choice a yes-or-no question."""

BUTTONS = frozenset(
    {"expand", "collapse", "save", "submit", "next", "previous", "skip", "retry", "try again", "continue"}
    | {"더 보기", "저장", "제출", "다음", "이전"}
    | {"ver más", "guardar", "enviar", "siguiente", "anterior"}
)
"""What stands on buttons below the options."""

_NUMBER = re.compile(
    r"(?:question|q|pregunta|frage|aufgabe|문제|第)?\s*#?\s*(\d{1,3})\s*(?:题)?\s*[.):]?", re.I
)
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_POINTS = re.compile(r"(\d+(?:[.,]\d+)?)\s*/\s*(\d+(?:[.,]\d+)?)\s*\S{0,8}")
_SIMILAR = 0.85


def question_number(text: str) -> int | None:
    """The number in a line that holds nothing else (`3.`, `Question 3`)."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match[1]) if match else None


def leading_number(text: str) -> tuple[int, str] | None:
    """The number that opens a line (`3. What is`), and the rest of the line."""
    match = _NUMBERED.match(text)
    return (int(match[1]), text[match.end() :]) if match else None


def points(text: str) -> tuple[float, float] | None:
    """Points earned and possible in a badge (`0.5 / 1 point`); wraps inside the figures are closed."""
    match = _POINTS.fullmatch(re.sub(r"\s+", "", text))
    if match is None:
        return None
    earned, possible = (float(v.replace(",", ".")) for v in match.groups())
    return (earned, possible) if earned <= possible and possible > 0 else None


def headline(text: str) -> Tone | None:
    """The verdict that a line names, if it names one and nothing else; misread letters are forgiven."""
    plain = _plain(text)
    if len(plain) < 2:
        return None
    scored = [(_alike(plain, phrase), tone) for tone, phrases in HEADLINES.items() for phrase in phrases]
    score, tone = max(scored, key=lambda s: s[0])
    return tone if score >= _SIMILAR else None


def is_button(text: str) -> bool:
    """Whether a line is the label of a button."""
    return _plain(text) in BUTTONS


def is_true_false(texts: Sequence[str]) -> bool:
    """Whether the options are exactly a yes-or-no pair."""
    return len(texts) == 2 and frozenset(_plain(t) for t in texts) in TRUE_FALSE


def _plain(text: str) -> str:
    return text.strip(" .:!¡…").casefold()


def _alike(a: str, b: str) -> float:
    # Short words must agree: one letter makes "incorrect" of "correct".
    if a == b:
        return 1.0
    if len(b) < 12 or abs(len(a) - len(b)) > 2:
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
