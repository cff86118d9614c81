"""The page: complete, self-contained, and no text in it is anything but text."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ocrquiz.index import build_index, entry_of
from ocrquiz.model import DocumentInfo, Issue, IssueCode, Question, Screenshot, SectionFile, SectionInfo
from ocrquiz.output import load_outputs
from ocrquiz.report import content, render, write_report
from ocrquiz.report.content import build, histogram
from ocrquiz.store import Store

from ..conftest import ROOT
from ..fakes import question

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'+alert(1)+'{{ 7*7 }}{% raw %}",
    "</title></style></script><!--",
    "\u202eevil\u202c\u2066\u200f",
    "javascript:alert(1)",
)


class Elements(HTMLParser):
    """Tags with their attributes, and the text of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.raw:
            self.raw[self._open].append(data)
        else:
            self.text += data


def write(folder: Path, *questions: Question, **texts: str) -> Path:
    """An output with one section."""
    file = SectionFile(
        document=DocumentInfo(source=texts.get("source", "post.md"), title=texts.get("title")),
        section=SectionInfo(index=1, title=texts.get("section", "Part"), slug="part"),
        screenshots=[
            Screenshot(
                path=texts.get("failed", "9.png"), status="failed", reason="damaged", message=texts.get("why")
            )
        ],
        questions=list(questions),
    )
    store = Store(folder)
    store.open()
    store.write(file, {})
    store.finish(build_index(file.document, [entry_of(file.section, file)]))
    store.close()
    return folder


def hostile(text: str) -> Question:
    plain = question("part-1", screenshot=text)
    issue = Issue(code=IssueCode.LOW_CONFIDENCE, severity="warning", message=f"Badly read: “{text}”.")
    option = plain.options[0].model_copy(update={"text": text, "feedback": text, "label": text})
    return plain.model_copy(
        update={"id": text, "stem": text, "options": [option], "feedback": text, "issues": [issue]}
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    plain = Elements(render(build(load_outputs(write(tmp_path / "a", question("part-1"))))))
    out = write(tmp_path / "b", hostile(text), source=text, title=text, section=text, failed=text, why=text)
    page = Elements(render(build(load_outputs(out))))
    assert page.text.count(text) >= 10
    assert page.raw == plain.raw
    handlers = {name for _, attributes in page.tags for name in attributes if name.startswith("on")}
    assert handlers == set()
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags} | {"mark"}


def test_very_long_text_is_whole(tmp_path: Path) -> None:
    long = "x" * 10_000
    assert long in render(build(load_outputs(write(tmp_path, hostile(long)))))


def test_page_loads_nothing_and_its_policy_allows_only_its_own(
    converted: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    write_report(load_outputs(converted("tesserocr")), tmp_path / "report.html")
    page = Elements((tmp_path / "report.html").read_text(encoding="utf-8"))
    policy = (
        next(a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy") or ""
    )
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        (content,) = page.raw[kind]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    links = [a.get(name) or "" for _, a in page.tags for name in ("src", "href") if name in a]
    assert all(link.startswith(("data:image/webp;base64,", "#")) for link in links)
    assert not any("style" in a for _, a in page.tags)
    assert not re.search(r"url\(|@import", page.raw["style"][0])


def test_every_question_has_its_crop_and_its_options_their_boxes(
    converted: Callable[[str], Path],
) -> None:
    (output,) = load_outputs(converted("tesserocr"))
    report = build([output], ROOT / "samples")
    cards = [card for d in report.documents for s in d.sections for card in s.cards]
    assert len(cards) == output.index.counts.questions
    for card in cards:
        assert card.views
        assert all(view.crop for view in card.views)
        keys = [spot.key for view in card.views for spot in view.spots if spot.key.startswith("o")]
        assert sorted(keys) == sorted(f"o{i}" for i in range(len(card.question.options)))
        for view in card.views:
            assert view.crop is not None
            assert all(spot.box.left >= 0 and spot.box.right <= view.crop.box.width for spot in view.spots)


def test_pictures_that_are_not_found_are_said_to_be_missing(
    converted: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = shutil.copytree(converted("tesserocr"), tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    for path in out.glob("*-*.json"):
        text = path.read_text(encoding="utf-8").replace(str(ROOT), "/nowhere")
        path.write_text(text, encoding="utf-8")
    page = Elements(render(build(load_outputs(out))))
    assert not [a for t, a in page.tags if t == "img"]
    assert "was not found" in page.text


def test_pictures_stay_within_the_budget_however_small_it_is(
    converted: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "BUDGET", 150_000)
    report = build(load_outputs(converted("tesserocr")), ROOT / "samples")
    views = [v for d in report.documents for s in d.sections for card in s.cards for v in card.views]
    assert sum(len(v.crop.uri) * 3 // 4 for v in views if v.crop) <= 150_000


def test_histogram_counts_every_question_once() -> None:
    sure = [0.0, 0.05, 0.1, 0.55, 0.999, 1.0]
    questions = [question("q").model_copy(update={"confidence": c}) for c in sure]
    bars = histogram(questions)
    assert [bar.fine for bar in bars] == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]
    assert sum(bar.review for bar in bars) == 0
