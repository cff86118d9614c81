"""Pictures inside a page: photos, diagrams and charts, told from text by the size of their pieces."""

from __future__ import annotations

from collections.abc import Sequence

from ocrquiz.geometry import Box, union

from .blobs import Blob

LARGE = 3.4
"""Height in x-heights that no letter reaches: brackets and capitals with accents stay below."""

LONG = 9.0
"""Width in x-heights of a joined stroke that no word reaches."""

RULE = 0.5
"""Thickest underline or separator in x-heights."""

NEAR = 2.0
"""Distance in x-heights over which pieces of one picture are joined."""

MIN_SIDE = 4.5
"""Smallest side of a picture in x-heights: below that it is an icon or a bracket."""


def is_large(blob: Blob, x_height: float) -> bool:
    """Whether a piece of ink is too large to be a letter, and no thin rule either."""
    box = blob.box
    if box.height <= RULE * x_height or box.width <= RULE * x_height:
        return False
    return box.height > LARGE * x_height or box.width > LONG * x_height


def find_figures(blobs: Sequence[Blob], x_height: float) -> list[Box]:
    """Regions of large pieces, joined where they are near each other.

    Args:
        blobs: what is neither widget, icon, frame nor table.
        x_height: in pixels.
    """
    regions = [b.box for b in blobs if is_large(b, x_height)]
    regions = _merge(regions, round(NEAR * x_height))
    return [r for r in regions if min(r.width, r.height) >= MIN_SIDE * x_height]


def with_captions(figures: Sequence[Box], pieces: Sequence[Box], x_height: float) -> list[Box]:
    """The figures grown by the pieces of ink that touch them or lie among their parts (axis labels)."""
    grown = list(figures)
    reach = round(0.8 * x_height)
    for _ in range(3):
        changed = False
        for i, figure in enumerate(grown):
            near = figure.grown(reach)
            inside = [p for p in pieces if not figure.contains(p) and near.intersection(p).area > 0]
            if inside:
                grown[i] = union((figure, *inside))
                changed = True
        grown = _merge(grown, 0)
        if not changed:
            break
    return grown


def _merge(boxes: Sequence[Box], reach: int) -> list[Box]:
    """Unions of boxes that come nearer than `reach` pixels to each other."""
    merged: list[Box] = []
    for box in boxes:
        current = box
        while True:
            near = current.grown(reach)
            hit = next((m for m in merged if near.intersection(m).area > 0), None)
            if hit is None:
                break
            merged.remove(hit)
            current = union((current, hit))
        merged.append(current)
    return merged
