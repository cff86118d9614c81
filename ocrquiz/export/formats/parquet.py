"""Parquet: a flat record a row, with types, for datasets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, get_args, get_origin, get_type_hints

import pyarrow
from pyarrow.parquet import ParquetWriter

from ocrquiz.export.format import Job
from ocrquiz.export.item import Item
from ocrquiz.export.record import Record, record_of

ROWS = 200
"""Questions of a row group: what waits in memory."""

_TYPES = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}


class Parquet:
    """A flat record a row, in row groups."""

    title = "a flat record a row with types, as Hugging Face's datasets load it"
    suffix = ".parquet"
    holds = "Everything but the places on the screenshots. Figures are paths; an unknown key is null."
    printable = False
    binary = True

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write a row group as soon as it is full."""
        with ParquetWriter(out, SCHEMA) as writer:
            group: list[Record] = []
            for item in items:
                group.append(record_of(item, job.losses))
                job.losses.wrote(item)
                if len(group) == ROWS:
                    writer.write_table(_table(group))
                    group = []
            if group:
                writer.write_table(_table(group))


def _table(records: list[Record]) -> Any:
    return pyarrow.Table.from_pylist(records, SCHEMA)


def _field(name: str, hint: Any) -> Any:
    plain, nullable = _without_none(hint)
    return pyarrow.field(name, _type(plain), nullable)


def _type(hint: Any) -> Any:
    if get_origin(hint) is list:
        return pyarrow.list_(_field("element", get_args(hint)[0]))
    return _TYPES[hint]


def _without_none(hint: Any) -> tuple[Any, bool]:
    others = [part for part in get_args(hint) if part is not type(None)]
    return (others[0], True) if type(None) in get_args(hint) else (hint, False)


SCHEMA = pyarrow.schema([_field(name, hint) for name, hint in get_type_hints(Record).items()])
"""The columns of a record; only what can be null in it can be null here."""

FORMAT = Parquet()
