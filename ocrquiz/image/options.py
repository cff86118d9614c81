"""What stands before each option: widgets bare or lettered, marks in their place, and the row around them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ocrquiz.geometry import Box
from ocrquiz.page.model import Shape, Tone, Widget

from .blobs import Blob
from .ground import MIN_CONTRAST, Ground
from .marks import Mark, find_marks, is_cross, is_tick_or_cross
from .tone import DRAWN, leans_to, tone_of_ink, tone_of_outline, tone_of_tint, tone_on_disc
from .widgets import (
    LETTER_SIZE,
    Candidate,
    choose_widgets,
    companions,
    find_candidates,
    outermost,
    stands_before_text,
    states,
)

LIKE_LARGE = 0.8
"""Size of a widget beside the smallest that is larger than any letter: outlines differ in sharpness."""

LETTER = (0.28, 0.8)
"""Height of a letter in a widget, as a share of the widget's."""

DOT_FILL = 0.9
"""Share of a widget's middle that its dot or a thick tick fills."""

DOT_AREA = 0.6
"""Share of its box that a dot fills; most letters fill less."""

FULL_DOT = 0.72
"""The same where a small cross could be meant: one of 5 px fills 0.68, a dot of 4 px 0.75."""

LARGE_DOT = 9
"""Pixels from which the strokes of a cross in a widget leave more open than that."""

DOT_ROUND = 0.08
"""How much its height and its width differ, as a share: those of a bold B by more."""

PALE = 27
"""Levels between a pale grey disc and the white sign on it, half of them at the sign's fringe."""

GAPPED_OUTLINE = 0.7
"""Share of the ideal outline that is inked where others of its column have it whole."""

MUCH_LARGER = 1.6
"""Size of discs that hold the numbers of questions, beside the widgets of their options, at least."""

FULL = 0.6
"""Share of ink close inside the outline from which a disc or a tile is filled."""

MAX_STEP = 1.8
"""Distance between neighbours in a column, beside the median one: options differ in their lines of text."""

MAX_STEP_OVER_PANEL = 5.0
"""The same where a panel can stand between them."""

MIN_OPTIONS = 2
"""Options of a question at least."""

MIN_ROW_WIDTH = 10.0
"""Narrowest row or card around an option in x-heights."""


@dataclass(frozen=True)
class Markers:
    """What tells options and verdicts apart, before reading.

    Attributes:
        widgets: one before each option.
        marks: check marks and crosses elsewhere.
    """

    widgets: tuple[Widget, ...]
    marks: tuple[Mark, ...]


def find_markers(
    blobs: Sequence[Blob],
    labels: NDArray[np.int32],
    pale: Sequence[Blob],
    ground: Ground,
    x_height: float,
) -> Markers:
    """Find the widgets of a page, and its check marks and crosses.

    Args:
        blobs: its pieces of ink.
        labels: (h, w), the label image that they were found in.
        pale: larger pieces of what is faint as well.
        ground: the page.
        x_height: in pixels.
    """
    boxes = [b.box for b in blobs]
    candidates = _candidates(boxes, [b.box for b in pale], ground, x_height)
    held = _held(candidates, blobs)
    marks = find_marks(blobs, labels, ground, x_height)
    dotted = {c.box for c in candidates if _holds_dot(c, held[c.box])}
    discs = {c.box: tone for c in candidates if c.box not in dotted and (tone := _tone_of_disc(c, ground))}
    if Tone.INCORRECT not in discs.values():
        # A checked box can be green whatever it says; where nothing is wrong, none says that it is right.
        discs = {box: tone for box, tone in discs.items() if box not in _filled_boxes(candidates)}
    marks = [m for m in marks if not any(box.contains(m.box) for box in (*discs, *dotted))]
    others = any(_holds_letter(c, held[c.box]) for c in candidates)
    lettered = {c.box for c in candidates if others and c.lining >= FULL and _leaves_letter(c, ground)}
    if _are_all_judged(candidates, discs, ground):
        judged = [Widget(c.box, Shape.PLAIN, None, tone=discs.get(c.box, Tone.INCORRECT)) for c in candidates]
        return Markers(tuple(sorted(judged, key=lambda w: (w.box.top, w.box.left))), tuple(marks))
    marks += [Mark(disc, tone) for disc, tone in discs.items() if disc not in lettered]
    widgets = _widgets([c for c in candidates if c.box not in discs or c.box in lettered], held, ground)
    widgets = [replace(w, tone=discs.get(w.box) if w.letter is not None else None) for w in widgets]
    promoted = _in_place_of_widgets(marks, widgets, ground, boxes, x_height)
    widgets += promoted.values()
    return Markers(
        tuple(sorted(widgets, key=lambda w: (w.box.top, w.box.left))),
        tuple(m for m in marks if m not in promoted),
    )


def in_rows(
    widgets: Sequence[Widget], ground: Ground, frames: Sequence[Box], x_height: float
) -> list[Widget]:
    """The widgets with the card or tinted row that each has to itself, and what its tint or outline says.

    A green outline can mark what was chosen, whatever it says, unless there is a red one around its like.
    """
    found = [_in_row(w, widgets, ground, frames, x_height) for w in widgets]
    outlines = [tone_of_outline(ground, w.row) if w.row and w.row in frames else None for w in found]
    red = {w.shape for w, tone in zip(found, outlines, strict=True) if tone is Tone.INCORRECT}
    return [
        replace(w, tone=w.tone or tone) if w.shape in red else w
        for w, tone in zip(found, outlines, strict=True)
    ]


def _candidates(
    boxes: Sequence[Box], pale_boxes: Sequence[Box], ground: Ground, x_height: float
) -> list[Candidate]:
    strong = find_candidates(boxes, ground.ink, ground, x_height)
    pale = [
        c
        for c in find_candidates(pale_boxes, ground.faint, ground, x_height)
        if not any(s.box.width >= LIKE_LARGE * c.box.width and s.box.intersection(c.box).area for s in strong)
    ]
    chosen = choose_widgets(strong + pale, boxes, x_height)
    chosen += choose_widgets(_gapped(boxes, chosen, ground, x_height), boxes, x_height)
    # Letter-sized ones are letters where larger widgets stand on the page.
    large = [c for c in chosen if c.box.width > LETTER_SIZE * x_height]
    if _number_others(large, [c for c in chosen if c not in large]):
        return outermost(chosen)
    least = min((c.box.width for c in large), default=0)
    return outermost([c for c in chosen if c.box.width >= LIKE_LARGE * least])


def _gapped(
    boxes: Sequence[Box], chosen: Sequence[Candidate], ground: Ground, x_height: float
) -> list[Candidate]:
    """Outlines with gaps, as compression leaves them, in a column of at least two that were chosen."""
    if len(chosen) < MIN_OPTIONS:
        return []
    known = {c.box for c in chosen}
    column = [b for b in boxes if b not in known and companions(b, chosen) >= MIN_OPTIONS]
    return find_candidates(column, ground.ink, ground, x_height, GAPPED_OUTLINE)


def _number_others(large: Sequence[Candidate], small: Sequence[Candidate]) -> bool:
    """Whether some small outlines stand below each large one: it holds a question's number."""
    tops = [c.box.top for c in sorted(large, key=lambda c: c.box.top)]
    counts = [sum(a < c.box.top < b for c in small) for a, b in itertools.pairwise([*tops, math.inf])]
    return min(counts, default=0) >= MIN_OPTIONS


def _tone_of_disc(candidate: Candidate, ground: Ground) -> Tone | None:
    """Set where what looks like a widget is a mark: in green or red, or a filled disc with one on it.

    A ring with a dot is none: some platforms print what was selected in green or red, whatever it is. A ring
    too pale to tell takes the tone of the block that it stands in, if it leans to the same colour.
    """
    tone = tone_of_ink(ground, candidate.box)
    if tone is None and candidate.lining >= FULL:
        return tone_on_disc(ground, candidate.box)
    if tone is not None:
        return tone
    tints = {tone_of_tint(b.color, ground.page) for b in ground.blocks if b.box.contains(candidate.box)}
    return next((t for t in tints - {Tone.NEUTRAL} if leans_to(t, ground, candidate.box)), None)


def _held(candidates: Sequence[Candidate], blobs: Sequence[Blob]) -> dict[Box, list[Blob]]:
    """The pieces of ink that stand in each candidate."""
    edges = np.array([(b.box.left, b.box.top, -b.box.right, -b.box.bottom) for b in blobs]).reshape(-1, 4)
    held = {}
    for box in {c.box for c in candidates}:
        inside = (edges >= (box.left, box.top, -box.right, -box.bottom)).all(axis=1)
        held[box] = [blobs[i] for i in np.flatnonzero(inside).tolist() if blobs[i].box != box]
    return held


def _widgets(
    candidates: Sequence[Candidate], held: Mapping[Box, Sequence[Blob]], ground: Ground
) -> list[Widget]:
    usual = float(np.median([c.box.width for c in candidates])) if candidates else 0.0
    large = [c for c in candidates if c.box.width > MUCH_LARGER * usual]
    rest = [c for c in candidates if c not in large]
    return [w for group in (large, rest) for w in _of_one_size(group, held, ground)]


def _of_one_size(
    candidates: Sequence[Candidate], held: Mapping[Box, Sequence[Blob]], ground: Ground
) -> list[Widget]:
    outlined = [c for c in candidates if c.lining < FULL]
    # A single outlined one tells nothing of its like: the others are filled with what they say.
    like = outlined if len(outlined) > 1 else candidates
    lettered = sum(
        _holds_letter(c, held[c.box]) if c.lining < FULL else _leaves_letter(c, ground) for c in like
    )
    if lettered < 2 or 2 * lettered <= len(like):
        return [Widget(c.box, c.shape, s) for c, s in zip(candidates, states(candidates), strict=True)]
    usual = float(np.median([c.depth for c in candidates]))
    # White letters outshine the fill of their discs on a dark page: there, the one that stands out is chosen.
    return [
        Widget(c.box, c.shape, c.lining >= FULL or c.depth - usual >= MIN_CONTRAST, letter="")
        for c in candidates
    ]


def _are_all_judged(candidates: Sequence[Candidate], discs: Collection[Box], ground: Ground) -> bool:
    """Whether each option has a disc with a mark: green ones, and pale ones with a cross.

    They say what is right, and nothing of what was selected.
    """
    pale = [c for c in candidates if c.box not in discs]
    signs = (_hole(c, ground, PALE) for c in pale if c.lining >= FULL)
    crossed = [sign for sign in signs if sign is not None and is_cross(sign)]
    return bool(discs) and len(crossed) == len(pale) > 0


def _filled_boxes(candidates: Sequence[Candidate]) -> set[Box]:
    return {c.box for c in candidates if c.shape is Shape.CHECKBOX and c.lining >= FULL}


def _holds_letter(candidate: Candidate, held: Sequence[Blob]) -> bool:
    """Whether a piece of a letter's size stands in an outline, and is not its dot."""
    low, high = (share * candidate.box.height for share in LETTER)
    return (
        candidate.lining < FULL
        and candidate.inside < DOT_FILL
        and any(low <= b.box.height <= high and not _is_dot(b, candidate.box) for b in held)
    )


def _leaves_letter(candidate: Candidate, ground: Ground) -> bool:
    """Whether what a filled widget leaves open is a letter, rather than a tick."""
    hole = _hole(candidate, ground)
    return hole is not None and candidate.inside < DOT_FILL and not is_tick_or_cross(hole)


def _hole(candidate: Candidate, ground: Ground, levels: int = DRAWN) -> NDArray[np.bool_] | None:
    """What a filled widget leaves open, cropped to it."""
    inner = candidate.box.grown(-round(0.2 * candidate.box.height))
    patch = ground.rgb[inner.top : inner.bottom, inner.left : inner.right].astype(np.int16)
    hole = np.abs(patch - np.median(patch, axis=(0, 1))).max(axis=2) >= levels
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    if not len(rows):
        return None
    return np.asarray(hole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], dtype=np.bool_)


def _holds_dot(candidate: Candidate, held: Sequence[Blob]) -> bool:
    """Whether there is a dot in the middle, as a piece of its own or with white around it in a ring."""
    widget = candidate.box
    ringed = candidate.inside >= DOT_FILL and candidate.lining < FULL
    return ringed or any(
        _is_dot(b, widget) and (b.area >= FULL_DOT * b.box.area or b.box.height >= LARGE_DOT) for b in held
    )


def _is_dot(blob: Blob, widget: Box) -> bool:
    """Whether a piece is round or square, filled, and in the middle of a widget."""
    box = blob.box
    off = max(abs(box.center_x - widget.center_x), abs(box.center_y - widget.center_y))
    squarish = abs(box.width - box.height) <= max(1, DOT_ROUND * box.height)
    return squarish and off <= max(1.0, 0.08 * widget.height) and blob.area >= DOT_AREA * box.area


def _in_place_of_widgets(
    marks: Sequence[Mark], widgets: Sequence[Widget], ground: Ground, pieces: Sequence[Box], x_height: float
) -> dict[Mark, Widget]:
    """The widgets that marks stand for: on pages that put a mark in the place of what was selected.

    Such a mark follows the column of the other widgets at their distance, or that of other marks.
    """
    free = [
        m
        for m in marks
        if not any(b.box.contains(m.box) for b in ground.blocks)
        and not any(w.box.overlap_y(m.box) > 0 for w in widgets)
        and stands_before_text(m.box, pieces, x_height)
    ]
    found: dict[Mark, Widget] = {}
    for mark in sorted(free, key=lambda m: _distance(m.box, [w.box for w in widgets])):
        others = [w.box for w in widgets] or [m.box for m in free if m is not mark]
        column = sorted((b for b in others if _in_column(b, mark.box)), key=lambda b: b.top)
        chosen = any(w.selected and w.box in column for w in widgets)
        column = sorted(
            {*column, *(m.box for m in found if _in_column(m.box, mark.box))}, key=lambda b: b.top
        )
        if column and not chosen and _follows(mark.box, column):
            like = next((w for w in widgets if w.box in column), None)
            shape, letter = (like.shape, like.letter) if like else (Shape.RADIO, None)
            found[mark] = Widget(mark.box, shape, True, letter=letter, tone=mark.tone)
    return found


def _distance(box: Box, others: Sequence[Box]) -> float:
    """How far above or below a box the nearest of its column is."""
    return min((abs(o.center_y - box.center_y) for o in others if _in_column(o, box)), default=math.inf)


def _follows(box: Box, column: Sequence[Box]) -> bool:
    """Whether a box stands no farther from its nearest neighbour in a column than those from each other.

    Below the first one a panel may stand between; above it stands the stem, which can have a mark of its own.
    """
    nearest = min(abs(b.center_y - box.center_y) for b in column)
    steps = [b.center_y - a.center_y for a, b in itertools.pairwise(column)]
    most = MAX_STEP if box.top < column[0].top else MAX_STEP_OVER_PANEL
    return not steps or nearest <= most * float(np.median(steps))


def _in_column(a: Box, b: Box) -> bool:
    return abs(a.center_x - b.center_x) <= 0.5 * max(a.width, b.width)


def _in_row(
    widget: Widget, widgets: Sequence[Widget], ground: Ground, frames: Sequence[Box], x_height: float
) -> Widget:
    blocks = [(b.box, tone_of_tint(b.color, ground.page)) for b in ground.blocks]
    rows = [(box, tone) for box, tone in [*blocks, *((f, Tone.NEUTRAL) for f in frames)]
            if box.width >= MIN_ROW_WIDTH * x_height and box.contains(widget.box)
            and not any(o is not widget and box.covers(o.box) for o in widgets)]  # fmt: skip
    if not rows:
        return widget
    row = max((box for box, _ in rows), key=lambda b: b.area)
    tones = {tone for _, tone in rows} - {Tone.NEUTRAL}
    tone = widget.tone or (tones.pop() if len(tones) == 1 else None)
    return replace(widget, row=row, tone=tone)
