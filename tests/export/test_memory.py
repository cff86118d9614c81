"""A pipe of any length: what it takes does not grow with the questions that have passed."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest

from ocrquiz.export import Choice, Job, export, load_format, read_lines

STEM = "Which of these? " * 200


class Nowhere(io.RawIOBase):
    """Takes everything and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(bytes(data))  # type: ignore[call-overload]


def lines(count: int) -> Iterator[bytes]:
    section = {"index": 1, "title": "Rivers", "slug": "rivers"}
    options = [{"text": t, "selected": t == "a", "correct": t == "a", "confidence": 1} for t in "abc"]
    fixed = {"document": "post.md", "section": section, "type": "single_choice", "confidence": 1}
    for i in range(count):
        yield json.dumps(
            {**fixed, "id": f"q-{i}", "number": i, "stem": f"{i} {STEM}", "options": options}
        ).encode()


def peak(name: str, count: int) -> int:
    tracemalloc.start()
    try:
        export(read_lines(lines(count)), load_format(name), Nowhere(), Choice(), Job())  # type: ignore[arg-type]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["csv", "jsonl", "xlsx", "parquet", "html", "markdown"])
def test_memory_stays_flat(name: str) -> None:
    few, many = 250, 1500
    peak(name, 1)
    passed = sum(map(len, lines(many))) - sum(map(len, lines(few)))
    assert peak(name, many) - peak(name, few) < passed / 10
