"""A post's body cut at its headings, in every way that posts write headings, pictures and links."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.sources.outline import MAX_NESTING, outline


def headings(markdown: str) -> list[tuple[int | None, str]]:
    return [(part.number, part.title) for part in outline(markdown)]


def images(markdown: str) -> list[str]:
    return [image for part in outline(markdown) for image in part.images]


def links(markdown: str) -> list[str]:
    return [link for part in outline(f"# Title\n\n{markdown}") for link in part.links]


@pytest.mark.parametrize(
    ("markdown", "number", "title"),
    [
        ("# 1. Plain", 1, "Plain"),
        ("###### Without a number", None, "Without a number"),
        ("## 2.**Deep**", 2, "Deep"),
        ("## 3.****x****", 3, "x"),
        ("## **4. All bold**", 4, "All bold"),
        ("## __5. Underscores__", 5, "Underscores"),
        ("## 6. **Not paired **", 6, "Not paired"),
        ("## 7. `code*` and **one *word **", 7, "code* and one *word"),
        ("## 8. 2**3 = 8", 8, "2**3 = 8"),
        ("## 9. A [link](https://example.org/)", 9, "A link"),
        ("## 10. Named {#ten .wide}", 10, "Named"),
        ("## 10. **Not paired ** {#ten}", 10, "Not paired"),
        ("## 11. A &amp; B", 11, "A & B"),
        ("12.Underlined\n==========", 12, "Underlined"),
        ("<h2 class='x'>13. <em>HTML</em></h2>", 13, "HTML"),
        ("> ## 14. Quoted", 14, "Quoted"),
        ("- item\n\n  ## 15. In a list item", 15, "In a list item"),
        ("1. item\n   - item\n     # 16. In a list in a list", 16, "In a list in a list"),
        ("- # 17. As a list item", 17, "As a list item"),
        ("## 18", 18, ""),
    ],
)
def test_number_and_title(markdown: str, number: int | None, title: str) -> None:
    assert headings(markdown) == [(number, title)]


@pytest.mark.parametrize(
    "markdown",
    [
        "Only text, 2. and **bold**.",
        "#hashtag",
        "```\n# comment in code\n![](code.png)\n```",
        "    # indented code",
        "<!-- # Hidden\n![](hidden.png) -->",
        "##\n",
        "`![](code.png)` and `<img src='code.png'>`",
        "<script>document.write('<h1>No</h1><img src=no.png>')</script>",
    ],
)
def test_nothing_to_show_or_to_cut_at(markdown: str) -> None:
    assert outline(markdown) == []


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("![alt](images/a.png)", ["images/a.png"]),
        ('![alt](a.png "title")', ["a.png"]),
        ("![alt](<with space.png>)", ["with space.png"]),
        ("![alt](with space.png)", ["with space.png"]),
        (r"![in [two] \] words](with space.png)", ["with space.png"]),
        ("[![*a* `b`](my _very_ own.png)](large.png)", ["my _very_ own.png"]),
        ("![](with space.png?width=300#top)", ["with space.png?width=300#top"]),
        ("![no] picture, but a [link](with space.png)", []),
        ("![alt](Untitled%201.png)", ["Untitled%201.png"]),
        ("![alt](a(1).png)", ["a(1).png"]),
        ("![alt](Shot (2).PNG)", ["Shot (2).PNG"]),
        ("![alt][ref]\n\n[ref]: images/ref.png 'title'", ["images/ref.png"]),
        ("![ref][]\n\n[REF]: ref.png", ["ref.png"]),
        ("![ref]\n\n[ref]: ref.png", ["ref.png"]),
        ("<img src=' a.png ' width=300>", ["a.png"]),
        ("`code` ![alt](after code.png)", ["after code.png"]),
        ('text <IMG alt="x" SRC="b.png"/> text', ["b.png"]),
        ("<p align=center>\n<img src=a.png>\n<img src=b.png>\n</p>", ["a.png", "b.png"]),
        ("<img src='spinner.gif' data-src='late.png'>", ["late.png"]),
        ("<img alt='<!-- > <script>' src='a.png'>\n\n![](b.png)\n\n</script>", ["a.png", "b.png"]),
        ("<!--> ![](a.png) <!-- ![](no.png) -->", ["a.png"]),
        ("<script> <style> ![](a.png)\n\n<style> ![](no.png) </style>", ["a.png"]),
        ("<noscript><img src='again.png'></noscript><img src='a.png'>", ["a.png"]),
        ("<div>\n![alt](in-html.png)\n</div>", ["in-html.png"]),
        ("| a |\n|---|\n| ![](cell.png) |", ["cell.png"]),
        ("- ![](one.png)\n  > ![](two.png)", ["one.png", "two.png"]),
        ("[![alt](small.png)](large.png)", ["small.png"]),
        ("![](b.png) <img src=a.png> ![](c.png)", ["b.png", "a.png", "c.png"]),
        ("![](a.png) ![](b.png) ![](a.png)", ["a.png", "b.png"]),
        ("![](http://example.org/x.png)", ["http://example.org/x.png"]),
        ("![]() <img> <img src=''>", []),
    ],
)
def test_pictures_in_the_order_of_the_document(markdown: str, expected: list[str]) -> None:
    assert images(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[one](a.html) <https://example.org/> [again](a.html)", ["a.html", "https://example.org/"]),
        ("<a href=' b.html'>b</a> <a name=here></a>", ["b.html"]),
        ("[ref]\n\n[ref]: javascript:alert(1)", ["javascript:alert(1)"]),
        ("[![](a%20b.png)](<a b.png>) [![](c.png)](c.html)", ["c.html"]),
        ("`[code](no.html)`", []),
    ],
)
def test_links_each_once_without_those_to_the_pictures_shown(markdown: str, expected: list[str]) -> None:
    assert links(markdown) == expected


def test_each_part_has_what_stands_under_its_heading() -> None:
    post = "![](0.png)\n# A\n![](1.png) [a](a)\n- ## 2. B\n  ![](2.png)\n\n### C\n# ![](4.png) D\n![](5.png)"
    parts = outline(post)
    assert [(part.title, part.images) for part in parts] == [
        ("", ["0.png"]),
        ("A", ["1.png"]),
        ("B", ["2.png"]),
        ("C", []),
        ("D", ["4.png", "5.png"]),
    ]
    assert parts[1].links == ["a"]


def test_link_in_a_heading_is_not_in_the_body() -> None:
    (part,) = outline("# [A](a.html)\n[b](b.html)")
    assert part.links == ["b.html"]


def test_picture_over_a_rule_is_no_heading() -> None:
    assert headings("# A\n\n![alt](a.png)\n---\n![](b.png)") == [(None, "A")]
    assert images("# A\n\n![alt](a.png)\n---\n![](b.png)") == ["a.png", "b.png"]


def test_heading_that_is_never_closed_ends_at_the_next_block() -> None:
    assert headings("<h2>Open\n\n<p>text</p>\n\n# Next") == [(None, "Open"), (None, "Next")]


@given(st.text("#*_`[]()<>!/-=\n 1.aimgh\"'&:{}\\", max_size=80))
def test_any_text_can_be_cut(markdown: str) -> None:
    parts = outline(markdown)
    assert all(part.number is not None or part.title or part is parts[0] for part in parts)
    assert all(len(set(part.images)) == len(part.images) for part in parts)


def test_deep_nesting_is_walked_and_absurd_nesting_left_out() -> None:
    assert images(f"{'> ' * (MAX_NESTING - 10)}![](deep.png)") == ["deep.png"]
    assert images(f"{'> ' * 5000}![](too-deep.png)\n\n![](next.png)") == ["next.png"]


@pytest.mark.parametrize(
    "piece", ["a <script> b\n\n", '<a "', "<a ", "<!-- ", "![a](b c ", "<script><style>"]
)
def test_nothing_takes_longer_than_it_is_long(piece: str) -> None:
    begin = time.process_time()
    outline("<div>\n" + piece * 20_000)
    # Were it quadratic, it would take minutes.
    assert time.process_time() - begin < 10
