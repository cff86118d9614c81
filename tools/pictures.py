"""`python -m tools.pictures`: draws the README's pictures of report and review page from the samples."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

import ocrquiz
from ocrquiz.output import load_outputs
from ocrquiz.report import write_report

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
POST = "samples/_posts/evening-class.md"
SIZE = {"width": 1420, "height": 820}

COLOURS = 200
"""In a picture: enough for text and two kinds of chips, and a third of the bytes."""


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


def _save(page: Page, name: str) -> None:
    target = DOCS / name
    page.screenshot(path=target)
    with Image.open(target) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
