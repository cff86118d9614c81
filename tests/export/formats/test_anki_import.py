"""Anki itself reads the package: twice, the second time after a correction."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrquiz.cli import main
from ocrquiz.corrections import Corrections, revise
from ocrquiz.export.formats import anki as subject
from ocrquiz.export.text import legal
from ocrquiz.model import DocumentInfo, SectionFile, SectionInfo
from ocrquiz.store import change_section

from ...corrections.sections import unchanged
from ..items import item, option, texts, written

MODULE = "anki.collection"

if os.environ.get("CI"):
    reader = importlib.import_module(MODULE)
else:
    reader = pytest.importorskip(MODULE, reason="Anki has no wheel for this system", exc_type=ImportError)

LATER = datetime.fromtimestamp(subject.EDITION + 3600, UTC)
EASY = 4

KINDS = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck")
"""What can become of a note."""

CARD = "select id, nid, did, type, queue, due, ivl, factor, reps from cards where id = ?"


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    """A new collection."""
    collection = reader.Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


@pytest.fixture
def out(converted: Callable[[str], Path], tmp_path: Path) -> Path:
    """The samples' output folder, to be changed."""
    return Path(shutil.copytree(converted("auto"), tmp_path / "out"))


def read(col: Any, package: Path) -> dict[str, int]:
    """Import a package as Anki does unless told otherwise; how many notes were new, updated, and so on."""
    request = reader.ImportAnkiPackageRequest(
        package_path=str(package), options=reader.ImportAnkiPackageOptions()
    )
    log = col.import_anki_package(request).log
    kinds = (
        "new",
        "updated",
        "duplicate",
        "conflicting",
        "missing_notetype",
        "missing_deck",
        "empty_first_field",
    )
    return {kind: n for kind in kinds if (n := len(getattr(log, kind)))}


def export(out: Path, package: Path) -> Path:
    assert main(["export", str(out), "--to", "anki", "-o", str(package)]) == 0
    return package


def correct(out: Path, name: str, old: str, new: str) -> None:
    """Put a word right in the stem of a question, as the review page does."""

    def change(file: SectionFile, corrections: Corrections) -> tuple[SectionFile, Corrections]:
        edits = unchanged(file, corrections)
        (place,) = [i for i, edit in enumerate(edits) if edit.question.id == name]
        question = edits[place].question
        right = question.model_copy(update={"stem": question.stem.replace(old, new)})
        edits[place] = replace(edits[place], question=right, accepted=True)
        return revise(file, corrections, edits, LATER)

    (path,) = [path for path in out.glob("*-*.json") if f'"{name}"' in path.read_text()]
    change_section(path, change)


def plain(html: ET.Element) -> str:
    """The contract's text of paragraphs, lists and tables."""
    blocks = []
    for block in html:
        if block.tag == "ul":
            blocks += [f"• {_line(entry)}" for entry in block]
        elif block.tag == "table":
            blocks += [" | ".join(map(_line, row)) for row in block.iter("tr")]
        elif block.tag == "p":
            blocks.append(_line(block))
    return "\n".join(blocks)


def _line(element: ET.Element) -> str:
    for line_break in element.iter("br"):
        line_break.text = "\n"
    return "".join(element.itertext())


def field(note: Any, name: str) -> ET.Element:
    return ET.fromstring(f"<field>{note[name]}</field>")


def same(text: str) -> str:
    """What Anki keeps of a text: composed characters; indents are spaces that do not break."""
    kept = legal(text).replace("\x7f", "\N{REPLACEMENT CHARACTER}").replace("\N{NO-BREAK SPACE}", " ")
    return unicodedata.normalize("NFC", kept)


def test_correction_updates_the_note_and_keeps_its_history(out: Path, col: Any, tmp_path: Path) -> None:
    first = export(out, tmp_path / "first.apkg")
    (new,) = read(col, first).values()
    (note_id,) = col.find_notes("comet")
    (card_id,) = col.card_ids_of_note(note_id)
    card = col.get_card(card_id)
    card.start_timer()
    col.sched.answerCard(card, EASY)
    learned, history = col.db.all(CARD, card_id), col.db.all("select * from revlog")
    assert history
    everyone = col.find_notes("")

    correct(out, "the-night-sky-3", "comet", "shooting star")
    second = export(out, tmp_path / "second.apkg")
    assert read(col, second) == {"updated": 1, "duplicate": new - 1}
    assert "shooting star" in col.get_note(note_id)["Stem"]
    assert col.find_notes("") == everyone
    assert col.db.all(CARD, card_id) == learned
    assert col.db.all("select * from revlog") == history

    assert read(col, second) == {"duplicate": new}
    assert read(col, first) == {"duplicate": new}
    assert "shooting star" in col.get_note(note_id)["Stem"]


def test_decks_tags_media_and_order(out: Path, col: Any, tmp_path: Path) -> None:
    read(col, export(out, tmp_path / "a.apkg"))
    document = "Evening Class: A Mixed Bag of Quizzes"
    names = [deck.name for deck in col.decks.all_names_and_ids(include_filtered=False)]
    assert f"{document}::03 The Night Sky" in names
    assert all(name.startswith(document) for name in names if name != "Default")
    (note_id,) = col.find_notes('"deck:*03 The Night Sky" comet')
    note = col.get_note(note_id)
    assert "ocrquiz::Evening-Class:-A-Mixed-Bag-of-Quizzes::03-The-Night-Sky" in note.tags
    assert {"General-Knowledge", "Notes", "Quiz", "Revision"} < set(note.tags)
    (image,) = field(note, "Stem").iter("img")
    (picture,) = (out / "assets").glob("figure-752efec1438efaf6*")
    assert (Path(col.media.dir()) / image.attrib["src"]).read_bytes() == picture.read_bytes()
    checked = col.media.check()
    assert not checked.missing
    assert not checked.unused
    sources = [col.get_card(card).note()["Source"] for card in col.find_cards("", order="c.due asc")]
    sections = dict.fromkeys(source.split(" · ")[1] for source in sources)
    decks = [name for name in names if "::" in name]
    assert [f"{document}::{i:02} {title}" for i, title in enumerate(sections, start=1)] == decks


def test_two_documents_do_not_get_in_each_others_way(col: Any, tmp_path: Path) -> None:
    options = (option("a", correct=True), option("b", correct=False))
    for name in ("one.md", "two.md"):
        document = DocumentInfo(source=name)
        (tmp_path / name).write_bytes(written(subject.FORMAT, [item(*options, document=document)])[0])
        assert read(col, tmp_path / name) == {"new": 1}
    assert col.note_count() == col.card_count() == 2


def test_newer_edition_updates_notes_and_template(
    col: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = item(option("a", correct=True), option("b", correct=False))
    package = tmp_path / "a.apkg"
    package.write_bytes(written(subject.FORMAT, [question])[0])
    read(col, package)
    monkeypatch.setattr(subject, "EDITION", subject.EDITION + 1)
    monkeypatch.setattr(subject, "TEMPLATES", shutil.copytree(subject.TEMPLATES, tmp_path / "templates"))
    (tmp_path / "templates" / "anki.css").write_text("b {}")
    package.write_bytes(written(subject.FORMAT, [question])[0])
    assert read(col, package) == {"updated": 1}
    (card_id,) = col.find_cards("")
    assert col.get_card(card_id).note_type()["css"] == "b {}"
    assert sum("ocrquiz" in each.name for each in col.models.all_names_and_ids()) == 1


def test_commands_in_texts_stay_text(col: Any, tmp_path: Path) -> None:
    commands = (
        "[sound:a.mp3]",
        "[SOUND:a.mp3]",
        "[anki:tts lang=en_US]a[/anki:tts]",
        "[anki:play:q:0]",
        "[latex]a[/latex]",
        "[$]a[/$]",
        "[[type:Stem]]",
        "{{Source}}",
        "{{c1::a}}",
        "{{#Stem}}a{{/Stem}}",
        "<b>a</b>",
    )
    shown = [command.replace("$", "\\$") for command in commands]
    question = item(
        *(option(text, correct=True, feedback=text) for text in shown),
        type="multiple_choice",
        stem="\n".join(shown),
        feedback="\n".join(shown),
    )
    (tmp_path / "a.apkg").write_bytes(written(subject.FORMAT, [question])[0])
    read(col, tmp_path / "a.apkg")
    (card_id,) = col.find_cards("")
    output = col.get_card(card_id).render_output()
    assert not output.question_av_tags
    assert not output.answer_av_tags
    assert "[[type:" not in output.question_text
    assert "<b>" not in output.question_text
    assert plain(field(col.get_card(card_id).note(), "Stem")) == "\n".join(commands)
    for side in (output.question_text, output.answer_text):
        words = "".join(ET.fromstring(f"<card>{side}</card>").itertext())
        assert all(command in words for command in commands)
    assert not col.media.check().missing


def test_card_without_words_in_front_is_a_card(col: Any, tmp_path: Path) -> None:
    question = item(option("a", correct=True), type="short_answer", stem="")
    (tmp_path / "a.apkg").write_bytes(written(subject.FORMAT, [question])[0])
    assert read(col, tmp_path / "a.apkg").get("new") == 1
    assert col.card_count() == 1
    assert not col.get_empty_cards().notes


@settings(max_examples=30)
@given(
    st.lists(st.tuples(texts(), texts(), texts(), texts()), min_size=1, max_size=8), texts(), texts(), texts()
)
def test_what_goes_in_comes_out(rows: list[tuple[str, ...]], title: str, heading: str, tag: str) -> None:
    document = DocumentInfo(source="a.md", title=title, categories=[tag], tags=[tag])
    section = SectionInfo(index=1, title=heading, slug="s")
    questions = []
    for place, row in enumerate(rows):
        stem, first, second, why = (text.replace("$", "\\$") for text in row)
        options = (option(first, correct=True, feedback=why), option(second, correct=False))
        fields = {"id": f"q-{place}", "stem": stem, "feedback": why}
        questions.append(item(*options, document=document, section=section, **fields))
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "a.apkg"
        package.write_bytes(written(subject.FORMAT, questions)[0])
        col = reader.Collection(str(Path(folder) / "collection.anki2"))
        try:
            assert read(col, package).get("new") == len(rows)
            notes = [col.get_note(note_id) for note_id in sorted(col.find_notes(""))]
            assert col.card_count() == len(rows)
        finally:
            col.close()
    for note, (stem, first, second, why) in zip(notes, rows, strict=True):
        assert same(plain(field(note, "Stem"))) == same(stem)
        options = [plain(text) for text in field(note, "Options").findall("ul/li/div")]
        assert [same(text) for text in options] == [same(first), same(second)]
        assert same(plain(field(note, "Explanation"))) == same(why)
        remark = field(note, "Answer").find("ul/li[@class='right']/div/div[@class='why']")
        assert same("" if remark is None else plain(remark)) == same(why)
