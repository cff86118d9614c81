"""The quiz to print in a real browser: on a phone, and on paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from ocrquiz.export import Item
from ocrquiz.export.formats.html import FORMAT

from ..export.items import HOSTILE, item, option, written
from .conftest import Window

WIDE = "$" + " + ".join(f"x_{{{i}}}" for i in range(60)) + "$"
"""A formula wider than a phone."""


def page(folder: Path, *asked: Item) -> Path:
    (folder / "quiz.html").write_bytes(written(FORMAT, asked)[0])
    return folder / "quiz.html"


def test_it_fits_a_phone_whatever_is_in_it(window: Window, tmp_path: Path) -> None:
    texts = (*HOSTILE, WIDE, "x" * 500, " | ".join("wide" for _ in range(40)) + "\na | b")
    file = page(tmp_path, *(item(option(text, feedback=text), stem=text) for text in texts))
    tab = window.tab()
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(file.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    assert tab.locator("math").first.bounding_box()
    assert window.errors == []


def test_paper_has_page_numbers_and_breaks_no_question(window: Window, tmp_path: Path) -> None:
    asked = [
        item(
            option(f"first{i}x"),
            option("b\n" * (i % 7)),
            option(f"last{i}x"),
            stem=f"stem{i}x " + "word " * 40,
        )
        for i in range(30)
    ]
    tab = window.tab()
    tab.goto(page(tmp_path, *asked).as_uri())
    tab.pdf(path=tmp_path / "quiz.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "quiz.pdf") as document:
        sheets = [sheet.get_textpage().get_text_bounded() for sheet in document]
    assert len(sheets) > 3
    assert all(f"{place} / {len(sheets)}" in text for place, text in enumerate(sheets, start=1))
    for i in range(30):
        (sheet,) = (text for text in sheets if f"stem{i}x" in text)
        assert f"last{i}x" in sheet
