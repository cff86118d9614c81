"""JSON lines: a flat record a question, for datasets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from ocrquiz.export.format import Job
from ocrquiz.export.item import Item
from ocrquiz.export.record import record_of


class JsonLines:
    """A flat record a line."""

    title = "a flat JSON record a line, for datasets"
    suffix = ".jsonl"
    holds = "Everything but the places on the screenshots. Figures are paths; an unknown key is null."
    printable = False
    binary = False

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write a line a question, as they come."""
        for item in items:
            record = record_of(item, job.losses)
            out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            job.losses.wrote(item)


FORMAT = JsonLines()
