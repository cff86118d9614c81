"""`ocrquiz export`: the questions as other tools read them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from ocrquiz.errors import ExitCode, UsageError

from .console import one_line, verbose, verbose_option

if TYPE_CHECKING:
    from ocrquiz.export import Item, Losses
    from ocrquiz.export.run import Only

STDIN = STDOUT = "-"

NAMED = 5
"""Ids of questions that a line names; -v names all."""

EPILOG = """\b
Examples:
  ocrquiz export quiz --to anki -o quiz.apkg
  ocrquiz export quiz --to html -o quiz.html --section 3 --no-answers
  ocrquiz export --list
  ocrquiz convert shots/ -o - | ocrquiz export - --to csv -o -
"""


@click.command(epilog=EPILOG)
@click.argument("inputs", metavar="OUT...", nargs=-1)
@click.option("--to", "name", metavar="FORMAT", help="The format; --list shows them.")
@click.option("-o", "--output", metavar="FILE", help="File to write; - prints it.")
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME",
    help="Only this section: its number, slug, or a part of its title. More than once, if wanted.",
)
@click.option(
    "--only",
    type=click.Choice(["right", "reviewed", "all"]),
    default="all",
    show_default=True,
    help="right: what is not to be reviewed; reviewed: what a person has corrected or accepted.",
)
@click.option(
    "--assume-selected-correct",
    is_flag=True,
    help="Take what was selected as right where nothing on the screenshot says otherwise.",
)
@click.option("--no-answers", is_flag=True, help="Leave answers and explanations out (markdown, html).")
@click.option("--list", "list_formats", is_flag=True, help="Show the formats and what each can hold.")
@verbose_option
def export(
    inputs: tuple[str, ...],
    name: str | None,
    output: str | None,
    sections: tuple[str, ...],
    only: Only,
    assume_selected_correct: bool,
    no_answers: bool,
    list_formats: bool,
) -> int:
    """Write the questions of the output folders OUT in the format of another tool.

    OUT may be - for what 'ocrquiz convert -o -' prints. What the format cannot hold is left out or reduced,
    counted and listed. The key comes from the screenshots alone, unless you say otherwise.
    """
    if list_formats:
        _list()
        return ExitCode.OK
    if not inputs:
        raise UsageError("Nothing to export is given.", "Give the folder that 'ocrquiz convert' wrote, or -.")
    if name is None or output is None:
        raise UsageError("Give both --to FORMAT and -o FILE.", "'ocrquiz export --list' shows the formats.")
    from ocrquiz.export import Choice, Job, load_format
    from ocrquiz.export import export as run

    target = load_format(name)
    if no_answers and not target.printable:
        raise UsageError(f"The format {name} has no form without answers.", "Leave --no-answers out.")
    if target.binary and output == STDOUT and sys.stdout.isatty():
        raise UsageError(f"A terminal cannot show the format {name}.", "Give -o a file, or pipe it on.")
    job = Job(answers=not no_answers)
    with _opened(output) as file:
        run(_items(inputs, sections), target, file, Choice(only, assume_selected_correct), job)
    _report(job.losses, output)
    return ExitCode.OK


def _items(inputs: tuple[str, ...], sections: tuple[str, ...]) -> Iterator[Item]:
    from ocrquiz.export import read_folders, read_lines

    if STDIN not in inputs:
        return read_folders([Path(name) for name in inputs], sections)
    if len(inputs) > 1:
        raise UsageError("- stands alone.", "Export folders and the pipe one after the other.")
    return read_lines(sys.stdin.buffer, sections)


@contextmanager
def _opened(output: str) -> Iterator[BinaryIO]:
    from ocrquiz.files import output_errors, written

    if output == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with written(Path(output)) as file, output_errors(Path(output)):
            yield file


def _report(losses: Losses, output: str) -> None:
    what = "" if output == STDOUT else f"Written: {output}, "
    parts = [f"{losses.written} question{'s' * (losses.written != 1)}"]
    parts += [f"{losses.left} left out"] if losses.left else []
    parts += [f"{losses.reduced} reduced"] if losses.reduced else []
    click.echo(one_line(f"{what}{', '.join(parts)}."), err=True)
    from ocrquiz.export import Left

    for loss, ids in losses:
        verb = "left out" if isinstance(loss, Left) else "reduced"
        shown = ids if verbose() else ids[:NAMED]
        more = f" and {len(ids) - len(shown)} more (-v names them)" if len(ids) > len(shown) else ""
        click.echo(one_line(f"  {len(ids)} {verb}: {loss} ({', '.join(shown)}{more})"), err=True)


def _list() -> None:
    from ocrquiz.errors import DependencyError
    from ocrquiz.export import format_names, load_format

    for name in format_names():
        try:
            found = load_format(name)
        except DependencyError as error:
            click.echo(f"{name}\n    {error}")
            continue
        click.echo(f"{name}  ({found.suffix})  {found.title}")
        click.echo(click.wrap_text(found.holds, width=96, initial_indent="    ", subsequent_indent="    "))
