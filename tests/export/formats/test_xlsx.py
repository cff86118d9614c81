"""The workbook, read by openpyxl."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from ocrquiz.export import Item, Losses, Reduced
from ocrquiz.export.formats.xlsx import CUT, FORMAT, LONGEST
from ocrquiz.export.table import COLUMNS, row_of

from ..items import HOSTILE, item, items, option, written


def sheet(data: bytes) -> Worksheet:
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Questions"]
    return book["Questions"]


def shown(value: object) -> object:
    # Excel decodes `_x005F_`, openpyxl does not.
    return (unescape(value) or None) if isinstance(value, str) else value


@settings(max_examples=50)
@given(st.lists(items(), min_size=1, max_size=3))
def test_openpyxl_reads_back_every_cell(asked: list[Item]) -> None:
    data, losses = written(FORMAT, asked)
    rows = list(sheet(data).iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert losses.written == len(rows) - 1 == len(asked)
    for one, row in zip(asked, rows[1:], strict=True):
        assert [shown(value) for value in row] == [
            value if value != "" else None for value in row_of(one, Losses())
        ]


def test_every_text_is_a_text() -> None:
    asked = [
        item(*(option(text) for text in HOSTILE[i : i + 10]), stem="=1+1") for i in range(0, len(HOSTILE), 10)
    ]
    found = sheet(written(FORMAT, asked)[0])
    assert {cell.data_type for row in found.iter_rows() for cell in row} <= {"s", "n", "b"}
    assert all(
        isinstance(cell.value, int | None)
        for row in found.iter_rows()
        for cell in row
        if cell.data_type == "n"
    )


def test_the_look() -> None:
    found = sheet(written(FORMAT, [item(stem="a\nb")])[0])
    assert found.freeze_panes == "A2"
    assert all(cell.font.bold for cell in found[1])
    stem = found.cell(2, COLUMNS.index("stem") + 1)
    assert not stem.font.bold
    assert stem.alignment.wrap_text
    assert found.column_dimensions[stem.column_letter].width == 60


@pytest.mark.parametrize("character", ["a", "é", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_and_told(character: str) -> None:
    data, losses = written(FORMAT, [item(stem=character * LONGEST + "end")])
    text = sheet(data).cell(2, COLUMNS.index("stem") + 1).value
    assert isinstance(text, str)
    assert text.endswith(character + CUT)
    assert LONGEST - 1 <= len(text.encode("utf-16-le")) // 2 <= LONGEST
    assert list(losses) == [(Reduced.SHORTENED, ("q-1",))]


def test_a_text_that_just_fits_stays() -> None:
    data, losses = written(FORMAT, [item(stem="a" * LONGEST)])
    assert sheet(data).cell(2, COLUMNS.index("stem") + 1).value == "a" * LONGEST
    assert not list(losses)


def test_the_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = written(FORMAT, [item(option(), option())])
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert written(FORMAT, [item(option(), option())])[0] == first
    with zipfile.ZipFile(io.BytesIO(first)) as read:
        assert b"1980-01-01T00:00:00Z" in read.read("docProps/core.xml")
