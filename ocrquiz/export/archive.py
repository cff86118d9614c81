"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell: the same in every file."""

MODE = 0o644 << 16
"""An ordinary file, as Unix knows it."""


def write_archive(out: BinaryIO, files: Iterable[tuple[str, bytes | Path | IO[bytes]]]) -> None:
    """Write a zip file.

    Args:
        out: where to; need not be seekable.
        files: name and content, or the file that holds it, in the order in which they are to stand. Files are
            copied in pieces, and closed.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = MODE
            entry.create_system = 3
            with _opened(content) as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)


def _opened(content: bytes | Path | IO[bytes]) -> IO[bytes]:
    if isinstance(content, bytes):
        return BytesIO(content)
    return content.open("rb") if isinstance(content, Path) else content
