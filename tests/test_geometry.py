"""Boxes, compared with the sets of pixels that they stand for."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box, union

SIDES = st.integers(-5, 12)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    """Boxes with at least one pixel."""
    (left, right), (top, bottom) = (sorted(draw(st.sets(SIDES, min_size=2, max_size=2))) for _ in "xy")
    return Box(left, top, right, bottom)


def pixels(box: Box) -> set[tuple[int, int]]:
    return set(product(range(box.left, box.right), range(box.top, box.bottom)))


@given(boxes())
def test_area_counts_pixels(box: Box) -> None:
    assert box.area == len(pixels(box)) == box.width * box.height


@given(boxes(), boxes())
def test_intersection_is_what_both_have(one: Box, other: Box) -> None:
    common = one.intersection(other)
    assert pixels(common) == pixels(one) & pixels(other)
    assert common.area == len(pixels(common))
    assert common == other.intersection(one)


@given(boxes(), boxes())
def test_contains_and_covers(one: Box, other: Box) -> None:
    assert one.contains(other) == (pixels(other) <= pixels(one)) == one.covers(other, 1)
    assert one.covers(other) == (2 * len(pixels(one) & pixels(other)) >= len(pixels(other)))


@given(boxes(), boxes(), st.integers(0, 3))
def test_slack_is_a_larger_box(one: Box, other: Box, slack: int) -> None:
    assert one.contains(other, slack) == one.grown(slack).contains(other)


@given(boxes(), boxes())
def test_overlaps_are_stretches_or_gaps(one: Box, other: Box) -> None:
    for overlap, axis in ((one.overlap_x(other), 0), (one.overlap_y(other), 1)):
        mine, theirs = ({pixel[axis] for pixel in pixels(box)} for box in (one, other))
        between = max(min(mine), min(theirs)) - min(max(mine), max(theirs)) - 1
        assert overlap == (len(mine & theirs) or -between)
    assert (one.overlap_x(other) > 0 < one.overlap_y(other)) == bool(pixels(one) & pixels(other))


@given(boxes(), st.integers(0, 9), SIDES, SIDES)
def test_growing_and_moving_can_be_undone(box: Box, by: int, dx: int, dy: int) -> None:
    assert box.grown(by).grown(-by) == box
    assert box.moved(dx, dy).moved(-dx, -dy) == box
    assert (box.moved(dx, dy).center_x, box.moved(dx, dy).center_y) == (box.center_x + dx, box.center_y + dy)
    assert (box.grown(by).center_x, box.grown(by).center_y) == (box.center_x, box.center_y)


@given(boxes(), st.integers(1, 8), st.integers(1, 8))
def test_clipped_is_inside_the_picture(box: Box, width: int, height: int) -> None:
    assert pixels(box.clipped(width, height)) == pixels(box) & set(product(range(width), range(height)))


@given(st.lists(boxes(), min_size=1, max_size=5))
def test_union_is_the_smallest_box_around_all(parts: list[Box]) -> None:
    whole = union(iter(parts))
    xs, ys = zip(*set().union(*map(pixels, parts)), strict=True)
    assert whole == Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)


def test_nothing_has_no_union_and_covers_nothing() -> None:
    with pytest.raises(ValueError, match="no boxes"):
        union([])
    empty = Box(3, 3, 3, 9)
    assert empty.area == Box(5, 5, 2, 2).area == 0
    assert not Box(0, 0, 9, 9).covers(empty, 0)
