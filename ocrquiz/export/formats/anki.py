"""Anki: a package of flashcards, a deck a section."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import genanki

from ocrquiz.export.archive import write_archive
from ocrquiz.export.format import Job
from ocrquiz.export.item import Item
from ocrquiz.export.losses import Left, Losses
from ocrquiz.export.text import legal

from .anki_card import FIELDS, Media, fields_of

EDITION = int(datetime(2026, 11, 25, tzinfo=UTC).timestamp())
"""When cards began to say what they say and to look as they look, in seconds since 1970: to be set anew with
each release that reads better or changes a template.

Anki updates a note or a template only by one that was changed later. The time of the export would do that,
but then the same questions would give other bytes each time, and undo what was edited in Anki since.
"""

MODEL_ID = 1_726_830_549
"""Of our note type, drawn by lot; to be drawn anew when `FIELDS` change, as Anki ties notes to them."""

TEMPLATES = Path(__file__).parent / "templates"

HASHED = 13
"""Hexadecimal digits of a hash that a number is made of: 52 bits, which JavaScript can count exactly."""


class Anki:
    """A package that Anki imports; again after a correction, when it updates the notes."""

    title = "flashcards: the question in front, key and explanations behind"
    suffix = ".apkg"
    holds = (
        "Questions of choice and short answers whose key is known, with figures, tables and formulas; others "
        "are left out. A deck a section, tags for it and for the post's categories and tags. Imported again, "
        "what was corrected is updated and keeps its history."
    )
    printable = False
    binary = True

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the package; the notes wait in a file until all are there."""
        with TemporaryDirectory(prefix="ocrquiz-") as folder:
            file = Path(folder) / "collection.anki2"
            with closing(sqlite3.connect(file)) as connection:
                collection = _Collection(connection)
                for item in items:
                    collection.add(item, job.losses)
                collection.finish()
            write_archive(out, [("collection.anki2", file), *collection.media_files()])


class _Collection:
    """What Anki calls its data base, and the media that the notes in it show."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._model = _model()
        self._ids = itertools.count(EDITION * 1000)
        self._due = itertools.count(1)
        self._guids: set[str] = set()
        self._decks: dict[int, genanki.Deck] = {}
        self._media: Media = {}
        genanki.Package([]).write_to_db(self._cursor, EDITION, self._ids)

    def add(self, item: Item, losses: Losses) -> None:
        """Write a question, unless there is a reason not to."""
        guid = genanki.guid_for(item.identity)
        why = Left.TWICE if guid in self._guids else _obstacle(item)
        if why is not None:
            losses.leave_out(item, why)
            return
        self._guids.add(guid)
        note = genanki.Note(
            model=self._model,
            fields=fields_of(item, self._media, losses),
            tags=tags_of(item),
            guid=guid,
            due=next(self._due),
        )
        # By itself and not by its deck, which would keep all of them in memory and give them one time.
        note.write_to_db(self._cursor, _changed(item), self._deck(deck_name(item)), self._ids)
        losses.wrote(item)

    def finish(self) -> None:
        """Write what is known at the end only."""
        for deck in self._decks.values():
            deck.write_to_db(self._cursor, EDITION, self._ids)
        self._connection.commit()

    def media_files(self) -> Iterator[tuple[str, bytes | Path]]:
        """The entries of the package for the media: a list of their names, and each by its place in it."""
        yield "media", json.dumps(dict(enumerate(self._media))).encode()
        for place, file in enumerate(self._media.values()):
            yield str(place), file

    def _deck(self, name: str) -> int:
        # Anki tells decks by name, without regard to case.
        number = _number(unicodedata.normalize("NFC", name).casefold())
        if number not in self._decks:
            self._decks[number] = genanki.Deck(number, name)
            self._decks[number].add_model(self._model)
        return number


def deck_name(item: Item) -> str:
    """`Document::01 Section`; what stands before the first heading is in the document's own deck."""
    return "::".join(_place(item))


def tags_of(item: Item) -> list[str]:
    """`ocrquiz::Document::01-Section`, then the front matter's categories and tags as they are.

    Blanks become hyphens. The front matter's tags are those that the writer uses elsewhere too, and may be
    hierarchies of their own.
    """
    document = item.document
    named = [text.split("::") for text in (*document.categories, *document.tags)]
    found = [_tag(["ocrquiz", *_place(item)]), *(_tag([_part(part) for part in parts]) for parts in named)]
    return list({tag.casefold(): tag for tag in reversed(found) if tag}.values())[::-1]


def _place(item: Item) -> list[str]:
    """Document and section, as parts of a name."""
    section = item.section
    document = _part(item.title) or "Quiz"
    title = _part(section.title)
    number = section.index if section.number is None else section.number
    return [document, f"{number:02} {title}"] if title else [document]


def _part(text: str) -> str:
    """A text as one part of a name whose parts are joined by `::`."""
    return " ".join(legal(text).replace("::", "\N{PROPORTION}").split()).strip(": ")


def _tag(parts: Sequence[str]) -> str:
    return "::".join(part.replace(" ", "-") for part in parts if part)


def _obstacle(item: Item) -> Left | None:
    if item.question.type == "other":
        return Left.KIND
    if item.question.type == "short_answer":
        return None if item.answers else Left.NO_KEY
    if not item.is_choice:
        return Left.NO_OPTIONS
    return Left.NO_KEY if item.key is None else None


def _changed(item: Item) -> int:
    return EDITION if item.changed is None else max(EDITION, int(item.changed.timestamp()))


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:HASHED], 16)


def _model() -> genanki.Model:
    front, back, css = (
        (TEMPLATES / name).read_text(encoding="utf-8")
        for name in ("anki-front.html", "anki-back.html", "anki.css")
    )
    return genanki.Model(
        MODEL_ID,
        "Quiz (ocrquiz)",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": front, "afmt": back}],
        css=css,
    )


FORMAT = Anki()
