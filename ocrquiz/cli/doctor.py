"""`ocrquiz doctor`: is everything there, and what to install if not."""

from __future__ import annotations

import click

from ocrquiz.errors import ExitCode

from .console import verbose_option


@click.command()
@click.option(
    "--lang", default="eng", show_default=True, metavar="CODES", help="Languages to check, joined with +."
)
@verbose_option
def doctor(lang: str) -> int:
    """Check Tesseract, its languages and the engines, each by really reading a line.

    Ends with status 3 if nothing can read the languages asked for, and says what to install.
    """
    from ocrquiz.doctor import examine

    report = examine(lang)
    for finding in report.findings:
        mark = "ok  " if finding.good else "MISS" if finding.needed else "note"
        click.echo(f"{mark}  {finding.subject}: {finding.message}")
        if finding.remedy:
            click.echo(f"      {finding.remedy}")
    click.echo("Ready." if report.ready else "Not ready: see above for what to install.")
    return ExitCode.OK if report.ready else ExitCode.DEPENDENCY
