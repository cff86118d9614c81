"""What goes to the terminal: how much is said, the progress bar, log lines."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from ocrquiz.pipeline import Progress

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = """\b
Exit status:
    0  all is well
    1  some screenshots could not be read; the rest is written
    2  wrong usage or input
    3  something is missing: run 'ocrquiz doctor'
    4  the output cannot be written
  130  interrupted; what is finished is kept
"""

LOGGER = "ocrquiz"


def verbose_option(function: F) -> F:
    """`-v` for a command: progress in lines, and tracebacks."""
    return click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_set_verbose,
        help="Say more: a line per screenshot, and tracebacks.",
    )(function)


def verbose() -> bool:
    """Whether `-v` was given."""
    return logging.getLogger(LOGGER).isEnabledFor(logging.DEBUG)


def _set_verbose(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001
    logger = logging.getLogger(LOGGER)
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    logger.setLevel(logging.DEBUG if value else logging.WARNING)
    if value:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)


def one_line(text: str) -> str:
    """The text on one line; control characters in what was read or named must not reach the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text.replace("\n", " "))


def open_console(stderr: bool = True) -> Console:
    """A console that knows about width, pipes and NO_COLOR."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


@contextmanager
def progress_bar(wanted: bool) -> Iterator[Progress | None]:
    """A bar with the current screenshot and the time left, on a terminal only.

    Args:
        wanted: False for none at all.
    """
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    # No refresh thread and no redirection: the workers are forked while the bar is shown, and a fork that
    # inherits a lock held by another thread waits for it forever.
    bar = Bar(
        MofNCompleteColumn(),
        BarColumn(bar_width=None, table_column=Column(ratio=1, min_width=4)),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", table_column=Column(ratio=2, no_wrap=True, overflow="ellipsis")),
        console=open_console(),
        transient=True,
        expand=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name.rsplit("/", 1)[-1], refresh=True)

        yield show
