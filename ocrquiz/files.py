"""Files written so that nobody ever sees half of one, by one process at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel

from ocrquiz.errors import ConflictError, OutputError
from ocrquiz.remote import Place, Remote

try:
    import fcntl
except ImportError:  # Windows has no such locks; there, two processes at a time are not kept apart.
    fcntl = None  # type: ignore[assignment]


CLAIM = ".ocrquiz.lock"
"""Locked while a conversion runs; one that is not locked was left by a process that was killed."""

_TEMPORARY = re.compile(r"\.ocrquiz-(\d+)-\d+\.tmp")


def as_json(model: BaseModel) -> bytes:
    """A model as it is written: UTF-8, indented, keys in the model's order, a final newline."""
    return (model.model_dump_json(indent=2) + "\n").encode()


def write_atomically(path: Place, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        OutputError: it cannot be written.
    """
    if isinstance(path, Remote):
        with output_errors(path):
            path.write_bytes(content)
        return
    with written(path) as file:
        file.write(content)


@contextlib.contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file to be filled, which takes its name when the block ends well and is gone otherwise.

    Raises:
        OutputError: it cannot be written.
    """
    temporary = path.parent / temporary_name()
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                yield file
            os.replace(temporary, path)  # noqa: PTH105 - the call that tests break
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def output_errors(path: Place) -> Iterator[None]:
    """Turn what the system says of a file that cannot be written into an `OutputError`."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"Cannot write {path}: {_said(error, path)}.", _remedy(error, path)) from error


def _said(error: OSError, path: Place) -> str:
    if isinstance(path, Remote) and isinstance(error, FileNotFoundError):
        # Their libraries say no more than the address.
        return "the bucket does not exist"
    return error.strerror or str(error)


def _remedy(error: OSError, path: Place) -> str:
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "A file is in the way: name a folder, or one that is not there yet."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "Choose a folder that you may write to, or change its permissions."
    if isinstance(path, Remote):
        return "Check the address, the network and your rights."
    return "Free some space or choose another folder with --out."


class Claim:
    """A folder that one process at a time works in; it ends with the process, however that ends."""

    def __init__(self, folder: Path) -> None:
        """Take the folder.

        Raises:
            ConflictError: another process has it.
            OutputError: it cannot be written.
        """
        self._path = folder / CLAIM
        self._handle: int | None = None
        while fcntl is not None:
            with output_errors(self._path):
                handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(handle)
                raise ConflictError(
                    f"Another conversion is writing into {folder}.",
                    "Wait until it ends, or choose another folder with --out.",
                ) from error
            if _is_at(handle, self._path):
                self._handle = handle
                _claims.add(self)
                break
            # Its last owner has removed it between our two steps.
            os.close(handle)

    def release(self) -> None:
        """Leave the folder to others, without a trace."""
        if self._handle is not None:
            self._path.unlink(missing_ok=True)
            self.forget()

    def forget(self) -> None:
        """Let go of the folder in this process alone; another one that shares the claim keeps it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            _claims.discard(self)


_claims: set[Claim] = set()


def _forget_all() -> None:
    for claim in list(_claims):
        claim.forget()


# A forked worker that outlives its killed parent for a moment must not keep the next run out.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def remove_orphans(folder: Path) -> None:
    """Remove temporary files of processes that are gone: they were killed while they wrote."""
    for path in folder.glob(".ocrquiz-*.tmp"):
        match = _TEMPORARY.fullmatch(path.name)
        if match and not _is_alive(int(match[1])):
            path.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def temporary_name() -> str:
    """Name of a file that stands for another until it is whole."""
    # In the same folder, as a rename must not cross file systems; not through `tempfile`, whose files only
    # their owner may read.
    return f".ocrquiz-{os.getpid()}-{threading.get_ident()}.tmp"


@contextlib.contextmanager
def locked(folder: Place) -> Iterator[None]:
    """Keep other processes and threads that ask for the same lock out until the block ends.

    The lock is the folder's own, so that it leaves no file behind and ends with the process.

    An object store has no locks.

    Raises:
        OutputError: the folder cannot be opened.
    """
    if fcntl is None or isinstance(folder, Remote):
        yield
        return
    with output_errors(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
