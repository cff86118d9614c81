"""The file behind a picture that a post names: where it is looked for, and where never."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.errors import Reason
from ocrquiz.sources import ScreenshotRef
from ocrquiz.sources.images import MAX_NAME, resolve, roots_of

from .files import put

POST = "home/site/_posts/2024/post.md"
"""The topmost folder that pictures may lie in is `site`."""


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return put(tmp_path, POST)


def look(top: Path, target: str, image_root: Path | None = None) -> ScreenshotRef:
    return resolve(target, roots_of(top / POST, image_root))


def reason(ref: ScreenshotRef) -> Reason | None:
    """Why there is no file; both or neither would break what the class promises."""
    assert (ref.file is None) == (ref.error is not None)
    if ref.error is None:
        return None
    assert ref.error.message
    assert ref.error.hint
    return ref.error.reason


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("a.png", "site/_posts/2024/a.png"),
        ("./a.png", "site/_posts/2024/a.png"),
        ("images/a.png", "site/_posts/2024/images/a.png"),
        ("images/a.png", "site/_posts/images/a.png"),
        ("images/a.png", "site/images/a.png"),
        ("/images/a.png", "site/images/a.png"),
        ("../a.png", "site/_posts/a.png"),
        ("../../a.png", "site/a.png"),
        ("{{ site.baseurl }}/images/a.png", "site/images/a.png"),
        ("Untitled%201.png", "site/Untitled 1.png"),
        ("%ED%95%9C.png", "site/한.png"),
        ("a.png?width=300", "site/a.png"),
        ("a.png#top", "site/a.png"),
        ("what?.png", "site/what?.png"),
        ("c#.png", "site/c#.png"),
        ("100%.png", "site/100%.png"),
        ("a%20b.png", "site/a%20b.png"),
        ("images\\a.png", "site/images/a.png"),
        (unicodedata.normalize("NFC", "é 한.png"), f"site/{unicodedata.normalize('NFD', 'é 한.png')}"),
        (unicodedata.normalize("NFD", "é 한.png"), f"site/{unicodedata.normalize('NFC', 'é 한.png')}"),
    ],
)
def test_found(top: Path, target: str, file: str) -> None:
    put(top / "home", file)
    ref = look(top, target)
    assert reason(ref) is None
    assert ref.file == (top / "home" / file).resolve()


def test_nearest_folder_is_tried_first(top: Path) -> None:
    put(top / "home", "site/images/a.png", "site/_posts/images/a.png")
    assert look(top, "images/a.png").file == (top / "home/site/_posts/images/a.png").resolve()


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("Untitled%201.png", "Untitled 1.png"),
        ("/a.png?x=1", "/a.png"),
        ("%ED%95%9C.png", "한.png"),
        ("%FF.png", "�.png"),
    ],
)
def test_name_is_decoded(top: Path, target: str, name: str) -> None:
    assert look(top, target).name == name


@pytest.mark.parametrize(
    "target", ["a.png", "%00.png", pytest.param(f"{'a' * 5000}.png", id="long"), "post.md/a.png", "C:\\a.png"]
)
def test_missing(top: Path, target: str) -> None:
    assert reason(look(top, target)) is Reason.MISSING


def test_missing_one_with_a_near_name_beside_it(top: Path) -> None:
    put(top / "home/site/images", "quiz-12.png", "other.jpg", "quiz-13.txt")
    error = look(top, "images/quiz-13.png").error
    assert error
    assert "images/quiz-12.png" in error.hint


@pytest.mark.parametrize(
    "target",
    [
        "../../../a.png",
        "%2e%2e/../../a.png",
        "..\\..\\..\\a.png",
        "../../../../../../../../etc/passwd",
        "/etc/passwd",
    ],
)
def test_never_outside(top: Path, target: str) -> None:
    put(top / "home", "a.png")
    assert reason(look(top, target)) is Reason.OUTSIDE_ROOT


def test_nothing_outside_is_looked_up_by_mistake(top: Path) -> None:
    put(top / "home", "a.png", "secret-name.png")
    assert reason(look(top, "a.png")) is Reason.MISSING
    error = look(top, "../secret-name2.png").error
    assert error
    assert error.reason is Reason.MISSING
    assert "secret-name.png" not in str(error)


def test_working_folder_is_no_place_to_look(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(put(top / "home/site/elsewhere", "a.png"))
    assert reason(look(top, "a.png")) is Reason.MISSING


def test_links_are_followed_inside_and_refused_outside(top: Path) -> None:
    put(top / "home", "site/images/a.png", "elsewhere/a.png")
    site = top / "home/site"
    (site / "inside.png").symlink_to("images/a.png")
    (site / "outside.png").symlink_to("../elsewhere/a.png")
    (site / "folder").symlink_to("../elsewhere")
    (site / "loop.png").symlink_to("loop.png")
    (site / "dangling.png").symlink_to("nowhere.png")
    assert look(top, "inside.png").file == (site / "images/a.png").resolve()
    outcomes = [
        reason(look(top, name)) for name in ("outside.png", "folder/a.png", "loop.png", "dangling.png")
    ]
    assert outcomes == [Reason.OUTSIDE_ROOT, Reason.OUTSIDE_ROOT, Reason.MISSING, Reason.MISSING]


def test_whole_path_is_held_to_the_boundary_too(top: Path) -> None:
    put(top / "home", "site/a.png", "a.png")
    assert reason(look(top, str(top / "home/site/a.png"))) is None
    assert reason(look(top, str(top / "home/a.png"))) is Reason.OUTSIDE_ROOT


def test_image_root_is_the_only_place(top: Path) -> None:
    put(top / "home", "site/a.png", "pictures/sub/b.png", "c.png")
    root = top / "home/pictures/sub"
    outcomes = [reason(look(top, name, root)) for name in ("b.png", "/b.png", "a.png", "../../c.png")]
    assert outcomes == [None, None, Reason.MISSING, Reason.OUTSIDE_ROOT]


def test_image_root_may_be_relative(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(put(top, "pictures/a.png"))
    assert reason(look(top, "a.png", Path("pictures"))) is None


def test_post_reached_through_a_link_has_its_pictures_at_either_end(top: Path) -> None:
    put(top, "notes/deep/post.md", "notes/deep/real.png", "home/site/named.png")
    (top / "home/site/_posts/linked").symlink_to(top / "notes/deep")
    roots = roots_of(top / "home/site/_posts/linked/post.md", None)
    assert [reason(resolve(name, roots)) for name in ("real.png", "named.png")] == [None, None]


def test_path_that_leaves_a_link_upwards_is_where_the_system_says(top: Path) -> None:
    put(top, "notes/a/b/deep/x", "notes/a/b/post.md", "notes/real.png", "home/site/textual.png")
    (top / "home/site/linked").symlink_to(top / "notes/a/b/deep")
    roots = roots_of(top / "home/site/linked/../post.md", None)
    assert [reason(resolve(name, roots)) for name in ("real.png", "textual.png")] == [None, Reason.MISSING]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("https://example.org/a%20b.png", "not on this computer"),
        ("HTTP://example.org/a.png", "not on this computer"),
        ("//example.org/a.png", "not on this computer"),
        ("ftp://example.org/a.png", "not on this computer"),
        ("blob:https://example.org/1", "not on this computer"),
        ("cid:image1", "not on this computer"),
        ("FILE:///etc/passwd", "file: URL"),
        ("Data:image/png;base64,iVBORw0KGgo=", "embedded"),
    ],
)
def test_remote(top: Path, target: str, said: str) -> None:
    ref = look(top, target)
    assert reason(ref) is Reason.REMOTE
    assert said in str(ref.error)


def test_embedded_pictures_have_short_names_that_differ(top: Path) -> None:
    names = {look(top, f"data:image/png;base64,{'A' * 9000}{end}").name for end in "xyz"}
    assert len(names) == 3
    assert max(map(len, names)) <= MAX_NAME


def test_what_is_no_file_is_unreadable(top: Path) -> None:
    (top / "home/site/folder.png").mkdir()
    os.mkfifo(top / "home/site/pipe.png")
    assert [reason(look(top, name)) for name in ("folder.png", "pipe.png")] == [Reason.UNREADABLE] * 2


def test_file_without_permission(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(top / "home", "site/a.png")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert reason(look(top, "a.png")) is Reason.UNREADABLE


@given(st.text("ab./\\%2e0~:?#{}é ", max_size=30) | st.text(max_size=20))
def test_whatever_a_post_names_gives_a_file_inside_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, target: str
) -> None:
    top = put(tmp_path_factory.getbasetemp(), POST, "home/a", "home/site/a", "home/site/a.b")
    ref = look(top, target)
    reason(ref)
    assert ref.file is None or ref.file.is_relative_to((top / "home/site").resolve())
