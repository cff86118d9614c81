"""`ocrquiz evaluate`: how good is an output?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .console import verbose_option

if TYPE_CHECKING:
    from ocrquiz.evaluate import Miss, Scores


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("labels", type=click.Path(path_type=Path))
@click.option("--misses", is_flag=True, help="List every question that is not right, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@verbose_option
def evaluate(out: Path, labels: Path, misses: bool, as_json: bool) -> int:
    """Measure the output folder OUT against the file LABELS, made by hand.

    The README describes the format of labels. The exit status is 0 whatever the figures.
    """
    from ocrquiz import reliability
    from ocrquiz.evaluate import evaluate as measure

    result = measure(out, labels)
    if as_json:
        click.echo(json.dumps(asdict(result.scores)))
        return 0
    if misses:
        for miss in result.misses:
            _print_miss(miss)
    _print_scores(result.scores)
    for line in reliability.lines(result.samples):
        click.echo(line)
    return 0


def _print_miss(miss: Miss) -> None:
    flagged = "flagged" if miss.flagged else "SILENT"
    click.echo(f"section {miss.section}, question {miss.question} ({','.join(miss.images)}), {flagged}")
    for reason in miss.why:
        click.echo(f"    {reason}")


def _print_scores(s: Scores) -> None:
    rows = [
        ("sections all right", share(s.sections_right, s.sections)),
        ("questions found", f"{share(s.found, s.questions)}, {s.extra} extra"),
        ("  structure right", f"{share(s.structure, s.questions)}   (type, options, selected, verdicts)"),
        ("  text right", f"{share(s.text, s.questions)}   (a formula matches anything)"),
        ("  right (structure and text)", share(s.right, s.questions)),
        ("    without formulas", share(s.plain_right, s.plain)),
        (
            "    with formulas",
            f"{share(s.math_text_right, s.math)}; its LaTeX too: {share(s.math_latex_right, s.math)}",
        ),
        (
            "wrong and not flagged (silent)",
            f"{share(s.silent, s.questions)}; right but flagged: {share(s.flagged_right, s.questions)}",
        ),
        (
            "texts without formulas",
            f"{share(s.units_right, s.units)} exact; character error rate {s.edits / max(1, s.chars):.3%}",
        ),
        ("figures found", share(s.figures_found, s.figures)),
    ]
    for name, figure in rows:
        click.echo(f"{name:<31} {figure}")


def share(part: int, whole: int) -> str:
    """A part of a whole, as `3/4 = 75.0%`."""
    return f"{part}/{whole} = {part / whole:.1%}" if whole else "none"
