"""`python -m tools.pictures`: draws the README's pictures from the samples."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import pypdfium2
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from PIL import Image, ImageOps
from playwright.sync_api import Page, sync_playwright

import ocrquiz
from ocrquiz.export import Choice, Job, export, load_format, read_folders
from ocrquiz.output import load_outputs
from ocrquiz.report import write_report

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
POST = "samples/_posts/evening-class.md"
SIZE = {"width": 1420, "height": 820}

CARD = "comet"
"""A word of the question that stands on the card: one with a figure."""

PHONE = 340
"""Pixels that a card is wide."""

STAGE = """<!doctype html><meta charset="utf-8"><style>
body { display: inline-flex; gap: 32px; margin: 0; padding: 32px; background: #e6e9ee; }
iframe { width: %dpx; border: 0; border-radius: 14px; box-shadow: 0 2px 10px #0003; }
</style>%s"""

COLOURS = 200
"""In a picture: enough for text and two kinds of chips, and a third of the bytes."""

SHEET_SCALE = 1.6
"""Pixels of the printed sheet for each point of paper."""

EDGE = "#d5d8de"
"""Line around the sheet."""


def main() -> int:
    """Draw them all."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        print("error: Chromium is missing; 'make pictures' installs it.", file=sys.stderr)
        return 1
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "quiz"
        ocrquiz.convert([POST], out)
        # No sandbox, as root has none; only pages of our own are opened.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        _report(page, out, Path(folder) / "report.html")
        _review(page, out)
        _print(page, out, Path(folder))
        _cards(browser.new_page(device_scale_factor=2), out, Path(folder))
        browser.close()
    return 0


def _report(page: Page, out: Path, file: Path) -> None:
    write_report(load_outputs(out), file)
    page.goto(file.as_uri())
    page.keyboard.press("j")
    page.evaluate("scrollTo(0, 0)")
    page.locator(".card.current .options li").nth(2).hover()
    _save(page, "report.png")


def _review(page: Page, out: Path) -> None:
    command = [sys.executable, "-m", "ocrquiz", "review", str(out), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None, "the server prints its address"
        page.goto(found[0])
        page.keyboard.press("n")
        stem = page.get_by_label("Stem").first
        stem.fill(stem.input_value().replace("s?", "$s^2$", 1))
        page.locator(".option").nth(1).hover()
        page.wait_for_timeout(500)
        _save(page, "review.png")
        server.terminate()


def _print(page: Page, out: Path, folder: Path) -> None:
    """The first sheet of the quiz, as it comes out of a printer."""
    with (folder / "quiz.html").open("wb") as file:
        export(read_folders([out]), load_format("html"), file, Choice(), Job())
    page.goto((folder / "quiz.html").as_uri())
    page.pdf(path=folder / "quiz.pdf", format="A4")
    with pypdfium2.PdfDocument(folder / "quiz.pdf") as document:
        sheet = document[0].render(scale=SHEET_SCALE).to_pil()
    ImageOps.expand(sheet, 2, EDGE).save(DOCS / "print.png")
    _shrink(DOCS / "print.png")


def _cards(page: Page, out: Path, folder: Path) -> None:
    """Front and back of a card as Anki itself puts them together, and the back by night."""
    package = str(folder / "quiz.apkg")
    subprocess.run(
        [sys.executable, "-m", "ocrquiz", "export", out, "--to", "anki", "-o", package], check=True
    )
    collection = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions()
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
    (number,) = collection.find_cards(CARD)
    card, media = collection.get_card(number), Path(collection.media.dir())
    sides = (("", card.question()), ("", card.answer()), ("nightMode night_mode", card.answer()))
    pages = (f'<!doctype html><body class="card {mode}">{side}' for mode, side in sides)
    frames = "".join(f'<iframe srcdoc="{escape(content)}"></iframe>' for content in pages)
    # Among the media, where the cards look for their figures.
    stage = media / "stage.html"
    stage.write_text(STAGE % (PHONE, frames), encoding="utf-8")
    collection.close()
    page.goto(stage.as_uri())
    height = page.evaluate("Math.max(...Array.from(frames, (frame) => frame.document.body.offsetHeight))")
    page.add_style_tag(content=f"iframe {{ height: {height}px }}")
    box = page.locator("body").bounding_box()
    assert box is not None, "it is shown"
    page.set_viewport_size({"width": round(box["width"]), "height": round(box["height"])})
    _save(page, "anki.png")


def _save(page: Page, name: str) -> None:
    target = DOCS / name
    page.screenshot(path=target)
    _shrink(target)


def _shrink(target: Path) -> None:
    with Image.open(target) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
