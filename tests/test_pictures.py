"""Screenshots found again, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ocrquiz.model import DocumentInfo, Screenshot
from ocrquiz.pictures import find_picture

PIXELS = b"stands for a picture"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a post, a picture and an output folder."""
    for folder in ("_posts", "images", "build/quiz"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "_posts" / "a.md").write_text("![](images/1.png)")
    (tmp_path / "images" / "1.png").write_bytes(PIXELS)
    (tmp_path / "secret.txt").write_bytes(PIXELS)
    return tmp_path


def shot(path: str, content: bytes | None = PIXELS) -> Screenshot:
    if content is None:
        return Screenshot(path=path, status="failed", reason="timeout", message="It took too long.")
    return Screenshot(path=path, sha256=hashlib.sha256(content).hexdigest(), status="ok")


def found(site: Path, source: str, screenshot: Screenshot, image_root: Path | None = None) -> Path | None:
    return find_picture(DocumentInfo(source=source), screenshot, site / "build" / "quiz", image_root)


@pytest.mark.parametrize(
    ("source", "name"), [("_posts/a.md", "images/1.png"), ("images", "1.png"), ("images/1.png", "1.png")]
)
def test_relative_source_from_the_working_folder(
    source: str, name: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    assert found(site, source, shot(name)) == site / "images" / "1.png"


def test_relative_source_from_above_the_output(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert found(site, "_posts/a.md", shot("images/1.png")) == site / "images" / "1.png"


def test_image_root_overrules_the_source(site: Path) -> None:
    assert found(site, "gone.md", shot("images/1.png")) is None
    assert found(site, "gone.md", shot("images/1.png"), site) == site / "images" / "1.png"


def test_picture_that_has_changed_is_another_one(site: Path) -> None:
    assert found(site, str(site / "images"), shot("1.png", b"other pixels")) is None


@pytest.mark.parametrize("name", ["../secret.txt", "../images/1.png/../../secret.txt", "\0", "", "no.png"])
@pytest.mark.parametrize("content", [PIXELS, None])
def test_what_is_no_picture_of_the_document_is_not_found(
    name: str, content: bytes | None, site: Path
) -> None:
    assert found(site, str(site / "images"), shot(name, content)) is None


def test_failed_screenshot_is_found_inside_its_folder_only(site: Path) -> None:
    (site / "outside.png").write_bytes(PIXELS)
    assert found(site, str(site / "images"), shot("1.png", None)) == site / "images" / "1.png"
    assert found(site, str(site / "images"), shot("../outside.png", None)) is None
