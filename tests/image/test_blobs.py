"""Pieces of ink, and the height of a small letter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from ocrquiz.geometry import Box
from ocrquiz.image.blobs import (
    DEFAULT_X_HEIGHT,
    LOWEST_ZONE,
    MIN_LETTER_HEIGHT,
    Blob,
    find_blobs,
    measure_x_height,
    zone_height,
)

from .drawing import Rgb, blobs_of, mask, page, write, write_tight, x_height


def measured(rgb: Rgb) -> float:
    blobs, _, labels = blobs_of(rgb)
    return measure_x_height(blobs, labels)


@given(arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.sampled_from([0, 255])))
def test_each_pixel_of_ink_is_in_one_piece(ink: Rgb) -> None:
    blobs, labels = find_blobs(ink)
    assert np.array_equal(labels > 0, ink > 0)
    for blob in blobs:
        rows, columns = np.nonzero(labels == blob.label)
        assert blob.area == len(rows)
        assert blob.box == Box(min(columns), min(rows), max(columns) + 1, max(rows) + 1)
    assert sum(blob.area for blob in blobs) == np.count_nonzero(ink)


def test_pixels_that_touch_at_a_corner_are_one_piece() -> None:
    blobs, _ = find_blobs(mask(Box(2, 2, 4, 4), Box(4, 4, 6, 6), Box(7, 4, 8, 5)))
    assert [blob.box for blob in blobs] == [Box(2, 2, 6, 6), Box(7, 4, 8, 5)]


@pytest.mark.parametrize("size", [12, 14, 18, 24, 32, 40])
def test_x_height_of_text(size: int) -> None:
    rgb = page(900, 300)
    for row in range(3):
        write(rgb, 20, 20 + 2 * size * row, size=size)
    assert abs(measured(rgb) - x_height(size)) <= max(1, 0.1 * x_height(size))


@pytest.mark.parametrize("size", [11, 12, 13, 14, 16])
def test_x_height_of_text_whose_letters_touch(size: int) -> None:
    rgb = page(900, 300)
    for row in range(6):
        write_tight(rgb, 20, 20 + 2 * size * row, "the full title that should fill all of this", size)
    assert abs(measured(rgb) - x_height(size)) <= 1


def test_heading_and_pictures_do_not_count() -> None:
    rgb = page(700, 400)
    write(rgb, 20, 20, "A Large Heading", size=48)
    for row in range(3):
        write(rgb, 20, 100 + 40 * row)
    plain = measured(rgb[90:])
    rgb[250:390, 20:400:7] = 0
    assert measured(rgb) == pytest.approx(plain, abs=0.5)


def rings(heights: Sequence[int]) -> tuple[tuple[Blob, ...], NDArray[np.int32]]:
    """A square outline of each height, side by side, and their labels."""
    ink = np.zeros((92, 92 * len(heights) + 1), np.uint8)
    for i, height in enumerate(heights):
        cv2.rectangle(ink, (92 * i, 0), (92 * i + height - 1, height - 1), 255)
    return find_blobs(ink)


@pytest.mark.parametrize(("count", "height"), [(0, DEFAULT_X_HEIGHT), (7, DEFAULT_X_HEIGHT), (8, 20)])
def test_too_few_letters_to_measure(count: int, height: float) -> None:
    assert measure_x_height(*rings([20] * count)) == height


@given(st.lists(st.integers(1, 90), min_size=8, max_size=30))
def test_x_height_is_that_of_some_piece_or_the_default(heights: list[int]) -> None:
    x = measure_x_height(*rings(heights))
    assert min(abs(x - known) for known in (DEFAULT_X_HEIGHT, *heights)) <= 1
    assert measure_x_height(*rings(heights[::-1])) == x


@pytest.mark.parametrize("size", [20, 26, 32])
def test_x_height_amid_capitals_and_figures(size: int) -> None:
    rgb = page(900, 300)
    for row, text in enumerate(("COUNT or COUNTA can", "SUMIF 2024 uses ranges", "AVERAGE, as soon as 1945")):
        write(rgb, 20, 20 + 2 * size * row, text, size)
    assert abs(measured(rgb) - x_height(size)) <= max(1, 0.1 * x_height(size))


def test_smaller_print_below_larger_text_does_not_count() -> None:
    rgb = page(900, 400)
    text = "both bold words had a dog and began a page"
    for row in range(3):
        write(rgb, 20, 20 + 60 * row, text, 28)
        write(rgb, 20, 60 + 60 * row, text, 20)
    write(rgb, 20, 220, text, 28)
    assert abs(measured(rgb) - x_height(28)) <= 1


@given(arrays(np.bool_, st.tuples(st.integers(1, 30), st.integers(1, 6))))
def test_zone_is_where_ink_sets_in_most_and_ends_most(ink: NDArray[np.bool_]) -> None:
    rows = [0, *(int(row.sum()) for row in ink), 0]
    steps = [after - before for before, after in pairwise(rows)]
    least = max(MIN_LETTER_HEIGHT, round(LOWEST_ZONE * len(ink)))
    zones = [(t, b) for t in range(len(steps)) for b in range(t + least, len(steps))]
    # Of equal ones, the first.
    top, bottom = max(zones, key=lambda zone: steps[zone[0]] - steps[zone[1]], default=(0, 0))
    assert zone_height(ink) == bottom - top
