"""CSV: one row a question."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from ocrquiz.export.format import Job
from ocrquiz.export.item import Item
from ocrquiz.export.table import COLUMNS, Cell, row_of

GUARD = "'"
"""Before a text that a spreadsheet would run as a formula; it shows the rest of the cell as text."""

_RUNS = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?%?")


class Csv:
    """One row a question, comma separated, UTF-8."""

    title = "one row a question, for any spreadsheet"
    suffix = ".csv"
    holds = (
        "Up to 10 options in a column each; figures as paths; formulas as LaTeX. An unknown key leaves "
        "`correct` empty. A text that a spreadsheet would run as a formula gets an apostrophe in front."
    )
    printable = False
    binary = False

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the header and a row a question, as they come."""
        out.write(_line(COLUMNS))
        for item in items:
            out.write(_line([_cell(cell) for cell in row_of(item, job.losses)]))
            job.losses.wrote(item)


def guarded(text: str) -> str:
    """The text, so that no spreadsheet runs it. Numbers with a sign are harmless."""
    return GUARD + text if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


FORMAT = Csv()
