"""Zip files: the same content, the same bytes."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from ocrquiz.export.archive import Archive, write_archive


def archive(folder: Path) -> bytes:
    out = io.BytesIO()
    write_archive(out, [("b.txt", b"bytes"), ("a/ü.png", folder / "file")])
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
        ]


def test_libraries_that_fill_a_zip_file_themselves(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"file")
    out = io.BytesIO()
    with Archive(out) as archive:
        archive.writestr("b.txt", "text")
        archive.write(tmp_path / "file", "/a/ü.png")
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as read:
        assert {entry.date_time for entry in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in read.infolist()} == {zipfile.ZIP_DEFLATED}
        assert (read.read("b.txt"), read.read("a/ü.png")) == (b"text", b"file")


def test_a_pipe_gets_the_same_bytes_as_a_file(tmp_path: Path) -> None:
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
    with (tmp_path / "a.zip").open("wb") as file:
        for out in (pipe, file):
            write_archive(out, [("a", b"content")])  # type: ignore[arg-type]
    assert (tmp_path / "a.zip").read_bytes() == pipe.got
    with zipfile.ZipFile(io.BytesIO(pipe.got)) as read:
        assert read.read("a") == b"content"
