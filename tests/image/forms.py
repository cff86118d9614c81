"""Forms as browsers draw them: a stem, and options each with a widget before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import cv2

from .drawing import BLACK, SENTENCE, WHITE, Color, Rgb, page, write, x_height

SIZE = 20
X = x_height(SIZE)
LEFT, TOP, STEP = 40, 60, 50
Draw = Callable[[Rgb, int, int, int, bool, Color], None]


def radio(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    cv2.circle(rgb, (x, y), side // 2, color, max(1, side // 10), cv2.LINE_AA)
    if selected:
        cv2.circle(rgb, (x, y), side // 4, color, cv2.FILLED, cv2.LINE_AA)


def checkbox(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    half = side // 2
    cv2.rectangle(rgb, (x - half, y - half), (x + half, y + half), color, max(1, side // 10))
    if selected:
        tick = [(x - half * 2 // 3, y), (x - half // 6, y + half // 2), (x + half * 2 // 3, y - half // 2)]
        for start, end in pairwise(tick):
            cv2.line(rgb, start, end, color, max(2, side // 8), cv2.LINE_AA)


def filled_checkbox(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    checkbox(rgb, x, y, side, selected=False, color=color)
    if selected:
        half = side // 2
        rgb[y - half : y + half + 1, x - half : x + half + 1] = color
        paper = tuple(int(channel) for channel in rgb[0, 0])
        cv2.line(rgb, (x - half // 3, y), (x, y + half // 3), paper, 1, cv2.LINE_AA)
        cv2.line(rgb, (x, y + half // 3), (x + half // 2, y - half // 3), paper, 1, cv2.LINE_AA)


def lettered_disc(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    cv2.circle(rgb, (x, y), side // 2, color, cv2.FILLED if selected else 1, cv2.LINE_AA)


def lettered_tile(rgb: Rgb, x: int, y: int, side: int, selected: bool, color: Color) -> None:
    half = side // 2
    cv2.rectangle(rgb, (x - half, y - half), (x + half, y + half), color, cv2.FILLED if selected else 1)


Item = Callable[[Rgb, int, int], object]
"""Draws what stands before an option, given its middle."""


def form(items: Sequence[Item], paper: Color = WHITE, side: int = 2 * X, step: int = STEP) -> Rgb:
    """A stem, and an option for each item."""
    rgb = page(600, TOP + step * (len(items) + 1), paper)
    text = WHITE if sum(paper) < sum(WHITE) / 2 else BLACK
    write(rgb, LEFT - side // 2, 10, f"{SENTENCE}?", SIZE, text)
    for i, item in enumerate(items):
        line = write(rgb, LEFT + side, TOP + step * i, SENTENCE, SIZE, text)
        item(rgb, LEFT, round(line.center_y))
    return rgb


def question(draw: Draw, selected: str, paper: Color = WHITE, ink: Color = BLACK, side: int = 2 * X) -> Rgb:
    """A stem and an option for each character of `selected`: `x` is a selected one."""
    return form([widget(draw, mark == "x", ink, side) for mark in selected], paper, side)


def widget(draw: Draw, selected: bool = False, ink: Color = BLACK, side: int = 2 * X) -> Item:
    """The item that draws a widget."""
    return lambda rgb, x, y: draw(rgb, x, y, side, selected, ink)


def lettered(draw: Draw, letter: str, selected: bool = False, ink: Color = BLACK, side: int = 3 * X) -> Item:
    """The item that draws a widget with a letter in it, left open where it is selected."""

    def item(rgb: Rgb, x: int, y: int) -> None:
        paper: Color = tuple(rgb[0, 0].tolist())
        draw(rgb, x, y, side, selected, ink)
        write(rgb, x - X // 2, y - X, letter, SIZE * 4 // 5, paper if selected else ink)

    return item
