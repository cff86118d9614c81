"""Parquet, read by pyarrow and by Hugging Face's datasets."""

from __future__ import annotations

import io
from pathlib import Path

import datasets
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrquiz.export import Item, Losses
from ocrquiz.export.formats.parquet import FORMAT, ROWS
from ocrquiz.export.record import record_of

from ..items import HOSTILE, item, items, option, written


def read(data: bytes) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    return rows


@settings(max_examples=50)
@given(st.lists(items(), min_size=1, max_size=4))
def test_pyarrow_reads_back_every_value(asked: list[Item]) -> None:
    data, losses = written(FORMAT, asked)
    assert losses.written == len(asked)
    assert read(data) == [record_of(one, Losses()) for one in asked]


def test_datasets_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    asked = [item(option(text, correct=i == 0), option("b"), stem=text) for i, text in enumerate(HOSTILE)]
    (tmp_path / "quiz.parquet").write_bytes(written(FORMAT, asked)[0])
    found = datasets.Dataset.from_parquet(str(tmp_path / "quiz.parquet"), cache_dir=str(tmp_path / "cache"))
    assert found.to_list() == [record_of(one, Losses()) for one in asked]
    assert found.features["correct"].feature.dtype == "int64"
    assert found.features["to_review"].dtype == "bool"


def test_types_do_not_depend_on_the_questions() -> None:
    schema = pyarrow.parquet.read_schema(io.BytesIO(written(FORMAT, [item()])[0]))
    assert str(schema.field("points_earned").type) == "double"
    assert schema.field("answer").nullable
    assert not schema.field("stem").nullable


def test_row_groups_are_written_as_they_come() -> None:
    out = io.BytesIO(written(FORMAT, (item(id=f"q-{i}") for i in range(2 * ROWS + 1)))[0])
    metadata = pyarrow.parquet.read_metadata(out)
    assert [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)] == [ROWS, ROWS, 1]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(FORMAT, [item()])[0] == written(FORMAT, [item()])[0]
