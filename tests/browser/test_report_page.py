"""The report in a real browser, opened from disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ocrquiz.output import load_outputs
from ocrquiz.report import write_report

from ..conftest import ROOT
from ..report.test_report import HOSTILE, hostile, write
from .conftest import Window


@pytest.fixture
def report(converted: Callable[[str], Path], tmp_path: Path) -> Path:
    """The report of the samples."""
    write_report(load_outputs(converted("tesserocr")), tmp_path / "report.html", ROOT / "samples")
    return tmp_path / "report.html"


def opened(window: Window, file: Path) -> Page:
    page = window.tab()
    page.goto(file.as_uri())
    return page


def current(page: Page) -> int:
    """Place of the card that is chosen, among those that are shown."""
    shown: int = page.evaluate(
        "[...document.querySelectorAll('.card')].filter((card) => card.offsetParent)"
        ".findIndex((card) => card.classList.contains('current'))"
    )
    return shown


def test_keyboard_goes_through_what_is_shown(window: Window, report: Path) -> None:
    page = opened(window, report)
    page.keyboard.press("a")
    assert page.locator(".card:visible").count() == page.locator(".card").count()
    for key, place in (("j", 0), ("j", 1), ("n", 2), ("k", 1), ("p", 0), ("k", 0)):
        page.keyboard.press(key)
        assert current(page) == place
    page.keyboard.press("r")
    shown = page.locator(".card:visible")
    assert 0 < shown.count() < page.locator(".card").count()
    kinds = shown.evaluate_all("all => all.map((card) => card.dataset.kinds)")
    assert all("review" in kind for kind in kinds)
    page.keyboard.press("f")
    expect(page.locator("#nothing")).to_be_visible()
    assert window.errors == []


def test_pictures_are_shown(window: Window, report: Path) -> None:
    page = opened(window, report)
    page.keyboard.press("a")
    page.keyboard.press("j")
    picture = page.locator(".card.current img").first
    width = picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }")
    assert width > 100


def test_place_lights_up_on_both_sides(window: Window, report: Path) -> None:
    page = opened(window, report)
    page.keyboard.press("j")
    card = page.locator(".card.current")
    card.locator(".options li").nth(1).hover()
    expect(card.locator('rect[data-key="o1"]')).to_have_class("lit")
    card.locator('rect[data-key="o0"]').hover()
    expect(card.locator('li[data-key="o0"]')).to_have_class(re.compile("lit"))


def test_dark_and_light_and_paper(window: Window, report: Path) -> None:
    page = opened(window, report)

    def ground() -> str:
        colour: str = page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor")
        return colour

    page.emulate_media(color_scheme="light")
    light = ground()
    page.emulate_media(color_scheme="dark")
    assert ground() != light
    page.keyboard.press("t")
    assert ground() == light
    page.emulate_media(media="print", color_scheme="dark")
    assert ground() == light
    expect(page.locator(".bar")).to_be_hidden()


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 10_000])
def test_hostile_text_stays_text(text: str, window: Window, tmp_path: Path) -> None:
    out = write(tmp_path / "out", hostile(text), source=text, title=text, section=text, failed=text, why=text)
    write_report(load_outputs(out), tmp_path / "report.html")
    page = opened(window, tmp_path / "report.html")
    assert page.locator(".stem").text_content() == text
    assert page.title().startswith(text.strip())
    for key in "ajkrft":
        page.keyboard.press(key)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert window.errors == []
