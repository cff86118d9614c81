"""Screenshots of platforms that nobody runs: each a page of HTML with the ground truth at its top.

A file in ``pages/`` opens with YAML between two lines of ``---``: how it is drawn (``width``, ``scale``, and
``height`` where the window is not to be cut below the content) and its ``questions``, as a label has them.
The rest is a Jinja template of the page's body, given the same questions.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image

from .browser import screenshot
from .render import WINDOW_HEIGHT, save, trim

PAGES = Path(__file__).parent / "pages"
NAME = "platforms"
SHOT = "1.png"

_OPTION = {"label": None, "selected": False, "verdict": None, "feedback": None}
_QUESTION = {"number": None, "answer": None, "verdict": None, "feedback": None, "points": None, "options": []}
_REST = {"figures": 0, "tables": 0, "math": False, "code": False, "clean": True, "note": None}


@dataclass(frozen=True)
class PlatformPage:
    """A page of ``pages/``.

    Attributes:
        name: of its file and of its section.
        width: of the window in CSS pixels.
        height: of the picture in CSS pixels; None to end below the content.
        scale: device pixels for each.
        questions: what a perfect reader would write down.
        body: HTML.
    """

    name: str
    width: int
    height: int | None
    scale: float
    questions: tuple[dict[str, Any], ...]
    body: str


def pages() -> Iterator[PlatformPage]:
    """All pages, by name."""
    for file in sorted(PAGES.glob("[!_]*.html")):
        yield _page(file)


def draw(page: PlatformPage, out_png: Path) -> tuple[int, int]:
    """Draw a page into ``out_png``; return its size."""
    out_png.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        html, raw = Path(folder) / "page.html", Path(folder) / "raw.png"
        html.write_text(page.body, encoding="utf-8")
        screenshot(html, raw, width=page.width, height=page.height or WINDOW_HEIGHT, scale=page.scale)
        with Image.open(raw, formats=["PNG"]) as opened:
            picture = opened.convert("RGB")
    if page.height is None:
        picture = trim(picture, page.scale)
    save(picture, out_png, page.scale)
    return picture.size


def truth() -> dict[str, Any]:
    """The labels of all pages, a section each."""
    return {"document": NAME, "unreferenced": [], "sections": [_section(page) for page in pages()]}


def build(samples: Path) -> None:
    """Draw all pages below ``samples`` and write their labels; remove what is there no longer."""
    folder = samples / NAME
    names = set()
    for page in pages():
        width, height = draw(page, folder / page.name / SHOT)
        print(f"{NAME}/{page.name}: {width} x {height}")
        names.add(page.name)
    for stale in {path.name for path in folder.iterdir()} - names:
        shutil.rmtree(folder / stale)
    labels = json.dumps(truth(), ensure_ascii=False, indent=1)
    (samples / "labels" / f"{NAME}.json").write_text(labels + "\n", encoding="utf-8")


def _page(file: Path) -> PlatformPage:
    _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    data = yaml.safe_load(head)
    questions = tuple(_question(question) for question in data["questions"])
    environment = Environment(loader=FileSystemLoader(PAGES), undefined=StrictUndefined, autoescape=True)
    template = environment.from_string('{% import "_marks.html" as m %}{% include "_head.html" %}' + body)
    return PlatformPage(
        name=file.stem,
        width=data["width"],
        height=data.get("height"),
        scale=data.get("scale", 1),
        questions=questions,
        body=template.render(questions=questions),
    )


def _question(given: dict[str, Any]) -> dict[str, Any]:
    options = [_OPTION | option for option in given.get("options", [])]
    return _QUESTION | given | {"stem": given["stem"].strip(), "options": options}


def _section(page: PlatformPage) -> dict[str, Any]:
    image = f"{NAME}/{page.name}/{SHOT}"
    questions = [_REST | {"images": [SHOT]} | question for question in page.questions]
    return {"number": None, "title": page.name, "links": [], "images": [image], "questions": questions}
