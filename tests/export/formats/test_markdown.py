"""The quiz in Markdown, read back to the character."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocrquiz.export import Item, Reduced
from ocrquiz.export.formats.markdown import FORMAT
from ocrquiz.export.markdown import inline, to_markdown
from ocrquiz.export.sheet import NONE_RIGHT, PARTLY, UNKNOWN
from ocrquiz.export.table import letter
from ocrquiz.export.text import Block, Formula, blocks, legal, spans
from ocrquiz.model import DocumentInfo, SectionInfo

from ..items import HOSTILE, figure, item, items, option, texts, written
from .markdown_reader import Quiz, read

PNG = b"\x89PNG picture"


def quiz(asked: list[Item], answers: bool = True) -> Quiz:
    return read(written(FORMAT, asked, answers)[0].decode())


def same(text: str | None) -> str:
    """What two texts have in common that look the same on paper."""
    return "\n".join(line for block in blocks(legal(text or "")) for line in _lines(block))


def _lines(block: Block) -> list[str]:
    if block.kind == "item":
        return ["• " + _line(line) for line in block.lines]
    if block.kind == "row":
        return [" | ".join(map(_line, row)).rstrip(" |") for row in block.rows]
    return [_line(line) for line in block.lines]


def _line(line: str) -> str:
    found = list(spans(line))
    if len(found) == 1 and isinstance(found[0], Formula) and found[0].block:
        return f"$${found[0].latex.strip()}$$"
    shown = "".join(
        f"${s.latex.strip()}$" if isinstance(s, Formula) else s.text.replace("$", r"\$") for s in found
    )
    # Indentation is made of no-break spaces; formulas that touch are one; a blank of LaTeX's ends none.
    shown = shown.replace("\N{NO-BREAK SPACE}", " ").replace("$$", " ").replace("\\ {}", "\\")
    return shown if shown.strip() else ""


@settings(max_examples=300)
@given(st.lists(items(), min_size=1, max_size=2))
@example([item(option("$\\ $"), option("$\\\\ $$x\\ $"), stem="$a\\ $")])
@example([item(*map(option, HOSTILE), stem=text, feedback=text) for text in HOSTILE])
def test_every_question_is_read_back(asked: list[Item]) -> None:
    found = quiz(asked).questions
    assert len(found) == len(asked)
    for one, back in zip(asked, found, strict=True):
        question = one.question
        number = "" if question.number is None else f" {question.number}"
        several = " (several answers)" * (one.is_choice and not one.takes_one)
        assert back.heading == f"Question{number}{several}"
        assert same(back.stem) == same(question.stem)
        assert same(back.feedback) == same(question.feedback)
        assert bool(back.note) == (not one.answers and not any(one.key or ()))
        if question.type == "short_answer":
            assert list(map(same, back.answers)) == list(map(same, one.answers))
            assert not back.options
            continue
        for place, (line, given_) in enumerate(zip(back.options, question.options, strict=True)):
            assert line.letter == (given_.label or letter(place))
            assert line.right == (bool(one.key and one.key[place]) if one.is_choice else None)
            assert same(line.text) == same(given_.text)
            assert same(line.feedback) == same(given_.feedback)


@settings(max_examples=500)
@given(texts())
def test_any_text_is_read_back(text: str) -> None:
    (found,) = quiz([item(stem=text)]).questions
    assert same(found.stem) == same(text)


def test_headings_are_texts_too() -> None:
    title = "*C# #* [a](b) $x$ `d` #"
    other = SectionInfo(index=2, title=title, slug="peaks")
    elsewhere = DocumentInfo(source="b.md", title=f" {title}\n1. more ")
    found = quiz([item(), item(section=other), item(document=elsewhere, section=other)])
    assert found.documents == ["Evening Class", f"{title} 1. more"]
    assert found.sections == ["2. Around the World", title, title]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tf.data_set in 2 * 3", r"tf.data_set in 2 \* 3"),
        ("__init__ & R&D &amp;", r"\_\_init\_\_ & R&D \&amp;"),
        (r"costs \$5, if $x_1 < 2$", r"costs \$5, if $x_1 < 2$"),
        ("a  b ", "a &nbsp;b&nbsp;"),
        ("C# is #1", r"C# is \#1"),
    ],
)
def test_only_what_is_markup_is_escaped(line: str, expected: str) -> None:
    assert inline(line) == expected


def test_layout_by_example() -> None:
    text = "Look:\n  x = 1\n1. one\n- two\n• a\n• b\n$$y$$\na | $|z|$\nc"
    assert to_markdown(text) == [
        "Look:\\",
        "&nbsp;&nbsp;x = 1\\",
        "1\\. one\\",
        "\\- two",
        "",
        "* a",
        "* b",
        "",
        "$$y$$",
        "",
        "a | $|z|$\\",
        "c",
    ]
    assert to_markdown("a | $|z|$\nc | d | e") == [
        "| a | $\\|z\\|$ |  |",
        "| --- | --- | --- |",
        "| c | d | e |",
    ]


def note(*flags: bool | None) -> tuple[str, list[Reduced]]:
    data, losses = written(FORMAT, [item(*(option(correct=flag) for flag in flags), type="multiple_choice")])
    return read(data.decode()).questions[0].note, [loss for loss, _ in losses]  # type: ignore[misc]


def test_a_key_that_is_not_known_is_said_so() -> None:
    assert note(None, None) == (UNKNOWN, [Reduced.KEY])
    assert note(True, None, True) == (PARTLY.format("A, C"), [Reduced.KEY])
    assert note(False, False) == (NONE_RIGHT, [])
    assert note(True, False) == ("", [])


def test_without_answers_nothing_gives_them_away() -> None:
    asked = [
        item(option("a", correct=True, feedback="told"), option("b", correct=False), feedback="told"),
        item(option("told", correct=True), type="short_answer", answer="told"),
    ]
    data, losses = written(FORMAT, asked, answers=False)
    choice, typed = read(data.decode()).questions
    assert [line.right for line in choice.options] == [False, False]
    assert b"told" not in data
    assert set(typed.answers[0]) == {"_"}
    assert (losses.written, list(losses)) == (2, [])


def test_pictures_are_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "there.png").write_bytes(PNG)
    there, gone = figure("assets/there.png"), figure("assets/gone.png")
    asked = item(
        option("[picture-1]", figures=[there]), stem="![a][picture-1]", figures=[there, gone], folder=tmp_path
    )
    data, losses = written(FORMAT, [asked])
    (found,) = read(data.decode()).questions
    uri = "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert found.pictures == found.options[0].pictures == [uri]
    assert (found.stem, found.options[0].text) == ("![a][picture-1]", "[picture-1]")
    assert Reduced.MISSING_FIGURES in dict(losses)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(FORMAT, [item()])[0] == written(FORMAT, [item()])[0]
