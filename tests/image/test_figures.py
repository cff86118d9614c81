"""Pictures inside a page, and text that is none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.image.blobs import Blob
from ocrquiz.image.figures import absorb, find_figures, is_large, merge
from ocrquiz.image.lines import Chunk, find_lines

from .drawing import BLACK, DARK, SENTENCE, WHITE, Color, Rgb, blobs_of, page, write, x_height

X = x_height(20)

SIDES = st.integers(0, 40)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    (left, right), (top, bottom) = (sorted(draw(st.sets(SIDES, min_size=2, max_size=2))) for _ in "xy")
    return Box(left, top, right, bottom)


def figures_of(rgb: Rgb) -> list[Box]:
    blobs, *_ = blobs_of(rgb)
    return find_figures(blobs, [], X)


@given(st.lists(boxes(), max_size=6), st.integers(0, 4))
def test_merged_boxes_hold_all_and_are_apart(parts: list[Box], reach: int) -> None:
    merged = merge(parts, reach)
    assert all(any(whole.contains(part) for whole in merged) for part in parts)
    assert all(
        one is other or one.grown(reach).intersection(other).area == 0 for one in merged for other in merged
    )
    assert merge(merged, reach) == merged


@pytest.mark.parametrize(
    ("width", "height", "large"),
    [(1, 1.5, False), (8, 3, False), (2, 4, True), (10, 1, True), (20, 0.4, False), (0.4, 20, False)],
)
def test_no_letter_is_that_large(width: float, height: float, large: bool) -> None:
    blob = Blob(1, Box(5, 5, 5 + round(width * X), 5 + round(height * X)), 9)
    assert is_large(blob, X) is large


@pytest.mark.parametrize(
    ("x_height", "width", "height", "ink", "large"),
    [(7, 20, 2, 0.4, False), (7, 20, 2, 0.1, True), (7, 20, 3, 0.4, True), (14, 20, 2, 0.4, True)],
)
def test_words_whose_letters_touch_in_small_print(
    x_height: int, width: int, height: int, ink: float, large: bool
) -> None:
    box = Box(5, 5, 5 + width * x_height, 5 + height * x_height)
    assert is_large(Blob(1, box, round(ink * box.area)), x_height) is large


def test_text_of_all_sizes_is_no_figure() -> None:
    rgb = page(900, 400)
    for row, size in enumerate((14, 20, 30)):
        write(rgb, 20, 20 + 60 * row, SENTENCE, size)
    write(rgb, 20, 220, "f(x) = [a, {b}] | Äé __________ ----")
    rgb[300:302, 20:880] = 0
    assert figures_of(rgb) == []


@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLACK), (DARK, WHITE)])
def test_diagram_is_one_figure_with_its_lettering(paper: Color, ink: Color) -> None:
    rgb = page(600, 400, paper)
    above = write(rgb, 20, 20, color=ink)
    nodes = [Box(100 + 180 * i, 120, 200 + 180 * i, 190) for i in range(2)]
    for node in nodes:
        cv2.rectangle(rgb, (node.left, node.top), (node.right, node.bottom), ink, 2)
        write(rgb, node.left + 15, node.top + 25, "node", color=ink)
    cv2.arrowedLine(rgb, (210, 155), (270, 155), ink, 2)
    below = write(rgb, 20, 330, color=ink)
    (figure,) = figures_of(rgb)
    assert all(figure.contains(node) for node in nodes)
    assert all(figure.intersection(text).area == 0 for text in (above, below))


def photo(rgb: Rgb, box: Box) -> Box:
    """Paint what has neither flat colour nor letters. The page is changed."""
    noise = np.random.default_rng(0).integers(0, 200, (box.height, box.width, 3))
    rgb[box.top : box.bottom, box.left : box.right] = noise
    return box


def test_photos_far_apart_are_two_figures() -> None:
    rgb = page(600, 600)
    photos = [photo(rgb, Box(40, top, 240, top + 120)) for top in (40, 400)]
    write(rgb, 40, 260)
    assert sorted(figures_of(rgb)) == photos


def test_outlined_box_near_a_picture_is_part_of_it() -> None:
    picture = Blob(1, Box(60, 60, 160, 160), 5000)
    near, far = Box(170, 60, 260, 160), Box(400, 60, 500, 160)
    assert find_figures([picture], [near, far], X) == [Box(60, 60, 260, 160)]
    assert find_figures([], [near, far], X) == []


def lines_of(rgb: Rgb) -> list[Chunk]:
    blobs, _, labels = blobs_of(rgb)
    return find_lines(blobs, labels, [], [], X)


def test_labels_of_a_figure_are_absorbed_and_the_question_is_not() -> None:
    rgb = page(700, 500)
    figure = Box(150, 150, 350, 300)
    label = write(rgb, figure.right + 30, 200, "axis")
    title = write(rgb, 100, 100, "a long name", size=36)
    option = write(rgb, 420, 250, "an option")
    widget = Box(390, option.top, 405, option.bottom)
    others = [option, write(rgb, 20, 40), write(rgb, 20, 200, "2."), write(rgb, 20, 400)]
    (grown,) = absorb([figure], lines_of(rgb), [widget], X)
    assert all(grown.grown(2).contains(box) for box in (figure, label, title))
    assert all(grown.intersection(box).area == 0 for box in others)


def test_question_beside_a_picture_is_no_label_of_it() -> None:
    rgb = page(700, 500)
    figure = Box(50, 100, 350, 300)
    stem, option = write(rgb, 380, 120, "what is it"), write(rgb, 420, 180, "an option")
    widgets = [Box(390, top, 405, top + 15) for top in (option.top, option.top + 60)]
    assert absorb([figure], lines_of(rgb), widgets, X) == [figure]
    assert absorb([figure], lines_of(rgb), [], X)[0].contains(stem)


def caption(left: int, right: int, top: int) -> Chunk:
    return Chunk(Box(left, top, right, top + 12), (), X)


def test_captions_side_by_side_belong_to_their_pictures() -> None:
    photos = [Box(0, 100, 200, 220), Box(240, 100, 440, 220)]
    captions = [caption(60, 140, 80), caption(300, 380, 80)]
    assert absorb(photos, captions, [], X) == [Box(0, 80, 200, 220), Box(240, 80, 440, 220)]
    alone = [caption(60, 140, 80), caption(40, 380, 60), caption(240, 300, 80)]
    assert absorb(photos, alone, [], X) == photos


def test_nothing_to_absorb() -> None:
    assert absorb([], [], [], X) == []
    assert absorb([Box(0, 0, 90, 90)], [], [], X) == [Box(0, 0, 90, 90)]
