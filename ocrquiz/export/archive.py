"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell: the same in every file."""

MODE = 0o644 << 16
"""An ordinary file, as Unix knows it."""


class _Stream:
    """Hides that a file can be sought in: zip files are written in another way then."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, b: bytes, /) -> int:
        return self._out.write(b)

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        """Leave the file open, which is not ours."""


class Archive(zipfile.ZipFile):
    """A zip file to write, in which every file is of the same moment; a library may fill it too."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(_Stream(out), "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, content: IO[bytes]) -> None:
        """Copy a stream into it, in pieces."""
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = MODE
        entry.create_system = 3
        with self.open(entry, "w") as target:
            shutil.copyfileobj(content, target)

    def writestr(self, zinfo_or_arcname: str | zipfile.ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        """As `ZipFile` does, at the same moment."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        self.add(name, BytesIO(data.encode() if isinstance(data, str) else data))

    def write(
        self,
        filename: str | os.PathLike[str],
        arcname: str | os.PathLike[str] | None = None,
        *_: Any,
        **__: Any,
    ) -> None:
        """As `ZipFile` does, at the same moment."""
        with Path(filename).open("rb") as content:
            self.add(os.fspath(filename if arcname is None else arcname).lstrip("/"), content)


def write_archive(out: BinaryIO, files: Iterable[tuple[str, bytes | Path]]) -> None:
    """Write a zip file.

    Args:
        out: where to; need not be seekable.
        files: name and content, or the file that holds it, in the order in which they are to stand.
    """
    with Archive(out) as archive:
        for name, content in files:
            if isinstance(content, Path):
                archive.write(content, name)
            else:
                archive.writestr(name, content)
