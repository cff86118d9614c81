"""Files behind URLs: the same answers as `pathlib` gives for files on disk."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path, PurePosixPath

import fsspec
import pytest

from ocrquiz.errors import DependencyError, UsageError
from ocrquiz.remote import Remote, lies_in, place, way

from .stores import memory

__all__ = ["memory"]


def at(text: str) -> Remote:
    found = place(text)
    assert isinstance(found, Remote)
    return found


@pytest.mark.parametrize("text", ["a.png", "/a/b.md", "C:\\shots", "what://", "a:b", "shots/*.png", ""])
def test_path_stays_a_path(text: str) -> None:
    if text == "what://":
        with pytest.raises(UsageError):
            place(text)
    else:
        assert place(text) == Path(text)


def test_file_url_is_a_path_of_this_machine() -> None:
    assert place("file:///tmp/my%20shots/a.png") == Path("/tmp/my shots/a.png")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("memory://bucket/a/../b.png", "memory://bucket/b.png"),
        ("MEMORY://bucket//a/", "memory://bucket/a"),
        ("memory://bucket/../../other", "memory://other"),
    ],
)
def test_url_is_made_plain(text: str, plain: str) -> None:
    assert str(place(text)) == plain


@pytest.mark.parametrize(
    "text", ["https://example.org/a.png", "nonsense://bucket/a", "memory://", "memory:///"]
)
def test_url_that_cannot_be_used_is_one_sentence(text: str) -> None:
    with pytest.raises(UsageError):
        place(text)


def test_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(DependencyError, match=r"ocrquiz\[cloud\]"):
        place("s3://bucket/a.png")


def test_no_path_leads_out_of_its_bucket() -> None:
    picture = at("memory://bucket/a/b/c.png")
    assert [str(p) for p in picture.parents] == [
        "memory://bucket/a/b",
        "memory://bucket/a",
        "memory://bucket",
    ]
    assert at("memory://bucket").parent == at("memory://bucket")
    bucket = at("memory://bucket")
    assert not lies_in((bucket / "../other/a.png").resolve(), bucket)
    assert not lies_in((bucket / "/../../../../etc").resolve(), bucket)
    assert not lies_in(at("memory://bucketful/a.png"), bucket)
    assert not lies_in(Path("bucket/a.png"), bucket)
    assert not lies_in(bucket / "a.png", Path("bucket"))


def test_way_from_a_folder() -> None:
    assert way(at("memory://bucket/a/b.png"), at("memory://bucket")) == PurePosixPath("a/b.png")
    with pytest.raises(ValueError, match="not in"):
        way(Path("/a/b.png"), at("memory://bucket"))


def test_files_are_written_read_found_and_removed(memory: fsspec.AbstractFileSystem) -> None:
    file = at("memory://bucket/a/b.txt")
    assert not file.is_file()
    file.write_bytes(b"12345")
    file.refresh()
    assert memory.cat_file("/bucket/a/b.txt") == b"12345"
    assert file.is_file()
    assert not file.is_dir()
    assert file.parent.is_dir()
    assert file.parent.exists()
    assert not file.parent.is_file()
    assert (file.read_bytes(), file.read_bytes(2)) == (b"12345", b"12")
    assert list(file.parent.iterdir()) == [file]
    assert at("memory://bucket").files() == [file]
    assert at("memory://bucket/*/b.txt").glob() == [file]
    file.unlink()
    file.unlink(missing_ok=True)
    with pytest.raises(FileNotFoundError):
        file.unlink()
    with pytest.raises(FileNotFoundError):
        file.read_bytes()


def test_place_goes_to_another_process() -> None:
    file = at("memory://bucket/a.png")
    assert pickle.loads(pickle.dumps(file)) == file


def test_whatever_a_store_raises_is_what_a_disk_would_say(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no credentials")

    monkeypatch.setattr(type(memory), "open", fail)
    with pytest.raises(OSError, match="RuntimeError: no credentials"):
        at("memory://bucket/a.png").read_bytes()
