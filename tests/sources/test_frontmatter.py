"""The YAML block at the head of a post: what it says, and slips that cost nothing but themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.sources.frontmatter import MAX_DEPTH, FrontMatter, split_front_matter


def front(block: str) -> FrontMatter:
    matter, body = split_front_matter(f"---\n{block}\n---\nbody", "post.md")
    assert body == "body"
    return matter


def test_all_fields() -> None:
    matter = front("title: A quiz\ndate: 2024-05-01 12:30\ncategories: Learning\ntags: [a, b]\nmathjax: true")
    assert matter == FrontMatter("A quiz", "2024-05-01 12:30", ["Learning"], ["a", "b"], {"mathjax": True})


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: x\n---\nbody", "body"),
        ("---\r\ntitle: x\r\n---\r\nbody", "body"),
        ("--- \ntitle: x\n...\nbody", "body"),
        ("---\ntitle: x\n---", ""),
    ],
)
def test_block_is_taken_off(text: str, body: str) -> None:
    matter, rest = split_front_matter(text, "post.md")
    assert (matter.title, rest) == ("x", body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title",
        "---\ntitle: never closed\n",
        "text\n---\ntitle: x\n---\n",
        "---\nA rule, a sentence, a rule.\n---\nbody",
        "---\n- a\n- list\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert split_front_matter(text, "post.md") == (FrontMatter(None, None, [], [], {}), text)


@pytest.mark.parametrize(
    ("value", "listed"),
    [
        ("one", ["one"]),
        ("[b, a, b]", ["b", "a"]),
        ("\n- a\n- [b, c]\n-\n  - a\n  - d", ["a", "b", "c", "d"]),
        ("{a: b}", ["a", "b"]),
        ("[1.10, no, 2024-05-01, 007]", ["1.10", "no", "2024-05-01", "007"]),
        ("[' ', x]", ["x"]),
        ("", []),
        ("~", []),
    ],
)
@pytest.mark.parametrize("key", ["categories", "tags"])
def test_lists_however_written(key: str, value: str, listed: list[str]) -> None:
    assert getattr(front(f"{key}: {value}"), key) == listed


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-01", "2024-05-01"),
        ("12:30", "12:30"),
        ("yes", "yes"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1.10", 1.1),
        ("-12", -12),
        ("False", False),
        ("null", None),
        ("12345678901234567890", "12345678901234567890"),
        ("!!int 12345678901234567890", hex(12345678901234567890)),
        ("!!float .nan", "nan"),
        (".inf", ".inf"),
        ("{1: [x, 2]}", {"1": ["x", 2]}),
        ("!!set {c, a, f, b, e, d}", list("abcdef")),
        ('"\\uD800"', "?"),
    ],
)
def test_other_values_are_what_json_can_hold(value: str, expected: Any) -> None:
    assert front(f"key: {value}").extra == {"key": expected}


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("title: Quiz: Part 1\ndate: 2024-05-01\nn: 2", "Quiz: Part 1"),
        ("title: 'never closed\ndate: 2024-05-01\nn: 2", "'never closed"),
        ("title: @home\ndate: 2024-05-01\nn: 2", "@home"),
        ("@\ntitle: first line\ndate: 2024-05-01\nn: 2", "first line"),
        ("title: x\n\tdate: tab\ndate: 2024-05-01\nn: 2", "x\n\tdate: tab"),
    ],
)
def test_a_slip_costs_one_value_and_is_said(block: str, title: str, caplog: pytest.LogCaptureFixture) -> None:
    matter = front(block)
    assert (matter.title, matter.date, matter.extra) == (title, "2024-05-01", {"n": 2})
    assert "post.md" in caplog.text


@pytest.mark.parametrize(
    "value",
    ["!!python/object/apply:os.system ['exit 1']", "!!python/name:os.system", "!!int nonsense", "!unknown x"],
)
def test_tags_make_nothing(value: str) -> None:
    matter = front(f"title: x\nkey: {value}")
    assert (matter.title, matter.extra) == ("x", {"key": value})


def test_no_gigabytes_of_a_few_lines() -> None:
    bomb = "a0: &a0 [x, x]\n" + "\n".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40))
    assert len(json.dumps(front(bomb).extra)) < 10 * len(bomb)


def test_depth_has_an_end() -> None:
    assert front(f"key: {'[' * 5}{']' * 5}").extra == {"key": [[[[[]]]]]}
    deep = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    assert front(f"key: {deep}").extra == {"key": deep}
    assert front(f"key: {'{a: ' * 9000}").extra.keys() == {"key"}


@given(st.text("abt:-[]{}&*!|>'\"#@%,. \n\t0719~", max_size=60) | st.text(max_size=30))
def test_any_block_gives_values_that_json_can_hold(block: str) -> None:
    matter, _ = split_front_matter(f"---\n{block}\n---\nbody", "post.md")
    json.dumps(matter.extra, allow_nan=False, ensure_ascii=False).encode()
    assert all(isinstance(text, str) and text for text in (*matter.categories, *matter.tags))
