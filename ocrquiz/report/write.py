"""The report's page: a template filled in, with everything that it needs inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ocrquiz.files import write_atomically
from ocrquiz.output import Output

from .content import Report, build
from .doubts import pieces

TEMPLATES = Path(__file__).parent / "templates"


def write_report(outputs: Sequence[Output], path: Path, image_root: Path | None = None) -> Report:
    """Write the report.

    Args:
        outputs: the documents to show.
        path: the HTML file.
        image_root: where the screenshots' paths start, if not where the documents say.

    Returns:
        What it shows.

    Raises:
        OutputError: it cannot be written.
    """
    report = build(outputs, image_root)
    write_atomically(path, render(report).encode())
    return report


def render(report: Report) -> str:
    """The page as HTML. Every text is escaped; the page may load nothing and run no script but its own."""
    style, script = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    # Autoescape for every template, whatever it is called.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["pieces"] = pieces
    return environment.get_template("report.html").render(
        report=report,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _hash(content: str) -> str:
    """How a content security policy names the one script or style that may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode("ascii")
