"""Names: slugs, natural order, the number at the head of a title."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.sources.naming import (
    EMPHASIS,
    MAX_SLUG,
    MAX_SLUG_BYTES,
    natural_key,
    nearest,
    printable,
    section_slugs,
    slugify,
    split_number,
    unique,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Feature Engineering, and Transformation", "feature-engineering-and-transformation"),
        ("  What's new? ", "whats-new"),
        ("C++ / C#", "c-c"),
        ("머신러닝 1주차", "머신러닝-1주차"),
        ("Ａ１", "a1"),
        ("हिन्दी", "हिन्दी"),
        ("../../etc/passwd", "etc-passwd"),
        ("?!", ""),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_slug_is_a_safe_file_name_that_stays_as_it_is(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= MAX_SLUG
    assert len(slug.encode()) <= MAX_SLUG_BYTES
    assert not set(slug) & set("/\\.: \0\n")
    assert slug == slug.strip("-")
    assert slugify(slug) == slug


def test_long_slug_ends_at_a_word() -> None:
    assert slugify("word " * 30) == "-".join(["word"] * 12)
    assert slugify("x" * 200) == "x" * MAX_SLUG
    assert slugify(f"{'x' * (MAX_SLUG - 1)} y") == "x" * (MAX_SLUG - 1)


def test_taken_slug_is_counted_up() -> None:
    assert unique("a", {}) == "a"
    assert unique("a", {"a", "a-2"}) == "a-3"


def test_section_slugs() -> None:
    headings = [(None, ""), (1, "Intro"), (2, "Intro"), (7, "!!"), (None, "??"), (8, "")]
    assert section_slugs(headings) == ["untitled", "intro", "intro-2", "section-7", "section-5", "section-8"]


@given(st.lists(st.tuples(st.none() | st.integers(0, 9), st.text("aB-2 !", max_size=4))))
def test_section_slugs_differ(headings: list[tuple[int | None, str]]) -> None:
    slugs = section_slugs(headings)
    assert len(set(slugs)) == len(headings)
    assert all(slugs)


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("2. Deep", 2, "Deep"),
        ("2.Deep", 2, "Deep"),
        ("10) Ten", 10, "Ten"),
        ("(3) Three", 3, "Three"),
        ("4: Four", 4, "Four"),
        ("5 - Five", 5, "Five"),
        ("6", 6, ""),
        (f"2.{EMPHASIS}Deep{EMPHASIS}", 2, "Deep"),
        (f"{EMPHASIS}2. Deep{EMPHASIS}", 2, "Deep"),
        (f"3.{EMPHASIS}5 Rules{EMPHASIS}", 3, "5 Rules"),
        ("2.5 Half", None, "2.5 Half"),
        ("3 Ways to cook", None, "3 Ways to cook"),
        ("3-D shapes", None, "3-D shapes"),
        ("20240501. Day", None, "20240501. Day"),
        ("Week 2. Deep", None, "Week 2. Deep"),
        (" Two \n  lines ", None, "Two lines"),
    ],
)
def test_number_of_a_heading(heading: str, number: int | None, title: str) -> None:
    assert split_number(heading) == (number, title)


ORDERED = [
    "1.png",
    "2.png",
    "10.png",
    "a/1.png",
    "a/b.png",
    "A2/1.png",
    "a10/1.png",
    "Untitled.png",
    "Untitled 1.png",
    "untitled 2.png",
    "Untitled 10.png",
    f"x{'9' * 5000}.png",
]
"""As a person sorts them; a number of 5000 digits is one that `int` refuses to read."""


def test_natural_order() -> None:
    shuffled = random.Random(0).sample(ORDERED, len(ORDERED))
    files = [name for name in ORDERED if "/" not in name]
    assert sorted((n for n in shuffled if "/" not in n), key=natural_key) == files
    folders = [name for name in ORDERED if "/" in name]
    assert sorted((n for n in shuffled if "/" in n), key=natural_key) == folders


@given(st.lists(st.text("aA01 2./-"), unique=True))
def test_natural_order_does_not_depend_on_the_order_found(paths: list[str]) -> None:
    backwards = list(reversed(paths))
    assert sorted(backwards, key=natural_key) == sorted(paths, key=natural_key)


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.integers(0, 3))
def test_numbers_sort_by_value(one: int, other: int, zeros: int) -> None:
    name = f"q{'0' * zeros}{one}"
    assert (natural_key(f"{name}.png")[0] < natural_key(f"q{other}.png")[0]) == (one < other)


def test_nearest_name() -> None:
    assert nearest("Quiz1.PNG", ["QUIZ1.png", "other.png"]) == "QUIZ1.png"
    assert nearest("abc", ["xyz"]) is None
    assert nearest("abc", []) is None


def test_any_bytes_of_a_file_name_become_text() -> None:
    assert printable(b"caf\xe9.png".decode("utf-8", "surrogateescape")) == "caf�.png"
    assert printable("한글.png") == "한글.png"
