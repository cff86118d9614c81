"""Folders with pictures: a section each, in the order that a person would give them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ocrquiz.errors import UsageError
from ocrquiz.sources import IMAGE_SUFFIXES, folder
from ocrquiz.sources.folder import files_in, picture_document, single_picture

from .files import put, shown


def found(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in files_in(root, "given").pictures]


def test_pictures_by_ending_and_posts(tmp_path: Path) -> None:
    endings = [e for suffix in sorted(IMAGE_SUFFIXES) for e in (suffix, suffix.upper())]
    pictures = [f"{n}{ending}" for n, ending in enumerate(endings)]
    put(tmp_path, *pictures, "a.md", "b/c.Markdown", "notes.txt", "movie.gif", "png")
    files = files_in(tmp_path, "given")
    assert [file.name for file in files.pictures] == pictures
    assert [file.name for file in files.posts] == ["a.md", "c.Markdown"]


def test_natural_order_through_folders(tmp_path: Path) -> None:
    ordered = ["2/1.png", "10/1.png", "10/a/x.png", "Untitled.png", "Untitled 1.png", "Untitled 10.png"]
    assert found(put(tmp_path, *reversed(ordered))) == ordered


@pytest.mark.parametrize(
    "hidden",
    [".a.png", "._b.png", ".git/a.png", "__MACOSX/a.png", "assets/figure-0123456789abcdef.png"],
)
def test_what_nobody_means_is_left_out(hidden: str, tmp_path: Path) -> None:
    put(tmp_path, hidden, "assets/figure-1.png")
    assert found(tmp_path) == ["assets/figure-1.png"]


def test_folder_named_like_a_picture_is_entered(tmp_path: Path) -> None:
    assert found(put(tmp_path, "folder.png/a.png")) == ["folder.png/a.png"]


def test_links_are_followed_once(tmp_path: Path) -> None:
    put(tmp_path, "shots/a/1.png", "elsewhere/2.png")
    shots = tmp_path / "shots"
    (shots / "link").symlink_to("../elsewhere")
    (shots / "a" / "up").symlink_to("..")
    (shots / "self").symlink_to("self")
    (shots / "dangling.png").symlink_to("nowhere.png")
    assert found(shots) == ["a/1.png", "link/2.png"]


def test_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(top: Path, onerror: object, **_: object) -> list[object]:
        assert callable(onerror)
        onerror(PermissionError(13, "Permission denied", str(top / "locked")))
        return []

    monkeypatch.setattr(folder.os, "walk", walk)
    with pytest.raises(UsageError, match=r"given/locked .*: Permission denied"):
        files_in(tmp_path, "given")


def test_each_folder_with_pictures_is_a_section(tmp_path: Path) -> None:
    root = put(
        tmp_path / "My Quiz", "b.png", "10. Ten/x.png", "2. Two/deep/1.png", "2. Two/10.png", "2. Two/9.png"
    )
    document = picture_document(root, "given", files_in(root, "given").pictures)
    assert (document.source, document.slug, document.info.source) == ("given", "my-quiz", "given")
    assert shown(document) == {
        "My Quiz": ["b.png"],
        "2. Two": ["2. Two/9.png", "2. Two/10.png"],
        "deep": ["2. Two/deep/1.png"],
        "10. Ten": ["10. Ten/x.png"],
    }
    # Without the number: the section's own place stands before it in file names.
    assert [(s.index, s.number, s.slug) for s in document.sections] == [
        (1, None, "my-quiz"),
        (2, None, "two"),
        (3, None, "deep"),
        (4, None, "ten"),
    ]
    assert all(ref.file and ref.file.is_file() for s in document.sections for ref in s.screenshots)


def test_folder_of_no_name_is_called_like_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(put(tmp_path, "quiz/a.png") / "quiz")
    document = picture_document(Path(), ".", [Path("a.png")])
    assert (document.slug, shown(document)) == ("quiz", {"quiz": ["a.png"]})


def test_names_without_letters_have_slugs(tmp_path: Path) -> None:
    root = put(tmp_path / "!!", "??/a.png", "7/b.png")
    document = picture_document(root, "given", files_in(root, "given").pictures)
    assert document.slug
    assert all(section.slug for section in document.sections)
    assert single_picture(root / "??" / "a.png", "a.png").slug == "a"


def test_single_picture(tmp_path: Path) -> None:
    document = single_picture(put(tmp_path, "3. Deep.PNG") / "3. Deep.PNG", "given/3. Deep.PNG")
    (section,) = document.sections
    assert (document.source, section.title, section.slug) == ("given/3. Deep.PNG", "3. Deep", "deep")
    assert shown(document) == {"3. Deep": ["3. Deep.PNG"]}


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    try:
        put(tmp_path, os.fsdecode(b"caf\xe9.png"))
    except OSError:
        pytest.skip("this file system takes text only")
    document = picture_document(tmp_path, "given", files_in(tmp_path, "given").pictures)
    (ref,) = document.sections[0].screenshots
    assert ref.name == "caf�.png"
    assert ref.file
    assert ref.file.is_file()
