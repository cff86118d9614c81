"""Lines that stand side by side: a row is read from left to right before the next one."""

from __future__ import annotations

from collections.abc import Iterable

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line

LEVEL = 0.5
"""Share of the lower one's height on which two boxes stand side by side."""


def is_level(a: Box, b: Box) -> bool:
    """Whether two boxes stand side by side."""
    return a.overlap_y(b) >= LEVEL * min(a.height, b.height)


def by_row(lines: Iterable[Line]) -> list[tuple[int, Line]]:
    """Lines in reading order, each with the top of its row in pixels."""
    rows: list[tuple[int, Line]] = []
    row: Box | None = None
    top = 0
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.left)):
        if row is None or not is_level(row, line.box):
            row, top = line.box, line.box.top
        rows.append((top, line))
    return sorted(rows, key=lambda placed: (placed[0], placed[1].box.left))
