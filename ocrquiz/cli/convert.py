"""`ocrquiz convert`: the main job."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocrquiz.defaults import ENGINE, LANG, TIMEOUT
from ocrquiz.errors import ExitCode, UsageError

from .console import EXIT_CODES, progress_bar, verbose, verbose_option

if TYPE_CHECKING:
    from ocrquiz.conversion import Conversion
    from ocrquiz.pipeline import SectionResult

STDOUT = "-"

EPILOG = (
    EXIT_CODES
    + """
\b
Examples:
  ocrquiz convert _posts/quiz.md -o quiz
  ocrquiz convert shots/ --lang eng+spa -o quiz
  ocrquiz convert 'shots/*.png' -o - | jq -r .stem
"""
)


@click.command(epilog=EPILOG)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    default="ocrquiz-out",
    show_default=True,
    metavar="DIR",
    help="Folder to write to; - prints one question a line (NDJSON) instead.",
)
@click.option(
    "--lang",
    default=LANG,
    show_default=True,
    metavar="CODES",
    help="Tesseract's codes of the quiz's languages, joined with +; auto finds them out.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "tesserocr", "pytesseract"]),
    default=ENGINE,
    show_default=True,
    help="Who runs Tesseract; auto takes the first that works.",
)
@click.option(
    "--image-root",
    metavar="DIR",
    help="Folder that the posts' image paths start from. [default: found beside the post]",
)
@click.option(
    "-j", "--workers", type=click.IntRange(min=1), metavar="N", help="Processes. [default: one a core]"
)
@click.option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Where screenshots are read: in processes of this machine, or on a Dask cluster.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="The cluster's, as tcp://host:8786; for --executor dask."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Give a screenshot up after that time.",
)
@click.option(
    "--cues",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="TOML file with more wordings of quiz platforms; see the README.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Read every picture again, also those that are unchanged since an earlier run.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON, to stdout.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@verbose_option
def convert(
    inputs: tuple[str, ...],
    out: str,
    lang: str,
    engine: str,
    image_root: str | None,
    workers: int | None,
    executor: str,
    scheduler: str | None,
    timeout: float,
    cues: Path | None,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Turn the screenshots of INPUT into validated JSON.

    INPUT is a Markdown post that shows screenshots, a folder with pictures (each folder in it is a section),
    a picture, or a pattern such as 'shots/*.png'. OUT gets a file per section, index.json, and the figures in
    assets/; several documents get a folder each.
    """
    if out == STDOUT and as_json:
        raise UsageError("--json and -o - both want stdout.", "Give --out a folder, or leave --json out.")
    if not out.strip():
        raise UsageError("The name of the output folder is empty.", "Give one with --out; . is this folder.")
    _check_executor(executor, scheduler, workers)
    from ocrquiz.conversion import Conversion, wordings_of
    from ocrquiz.page.shelf import shelf_folder
    from ocrquiz.task import Settings

    to_stdout = out == STDOUT
    settings = Settings(lang, engine, workers, timeout, wordings_of(cues), shelf_folder(), force, scheduler)
    conversion = Conversion(inputs, None if to_stdout else out, settings, image_root, keep_sections=False)
    for folder, other in conversion.replaced():
        click.echo(f"ocrquiz: {folder} also holds section files of {other}.", err=True)
    interrupted = _run(conversion, to_stdout, bar=not quiet and not verbose())
    failed = _report(conversion, as_json, quiet, interrupted)
    if interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.SOME_FAILED if failed else ExitCode.OK


def _check_executor(executor: str, scheduler: str | None, workers: int | None) -> None:
    if executor == "local" and scheduler:
        raise UsageError("--scheduler is for --executor dask.", "Give both, or neither.")
    if executor == "dask" and not scheduler:
        raise UsageError(
            "--executor dask needs --scheduler.",
            "Give the address that 'dask scheduler' prints, as tcp://host:8786.",
        )
    if executor == "dask" and workers:
        raise UsageError(
            "--workers is for --executor local.", "'dask worker --nthreads N' sets how many a machine has."
        )


def _run(conversion: Conversion, to_stdout: bool, bar: bool) -> bool:
    """Do the work; whether it was interrupted."""
    # `kill` and a closing terminal mean what Ctrl-C means: keep what is finished, leave no process behind.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        with progress_bar(bar) as show:
            conversion.run(show, print_questions if to_stdout else None)
    except KeyboardInterrupt:
        return True
    return False


def print_questions(section: SectionResult) -> None:
    """Print a section's questions, each on a line with where it comes from."""
    if section.file is None:
        return
    stdout = sys.stdout.buffer
    hashes = {shot.path: shot.sha256 for shot in section.file.screenshots}
    for question in section.file.questions:
        line = {
            "document": section.file.document.source,
            "section": section.info.model_dump(mode="json", exclude={"links"}),
            "pictures": {r.screenshot: hashes.get(r.screenshot) for r in question.regions},
            **question.model_dump(mode="json"),
        }
        stdout.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    stdout.flush()


def _report(conversion: Conversion, as_json: bool, quiet: bool, interrupted: bool) -> bool:
    """Say what became of it; whether screenshots failed."""
    from .summary import failures, print_failures, print_summary, summary_json

    failed = failures(conversion.results)
    if as_json:
        text = json.dumps(summary_json(conversion.results, interrupted), ensure_ascii=False, indent=2)
        sys.stdout.buffer.write(text.encode() + b"\n")
    elif not quiet:
        print_summary(conversion.results)
    if not as_json:
        print_failures(failed)
    if interrupted:
        click.echo("ocrquiz: interrupted; the sections listed are finished and kept.", err=True)
    return bool(failed)
