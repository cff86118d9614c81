"""What users type: posts, folders, pictures, patterns and mistakes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ocrquiz.errors import UsageError
from ocrquiz.sources import load

from .files import put, shown, write_post


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(*inputs: str) -> dict[str, dict[str, list[str]]]:
    """The screenshots of each section of each document, by source and title."""
    return {document.source: shown(document) for document in load(inputs)}


def test_post_folder_and_pictures_are_a_document_each(here: Path) -> None:
    write_post(put(here, "posts/a.png", "shots/1/b.png", "x/c.png", "x/d.png") / "posts", "# One\n![](a.png)")
    assert loaded("x/d.png", "posts/post.md", "shots", "x/c.png") == {
        "x": {"x": ["c.png", "d.png"]},
        "posts/post.md": {"One": ["a.png"]},
        "shots": {"1": ["1/b.png"]},
    }


def test_single_pictures_stand_where_the_first_of_them_does(here: Path) -> None:
    put(here, "a/1.png", "b.png", "c.png")
    assert [document.source for document in load(["a", "c.png", "b.png"])] == ["a", "."]
    assert [document.source for document in load(["c.png", "a", "b.png"])] == [".", "a"]


def test_single_pictures_have_a_section_for_each_of_their_folders(here: Path) -> None:
    put(here, "q/w10/b.png", "q/w2/a.png", "q/w2/a 2.png", "q/w2/a 10.png")
    given = ["q/w10/b.png", "q/w2/a 10.png", "q/w2/a.png", "q/w2/a 2.png"]
    assert loaded(*given) == {"q": {"w2": ["w2/a.png", "w2/a 2.png", "w2/a 10.png"], "w10": ["w10/b.png"]}}
    absolute = [str(here / name) for name in given]
    assert list(loaded(*absolute)) == [str(here / "q")]


def test_one_picture_is_called_like_itself(here: Path) -> None:
    put(here, "a/My shot.png")
    (document,) = load(["a/My shot.png"])
    assert (document.source, document.slug) == ("a/My shot.png", "my-shot")
    assert shown(document) == {"My shot": ["My shot.png"]}


def test_what_is_given_twice_is_loaded_once(here: Path) -> None:
    write_post(put(here, "a/1.png", "a/2.png"), "![](a/1.png)")
    (here / "link.png").symlink_to("a/1.png")
    given = ["post.md", "post.md", "./post.md", "a", str(here / "a"), "a/1.png", "link.png", "a/../a/2.png"]
    assert loaded(*given) == {"post.md": {"": ["a/1.png"]}, "a": {"a": ["1.png", "2.png"]}}


def test_folder_with_posts_keeps_the_pictures_that_none_of_them_shows(here: Path) -> None:
    put(here, "blog/images/a.png", "blog/images/b.png")
    write_post(here / "blog/_posts", "# Quiz\n![](images/a.png)", "quiz.md")
    write_post(here / "blog", "Only text.", "README.md")
    assert loaded("blog") == {
        "blog/_posts/quiz.md": {"Quiz": ["images/a.png"]},
        "blog": {"images": ["images/b.png"]},
    }


def test_documents_have_slugs_that_differ(here: Path) -> None:
    put(here, "a/quiz/1.png", "b/quiz/1.png", "quiz.png")
    write_post(here, "![](quiz.png)", "Quiz.md")
    assert [document.slug for document in load(["a/quiz", "b/quiz", "Quiz.md"])] == [
        "quiz",
        "quiz-2",
        "quiz-3",
    ]


def test_image_root_is_where_posts_look(here: Path) -> None:
    put(here, "root/a.png")
    write_post(here / "far/away/from/it", "![](a.png)")
    (document,) = load(["far/away/from/it/post.md"], here / "root")
    assert shown(document) == {"": ["a.png"]}


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.png", ["2.png", "10.png"]),
        ("?.png", ["2.png"]),
        ("[12]*.png", ["2.png", "10.png"]),
        ("sub/*", ["sub/3.JPG"]),
        ("**/*", ["2.png", "10.png", "sub/3.JPG"]),
        (".hidden/*.png", [".hidden/4.png"]),
    ],
)
def test_patterns(pattern: str, names: list[str], here: Path) -> None:
    put(here, "2.png", "10.png", "sub/3.JPG", "sub/notes.txt", ".hidden/4.png", "__MACOSX/5.png")
    sections = [section for document in load([pattern]) for section in document.sections]
    assert [os.path.relpath(ref.file or "", here) for s in sections for ref in s.screenshots] == names


def test_pattern_that_is_a_name_is_that_file(here: Path) -> None:
    put(here, "q[1].png", "q1.png", "week [2]/a.png")
    assert loaded("q[1].png") == {"q[1].png": {"q[1]": ["q[1].png"]}}
    assert loaded("week [2]") == {"week [2]": {"week [2]": ["a.png"]}}


def test_pattern_may_match_folders_and_posts(here: Path) -> None:
    write_post(put(here, "w1/a.png", "w2/b.png"), "![](w1/a.png)", "w3.md")
    assert list(loaded("w*")) == ["w1", "w2", "w3.md"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "nothing to convert"),
        ([""], "empty"),
        ([" "], "empty"),
        (["-"], "standard input"),
        (["no/such.png"], "no file or folder"),
        (["post.mdd"], r"Did you mean post\.md\?"),
        (["fulll/a.png"], r"Did you mean full\?"),
        (["full/b.png"], r"Did you mean full/a\.png\?"),
        (["*.webp"], "Nothing matches"),
        (["full/*.txt"], "Nothing that can be converted matches"),
        (["notes.txt"], "neither a picture nor a Markdown post"),
        (["film.gif"], "Convert it to PNG"),
        (["empty"], "holds no pictures"),
        (["dangling.png"], "cannot be read"),
        (["pipe.png"], "neither a file nor a folder"),
        (["a\0.png"], "no file or folder"),
        (["x" * 5000], "no file or folder"),
    ],
)
def test_mistakes_get_a_sentence_and_a_remedy(given: list[str], said: str, here: Path) -> None:
    put(here, "full/a.png", "full/b.txt", "notes.txt", "film.gif", "post.md", "empty/notes.txt")
    (here / "dangling.png").symlink_to("nowhere.png")
    os.mkfifo(here / "pipe.png")
    with pytest.raises(UsageError, match=said) as caught:
        load(given)
    assert caught.value.hint


def test_folder_whose_posts_show_nothing_is_a_mistake(here: Path) -> None:
    write_post(here / "blog", "# Only text")
    with pytest.raises(UsageError, match="no posts that show any"):
        load(["blog"])


def test_image_root_must_be_a_folder(here: Path) -> None:
    write_post(put(here, "a.png"), "![](a.png)")
    with pytest.raises(UsageError, match="image root"):
        load(["post.md"], here / "a.png")
