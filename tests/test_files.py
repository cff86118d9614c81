"""Files: whole or not at all, and a folder for one process at a time."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from ocrquiz.errors import ConflictError, OutputError
from ocrquiz.files import (
    CLAIM,
    Claim,
    output_errors,
    remove_orphans,
    temporary_name,
    write_atomically,
    written,
)


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


linux = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.bin"
    with written(path) as file:
        file.write(b"half")
        file.flush()
        assert not path.exists()
        file.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert listed(path.parent) == ["a.bin"]


def test_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    write_atomically(path, b"old")

    def broken() -> None:
        with written(path) as file:
            file.write(b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert path.read_bytes() == b"old"
    assert listed(tmp_path) == ["a.bin"]


def test_file_in_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError), written(tmp_path / "a" / "b"):
        pass


def test_folder_is_one_conversions_at_a_time(tmp_path: Path) -> None:
    claim = Claim(tmp_path)
    with pytest.raises(ConflictError) as caught:
        Claim(tmp_path)
    assert str(tmp_path) in caught.value.message
    assert "--out" in caught.value.hint
    claim.release()
    assert listed(tmp_path) == []
    Claim(tmp_path).release()


def test_lock_that_a_killed_process_left_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / CLAIM).write_bytes(b"")
    Claim(tmp_path).release()
    assert listed(tmp_path) == []


def test_claim_can_be_released_twice(tmp_path: Path) -> None:
    claim = Claim(tmp_path)
    claim.release()
    other = Claim(tmp_path)
    claim.release()
    with pytest.raises(ConflictError):
        Claim(tmp_path)
    other.release()


@linux
def test_child_that_outlives_its_parent_does_not_keep_the_claim(tmp_path: Path) -> None:
    claim = Claim(tmp_path)
    ready, says = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(says, b"x")
        signal.pause()
        os._exit(0)
    try:
        os.read(ready, 1)
        with pytest.raises(ConflictError):
            Claim(tmp_path)
        claim.forget()  # As when the process is killed: nothing is removed.
        Claim(tmp_path).release()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@linux
def test_temporary_files_of_the_dead_are_removed_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitpid(dead, 0)
    mine, orphan, stranger = temporary_name(), f".ocrquiz-{dead}-1.tmp", ".ocrquiz-notes.tmp"
    for name in (mine, orphan, stranger):
        (tmp_path / name).write_bytes(b"x")
    remove_orphans(tmp_path)
    assert listed(tmp_path) == sorted([mine, stranger])


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (FileExistsError(errno.EEXIST, "File exists"), "in the way"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "in the way"),
        (PermissionError(errno.EACCES, "Permission denied"), "permissions"),
        (OSError(errno.EROFS, "Read-only file system"), "permissions"),
        (OSError(errno.ENOSPC, "No space left on device"), "Free some space"),
    ],
)
def test_remedy_fits_what_is_in_the_way(error: OSError, remedy: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=error.strerror) as caught, output_errors(tmp_path):
        raise error
    assert remedy in caught.value.hint
