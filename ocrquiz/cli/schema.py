"""`ocrquiz schema`: the JSON Schema of what is written."""

from __future__ import annotations

import click

from .console import verbose_option


@click.command()
@click.argument("which", type=click.Choice(["section", "index", "corrections"]), default="section")
@verbose_option
def schema(which: str) -> int:
    """Print the JSON Schema of a section file (the default), of index.json or corrections.json."""
    from ocrquiz.schema import schema_text

    click.echo(schema_text(which), nl=False)
    return 0
