"""Conversions from and to object stores write what a conversion on disk writes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import fsspec
import pytest

import ocrquiz
from ocrquiz import workers
from ocrquiz.corrections.files import CORRECTIONS
from ocrquiz.errors import OutputError, UsageError

from .clusters import scheduler, worker
from .conftest import POST
from .stores import SHOTS, gs, memory, put_samples, s3

__all__ = ["gs", "memory", "s3"]


def content(system: fsspec.AbstractFileSystem, folder: str, source: str) -> dict[str, bytes]:
    """Every file with its bytes, as if the document had been where it is on disk."""
    system.invalidate_cache()
    named = source.encode()
    return {
        path.strip("/").removeprefix(folder + "/"): system.cat_file(path).replace(named, str(POST).encode())
        for path in system.find(folder)
    }


def on_disk(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.skipif(workers.START_METHOD != "fork", reason="only forked workers see this process's memory")
def test_store_in_memory(memory: fsspec.AbstractFileSystem, converted: Callable[[str], Path]) -> None:
    source = "memory://" + put_samples(memory, "site")
    (result,) = ocrquiz.convert([source], "memory://out/quiz")
    assert result.complete
    assert content(memory, "out/quiz", source) == on_disk(converted("auto"))


@pytest.mark.parametrize("scheme", ["s3", "gs"])
def test_bucket(scheme: str, request: pytest.FixtureRequest, converted: Callable[[str], Path]) -> None:
    system: fsspec.AbstractFileSystem = request.getfixturevalue(scheme)
    system.mkdir("quiz")
    source = f"{scheme}://" + put_samples(system, "quiz/site")
    ocrquiz.convert([source], f"{scheme}://quiz/out")
    assert content(system, "quiz/out", source) == on_disk(converted("auto"))
    # A second run with less in it removes what the first one wrote, and nothing else.
    system.pipe_file("quiz/out/mine.txt", b"x")
    system.pipe_file("quiz/site/_posts/evening-class.md", b"# Only one\n![](/images/evening-class/12.png)\n")
    ocrquiz.convert([source], f"{scheme}://quiz/out")
    assert sorted(content(system, "quiz/out", source)) == ["01-only-one.json", "index.json", "mine.txt"]


@pytest.mark.parametrize("scheme", ["s3", "gs"])
def test_missing_bucket_is_one_sentence(scheme: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(scheme)
    with pytest.raises(UsageError, match=f"There is nothing to convert at {scheme}://nothing/shots"):
        ocrquiz.convert([f"{scheme}://nothing/shots"])
    with pytest.raises(OutputError, match=f"Cannot write {scheme}://nothing/out.*bucket does not exist"):
        ocrquiz.convert([SHOTS / "12.png"], f"{scheme}://nothing/out")


@pytest.mark.skipif(os.name != "posix", reason="the cluster's processes are ended by signals")
def test_workers_of_a_cluster_fetch_from_s3_themselves(
    s3: fsspec.AbstractFileSystem, converted: Callable[[str], Path], tmp_path: Path
) -> None:
    s3.mkdir("quiz")
    source = "s3://" + put_samples(s3, "quiz/site")
    with scheduler(tmp_path / "s") as (address, _), worker(address, tmp_path / "w"):
        ocrquiz.convert([source], "s3://quiz/out", scheduler=address)
    assert content(s3, "quiz/out", source) == on_disk(converted("auto"))


def test_picture_that_is_lost_meanwhile_costs_itself_alone(s3: fsspec.AbstractFileSystem) -> None:
    s3.mkdir("quiz")
    s3.pipe_file("quiz/shots/a.png", (SHOTS / "12.png").read_bytes())
    s3.pipe_file("quiz/shots/b.png", b"")
    s3.pipe_file("quiz/shots/c.png", b"no picture")

    def lose(done: int, total: int, name: str) -> None:  # noqa: ARG001
        if done == 0:
            s3.rm_file("quiz/shots/a.png")

    (result,) = ocrquiz.convert(["s3://quiz/shots"], workers=1, on_progress=lose)
    (section,) = result.sections
    assert [shot.reason for shot in section.screenshots] == ["missing", "not_an_image", "not_an_image"]


def test_corrections_in_a_store_that_cannot_be_read_are_not_taken_for_none(
    memory: fsspec.AbstractFileSystem,
) -> None:
    memory.pipe_file(f"/out/{CORRECTIONS}", b"{broken")
    with pytest.raises(UsageError, match="corrected by hand"):
        ocrquiz.convert([SHOTS / "12.png"], "memory://out")


def test_file_urls(tmp_path: Path, converted: Callable[[str], Path]) -> None:
    ocrquiz.convert([f"file://{quote(str(POST))}"], f"file://{tmp_path}/my%20quiz")
    assert on_disk(tmp_path / "my quiz") == on_disk(converted("auto"))
