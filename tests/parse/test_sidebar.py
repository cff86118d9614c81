"""Columns beside questions."""

from __future__ import annotations

from dataclasses import replace

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Shape, Tone, Widget
from ocrquiz.parse import parse_section
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.sidebar import without_sidebars


def line(left: int, top: int, text: str) -> Line:
    return Line(Box(left, top, left + 8 * len(text), top + 15), text, 0.95)


def page(*, stem_left: int = 200, word: str = "Question ") -> Page:
    """Two questions, each with a column at its left that says number, verdict and points."""
    lines, widgets = [], []
    for number, (top, verdict, mark) in enumerate(
        ((20, "Incorrect", "0.00"), (320, "Correct", "1.00")), start=1
    ):
        lines += [
            line(20, top, f"{word}{number}"),
            line(20, top + 40, verdict),
            line(20, top + 70, f"Mark {mark} out of 1.00"),
            line(stem_left, top - 4, f"What is asked in question {number}?"),
        ]
        for place, text in enumerate(("This", "That")):
            widgets.append(
                Widget(
                    Box(stem_left, top + 60 + 40 * place, stem_left + 14, top + 74 + 40 * place),
                    Shape.RADIO,
                    not place,
                )
            )
            lines.append(line(stem_left + 24, top + 60 + 40 * place, text))
    return Page("a.png", 800, 600, 9.0, tuple(lines), tuple(widgets))


def test_column_says_number_verdict_and_points() -> None:
    first, second = parse_section("s", [page()]).questions
    assert [first.number, second.number] == [1, 2]
    assert [first.verdict, second.verdict] == ["incorrect", "correct"]
    assert first.points is not None
    assert (first.points.earned, first.points.possible) == (0, 1)


def test_nothing_of_the_column_is_left_in_the_question() -> None:
    questions = parse_section("s", [page()]).questions
    assert [q.stem for q in questions] == ["What is asked in question 1?", "What is asked in question 2?"]
    assert [[o.text for o in q.options] for q in questions] == [["This", "That"]] * 2


def test_text_below_a_heading_is_no_column() -> None:
    assert without_sidebars(page(stem_left=20), builtin()).sides == ()


def test_what_the_column_says_is_read_once() -> None:
    sides = without_sidebars(page(), builtin()).sides
    assert [side.tone for side in sides] == [Tone.INCORRECT, Tone.CORRECT]


def test_plain_number_heads_a_column_with_points() -> None:
    questions = parse_section("s", [page(word="")]).questions
    assert [(q.number, q.verdict) for q in questions] == [(1, "incorrect"), (2, "correct")]
    assert [q.stem for q in questions] == ["What is asked in question 1?", "What is asked in question 2?"]


def test_plain_number_alone_heads_no_column() -> None:
    bare = page(word="")
    kept = tuple(each for each in bare.lines if each.text not in ("Correct", "Incorrect"))
    other = tuple(replace(each, text="Flag it") if "out of" in each.text else each for each in kept)
    assert without_sidebars(replace(bare, lines=other), builtin()).sides == ()


def test_points_of_a_column_go_on_in_the_next_line() -> None:
    wrapped = page()
    lines = [
        part
        for each in wrapped.lines
        for part in (
            (replace(each, text="Award: 1 out of"), line(20, each.box.top + 20, "1.00 points"))
            if "out of" in each.text
            else (each,)
        )
    ]
    first = without_sidebars(replace(wrapped, lines=tuple(lines)), builtin()).sides[0]
    assert first.points == (1, 1)
