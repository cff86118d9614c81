"""Anki's cards, put together by Anki itself, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from ocrquiz.export.formats.anki import FORMAT

from ..export.formats.test_anki_import import read, reader
from ..export.items import figure, item, option, written
from .conftest import Window

PHONE = 320


@pytest.fixture
def card(tmp_path: Path) -> Any:
    """A card with everything that is wider than a phone."""
    (tmp_path / "assets").mkdir()
    Image.new("RGB", (2000, 300), "red").save(tmp_path / "assets" / "figure-0.png")
    table = "\n".join([" | ".join(f"Heading{i}" for i in range(12))] * 2)
    question = item(
        option("x" * 300, correct=True, feedback="y" * 300),
        option("B", correct=False),
        stem=f"{'z' * 300}\n{table}",
        folder=tmp_path,
        figures=[figure()],
    )
    package = tmp_path / "a.apkg"
    package.write_bytes(written(FORMAT, [question])[0])
    col = reader.Collection(str(tmp_path / "collection.anki2"))
    read(col, package)
    (number,) = col.find_cards("")
    yield col.get_card(number)
    col.close()


def shown(window: Window, side: str, folder: Path, classes: str = "card") -> Page:
    file = folder / "card.html"
    file.write_text(f'<!doctype html><meta charset="utf-8"><body class="{classes}">{side}', encoding="utf-8")
    page = window.tab()
    page.set_viewport_size({"width": PHONE, "height": 568})
    page.goto(file.as_uri())
    return page


def test_card_fits_a_phone(window: Window, card: Any) -> None:
    for side in (card.question(), card.answer()):
        page = shown(window, side, Path(card.col.media.dir()))
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE
        assert page.evaluate("document.images[0].naturalWidth") == 2000
        assert page.evaluate("document.querySelector('table').scrollWidth") > PHONE
    assert not window.errors


@pytest.mark.parametrize("night", ["nightMode", "night_mode"])
def test_card_is_dark_by_night(night: str, window: Window, card: Any) -> None:
    def lightness(name: str) -> int:
        page = shown(window, card.answer(), Path(card.col.media.dir()), f"card {name}")
        colours = page.evaluate("['color', 'backgroundColor'].map((c) => getComputedStyle(document.body)[c])")
        ink, paper = (sum(map(int, colour.strip("rgb()").split(","))) for colour in colours)
        return paper - ink

    assert lightness("") > 400
    assert lightness(night) < -400
