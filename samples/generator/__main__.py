"""``python -m samples.generator``: writes the post, all screenshots and their labels below ``samples/``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from . import platforms
from .browser import BrowserError, require_fonts
from .content import DOCUMENT
from .post import markdown
from .render import render_page
from .truth import document_truth

SAMPLES = Path(__file__).parent.parent


def main() -> int:
    """Build everything; pictures that the data no longer names are removed."""
    try:
        require_fonts()
    except BrowserError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    name = DOCUMENT.name
    images = SAMPLES / "images" / name
    post = SAMPLES / "_posts" / f"{name}.md"
    labels = SAMPLES / "labels" / f"{name}.json"
    for folder in (images, post.parent, labels.parent):
        folder.mkdir(parents=True, exist_ok=True)

    post.write_text(markdown(DOCUMENT), encoding="utf-8")
    truth = json.dumps(document_truth(DOCUMENT), ensure_ascii=False, indent=1)
    labels.write_text(truth + "\n", encoding="utf-8")

    shots = [shot for section in DOCUMENT.sections for shot in section.shots]
    for stale in {path.name for path in images.glob("*.png")} - {shot.name for shot in shots}:
        (images / stale).unlink()
    for shot in shots:
        width, height = render_page(shot.parts, shot.look, images / shot.name)
        print(f"{shot.name}: {width} x {height}")
    platforms.build(SAMPLES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
