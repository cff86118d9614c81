"""Excel: one row a question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell as OpenpyxlCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder
from openpyxl.writer.excel import ExcelWriter

from ocrquiz.export.archive import EPOCH, Archive
from ocrquiz.export.format import Job
from ocrquiz.export.item import Item
from ocrquiz.export.losses import Losses, Reduced
from ocrquiz.export.table import COLUMNS, Cell, row_of

LONGEST = 32767
"""Characters that a cell holds, in UTF-16's units."""

CUT = "…"
"""Ends a text that was cut."""

WIDTHS = {
    "stem": 60,
    "feedback": 40,
    "option_feedback": 40,
    "document": 24,
    "section": 24,
    "id": 24,
    "type": 16,
}
OPTION_WIDTH, OTHER_WIDTH = 30, 12
"""In digits of the default font, as Excel counts."""

_WRAP = Alignment(wrap_text=True, vertical="top")
_BOLD = Font(bold=True)

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets read as the code of a character (ECMA-376, ST_Xstring)."""


class Xlsx:
    """One row a question, as a workbook with one sheet."""

    title = "one row a question, for Excel and LibreOffice"
    suffix = ".xlsx"
    holds = (
        "Up to 10 options in a column each; figures as paths; formulas as LaTeX. An unknown key leaves "
        f"`correct` empty. Every text is a text and never runs; one beyond {LONGEST} characters is cut."
    )
    printable = False
    binary = True

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the workbook. The rows wait in a temporary file, as openpyxl does it."""
        book = Workbook(write_only=True)
        book.properties.creator = "ocrquiz"
        book.properties.created = book.properties.modified = datetime(*EPOCH)
        sheet = book.create_sheet("Questions")
        _lay_out(sheet)
        sheet.append([_styled(sheet, name, header=True) for name in COLUMNS])
        for item in items:
            cells = [_fitting(cell, item, job.losses) for cell in row_of(item, job.losses)]
            sheet.append([_styled(sheet, cell) for cell in cells])
            job.losses.wrote(item)
        ExcelWriter(book, Archive(out)).save()


def _lay_out(sheet: WriteOnlyWorksheet) -> None:
    sheet.freeze_panes = "A2"
    columns: DimensionHolder[str, ColumnDimension] = sheet.column_dimensions  # type: ignore[attr-defined]
    for place, name in enumerate(COLUMNS, start=1):
        width = OPTION_WIDTH if name.startswith("option_") else OTHER_WIDTH
        columns[get_column_letter(place)].width = WIDTHS.get(name, width)


def _fitting(cell: Cell, item: Item, losses: Losses) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = _ESCAPE.sub("_x005F_", cell)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    losses.reduce(item, Reduced.SHORTENED)
    # Half of a character outside the basic plane is dropped, not written.
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def _styled(sheet: WriteOnlyWorksheet, value: Cell, header: bool = False) -> OpenpyxlCell | None:
    if value is None or value == "":
        return None
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        # openpyxl guesses formulas and errors from the text.
        cell.data_type = "s"
    cell.alignment = _WRAP
    if header:
        cell.font = _BOLD
    return cell


FORMAT = Xlsx()
