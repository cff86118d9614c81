"""A screenshot with what the program saw drawn on it, each kind in its colour, with a legend below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from ocrquiz import confidence
from ocrquiz.checks import REVIEW_BELOW
from ocrquiz.geometry import Box
from ocrquiz.model import Question
from ocrquiz.page.model import Page, Tone, Widget

Colour = tuple[int, int, int]

LINE = (31, 119, 220)
DOUBTFUL = (214, 0, 147)
ON = (0, 130, 60)
OFF = (120, 120, 120)
UNKNOWN = (235, 120, 0)
PANELS: dict[Tone, Colour] = {
    Tone.CORRECT: (60, 170, 60),
    Tone.INCORRECT: (210, 45, 45),
    Tone.NEUTRAL: (110, 125, 150),
}
PICTURE = (125, 60, 200)
ICON = (150, 110, 0)
BUTTON = (0, 150, 160)
QUESTION = (20, 30, 60)
PAPER = (255, 255, 255)

OUTLINE = 0.14
"""Width of a line that is drawn, in x-heights: as strong as that of a letter."""

LETTERING = 1.6
"""Size of the lettering in x-heights, as large as the text of the page; not below `MIN_LETTERING`."""

MIN_LETTERING = 11
"""In pixels: the smallest that can be read."""

TINT = 0.22
"""Opacity of a panel's tint: the text below it stays readable."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box to draw.

    Attributes:
        box: where.
        colour: of its outline.
        kind: what the legend says about the colour.
        tinted: whether the box is filled with the colour, thinly.
        weight: of the outline, in units of `OUTLINE`.
        label: written at the box's upper left corner.
    """

    box: Box
    colour: Colour
    kind: str
    tinted: bool = False
    weight: float = 1.0
    label: str = ""


def draw(picture: Image.Image, page: Page, questions: Sequence[Question]) -> Image.Image:
    """Draw what was seen.

    Args:
        picture: the screenshot, upright.
        page: what it shows.
        questions: those with regions on this page, by `page.screenshot`; others are left out.

    Returns:
        A picture of the same width, with the legend below the screenshot.
    """
    found = [*marks(page), *question_marks(page, questions)]
    drawn = picture.convert("RGB")
    unit = max(1.0, OUTLINE * page.x_height)
    font = ImageFont.load_default(max(MIN_LETTERING, round(LETTERING * page.x_height)))
    for mark in found:
        if mark.tinted:
            _tint(drawn, mark)
    pen = ImageDraw.Draw(drawn)
    for mark in found:
        width = max(1, round(mark.weight * unit))
        # Around the box, so that what is in it stays to be seen.
        around = mark.box.grown(width).clipped(drawn.width, drawn.height)
        pen.rectangle(_corners(around), outline=mark.colour, width=width)
    for mark in found:
        if mark.label:
            _label(pen, mark, font)
    return _with_legend(drawn, found, font)


def marks(page: Page) -> Iterator[Mark]:
    """What stands on a page, large things first."""
    for panel in page.panels:
        yield Mark(panel.box, PANELS[panel.tone], f"panel: {panel.tone.value}", tinted=True)
    for picture in page.pictures:
        yield Mark(picture.box, PICTURE, picture.kind.value, tinted=True)
    for line in page.lines:
        sure = confidence.of_lines([line])
        if sure < REVIEW_BELOW:
            yield Mark(line.box, DOUBTFUL, "line, badly read", label=f"{sure:.2f}")
        else:
            yield Mark(line.box, LINE, "line")
    for box in page.buttons:
        yield Mark(box, BUTTON, "button")
    for box, tone in page.icons:
        yield Mark(box, ICON, "icon", label={Tone.CORRECT: "right", Tone.INCORRECT: "wrong"}.get(tone, ""))
    for widget in page.widgets:
        yield _widget_mark(widget)


def _widget_mark(widget: Widget) -> Mark:
    state = {True: ("selected", ON), False: ("not selected", OFF), None: ("state unknown", UNKNOWN)}
    name, colour = state[widget.selected]
    return Mark(
        widget.box,
        colour,
        f"{widget.shape.value}: {name}",
        tinted=widget.selected is True,
        weight=2,
        label="?" if widget.selected is None else "",
    )


def question_marks(page: Page, questions: Sequence[Question]) -> Iterator[Mark]:
    """The bounds of questions."""
    for question in questions:
        for region in question.regions:
            if region.screenshot == page.screenshot:
                name = f"question {question.number}" if question.number is not None else question.id
                doubt = ", to review" if question.to_review else ""
                label = f"{name}: {question.type}, {question.confidence:.2f}{doubt}"
                yield Mark(Box(*region.bbox), QUESTION, "question", weight=1.5, label=label)


def _corners(box: Box) -> tuple[int, int, int, int]:
    # Pillow's rectangles include their last row and column.
    return box.left, box.top, max(box.left, box.right - 1), max(box.top, box.bottom - 1)


def _tint(picture: Image.Image, mark: Mark) -> None:
    corners = mark.box.clipped(picture.width, picture.height)
    if corners.width > 0 and corners.height > 0:
        area = (corners.left, corners.top, corners.right, corners.bottom)
        below = picture.crop(area)
        picture.paste(Image.blend(below, Image.new("RGB", below.size, mark.colour), TINT), area)


Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def _label(pen: ImageDraw.ImageDraw, mark: Mark, font: Font) -> None:
    """Write above the box, or in it at the upper edge of the picture."""
    left, top, right, bottom = pen.textbbox((0, 0), mark.label, font=font)
    width, height = right - left, bottom - top
    x = max(0, min(mark.box.left, pen.im.size[0] - round(width) - 4))
    y = mark.box.top - height - 4
    y = mark.box.top if y < 0 else y
    pen.rectangle((x, y, x + width + 4, y + height + 4), fill=mark.colour)
    pen.text((x + 2 - left, y + 2 - top), mark.label, fill=PAPER, font=font)


def _with_legend(picture: Image.Image, found: Sequence[Mark], font: Font) -> Image.Image:
    """The picture with a row of keys below it, wrapped to its width."""
    kinds = {mark.kind: mark for mark in found}
    em = round(font.getbbox("M")[3])
    row, gap = round(1.6 * em), em
    places: list[tuple[int, int, Mark]] = []
    x, y = gap, gap
    for kind, mark in kinds.items():
        width = round(1.5 * em + font.getlength(kind) + 1.5 * gap)
        if x > gap and x + width > picture.width:
            x, y = gap, y + row
        places.append((x, y, mark))
        x += width
    result = Image.new("RGB", (picture.width, picture.height + (y + row + gap if places else 0)), PAPER)
    result.paste(picture, (0, 0))
    pen = ImageDraw.Draw(result)
    for x, y, mark in places:
        top = picture.height + y
        key = Box(x, top, x + em, top + em)
        if mark.tinted:
            _tint(result, Mark(key, mark.colour, mark.kind))
        pen.rectangle(_corners(key), outline=mark.colour, width=max(1, em // 6))
        pen.text((x + 1.5 * em, top), mark.kind, fill=QUESTION, font=font)
    return result
