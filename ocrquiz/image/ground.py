"""The colours that text stands on: the page's own and those of flat tinted blocks, and the ink above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box

Rgb = NDArray[np.uint8]
Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Color = tuple[int, int, int]

SAMPLE_STEP = 4
"""Pixels between two samples when flat colours are looked for: blocks are far larger than that."""

MIN_FILL_SHARE = 0.004
"""Share of the picture from which a colour can be a block's: a one-line panel of a tall screenshot."""

MIN_PAGE_SHARE = 0.4
"""Area of the page beside that of the most frequent colour: half of it can be covered by panels."""

MAX_FILLS = 8
"""Colours tried: a page has a handful, a photo has thousands."""

FILL_TOLERANCE = 2
"""Levels a flat colour may vary by: the palest real tint is 4 levels away from white."""

MIN_BLOCK = 6
"""Smallest side of a block in samples, 24 px: below that it is a rule or a letter."""

CLOSING = (7, 13)
"""Rows and columns in samples that text on a block opens in it at most; odd, so that nothing shifts."""

NO_COLOR = 0.02
"""Share of a row or column from which some of the block's colour is in it: text leaves far more."""

RIM = 0.12
"""Share of a block's shorter side along its edge in which rounded corners lie."""

PILL = 0.8
"""Share of what lies clearly outside the half circle at a pill's end that has the page's colour. A card's
corners are round, too, but not that round."""

FRINGE = 1.5
"""Pixels over which the edge of a round end is mixed with the page's colour."""

MIN_PARTING = 3
"""Pixels between two blocks at least."""

MIN_FILLED = 0.85
"""Share of its bounding box that a block covers once the text on it is closed."""

MIN_CARD, WHOLE_CARD = 0.4, 0.97
"""The same of a card that holds bars and pictures, without and with these."""

LARGE_CARD = 0.1
"""Share of the picture that such a card takes up at least: a lower one is a message with a button."""

MIN_CONTRAST = 40
"""Levels between ink and what it stands on: pale grey widgets (BDBDBD on white) have 66."""


FAINT_CONTRAST = 10
"""Levels from which a ruling is seen: table borders as pale as E5E7E8 on white have 24."""

MIN_CHROMA = 36
"""Levels between the strongest and the weakest channel from which a pixel is coloured, not grey."""

WARM_GREEN_SHARE = 0.62
"""Green as a share of red in a red at most: yellow, which marks neither, has more."""

ORANGE = 0.33
"""How far green is ahead of blue in a red at most, as a share of red: in orange (F57C00) by 0.5, in a red as
warm as E74C3C by 0.07. A pale red has as much blue as green."""


@dataclass(frozen=True, slots=True)
class Block:
    """A flat rectangle whose colour differs from the page's."""

    box: Box
    color: Color


@dataclass(frozen=True)
class Ground:
    """A screenshot split into what is printed and what it is printed on.

    Attributes:
        rgb: (h, w, 3), the screenshot.
        page: the page's colour.
        blocks: tinted blocks, larger ones first.
        contrast: (h, w), the largest difference in any channel between a pixel and its ground.
        ink: (h, w), 255 where `contrast` reaches MIN_CONTRAST.
        faint: (h, w), 255 where `contrast` reaches FAINT_CONTRAST: pale rulings and outlines, too.
        green: (h, w), 255 where there is green ink.
        red: (h, w), 255 where there is red ink.
    """

    rgb: Rgb
    page: Color
    blocks: tuple[Block, ...]
    contrast: Gray
    ink: Mask
    faint: Mask
    green: Mask
    red: Mask


def separate(rgb: Rgb) -> Ground:
    """Find the ground of a screenshot and take it away.

    Works alike on light and dark pages, since only the distance from the ground counts.

    Args:
        rgb: (h, w, 3), 8 bits.
    """
    samples = np.ascontiguousarray(rgb[::SAMPLE_STEP, ::SAMPLE_STEP])
    colors = flat_colors(samples)
    page = _page_color(rgb, samples, colors)
    blocks = _larger_first(
        Block(box, c)
        for c in colors
        if c != page
        for box in _blocks_of(rgb, samples, c, page)
        if distance(c, page) < MIN_CONTRAST or _holds_print(rgb, box, c)
    )
    return _printed_on(rgb, page, blocks)


def _holds_print(rgb: Rgb, box: Box, color: Color) -> bool:
    """Whether something stands on a block; a strongly coloured one without is part of a picture."""
    inner = box.grown(-round(RIM * min(box.width, box.height)))
    contrast = _contrast(rgb[inner.top : inner.bottom, inner.left : inner.right], color)
    return bool((contrast >= MIN_CONTRAST).any())


def without_narrow_blocks(ground: Ground, width: float) -> Ground:
    """The ground with blocks of at most `width` pixels taken for ink: no text stands on them.

    Filled widgets are as flat as panels, and those of a column can come out as one block.
    """
    wide = tuple(block for block in ground.blocks if block.box.width > width)
    return ground if len(wide) == len(ground.blocks) else _printed_on(ground.rgb, ground.page, wide)


def with_blocks(ground: Ground, blocks: Sequence[Block]) -> Ground:
    """The ground with more blocks, too small to be found among the samples."""
    if not blocks:
        return ground
    return _printed_on(ground.rgb, ground.page, _larger_first((*ground.blocks, *blocks)))


def _larger_first(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(sorted(blocks, key=lambda b: -b.box.area))


def _printed_on(rgb: Rgb, page: Color, blocks: tuple[Block, ...]) -> Ground:
    contrast = _contrast(rgb, page)
    for block in blocks:
        area = np.s_[block.box.top : block.box.bottom, block.box.left : block.box.right]
        contrast[area] = _contrast(rgb[area], block.color)
        if distance(block.color, page) >= MIN_CONTRAST:
            _level_rounded_ends(contrast, rgb, block, page)
    ink, faint = (_reaching(contrast, level) for level in (MIN_CONTRAST, FAINT_CONTRAST))
    return Ground(rgb, page, blocks, contrast, ink, faint, *_green_and_red(rgb, ink))


def _level_rounded_ends(contrast: Gray, rgb: Rgb, block: Block, page: Color) -> None:
    """Take the contrast away outside the half circles at the ends of a strongly coloured pill."""
    box = block.box
    radius = box.height / 2
    rows, width = slice(box.top, box.bottom), contrast.shape[1]
    y, x = np.mgrid[: box.height, : min(box.height, box.width) // 2]
    outside = np.hypot(y + 0.5 - radius, x + 0.5 - radius) >= radius - FRINGE
    corner = np.hypot(y + 0.5 - radius, x + 0.5 - radius) >= radius + FRINGE
    end = rgb[rows, box.left : box.left + outside.shape[1]]
    if not corner.any() or (near(end, page)[corner] > 0).mean() < PILL:
        return
    contrast[rows, box.left : box.left + outside.shape[1]][outside] = 0
    contrast[rows, box.right - outside.shape[1] : box.right][outside[:, ::-1]] = 0
    for beside in (slice(max(0, box.left - 2), box.left), slice(box.right, min(width, box.right + 2))):
        between = np.abs(rgb[rows, beside].astype(np.int16) - page).max(axis=2)
        contrast[rows, beside][between < distance(block.color, page)] = 0


def _page_color(rgb: Rgb, samples: Rgb, colors: Sequence[Color]) -> Color:
    """Of the most frequent colours the one that frames the picture: panels can outweigh their page."""
    shares = [float((near(samples, c) > 0).mean()) for c in colors]
    rivals = [c for c, share in zip(colors, shares, strict=True) if share >= MIN_PAGE_SHARE * max(shares)]
    if len(rivals) == 1:
        return rivals[0]
    height, width = rgb.shape[:2]
    rim = np.concatenate((rgb[0], rgb[height - 1], rgb[:, 0], rgb[:, width - 1]))[None]
    return max(rivals, key=lambda c: float((near(rim, c) > 0).mean()))


def flat_colors(samples: Rgb) -> list[Color]:
    """The most frequent colours, the most frequent one first.

    Args:
        samples: (h, w, 3), every SAMPLE_STEP-th pixel of each row and column of a screenshot.
    """
    sample = samples.reshape(-1, 3).astype(np.uint32)
    packed = sample[:, 0] << 16 | sample[:, 1] << 8 | sample[:, 2]
    values, counts = np.unique(packed, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    found: list[Color] = []
    for i in order[: MAX_FILLS * 4]:
        if found and (counts[i] < MIN_FILL_SHARE * len(packed) or len(found) > MAX_FILLS):
            break
        color = (int(values[i] >> 16), int(values[i] >> 8 & 255), int(values[i] & 255))
        if all(distance(color, other) > FILL_TOLERANCE for other in found):
            found.append(color)
    return found


def distance(a: Color, b: Color) -> int:
    """Largest difference between two colours in any channel, in levels."""
    return max(abs(x - y) for x, y in zip(a, b, strict=True))


def _blocks_of(rgb: Rgb, samples: Rgb, color: Color, page: Color) -> list[Box]:
    """Rectangles filled with `color`, text on them notwithstanding."""
    mask = near(samples, color)
    # Lossy compression pricks holes into flat colours: close them before what is thin is taken away.
    whole = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    solid = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not solid.any():
        return []
    closed = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones(CLOSING, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    boxes = []
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        if min(w, h) < MIN_BLOCK or area < MIN_CARD * w * h:
            continue
        part = np.s_[y : y + h, x : x + w]
        if area < MIN_FILLED * w * h and not (
            w * h >= LARGE_CARD * mask.size and _is_card(labels[part] == i, samples[part], page)
        ):
            continue
        rough = Box(x, y, x + w, y + h)
        boxes += _refined(rgb, color, rough)
    return boxes


def _is_card(piece: NDArray[np.bool_], samples: Rgb, page: Color) -> bool:
    """Whether a piece frames what stands on it, bars and pictures, and no page."""
    outer, _ = cv2.findContours(piece.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = cv2.drawContours(np.zeros(piece.shape, np.uint8), outer, -1, 1, cv2.FILLED)
    whole = filled.mean() >= WHOLE_CARD
    return bool(whole and (near(np.ascontiguousarray(samples), page) > 0).mean() <= NO_COLOR)


def _refined(rgb: Rgb, color: Color, rough: Box) -> list[Box]:
    """The block's box to the pixel, from its box in samples; bars near each other were closed into one."""
    height, width = rgb.shape[:2]
    around = Box(
        *(v * SAMPLE_STEP for v in (rough.left - 1, rough.top - 1, rough.right + 1, rough.bottom + 1))
    ).clipped(width, height)
    mask = near(rgb[around.top : around.bottom, around.left : around.right], color) > 0
    boxes = [
        _stretched(rgb, color, Box(left, top, right, bottom).moved(around.left, around.top))
        for top, bottom in _runs(mask.mean(axis=1), 0.3)
        for left, right in _runs(mask[top:bottom].mean(axis=0), 0.2)
    ]
    return [b for b in boxes if min(b.width, b.height) >= MIN_BLOCK * SAMPLE_STEP]


def _stretched(rgb: Rgb, color: Color, box: Box) -> Box:
    """The box as wide as its first or last row goes on: a widget can stand at a row's end and hide it."""
    edges = near(np.stack((rgb[box.top + 1], rgb[box.bottom - 2])), color) > 0
    other = np.flatnonzero(~edges.any(axis=0))
    middle = (box.left + box.right) // 2
    left = max((int(x) + 1 for x in other[other < middle][-1:]), default=0)
    right = min((int(x) for x in other[other > middle][:1]), default=rgb.shape[1])
    return Box(min(left, box.left), box.top, max(right, box.right), box.bottom)


def _runs(shares: NDArray[np.floating], least: float) -> list[tuple[int, int]]:
    """Stretches in which the colour reaches a share; only gaps without any of it part them."""
    stretches = []
    start = 0
    for end in [*_middles(shares < NO_COLOR), len(shares)]:
        hits = np.flatnonzero(shares[start:end] > least)
        if len(hits):
            stretches.append((start + int(hits[0]), start + int(hits[-1]) + 1))
        start = end
    return stretches


def _middles(empty: NDArray[np.bool_]) -> list[int]:
    """Middle of each run that is long enough to part two blocks."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], empty.astype(np.int8), [0]))))
    return [int(a + b) // 2 for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= MIN_PARTING]


def near(rgb: Rgb, color: Color) -> Mask:
    """(h, w), 255 where a picture (h, w, 3) has a flat colour."""
    low = tuple(max(0, c - FILL_TOLERANCE) for c in color)
    high = tuple(min(255, c + FILL_TOLERANCE) for c in color)
    return np.asarray(cv2.inRange(np.ascontiguousarray(rgb), low, high), dtype=np.uint8)


def _contrast(rgb: Rgb, color: Color) -> Gray:
    red, green, blue = cv2.split(
        cv2.absdiff(np.ascontiguousarray(rgb), np.array([*color, 0], dtype=np.float64))
    )
    return np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)


def _green_and_red(rgb: Rgb, ink: Mask) -> tuple[Mask, Mask]:
    """The ink that is distinctly green, and that which is distinctly red."""
    red, green, blue = (np.asarray(c, dtype=np.uint8) for c in cv2.split(np.ascontiguousarray(rgb)))
    is_green = _ahead(green, red, MIN_CHROMA) & _ahead(green, blue, MIN_CHROMA // 3) & ink
    warm = cv2.subtract(green, cv2.convertScaleAbs(red, alpha=WARM_GREEN_SHARE))
    is_red = _ahead(red, green, MIN_CHROMA) & _ahead(red, blue, MIN_CHROMA) & ink
    is_red[warm > 0] = 0
    orange = cv2.subtract(cv2.subtract(green, blue), cv2.convertScaleAbs(red, alpha=ORANGE))
    is_red[orange > 0] = 0
    return np.asarray(is_green, dtype=np.uint8), np.asarray(is_red, dtype=np.uint8)


def _ahead(channel: Gray, other: Gray, by: int) -> Mask:
    """255 where a channel exceeds another by that many levels."""
    return _reaching(np.asarray(cv2.subtract(channel, other), dtype=np.uint8), by)


def _reaching(levels: Gray, least: int) -> Mask:
    """255 where `levels` are at least that high."""
    return np.asarray(cv2.threshold(levels, least - 1, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
