"""The package for Anki as bytes: what is in it, what is left out, how it is named."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocrquiz
from ocrquiz.export import Item, Left, Losses, Reduced
from ocrquiz.export.formats.anki import EDITION, FORMAT, deck_name, tags_of
from ocrquiz.export.formats.anki_card import fields_of
from ocrquiz.model import DocumentInfo, SectionInfo

from ..items import figure, item, option, written

RIGHT, WRONG = option("Oslo", correct=True), option("Rome", correct=False)


def fields(question: Item) -> list[str]:
    return fields_of(question, {}, Losses())


def rows(data: bytes, query: str, folder: Path) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        file = package.extract("collection.anki2", folder)
    connection = sqlite3.connect(file)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_each_release_has_an_edition() -> None:
    """A release that reads better or looks otherwise sets `EDITION` anew; whether it does is noted here."""
    assert (ocrquiz.__version__, EDITION) == ("0.1.0", 1795564800)


def test_same_bytes_in_every_process(converted: Callable[[str], Path]) -> None:
    command = [sys.executable, "-m", "ocrquiz", "export", str(converted("auto")), "--to", "anki", "-o", "-"]
    first, second = (
        subprocess.run(
            command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": seed}, check=True
        )
        for seed in "12"
    )
    assert first.stdout == second.stdout


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (item(option("a"), option("b")), Left.NO_KEY),
        (item(type="short_answer"), Left.NO_KEY),
        (item(), Left.NO_OPTIONS),
        (item(type="other"), Left.KIND),
    ],
)
def test_left_out(question: Item, why: Left) -> None:
    _, losses = written(FORMAT, [question])
    assert list(losses) == [(why, ("q-1",))]
    assert losses.written == 0


def test_same_question_stands_in_it_once() -> None:
    _, losses = written(FORMAT, [item(RIGHT, WRONG), item(RIGHT, WRONG, stem="Corrected")])
    assert list(losses) == [(Left.TWICE, ("q-1",))]
    assert losses.written == 1


def test_missing_figures_and_characters_are_told(tmp_path: Path) -> None:
    _, losses = written(FORMAT, [item(RIGHT, WRONG, folder=tmp_path, figures=[figure()], feedback="\0")])
    assert dict(losses) == {Reduced.MISSING_FIGURES: ("q-1",), Reduced.CHARACTERS: ("q-1",)}


def test_remarks_on_accepted_answers_are_told() -> None:
    question = item(option("six", correct=True, feedback="In words."), type="short_answer")
    assert dict(written(FORMAT, [question])[1]) == {Reduced.FEEDBACK: ("q-1",)}


def test_media_are_named_by_content(tmp_path: Path) -> None:
    """Two documents call their first figure the same."""
    for name, content in (("one", b"1"), ("two", b"2"), ("again", b"1")):
        (tmp_path / name / "assets").mkdir(parents=True)
        (tmp_path / name / "assets" / "figure-0.png").write_bytes(content)
    questions = [
        item(option("Oslo", correct=True, figures=[figure()]), WRONG, id=name, folder=tmp_path / name)
        for name in ("one", "two", "again")
    ]
    data, losses = written(FORMAT, questions)
    assert not losses.reduced
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = json.loads(package.read("media"))
        contents = {name: package.read(place) for place, name in names.items()}
    assert sorted(contents.values()) == [b"1", b"2"]
    shown = [options for (options,) in rows(data, "select flds from notes order by id", tmp_path)]
    assert all(f'<img src="{name}"' in shown[content == b"2"] for name, content in contents.items())


@pytest.mark.parametrize(
    ("changed", "modified"),
    [(None, 0), (datetime.fromtimestamp(EDITION - 9, UTC), 0), (datetime.fromtimestamp(EDITION + 9, UTC), 9)],
)
def test_note_has_the_time_of_its_last_change(
    changed: datetime | None, modified: int, tmp_path: Path
) -> None:
    data, _ = written(FORMAT, [replace(item(RIGHT, WRONG), changed=changed)])
    assert rows(data, "select mod from notes", tmp_path) == [(EDITION + modified,)]


def test_guid_outlives_a_correction(tmp_path: Path) -> None:
    before, after, other = (
        rows(written(FORMAT, [question])[0], "select guid from notes", tmp_path)
        for question in (
            item(RIGHT, WRONG),
            item(WRONG, RIGHT, stem="Corrected", number=7),
            item(RIGHT, WRONG, id="q-2"),
        )
    )
    assert before == after != other


def test_right_options_are_marked_behind_only() -> None:
    wrong = option("Rome", correct=False, feedback="Not that far north.")
    question = item(RIGHT, wrong, feedback="It is Oslo.")
    _, front, back, explanation, source = fields(question)
    assert "✓" not in front + explanation
    assert "right" not in front
    assert back.count("✓") == back.count('class="right"') == 1
    assert back.index("✓") < back.index("Rome") < back.index("Not that far north.")
    assert "Not that" not in front
    assert explanation == "<p>It is Oslo.</p>"
    assert source == "Evening Class · Around the World · 1"


def test_options_have_the_printed_letters_or_ours() -> None:
    _, printed, *_ = fields(
        item(option("x", label="(c)", correct=True), option("y", label="(d)", correct=False))
    )
    assert ">(c)<" in printed
    assert ">(d)<" in printed
    _, mixed, *_ = fields(item(option("x", correct=True), option("y", label="A", correct=False)))
    assert mixed.index(">A<") < mixed.index(">x<") < mixed.index(">B<") < mixed.index(">y<")


def test_short_answers_stand_behind() -> None:
    question = item(option("six", correct=True), option("6", correct=True), type="short_answer")
    _, front, back, *_ = fields(question)
    assert front == ""
    assert "six" in back
    assert ">6<" in back


def test_formulas_are_for_mathjax_and_printed_brackets_are_not() -> None:
    stem, *_ = fields(item(RIGHT, WRONG, stem=r"$a<b$ or $$c$$ or \(d\) or \[e\] for \$5?"))
    assert r"\(a&lt;b\) or \[c\]" in stem
    assert r"\(d" not in stem
    assert r"\[e" not in stem
    assert "$5" in stem


@pytest.mark.parametrize(
    ("title", "section", "deck"),
    [
        ("Quiz", SectionInfo(index=3, number=2, title="World", slug="w"), "Quiz::02 World"),
        ("Quiz", SectionInfo(index=3, title="World", slug="w"), "Quiz::03 World"),
        ("Quiz", SectionInfo(index=1, title="", slug="w"), "Quiz"),
        ("std::map: ", SectionInfo(index=1, title=":::a\n b::", slug="w"), "std∷map::01 ∷:a b∷"),
        (":", SectionInfo(index=1, title=" ", slug="w"), "Quiz"),
    ],
)
def test_deck_names(title: str, section: SectionInfo, deck: str) -> None:
    assert deck_name(item(document=DocumentInfo(source="", title=title), section=section)) == deck


def test_tags() -> None:
    document = DocumentInfo(
        source="a.md",
        title="Evening Class",
        categories=["General Knowledge"],
        tags=["quiz", "Quiz", "a::b c"],
    )
    assert tags_of(item(document=document)) == [
        "ocrquiz::Evening-Class::02-Around-the-World",
        "General-Knowledge",
        "quiz",
        "a::b-c",
    ]


@given(st.lists(st.text()), st.text(), st.text())
def test_names_have_as_many_parts_as_they_should(tags: list[str], title: str, heading: str) -> None:
    question = item(
        document=DocumentInfo(source="", title=title, tags=tags),
        section=SectionInfo(index=1, title=heading, slug="s"),
    )
    assert deck_name(question).count("::") <= 1
    found = tags_of(question)
    assert found[0].count("::") <= 2
    assert all(tag and tag == "".join(tag.split()) for tag in found)
