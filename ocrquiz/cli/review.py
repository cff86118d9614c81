"""`ocrquiz review`: set right what was read, in the browser."""

from __future__ import annotations

import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from ocrquiz.errors import DependencyError, ExitCode

from .console import verbose_option

EPILOG = """\b
Examples:
  ocrquiz review quiz
  ocrquiz review quiz --port 0 --no-browser
"""


@click.command(epilog=EPILOG)
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8377, show_default=True, help="0 takes any.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to serve at. With any other than this computer's own, whoever sees the printed address on "
    "the network can change the output.",
)
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option(
    "--image-root",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder that the screenshots' paths start from. [default: as the document says]",
)
@verbose_option
def review(out: Path, port: int, host: str, no_browser: bool, image_root: Path | None) -> int:
    """Set right what was read in the output folder OUT, in the browser, until Ctrl-C.

    What is changed is kept beside the section files, and 'ocrquiz convert' keeps it too. In the browser, '?'
    lists the keys. Only this computer can reach the page, and only with the key in the printed address.
    """
    try:
        from ocrquiz.review.serve import serve
        from ocrquiz.review.workspace import Workspace
    except ModuleNotFoundError as error:
        raise DependencyError(
            f"The review needs {error.name}, which is not installed.", "Run: pip install 'ocrquiz[review]'"
        ) from error
    from ocrquiz.output import load_outputs

    def ready(address: str) -> None:
        click.echo(f"Review at: {address}\nCtrl-C ends it; what is saved is kept.")
        if not no_browser:
            # In a thread of its own: where it is a program in the terminal, it runs until it is left.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    # Ctrl-C is how it ends.
    with suppress(KeyboardInterrupt):
        serve(Workspace(load_outputs(out), image_root), host, port, ready)
    return ExitCode.OK
