"""A Markdown post as a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrquiz.errors import UsageError
from ocrquiz.sources import markdown
from ocrquiz.sources.markdown import read_post

from .files import names, put, shown, write_post

POST = """---
title: A quiz
date: 2024-05-01
tags: [a]
layout: post
---
![](0.png)

# About

Only text and [a link](about.html).

## 2.**Deep**

![](images/b%20c.png)
<img src="a.png"> ![][ref]

- item

   ## 3.****Deep****
   ![](gone.png) ![](https://example.org/x.png) [1](l.html) [2](l.html)

[ref]: images/r.png
"""


def test_post(tmp_path: Path) -> None:
    site = put(tmp_path / "site", "images/b c.png", "images/r.png", "_posts/0.png", "_posts/a.png")
    document = read_post(write_post(site / "_posts", POST, "My Post.md"), "given/My Post.md")
    assert (document.source, document.slug) == ("given/My Post.md", "my-post")
    assert document.info.model_dump() == {
        "source": "given/My Post.md",
        "title": "A quiz",
        "date": "2024-05-01",
        "categories": [],
        "tags": ["a"],
        "extra": {"layout": "post"},
    }
    assert [(s.index, s.number, s.title, s.slug) for s in document.sections] == [
        (1, None, "", "untitled"),
        (2, None, "About", "about"),
        (3, 2, "Deep", "deep"),
        (4, 3, "Deep", "deep-2"),
    ]
    assert [names(section.screenshots) for section in document.sections] == [
        ["0.png"],
        [],
        ["images/b c.png", "a.png", "images/r.png"],
        ["gone.png: missing", "https://example.org/x.png: remote"],
    ]
    assert [section.links for section in document.sections] == [(), ("about.html",), (), ("l.html",)]


def test_same_picture_counts_once_in_a_section_by_whatever_name(tmp_path: Path) -> None:
    put(tmp_path, "a b.png")
    post = write_post(
        tmp_path, "# One\n![](a%20b.png) ![](<./a b.png>) ![](no.png) ![](no%2Epng)\n# Two\n![](<a b.png>)"
    )
    assert shown(read_post(post, "post.md")) == {"One": ["a b.png", "no.png: missing"], "Two": ["a b.png"]}


def test_post_without_headings_and_pictures_has_no_section(tmp_path: Path) -> None:
    document = read_post(write_post(tmp_path, "Only [text](x).", "한 글.md"), "한 글.md")
    assert (document.sections, document.slug) == ((), "한-글")


def test_image_root_is_used(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/a.png", "posts/b.png")
    post = write_post(tmp_path / "posts", "![](a.png) ![](b.png)")
    assert shown(read_post(post, "post.md", tmp_path / "elsewhere")) == {"": ["a.png", "b.png: missing"]}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_byte_order_mark(ending: str, mark: str, tmp_path: Path) -> None:
    text = mark + ending.join(["---", "title: x", "---", "# 1. One", "", "![](a.png)"])
    (put(tmp_path, "a.png") / "post.md").write_bytes(text.encode())
    document = read_post(tmp_path / "post.md", "post.md")
    assert document.info.title == "x"
    assert shown(document) == {"One": ["a.png"]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("한글".encode("euc-kr"), "not in UTF-8"),
        ("# 제목".encode("utf-16"), "not in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no text file"),
        (b"# Title\0", "no text file"),
    ],
)
def test_what_is_no_text_in_utf8_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "post.md").write_bytes(data)
    with pytest.raises(UsageError, match=rf"given\.md.*{said}") as caught:
        read_post(tmp_path / "post.md", "given.md")
    assert caught.value.hint


def test_huge_post_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_POST_BYTES", 10)
    read_post(write_post(tmp_path, "x" * 10), "post.md")
    with pytest.raises(UsageError, match="too large"):
        read_post(write_post(tmp_path, "x" * 11), "post.md")


def test_post_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_post(tmp_path / "none.md", "none.md")
