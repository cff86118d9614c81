"""The command line: parses arguments, calls the API, prints. Errors become a message and an exit status here.

Heavy modules are imported by the commands that need them, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from ocrquiz import __version__
from ocrquiz.errors import ExitCode, OcrquizError

from .console import EXIT_CODES, verbose
from .convert import convert
from .corrections import corrections
from .doctor import doctor
from .evaluate import evaluate
from .export import export
from .inspect import inspect
from .report import report
from .review import review
from .schema import schema

__all__ = ["cli", "main", "program"]

NAME = "ocrquiz"

BLAS_THREADS = "OPENBLAS_NUM_THREADS"
"""Variable that NumPy's linear algebra looks at when it is loaded. It starts a thread for each core, and all
spin for a quarter of a second; nothing here multiplies large matrices."""

COLLECT_AFTER = 50_000
"""Objects made before Python looks for cycles among them. Its own 700 are made all the time while modules are
imported and pages are put together, and hardly any are in a cycle."""

COMPLETION = "_OCRQUIZ_COMPLETE"
"""Variable that a shell sets when it asks how a command line could go on."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT, epilog=EXIT_CODES)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn quiz screenshots into validated JSON.

    \b
    ocrquiz convert post.md -o quiz     a Markdown post that shows screenshots
    ocrquiz convert shots/ -o quiz      a folder: each folder with pictures is a section
    ocrquiz convert a.png -o - | jq .   one picture, one question a line
    """


for command in (convert, inspect, report, review, export, corrections, doctor, evaluate, schema):
    cli.add_command(command)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments; those of the process if None.

    Returns:
        The exit status; see `ocrquiz.errors.ExitCode`.
    """
    try:
        status = _run(argv)
        sys.stdout.flush()
        return status
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    except click.ClickException as error:
        return _complain(error.format_message(), _usage_hint(error), ExitCode.USAGE)
    except OcrquizError as error:
        _show_traceback()
        return _complain(error.message, error.hint, error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _complain("Interrupted.", "", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        return _reader_gone()
    except Exception as error:
        if _show_traceback():
            return ExitCode.SOME_FAILED
        what = f"Unexpected error: {type(error).__name__}: {error}"
        return _complain(what, "Run again with -v for details, and please report it.", ExitCode.SOME_FAILED)


def program() -> NoReturn:
    """The command: `main`, and how its process is set up and ended."""
    os.environ.setdefault(BLAS_THREADS, "1")
    gc.set_threshold(COLLECT_AFTER)
    status = main()
    # What ends with the process need not be collected: looking it through takes a twentieth of a second.
    gc.freeze()
    sys.exit(status)


def _run(argv: Sequence[str] | None) -> int:
    if COMPLETION in os.environ:
        return int(cli.main(prog_name=NAME, complete_var=COMPLETION) or ExitCode.OK)
    # Not through `cli.main`, which ends the process with status 1 when the reader of stdout is gone.
    with cli.make_context(NAME, list(sys.argv[1:] if argv is None else argv)) as context:
        return int(cli.invoke(context) or ExitCode.OK)


def _complain(message: str, hint: str, status: ExitCode) -> int:
    click.echo(f"ocrquiz: error: {message}", err=True)
    if hint:
        click.echo(hint, err=True)
    return status


def _usage_hint(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"Try '{context.command_path} --help'." if context else ""


def _show_traceback() -> bool:
    if verbose():
        click.echo(traceback.format_exc(), err=True)
    return verbose()


def _reader_gone() -> int:
    """`| head` has seen enough, which is no error; what is still buffered must not complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
    return ExitCode.OK
