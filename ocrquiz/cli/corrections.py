"""`ocrquiz corrections`: what was corrected by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocrquiz.errors import ExitCode, UsageError

from .console import one_line, verbose_option

if TYPE_CHECKING:
    from ocrquiz.output import Output

STEM = 60
"""Characters of a stem that a line shows."""

EPILOG = """\b
Examples:
  ocrquiz corrections quiz
  ocrquiz corrections quiz --drop around-the-world-4
  ocrquiz corrections quiz --as-labels labels.json
"""


@click.command(epilog=EPILOG)
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--export", metavar="FILE", help="Write them as JSON; - prints them.")
@click.option(
    "--drop",
    metavar="ID",
    multiple=True,
    help="Take the correction of this question back: it says again what is read. More than once, if wanted.",
)
@click.option("--drop-all", is_flag=True, help="Take all corrections back.")
@click.option(
    "--as-labels",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the sections whose questions are all accepted as labels for 'ocrquiz evaluate'.",
)
@verbose_option
def corrections(
    out: Path, export: str | None, drop: tuple[str, ...], drop_all: bool, as_labels: Path | None
) -> int:
    """List what was corrected by hand in the output folder OUT, export it, or take it back.

    Corrections are made with 'ocrquiz review'. They are kept in corrections.json beside the section files,
    and 'ocrquiz convert' puts them into every reading that follows.
    """
    if sum([export is not None, bool(drop), drop_all, as_labels is not None]) > 1:
        raise UsageError("Give one of --export, --drop, --drop-all and --as-labels.")
    from ocrquiz.output import load_outputs

    outputs = load_outputs(out)
    if export is not None:
        _export(outputs, export)
    elif as_labels is not None:
        _labels(outputs, as_labels)
    elif drop or drop_all:
        _drop(outputs, None if drop_all else drop)
    else:
        _print(outputs)
    return ExitCode.OK


def _print(outputs: Sequence[Output]) -> None:
    from ocrquiz.corrections import load_corrections
    from ocrquiz.corrections.describe import describe

    empty = True
    for output in outputs:
        for correction in load_corrections(output.folder).corrections:
            empty = False
            d = describe(correction)
            stem = d.stem if len(d.stem) <= STEM else d.stem[: STEM - 1] + "…"
            state = f" ({d.state})" if d.state else ""
            click.echo(one_line(f"{d.when:%Y-%m-%d %H:%M}  {d.name}: {d.what}{state}: {stem}"))
    if empty:
        click.echo("Nothing was corrected.")


def _export(outputs: Sequence[Output], target: str) -> None:
    from ocrquiz.corrections import load_corrections
    from ocrquiz.files import write_atomically

    documents = [
        {
            "source": output.index.document.source,
            **load_corrections(output.folder).model_dump(mode="json", exclude={"schema_version"}),
        }
        for output in outputs
    ]
    text = json.dumps({"documents": documents}, ensure_ascii=False, indent=2) + "\n"
    if target == "-":
        click.echo(text, nl=False)
    else:
        write_atomically(Path(target), text.encode())


def _labels(outputs: Sequence[Output], target: Path) -> None:
    from ocrquiz.corrections.labels import as_labels
    from ocrquiz.files import as_json, write_atomically

    files = [section.file for output in outputs for section in output.sections]
    labels = as_labels(files)
    if not labels.sections:
        raise UsageError(
            "There is no section whose questions are all accepted.", "Accept them with 'ocrquiz review'."
        )
    write_atomically(target, as_json(labels))
    click.echo(f"Written: {target}, {len(labels.sections)} of {len(files)} sections.", err=True)


def _drop(outputs: Sequence[Output], names: Sequence[str] | None) -> None:
    from ocrquiz.corrections.describe import describe
    from ocrquiz.store import drop_corrections

    dropped = [c for output in outputs for c in drop_corrections(output.folder, names)]
    known = {question.id for c in dropped for question in [*c.became, *c.read, *c.reading]}
    missing = [name for name in names or () if name not in known]
    if missing:
        raise UsageError(
            f"There is no correction of {', '.join(missing)}.", "'ocrquiz corrections OUT' lists them."
        )
    for correction in dropped:
        click.echo(one_line(f"Taken back: {describe(correction).name}"), err=True)
