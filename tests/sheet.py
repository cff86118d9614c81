"""Pages made by hand, as the reader would find them: what stands where, without a pixel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Self, TypeVar

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Panel, Picture, PictureKind, Shape, Tone, Widget

X = 8
"""Height of a small letter and width of every letter, in pixels: what stands here is set in a grid."""

WIDTH = 800
MARGIN = 5 * X
INDENT = 10 * X
"""Where stems and widgets begin; numbers stand at the margin."""

TEXT = 13 * X
"""Where options' texts and explanations begin."""

LINE, LEAD, GAP = 12, 10, 28
"""Heights of a line, of the white between wrapped lines and of the white between paragraphs."""

Placed = TypeVar("Placed", Line, Widget, Panel, Picture)


@dataclass(frozen=True, slots=True)
class Note:
    """A panel: its tone, its headline and its explanation."""

    tone: Tone
    headline: str | None
    text: str = ""


def line(text: str, top: int = 0, left: int = INDENT, **more: object) -> Line:
    """A line of text; `more` are its attributes."""
    box = Box(left, top, left + X * len(text), top + LINE)
    values: dict[str, object] = {"confidence": 1.0, "first_word": X * len(text.split(" ")[0])}
    return Line(box, text, **(values | more))  # type: ignore[arg-type]


class Sheet:
    """A page that is filled from top to bottom."""

    def __init__(self, screenshot: str = "1.png") -> None:
        self._screenshot = screenshot
        self._top = GAP
        self._lines: list[Line] = []
        self._widgets: list[Widget] = []
        self._panels: list[Panel] = []
        self._pictures: list[Picture] = []
        self._icons: list[tuple[Box, Tone]] = []
        self._buttons: list[Box] = []
        self._fields: list[Box] = []

    def page(self) -> Page:
        """What has been put on it."""
        return Page(
            screenshot=self._screenshot,
            width=WIDTH,
            height=self._top + GAP,
            x_height=X,
            lines=tuple(sorted(self._lines, key=lambda each: each.box.top)),
            widgets=tuple(self._widgets),
            panels=tuple(self._panels),
            pictures=tuple(self._pictures),
            icons=tuple(self._icons),
            buttons=tuple(self._buttons),
            fields=tuple(self._fields),
        )

    def number(self, text: str) -> Self:
        """A question's number, left of what comes next."""
        self._lines.append(line(text, self._top, MARGIN))
        return self

    def badge(self, *texts: str) -> Self:
        """Points at the right, beside what comes next."""
        for row, text in enumerate(texts):
            self._lines.append(line(text, self._top + row * (LINE + LEAD), WIDTH - 9 * X))
        return self

    def text(self, text: str, left: int = INDENT, below: int = GAP, **more: object) -> Self:
        """A paragraph, wrapped where the page ends; room is left for a badge, and white below it."""
        for row in wrap(text, (WIDTH - 10 * X - left) // X, break_on_hyphens=False):
            self._lines.append(line(row, self._top, left, **more))
            self._top += LINE + LEAD
        self._top += below - LEAD
        return self

    def option(
        self,
        text: str,
        selected: bool | None = False,
        shape: Shape = Shape.RADIO,
        letter: str | None = None,
        tone: Tone | None = None,
    ) -> Self:
        """A widget and its text."""
        box = Box(INDENT, self._top - 2, INDENT + 2 * X, self._top - 2 + 2 * X)
        self._widgets.append(Widget(box, shape, selected, letter, tone))
        return self.text(text, TEXT) if text else self.space()

    def card(
        self,
        text: str,
        selected: bool | None = False,
        shape: Shape = Shape.RADIO,
        tone: Tone | None = None,
        pill: str = "",
    ) -> Self:
        """An option with a card of its own, and a label above it in the card; a bar if it has no widget."""
        top = self._top - X
        if pill:
            self.text(pill, TEXT, LEAD)
        self.option(text, selected, shape, tone=tone)
        widget = self._widgets[-1]
        row = Box(MARGIN, top, WIDTH - 2 * MARGIN, self._top - GAP + X)
        if shape is Shape.PLAIN:
            widget = replace(widget, box=Box(row.left, row.top, row.left + 1, row.bottom))
        self._widgets[-1] = replace(widget, row=row)
        return self

    def field(self, typed: str = "", left: int = INDENT) -> Self:
        """An outlined box with what was typed into it."""
        self._fields.append(Box(left, self._top - X, left + 40 * X, self._top + LINE + X))
        return self.text(typed, left + X) if typed else self.space()

    def sign(self, tone: Tone, left: int = MARGIN) -> Self:
        """A check mark or a cross beside what comes next."""
        self._icons.append((Box(left, self._top - 2, left + 2 * X, self._top - 2 + 2 * X), tone))
        return self

    def panel(self, note: Note, icon: Tone | None = None) -> Self:
        """A tinted block."""
        top = self._top - X
        if icon is not None:
            self._icons.append((Box(INDENT + X, self._top - 2, INDENT + 3 * X, self._top - 2 + 2 * X), icon))
        if note.headline is not None:
            self.text(note.headline, TEXT + X)
            self._top -= GAP - LEAD
        if note.text:
            self.text(note.text, TEXT + X)
            self._top -= GAP - LEAD
        bottom = self._top - LEAD + X
        self._panels.append(Panel(Box(INDENT - X, top, WIDTH - MARGIN, bottom), note.tone))
        self._top = bottom + GAP
        return self

    def button(self, text: str) -> Self:
        """An outlined button."""
        self._buttons.append(Box(INDENT, self._top - X, INDENT + X * (len(text) + 2), self._top + LINE + X))
        return self.text(text, INDENT + X)

    def picture(self, kind: PictureKind = PictureKind.FIGURE, left: int = INDENT, label: str = "") -> Self:
        """A picture with lettering in it."""
        box = Box(left, self._top, left + 20 * X, self._top + 10 * X)
        self._pictures.append(Picture(box, kind, f"{kind.value}-{len(self._pictures)}.png"))
        if label:
            self._lines.append(line(label, box.top + X, left + X))
        self._top = box.bottom + GAP
        return self

    def space(self) -> Self:
        """An empty line."""
        self._top += LINE + GAP
        return self


def cut(page: Page, at: int, again: int = 0, name: str = "2.png") -> tuple[Page, Page]:
    """A page as two screenshots of it.

    Args:
        page: to cut; lines and widgets stay whole, panels need not.
        at: where the first one ends.
        again: how much of the first one the second one shows again.
        name: of the second one.
    """
    return _part(page, page.screenshot, 0, at), _part(page, name, at - again, page.height)


def _part(page: Page, name: str, top: int, bottom: int) -> Page:
    def moved(values: Sequence[Placed]) -> tuple[Placed, ...]:
        return tuple(replace(v, box=v.box.moved(0, -top)) for v in values if inside(v.box))

    def inside(box: Box) -> bool:
        return top <= box.center_y < bottom

    clipped = (replace(p, box=p.box.intersection(Box(0, top, page.width, bottom))) for p in page.panels)
    return replace(
        page,
        screenshot=name,
        height=bottom - top,
        lines=moved(page.lines),
        widgets=moved(page.widgets),
        panels=moved([p for p in clipped if p.box.height > X]),
        pictures=moved(page.pictures),
        icons=tuple((box.moved(0, -top), tone) for box, tone in page.icons if inside(box)),
        buttons=tuple(box.moved(0, -top) for box in page.buttons if inside(box)),
        fields=tuple(box.moved(0, -top) for box in page.fields if inside(box)),
    )
