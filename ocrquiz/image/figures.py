"""Pictures inside a page: photos, diagrams and charts, told from text by the size of their pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocrquiz.geometry import Box, union

from .blobs import Blob
from .lines import LABEL_WIDTH, Chunk

LARGE = 3.4
"""Height in x-heights that no letter reaches: brackets and capitals with accents stay below."""

LONG = 9.0
"""Width in x-heights of a joined stroke that no word reaches."""

SMALL_PRINT = 10.0
"""X-height in pixels below which the letters of whole words can touch."""

WORDY = (2.3, 0.25)
"""Height of such a word in x-heights, at most, and share of its box that it inks, at least: an arrow, or a
slanting line, inks less."""

RULE = 0.5
"""Thickest underline or separator in x-heights."""

NEAR = 4.0
"""Distance in x-heights over which pieces of one picture are joined: arrows end short of their boxes."""

TOUCH = 0.8
"""Distance in x-heights at which a letter is part of a picture's own lettering."""

MIN_SIDE = 4.5
"""Smallest side of a picture in x-heights: below that it is an icon or a bracket."""

ASIDE = 10.0
"""Distance in x-heights at which a line on a picture's height is its label."""

CENTRED, CAPTION_REACH = 1.0, 6.0
"""Distance in x-heights of the middles of a picture and its caption, and of the caption from it, at most."""

TITLE_SIZE = 1.5
"""Size of a chart's title beside the page's text: it came with the picture, so it is another font."""


def is_large(blob: Blob, x_height: float) -> bool:
    """Whether a piece of ink is too large to be a letter, and no thin rule either."""
    box = blob.box
    if box.height <= RULE * x_height or box.width <= RULE * x_height:
        return False
    height, fill = WORDY
    touching = x_height < SMALL_PRINT and box.height <= height * x_height
    is_word = touching and blob.area >= fill * box.area
    return box.height > LARGE * x_height or (box.width > LONG * x_height and not is_word)


def find_figures(blobs: Sequence[Blob], frames: Sequence[Box], x_height: float) -> list[Box]:
    """Regions of large pieces, joined where they are near each other.

    Args:
        blobs: what is neither widget, icon, frame nor table.
        frames: outlined boxes, parts of a picture where one is near.
        x_height: in pixels.
    """
    regions = merge([b.box for b in blobs if is_large(b, x_height)], round(NEAR * x_height))
    regions = [r for r in regions if min(r.width, r.height) >= MIN_SIDE * x_height]
    if not regions:
        return []
    joined = merge([*regions, *frames], round(NEAR * x_height))
    joined = [j for j in joined if any(j.covers(r) for r in regions)]
    pieces = [b.box for b in blobs if b.box.height < LARGE * x_height]
    return _with_lettering(joined, pieces, round(TOUCH * x_height))


def absorb(
    figures: Sequence[Box], lines: Sequence[Chunk], widgets: Sequence[Box], x_height: float
) -> list[Box]:
    """The figures with the lines that are their labels: beside their parts, a title in another size, or
    captions side by side.

    Args:
        figures: boxes of pictures.
        lines: all lines of text found outside.
        widgets: radio buttons and checkboxes; a line right of one is an option.
        x_height: of the page, in pixels.
    """
    margin = min((line.box.left for line in lines), default=0) + x_height
    free = [
        line
        for line in lines
        if not any(w.overlap_y(line.box) > 0 and w.right <= line.box.left for w in widgets)
        and not (line.box.left <= margin and line.box.width <= LABEL_WIDTH * x_height)
    ]
    grown = list(figures)
    for line in free:
        for i, figure in enumerate(grown):
            if _is_label(line, figure, x_height) and not _is_asked(line.box, figure, widgets):
                grown[i] = union((figure, line.box))
                break
    for i, line in _captions(figures, free, x_height):
        grown[i] = union((grown[i], line.box))
    return merge(grown, 0)


def _is_asked(line: Box, figure: Box, widgets: Sequence[Box]) -> bool:
    """Whether a line stands in the column of a question's options beside a picture."""
    beside = [w.left for w in widgets if w.left >= figure.right]
    return len(beside) > 1 and line.right > min(beside)


def _captions(figures: Sequence[Box], lines: Sequence[Chunk], x_height: float) -> Iterator[tuple[int, Chunk]]:
    """Lines that are centred over or under a picture while another picture has one on the same height."""
    centred = [(i, n) for n in lines for i, f in enumerate(figures) if _is_centred(n.box, f, x_height)]
    for i, line in centred:
        if any(k != i and other.box.overlap_y(line.box) > 0.5 * line.box.height for k, other in centred):
            yield i, line


def _is_centred(line: Box, figure: Box, x_height: float) -> bool:
    within = figure.left <= line.left and line.right <= figure.right
    middle = abs(line.center_x - figure.center_x) <= CENTRED * x_height
    return within and middle and -line.overlap_y(figure) <= CAPTION_REACH * x_height


def _is_label(line: Chunk, figure: Box, x_height: float) -> bool:
    reach = 0.5 * x_height
    if figure.top - reach <= line.box.center_y <= figure.bottom + reach:
        return -line.box.overlap_x(figure) <= ASIDE * x_height
    return (
        line.x_height >= TITLE_SIZE * x_height
        and line.box.overlap_x(figure) > 0
        and -line.box.overlap_y(figure) <= NEAR * x_height
    )


def _with_lettering(figures: Sequence[Box], pieces: Sequence[Box], reach: int) -> list[Box]:
    """The figures grown by the pieces of ink that touch them or lie among their parts."""
    grown = list(figures)
    for _ in range(3):
        changed = False
        for i, figure in enumerate(grown):
            near = figure.grown(reach)
            inside = [p for p in pieces if not figure.contains(p) and near.intersection(p).area > 0]
            if inside:
                grown[i] = union((figure, *inside))
                changed = True
        grown = merge(grown, 0)
        if not changed:
            break
    return grown


def merge(boxes: Sequence[Box], reach: int) -> list[Box]:
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
