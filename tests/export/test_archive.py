"""Zip files: the same content, the same bytes."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from ocrquiz.export.archive import write_archive


def archive(folder: Path) -> bytes:
    out = io.BytesIO()
    write_archive(out, [("b.txt", b"bytes"), ("a/ü.png", folder / "file"), ("c", io.BytesIO(b"stream"))])
    return out.getvalue()


def test_content_and_order_are_kept_and_time_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"file")
    first = archive(tmp_path)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    (tmp_path / "file").touch()
    assert archive(tmp_path) == first
    with zipfile.ZipFile(io.BytesIO(first)) as read:
        assert [(name, read.read(name)) for name in read.namelist()] == [
            ("b.txt", b"bytes"),
            ("a/ü.png", b"file"),
            ("c", b"stream"),
        ]


def test_a_pipe_will_do() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.got = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            piece = bytes(data)  # type: ignore[call-overload]
            self.got += piece
            return len(piece)

    pipe = Pipe()
    write_archive(pipe, [("a", b"content")])  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(pipe.got)) as read:
        assert read.read("a") == b"content"
