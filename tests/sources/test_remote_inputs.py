"""Inputs behind URLs: found, ordered and confined as those on disk are."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from ocrquiz.errors import UsageError
from ocrquiz.remote import place
from ocrquiz.sources import load

from ..stores import memory
from .files import put, shown, write_post

__all__ = ["memory"]


def fill(memory: fsspec.AbstractFileSystem, *paths: str) -> None:
    for path in paths:
        memory.pipe_file(path, b"")


def test_folder_is_a_document_with_a_section_for_each_folder(memory: fsspec.AbstractFileSystem) -> None:
    fill(memory, "/b/shots/2/10.png", "/b/shots/2/9.png", "/b/shots/10/a.jpg", "/b/shots/a.png", "/b/x.png")
    fill(
        memory, "/b/shots/.hidden/a.png", "/b/shots/notes.txt", "/b/shots/assets/figure-0123456789abcdef.png"
    )
    (document,) = load(["memory://b/shots/"])
    assert shown(document) == {"shots": ["a.png"], "2": ["2/9.png", "2/10.png"], "10": ["10/a.jpg"]}
    assert document.source == "memory://b/shots"
    assert document.slug == "shots"


def test_post_shows_pictures_from_its_site_and_nowhere_else(memory: fsspec.AbstractFileSystem) -> None:
    fill(
        memory, "/b/site/images/a.png", "/b/site/_posts/c.png", "/other/secret.png", "/b/site/images/b c.png"
    )
    post = "# One\n![](/images/a.png) ![](c.png) ![](../images/b%20c.png) ![](images/x.png)\n"
    post += "![](../../../other/secret.png) ![](memory://other/secret.png) ![](/etc/hostname)\n"
    memory.pipe_file("/b/site/_posts/post.md", post.encode())
    (document,) = load(["memory://b/site/_posts/post.md"])
    assert shown(document) == {
        "One": [
            "/images/a.png",
            "c.png",
            "../images/b c.png",
            "images/x.png: missing",
            "../../../other/secret.png: outside_root",
            "memory://other/secret.png: remote",
            "/etc/hostname: missing",
        ]
    }


def test_near_name_is_suggested(memory: fsspec.AbstractFileSystem) -> None:
    fill(memory, "/b/images/question1.png")
    memory.pipe_file("/b/post.md", b"![](images/question.png)")
    (document,) = load(["memory://b/post.md"])
    assert "images/question1.png" in str(document.sections[0].screenshots[0].error)


def test_image_root_may_be_elsewhere(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    fill(memory, "/pictures/a.png")
    put(tmp_path / "here", "a.png")
    text = "![](a.png) ![](../here/a.png)"
    memory.pipe_file("/b/post.md", text.encode())
    post = write_post(tmp_path, text)
    (far,) = load([str(post)], place("memory://pictures"))
    (near,) = load(["memory://b/post.md"], tmp_path / "here")
    assert [ref.file for ref in far.sections[0].screenshots] == [place("memory://pictures/a.png"), None]
    assert [ref.file for ref in near.sections[0].screenshots] == [(tmp_path / "here" / "a.png")]
    with pytest.raises(UsageError, match="not a folder"):
        load(["memory://b/post.md"], place("memory://nowhere"))


def test_pattern_and_single_pictures(memory: fsspec.AbstractFileSystem) -> None:
    fill(memory, "/b/s/10.png", "/b/s/9.png", "/b/s/x.txt", "/b/t/1.png")
    (found,) = load(["memory://b/s/*.png"])
    assert shown(found) == {"s": ["9.png", "10.png"]}
    (two,) = load(["memory://b/s/9.png", "memory://b/t/1.png", "memory://b/s/../s/9.png"])
    assert shown(two) == {"s": ["s/9.png"], "t": ["t/1.png"]}
    (one,) = load(["memory://b/s/9.png"])
    assert shown(one) == {"9": ["9.png"]}


def test_stores_and_folders_of_posts_mix(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    fill(memory, "/b/1.png")
    put(tmp_path, "2.png")
    assert len(load(["memory://b", str(tmp_path)])) == 2
    with pytest.raises(UsageError, match="several stores"):
        load(["memory://b/1.png", str(tmp_path / "2.png")])


def test_files_that_came_since_are_seen(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe_file("/b/post.md", b"![](a.png)")
    (before,) = load(["memory://b/post.md"])
    fill(memory, "/b/a.png")
    (after,) = load(["memory://b/post.md"])
    assert [shown(d) for d in (before, after)] == [{"": ["a.png: missing"]}, {"": ["a.png"]}]


@pytest.mark.parametrize(
    "given", ["memory://b/nothing", "memory://b/*.gif", "memory://b/a.gif", "memory://empty"]
)
def test_what_cannot_be_converted_is_one_sentence(given: str, memory: fsspec.AbstractFileSystem) -> None:
    fill(memory, "/b/a.gif", "/b/a.png")
    with pytest.raises(UsageError):
        load([given])


def test_file_url_is_what_its_path_is(tmp_path: Path) -> None:
    put(tmp_path / "shots", "a.png")
    assert load([f"file://{tmp_path}/shots"]) == load([f"{tmp_path}/shots"])
