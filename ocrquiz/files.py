"""Files written so that nobody ever sees half of one, by one process at a time."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel

from ocrquiz.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows has no such locks; there, two processes at a time are not kept apart.
    fcntl = None  # type: ignore[assignment]


def as_json(model: BaseModel) -> bytes:
    """A model as it is written: UTF-8, indented, keys in the model's order, a final newline."""
    return (model.model_dump_json(indent=2) + "\n").encode()


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        OutputError: it cannot be written.
    """
    with written(path) as file, output_errors(path):
        file.write(content)


@contextlib.contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file to be filled, which takes its name when the block ends well and is gone otherwise.

    Raises:
        OutputError: it cannot be made, or cannot take its name.
    """
    temporary = path.parent / temporary_name()
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = temporary.open("wb")
    try:
        with file:
            yield file
        with output_errors(path):
            os.replace(temporary, path)  # noqa: PTH105 - the call that tests break
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be written into an `OutputError`."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"Cannot write {path}: {error.strerror or error}.",
            "Free some space or choose another folder with --out.",
        ) from error


def temporary_name() -> str:
    """Name of a file that stands for another until it is whole."""
    # In the same folder, as a rename must not cross file systems; not through `tempfile`, whose files only
    # their owner may read.
    return f".ocrquiz-{os.getpid()}-{threading.get_ident()}.tmp"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes and threads that ask for the same lock out until the block ends.

    The lock is the folder's own, so that it leaves no file behind and ends with the process.

    Raises:
        OutputError: the folder cannot be opened.
    """
    if fcntl is None:
        yield
        return
    with output_errors(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
