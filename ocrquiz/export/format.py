"""What a format is, and which there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import BinaryIO, Protocol

from ocrquiz.errors import DependencyError, UsageError

from .item import Item
from .losses import Losses

GROUP = "ocrquiz.formats"
"""Entry points that name a `Format`."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a format is asked for.

    Attributes:
        losses: to be told of each question what became of it.
        answers: whether the key and the explanations are wanted; asked of printable formats only.
    """

    losses: Losses = field(default_factory=Losses)
    answers: bool = True


class Format(Protocol):
    """Writes questions as another tool reads them.

    Attributes:
        title: what it is for, in a few words.
        suffix: of its files, with the dot.
        holds: what it can hold, and what becomes of the rest, in one or two sentences.
        printable: whether it can be written without the answers.
        binary: whether a terminal cannot show it.
    """

    title: str
    suffix: str
    holds: str
    printable: bool
    binary: bool

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write a file.

        Args:
            items: the questions, section by section; may come as slowly as they are read from a pipe.
            out: where to; cannot be sought in.
            job: the wishes, and the losses to be told.
        """
        ...


def format_names() -> list[str]:
    """The formats that are installed."""
    return sorted(entry_points(group=GROUP).names)


def load_format(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: there is none.
        DependencyError: what it needs is not installed.
    """
    found: tuple[EntryPoint, ...] = tuple(entry_points(group=GROUP, name=name))
    if not found:
        raise UsageError(f"There is no format {name!r}.", f"There are: {', '.join(format_names())}.")
    try:
        loaded: Format = found[0].load()
    except ImportError as error:
        raise DependencyError(
            f"The format {name} needs {error.name or error}, which is not installed.",
            f"Install it with: pip install {error.name or name}",
        ) from error
    return loaded
