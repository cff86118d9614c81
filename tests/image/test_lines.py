"""Lines of text: what belongs together, and what a recogniser gets to see of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrquiz.geometry import Box, union
from ocrquiz.image.ground import separate
from ocrquiz.image.lines import Chunk, cut_letter, cut_line, find_lines

from .drawing import BLACK, BLUE, DARK, SENTENCE, WHITE, Color, Rgb, blobs_of, disc, page, write, x_height
from .forms import Draw, lettered_disc, lettered_tile

SIZE = 20
X = x_height(SIZE)


def lines_of(rgb: Rgb, blocks: Sequence[Box] = (), cells: Sequence[Box] = ()) -> list[Chunk]:
    blobs, _, labels = blobs_of(rgb)
    return find_lines(blobs, labels, blocks, cells, X)


def test_blank_page_has_no_lines() -> None:
    assert lines_of(page()) == []


@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLACK), (DARK, WHITE)])
@pytest.mark.parametrize("size", [SIZE, 28])
def test_a_line_for_each_line_from_top_to_bottom(size: int, paper: Color, ink: Color) -> None:
    rgb = page(800, 300, paper)
    written = [write(rgb, 20, top, size=size, color=ink) for top in (20, 60, 140, 190)]
    lines = lines_of(rgb)
    assert len(lines) == len(written)
    assert all(box.grown(2).contains(line.box) for box, line in zip(written, lines, strict=True))


@given(st.lists(st.text("aeg,;i.jÄ%\"'", min_size=1, max_size=12), min_size=1, max_size=4))
@settings(max_examples=50)
def test_each_piece_of_ink_is_in_one_line(texts: list[str]) -> None:
    rgb = page(500, 260)
    for row, text in enumerate(texts):
        write(rgb, 20 + 7 * row, 20 + 60 * row, text)
    blobs, _, labels = blobs_of(rgb)
    lines = find_lines(blobs, labels, [], [], X)
    # A bullet is taken off its line.
    bullets = sum(line.bullet for line in lines)
    kept = [b.label for line in lines for b in line.blobs]
    assert len(set(kept)) == len(kept) == len(blobs) - bullets
    assert all(line.box == union(b.box for b in line.blobs) for line in lines)


@pytest.mark.parametrize(
    "text", ["i j ! : ;", "Äpfel; Öl, été", "say \"a\" or 'b'", "x_1 ____ y", "a - b = c"]
)
def test_dots_accents_and_dashes_belong_to_their_line(text: str) -> None:
    rgb = page()
    write(rgb, 20, 40, SENTENCE)
    write(rgb, 20, 80, f"words before {text} and after")
    write(rgb, 20, 120, SENTENCE)
    assert len(lines_of(rgb)) == 3


@pytest.mark.parametrize(("gap", "count"), [(0.5, 1), (1.2, 1), (2.0, 1), (6.0, 2)])
def test_wide_spaces_are_bridged_and_columns_are_not(gap: float, count: int) -> None:
    rgb = page()
    left = write(rgb, 20, 40, "several words")
    write(rgb, round(left.right + gap * X), 40, "more of them")
    assert len(lines_of(rgb)) == count


@pytest.mark.parametrize("label", ["1.", "12.", "b)"])
def test_number_set_off_from_its_text_is_a_line_of_its_own(label: str) -> None:
    rgb = page()
    number = write(rgb, 20, 40, label)
    write(rgb, number.right + 2 * X, 40)
    lines = sorted(lines_of(rgb), key=lambda line: line.box.left)
    assert [number.grown(2).contains(line.box) for line in lines] == [True, False]


def test_short_first_word_is_no_number() -> None:
    rgb = page()
    write(rgb, 20, 40, "A dog")
    assert len(lines_of(rgb)) == 1


@pytest.mark.parametrize("diameter", [4, 5, 6, 7, 8])
def test_bullet_is_taken_off_and_remembered(diameter: int) -> None:
    rgb = page()
    texts = [write(rgb, 60, top) for top in (40, 80)]
    disc(rgb, 60 - X - diameter / 2, round(texts[1].center_y) + diameter / 2 % 1, diameter)
    plain, listed = lines_of(rgb)
    assert (plain.bullet, listed.bullet) == (False, True)
    assert listed.box.left == plain.box.left


def test_bullet_far_from_its_text_is_no_number() -> None:
    rgb = page()
    text = write(rgb, 60, 40)
    disc(rgb, 60 - 2 * X, round(text.center_y), 6)
    (listed,) = lines_of(rgb)
    assert listed.bullet


@pytest.mark.parametrize("text", ["a = b", "- dash", ".env", "e o", "* star", '" quoted'])
def test_letters_and_signs_are_no_bullets(text: str) -> None:
    rgb = page()
    write(rgb, 20, 40, text)
    assert [line.bullet for line in lines_of(rgb)] == [False]


def test_line_does_not_leave_its_block_or_cell() -> None:
    rgb = page()
    left = write(rgb, 20, 40, "cell one")
    right = write(rgb, left.right + X, 40, "cell two")
    assert len(lines_of(rgb)) == 1
    zones = [left.grown(X // 3), right.grown(X // 3)]
    assert len(lines_of(rgb, cells=zones)) == len(lines_of(rgb, blocks=zones[:1], cells=zones[1:])) == 2
    apart = write(rgb, right.right + 2 * X, 40, "in a panel")
    assert len(lines_of(rgb)) == 1
    assert len(lines_of(rgb, blocks=[apart.grown(X // 3)])) == 2


def test_block_that_ends_within_a_line_does_not_cut_it() -> None:
    rgb = page()
    line = write(rgb, 20, 40)
    shade = Box(0, 0, round(line.left + 0.7 * line.width), 100)
    assert len(lines_of(rgb, blocks=[shade])) == 1


def test_x_height_of_a_line() -> None:
    rgb = page(900, 300)
    write(rgb, 20, 20, "a heading of its own size", size=2 * SIZE)
    write(rgb, 20, 100, SENTENCE)
    write(rgb, 20, 140, "CAPITALS AND 1234567")
    write(rgb, 20, 180, "two")
    heading, *others = lines_of(rgb)
    assert heading.x_height == pytest.approx(x_height(2 * SIZE), abs=2)
    assert [line.x_height for line in others] == pytest.approx([X] * 3, abs=1)


def test_x_height_of_a_line_of_tall_letters() -> None:
    rgb = page(900, 300)
    for top in (40, 80, 120):
        write(rgb, 20, top)
    write(rgb, 20, 200, "bad kid did add bold hold dudes debt", 32)
    *_, large = lines_of(rgb)
    assert large.x_height == pytest.approx(x_height(32), abs=2)


@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLACK), (DARK, WHITE), (WHITE, (150, 150, 150))])
def test_cut_line_is_dark_on_white_with_a_margin(paper: Color, ink: Color) -> None:
    rgb = page(400, 120, paper)
    write(rgb, 20, 40, color=ink)
    (line,) = lines_of(rgb)
    cut = cut_line(separate(rgb).contrast, blobs_of(rgb)[2], line, margin=5)
    assert cut.shape == (line.box.height + 2 + 2 * 5, line.box.width + 2 + 2 * 5)
    assert cut.min() == 0
    assert (cut > 128).mean() > 0.6
    inner = cut[5:-5, 5:-5]
    assert np.count_nonzero(cut < 255) == np.count_nonzero(inner < 255)


def test_cut_line_shows_its_own_pieces_only() -> None:
    rgb = page(400, 120)
    write(rgb, 20, 40)
    (line,) = lines_of(rgb)
    foreign = line.blobs[len(line.blobs) // 2]
    others = replace(line, blobs=tuple(b for b in line.blobs if b is not foreign))
    contrast, labels = separate(rgb).contrast, blobs_of(rgb)[2]
    whole, cut = (cut_line(contrast, labels, chunk, margin=0) for chunk in (line, others))
    # Cut lines begin a pixel before the line.
    there = foreign.box.moved(1 - line.box.left, 1 - line.box.top)
    assert whole[there.top : there.bottom, there.left : there.right].min() < 50
    assert cut[there.top : there.bottom, there.left : there.right].min() == 255
    assert np.array_equal(cut[:, : there.left - 2], whole[:, : there.left - 2])
    assert np.array_equal(cut[:, there.right + 2 :], whole[:, there.right + 2 :])


def test_line_at_the_very_edge_is_cut() -> None:
    rgb = page(200, 16)
    write(rgb, -2, -6, "edge", color=BLACK)
    (line,) = lines_of(rgb)
    cut = cut_line(separate(rgb).contrast, blobs_of(rgb)[2], line, margin=3)
    assert cut.min() == 0


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("draw", [lettered_disc, lettered_tile])
@pytest.mark.parametrize("thick", [1, 2])
def test_letter_in_a_widget_is_cut_out_of_it(draw: Draw, filled: bool, thick: int) -> None:
    rgb = page(100, 100)
    for inset in range(thick):
        draw(rgb, 50, 50, 3 * X - 2 * inset, filled, BLUE)
    paper, ink = (BLUE, WHITE) if filled else (WHITE, BLUE)
    letter = write(rgb, 44, 38, "B", 18, ink)
    widget = Box(50 - 3 * X // 2, 50 - 3 * X // 2, 51 + 3 * X // 2, 51 + 3 * X // 2)
    contrast = np.abs(rgb.astype(int) - WHITE).max(axis=2).astype(np.uint8)
    cut = cut_letter(contrast, widget)
    bare = np.abs(rgb[letter.top : letter.bottom, letter.left : letter.right].astype(int) - paper).max(axis=2)
    assert cut.shape[0] == np.count_nonzero((bare > bare.max() / 2).any(axis=1))
    assert cut.shape[1] == np.count_nonzero((bare > bare.max() / 2).any(axis=0))
    assert 0.2 < (cut < 128).mean() < 0.8
