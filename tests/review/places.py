"""Outputs to review, and servers for them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PIL import Image

from ocrquiz.index import build_index, entry_of
from ocrquiz.model import DocumentInfo, Question, Screenshot, SectionFile, SectionInfo
from ocrquiz.output import load_outputs
from ocrquiz.review.guard import Door
from ocrquiz.review.workspace import Workspace
from ocrquiz.sources import load
from ocrquiz.store import Store

from ..corrections.sections import read_question

HOST = "127.0.0.1:8377"
TOKEN = "a-key-that-nobody-guesses"
DOOR = Door(frozenset({HOST, "localhost:8377"}), TOKEN, "ocrquiz-8377")


def as_read(folder: Path, *questions: Question, title: str = "Part", doc: str | None = None) -> SectionFile:
    """A section that shows two pictures, which are made in `folder`."""
    shots = []
    for number in range(2):
        path = folder / f"{number}.png"
        if not path.exists():
            Image.new("RGB", (200, 300), (250, 250, 240 + number)).save(path)
    (document,) = load([str(folder)])
    for ref in document.sections[0].screenshots:
        assert ref.file is not None
        digest = sha256(ref.file.read_bytes()).hexdigest()
        shots.append(Screenshot(path=ref.name, sha256=digest, width=200, height=300, status="ok"))
    return SectionFile(
        document=DocumentInfo(source=str(folder), title=doc),
        section=SectionInfo(index=1, title=title, slug="part"),
        screenshots=shots,
        questions=list(questions),
    )


def convert(out: Path, file: SectionFile) -> SectionFile:
    """What a conversion does with a section."""
    store = Store(out, [file.section.slug])
    store.open()
    written = store.write(file, {})
    store.finish(build_index(file.document, [entry_of(file.section, written)]))
    store.close()
    return written


def three_questions() -> list[Question]:
    """Questions as read."""
    return [read_question(i) for i in range(3)]


def workspace(out: Path) -> Workspace:
    """What the server shows of an output."""
    return Workspace(load_outputs(out))
