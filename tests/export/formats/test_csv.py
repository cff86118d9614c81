"""CSV, read by pandas."""

from __future__ import annotations

import io
import re

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.export import Item, Losses
from ocrquiz.export.formats.csv import FORMAT, GUARD, guarded
from ocrquiz.export.table import COLUMNS, row_of

from ..items import item, items, option, written

FORMULAS = ("=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "-2+3", "+1-2")


def read(data: bytes) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def shown(cell: object) -> str:
    text = "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
    return text.removeprefix(GUARD) if text[1:2] in tuple("=+-@\t") else text


@given(st.lists(items(), min_size=1, max_size=4))
def test_pandas_reads_back_every_cell(asked: list[Item]) -> None:
    data, losses = written(FORMAT, asked)
    table = read(data)
    assert tuple(table.columns) == COLUMNS
    assert losses.written == len(table) == len(asked)
    for one, (_, row) in zip(asked, table.iterrows(), strict=True):
        assert [shown(cell) for cell in row] == [shown(cell) for cell in row_of(one, Losses())]


@given(items())
def test_no_cell_runs(asked: Item) -> None:
    for cell in read(written(FORMAT, [asked])[0]).iloc[0]:
        if cell[:1] in tuple("=+-@\t\r"):
            assert re.fullmatch(r"[+-]\d+([.,]\d+)?%?", cell)


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == GUARD + text
    assert read(written(FORMAT, [item(option(text), stem=text)])[0]).loc[0, "stem"] == GUARD + text


@pytest.mark.parametrize("text", ["", "-5", "+1.5", "-50%", "-1,5", "a=b", "1-2", "'quoted"])
def test_what_is_harmless_stays(text: str) -> None:
    assert guarded(text) == text


def test_lines_and_quotes_stay_in_their_cell() -> None:
    stem = 'a "b",\nc; d'
    assert read(written(FORMAT, [item(stem=stem), item()])[0])["stem"].tolist() == [stem, "Which?"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(FORMAT, [item()])[0] == written(FORMAT, [item()])[0]
