"""Small pages, drawn with nothing but what Pillow and OpenCV bring."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ocrquiz.geometry import Box, union
from ocrquiz.image.blobs import Blob, find_blobs
from ocrquiz.image.ground import separate

Rgb = NDArray[np.uint8]
Color = tuple[int, int, int]

WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)
DARK: Color = (24, 26, 31)
"""A dark page."""

GREEN: Color = (29, 124, 80)
RED: Color = (211, 0, 27)
BLUE: Color = (0, 86, 210)

SENTENCE = "some text in a line that is read here"


def page(width: int = 600, height: int = 300, color: Color = WHITE) -> Rgb:
    """A blank page, (h, w, 3)."""
    return np.full((height, width, 3), color, np.uint8)


def write(rgb: Rgb, left: int, top: int, text: str = SENTENCE, size: int = 20, color: Color = BLACK) -> Box:
    """Write a line; its box comes back. The page is changed."""
    image = Image.fromarray(rgb)
    ImageDraw.Draw(image).text((left, top), text, fill=color, font=_font(size))
    rgb[:] = np.asarray(image)
    bounds = _font(size).getbbox(text)
    return Box(*map(round, bounds)).moved(left, top)


def write_tight(
    rgb: Rgb, left: int, top: int, text: str = SENTENCE, size: int = 12, color: Color = BLACK
) -> Box:
    """Write a line whose letters touch within words, as in small print. The page is changed."""
    boxes = []
    for character in text:
        if character != " ":
            boxes.append(write(rgb, left, top, character, size, color))
        left += round(_font(size).getlength(character)) - (character != " ")
    return union(boxes)


def fill(rgb: Rgb, box: Box, color: Color) -> Box:
    """Paint a rectangle. The page is changed."""
    rgb[box.top : box.bottom, box.left : box.right] = color
    return box


def disc(rgb: Rgb, x: float, y: float, diameter: float, color: Color = BLACK) -> Box:
    """Paint a filled circle with smooth edges, its centre between pixels. The page is changed."""
    fine = 16
    box = Box(
        *map(math.floor, (x - diameter / 2, y - diameter / 2, x + diameter / 2 + 1, y + diameter / 2 + 1))
    )
    across, down = (
        (np.arange(fine * extent) + 0.5) / fine + start - center
        for extent, start, center in ((box.width, box.left, x), (box.height, box.top, y))
    )
    inside = np.hypot(across[None], down[:, None]) <= diameter / 2
    share = inside.reshape(box.height, fine, box.width, fine).mean(axis=(1, 3))[..., None]
    patch = rgb[box.top : box.bottom, box.left : box.right]
    patch[:] = np.round(patch * (1 - share) + np.array(color) * share)
    return box


def tick(rgb: Rgb, box: Box, color: Color, thick: int = 2) -> Box:
    """Draw a check mark. The page is changed."""
    points = [(0.0, 0.6), (0.35, 1.0), (1.0, 0.0)]
    return _strokes(rgb, box, [points], color, thick)


def cross(rgb: Rgb, box: Box, color: Color, thick: int = 2) -> Box:
    """Draw a cross. The page is changed."""
    return _strokes(rgb, box, [[(0.0, 0.0), (1.0, 1.0)], [(0.0, 1.0), (1.0, 0.0)]], color, thick)


def _strokes(rgb: Rgb, box: Box, lines: list[list[tuple[float, float]]], color: Color, thick: int) -> Box:
    """Draw lines through points given as shares of a box's width and height."""
    inner = box.grown(-1 - thick // 2)
    for line in lines:
        points = [
            (inner.left + round(x * (inner.width - 1)), inner.top + round(y * (inner.height - 1)))
            for x, y in line
        ]
        for start, end in pairwise(points):
            cv2.line(rgb, start, end, color, thick, cv2.LINE_AA)
    return box


def x_height(size: int) -> int:
    """Of the letters that `write` makes, in pixels."""
    _, top, _, bottom = _font(size).getbbox("x")
    return round(bottom - top)


def mask(*boxes: Box, width: int = 60, height: int = 40) -> NDArray[np.uint8]:
    """Ink, (h, w): 255 in the boxes."""
    ink = np.zeros((height, width), np.uint8)
    for box in boxes:
        ink[box.top : box.bottom, box.left : box.right] = 255
    return ink


def blobs_of(rgb: Rgb) -> tuple[tuple[Blob, ...], NDArray[np.uint8], NDArray[np.int32]]:
    """The pieces of ink on a page, the ink, and the labels of its pieces."""
    ink = separate(rgb).ink
    blobs, labels = find_blobs(ink)
    return blobs, ink, labels


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font
