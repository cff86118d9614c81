"""`ocrquiz report`: the screenshots beside what was read, in one page."""

from __future__ import annotations

from pathlib import Path

import click

from ocrquiz.errors import ExitCode

from .console import verbose_option

EPILOG = """\b
Examples:
  ocrquiz report quiz -o report.html
  ocrquiz report quiz --image-root site -o report.html
"""


@click.command(epilog=EPILOG)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="report.html",
    show_default=True,
    metavar="HTML",
    help="File to write.",
)
@click.option(
    "--image-root",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder that the screenshots' paths start from. [default: as the document says]",
)
@verbose_option
def report(out: Path, output: Path, image_root: Path | None) -> int:
    """Show the output folder OUT in one HTML file that opens from disk.

    Each question stands beside the part of the screenshot that it was read from, with its doubtful words
    marked. The file holds everything that it needs; it loads nothing.
    """
    from ocrquiz.output import load_outputs
    from ocrquiz.report import write_report

    shown = write_report(load_outputs(out), output, image_root)
    size = output.stat().st_size / 1e6
    click.echo(
        f"Written: {output} ({size:.1f} MB), {shown.counts.questions} questions, "
        f"{shown.counts.to_review} to review, {shown.counts.failed} failed screenshots.",
        err=True,
    )
    return ExitCode.OK
