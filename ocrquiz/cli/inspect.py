"""`ocrquiz inspect`: what to look at, and what the program saw."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocrquiz.errors import ExitCode, UsageError

from .console import one_line, verbose_option

if TYPE_CHECKING:
    from ocrquiz.findings import Finding

EPILOG = """\b
Exit status:
    0  done; with --check: nothing is open
    1  with --check: something is open
    2  wrong usage, or OUT is no output of this version

\b
Examples:
  ocrquiz inspect quiz
  ocrquiz inspect quiz --only error --section 3
  ocrquiz inspect quiz --screenshot images/12.png -o drawn.png
"""


@click.command(epilog=EPILOG)
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--only", type=click.Choice(["failed", "error", "warning"]), help="Only what is of this kind.")
@click.option(
    "--section", metavar="SECTION", help="Only this section: its number, slug or part of its title."
)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.option("--check", is_flag=True, help="End with status 1 if the list is not empty.")
@click.option(
    "--screenshot",
    metavar="FILE",
    help="Draw what the program sees in this screenshot: a file, or its path as the document names it.",
)
@click.option(
    "-o",
    "--drawn",
    type=click.Path(path_type=Path),
    metavar="PNG",
    help="Where to draw it. [with --screenshot]",
)
@click.option(
    "--lang", default="eng", show_default=True, metavar="CODES", help="With --screenshot: as for convert."
)
@click.option(
    "--image-root",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder that the screenshots' paths start from. [default: as the document says]",
)
@verbose_option
def inspect(
    out: Path,
    only: str | None,
    section: str | None,
    as_json: bool,
    check: bool,
    screenshot: str | None,
    drawn: Path | None,
    lang: str,
    image_root: Path | None,
) -> int:
    """List what to look at in the output folder OUT, worst first.

    Each line names the section, the question's number, the reason, how sure the reading is (0 to 1), and the
    screenshot with the place on it: left, top, right, bottom in pixels. Failed screenshots come first.
    """
    if (screenshot is None) != (drawn is None):
        raise UsageError(
            "--screenshot and -o go together.", "Try: ocrquiz inspect OUT --screenshot FILE -o drawn.png"
        )
    from ocrquiz.findings import find
    from ocrquiz.output import choose_sections, load_outputs

    outputs = load_outputs(out)
    if screenshot is not None and drawn is not None:
        from ocrquiz.seen import draw_screenshot

        draw_screenshot(outputs, screenshot, drawn, lang, image_root)
        click.echo(f"Drawn: {drawn}", err=True)
        return ExitCode.OK
    every = [s for output in outputs for s in output.sections]
    sections = every if section is None else choose_sections(outputs, section)
    found = [f for f in find(s.file for s in sections) if only is None or f.kind == only]
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        _print(found)
    return ExitCode.SOME_FAILED if check and found else ExitCode.OK


def _print(found: Sequence[Finding]) -> None:
    if not found:
        click.echo("Nothing to look at.")
    for finding in found:
        kind = click.style(f"{finding.kind:7}", fg="yellow" if finding.kind == "warning" else "red")
        click.echo(f"{kind}  {one_line(_line(finding))}")


def _line(finding: Finding) -> str:
    """What a person reads about a finding."""
    where = finding.section or "(untitled)"
    if finding.question is not None:
        where += f", question {finding.number if finding.number is not None else f'({finding.question})'}"
    sure = f" (confidence {finding.confidence:.2f})" if finding.confidence is not None else ""
    place = f" [{finding.screenshot}" if finding.screenshot else ""
    if finding.bbox is not None:
        place += f" at {','.join(map(str, finding.bbox))}"
    return f"{where}: {' '.join(finding.reasons)}{sure}{place}{']' if place else ''}"
