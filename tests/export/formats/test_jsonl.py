"""JSON lines, read line by line."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.export import Item, Reduced
from ocrquiz.export.formats.jsonl import FORMAT
from ocrquiz.export.text import legal

from ..items import figure, item, items, option, written


def read(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.split(b"\n")[:-1]]


@given(st.lists(items(), min_size=1, max_size=4))
def test_every_line_is_a_question(asked: list[Item]) -> None:
    data, losses = written(FORMAT, asked)
    records = read(data)
    assert losses.written == len(records) == len(asked)
    for one, record in zip(asked, records, strict=True):
        question = one.question
        assert record["stem"] == legal(question.stem)
        assert record["options"] == [legal(o.text) for o in question.options]
        assert record["option_feedback"] == [o.feedback and legal(o.feedback) for o in question.options]
        assert record["answer"] == (question.answer and legal(question.answer))
        key = record["correct"]
        assert (key is None) == (one.key is None)
        assert key is None or tuple(i in key for i in range(len(question.options))) == one.key  # type: ignore[operator]


def test_losses_are_told() -> None:
    asked = item(option("\0"), option(), figures=[figure()])
    data, losses = written(FORMAT, [asked])
    assert {loss for loss, _ in losses} == {Reduced.KEY, Reduced.NO_FIGURES, Reduced.CHARACTERS}
    assert read(data)[0]["figures"] == ["assets/figure-0.png"]
