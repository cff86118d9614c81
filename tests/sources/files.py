"""Files to find: sources look at names and never into pictures, so these are empty."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ocrquiz.sources import Document, ScreenshotRef


def put(folder: Path, *names: str) -> Path:
    """Make empty files, and the folders on the way."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return folder


def write_post(folder: Path, text: str, name: str = "post.md") -> Path:
    """Make a post."""
    put(folder, name)
    post = folder / name
    post.write_text(text, encoding="utf-8")
    return post


def names(refs: Iterable[ScreenshotRef]) -> list[str]:
    """What the screenshots are called; with the reason where there is no file."""
    return [f"{ref.name}: {ref.error.reason}" if ref.error else ref.name for ref in refs]


def shown(document: Document) -> dict[str, list[str]]:
    """The screenshots of each section, by title."""
    return {section.title: names(section.screenshots) for section in document.sections}
