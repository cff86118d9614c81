"""Pages are plain data: they cross process borders and compare."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from ocrquiz.page.model import PageReading, Tone

from ..sheet import Note, Sheet


def test_page_survives_being_sent() -> None:
    sheet = Sheet().number("1.").text("What is it?").picture().option("This", True).option("That", None)
    page = sheet.panel(Note(Tone.CORRECT, "Correct"), Tone.CORRECT).button("Expand").page()
    reading = PageReading(page, "0" * 64, {"figure-0.png": b"png"})
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert len({page, pickle.loads(pickle.dumps(page))}) == 1


def test_page_does_not_change() -> None:
    page = Sheet().page()
    with pytest.raises(FrozenInstanceError):
        page.width = 3  # type: ignore[misc]
