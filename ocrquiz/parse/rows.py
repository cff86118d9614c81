"""Lines that stand side by side: a row is read from left to right before the next one."""

from __future__ import annotations

from collections.abc import Iterable

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line


def by_row(lines: Iterable[Line]) -> list[tuple[int, Line]]:
    """Lines in reading order, each with the top of its row in pixels."""
    rows: list[tuple[int, Line]] = []
    row: Box | None = None
    top = 0
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.left)):
        if row is None or row.overlap_y(line.box) < 0.5 * min(row.height, line.box.height):
            row, top = line.box, line.box.top
        rows.append((top, line))
    return sorted(rows, key=lambda placed: (placed[0], placed[1].box.left))
