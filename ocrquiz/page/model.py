"""What one screenshot shows, in pixels and words: the value that `image` and `ocr` build and `parse` reads.

From here on no pixel is touched. A page is plain frozen data, so it pickles, compares and can be kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ocrquiz.geometry import Box

FORMULA_START, FORMULA_END = "\ue000", "\ue001"
"""Around LaTeX in a line's text: private characters, which no engine reads, so that a printed $ stays one."""


class Shape(StrEnum):
    """The outline of a choice widget."""

    RADIO = "radio"
    CHECKBOX = "checkbox"
    PLAIN = "plain"
    """A bar, a tile, a letter or a mark alone: it does not tell how many may be chosen."""


class Tone(StrEnum):
    """What a colour says: green is right, red is wrong, grey or blue says nothing of either."""

    CORRECT = "correct"
    INCORRECT = "incorrect"
    NEUTRAL = "neutral"


class PictureKind(StrEnum):
    """What a region that is not running text holds."""

    FIGURE = "figure"
    FORMULA = "formula"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Widget:
    """What stands before an option: a radio button, a checkbox, a lettered disc or tile, or a mark."""

    box: Box
    shape: Shape
    selected: bool | None
    """None where the pixels do not tell."""
    letter: str | None = None
    """What is read inside a lettered one; empty where nothing could be read, None for a plain one."""
    tone: Tone | None = None
    """Set where a check mark or a cross takes the widget's place, or its row is tinted."""
    row: Box | None = None
    """The card or tinted row that this option has to itself."""

    @property
    def kind(self) -> Shape:
        """What its outline tells: a square tile with a letter is no checkbox."""
        return Shape.PLAIN if self.shape is Shape.CHECKBOX and self.letter is not None else self.shape


@dataclass(frozen=True, slots=True)
class Panel:
    """A tinted block, as feedback stands in."""

    box: Box
    tone: Tone


@dataclass(frozen=True, slots=True)
class Picture:
    """A region kept as a crop."""

    box: Box
    kind: PictureKind
    crop: str
    """File name of the crop, unique among all screenshots."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a line that a person should know."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text."""

    box: Box
    text: str
    confidence: float
    """0..1, of its weakest word."""
    first_word: int = 0
    """Width of the first word, in pixels: tells whether it would have fitted on the line above."""
    bullet: bool = False
    """Whether a list bullet stands before it."""
    table: bool = False
    """Whether it is a row of a table, cells joined with ` | `."""
    code: bool = False
    """Whether it is set in a monospaced font."""
    tone: Tone | None = None
    """Set where the line is printed in green or red."""
    doubts: tuple[Doubt, ...] = ()
    size: float = 1.0
    """Height of its small letters beside the page's."""


@dataclass(frozen=True, slots=True)
class Page:
    """One screenshot, read. All boxes are in pixels of the original."""

    screenshot: str
    """Path as the document names it."""
    width: int
    height: int
    x_height: float
    """Median height of a small letter, in pixels: the unit for every distance."""
    lines: tuple[Line, ...] = ()
    widgets: tuple[Widget, ...] = ()
    panels: tuple[Panel, ...] = ()
    pictures: tuple[Picture, ...] = ()
    icons: tuple[tuple[Box, Tone], ...] = ()
    """Check marks and crosses."""
    buttons: tuple[Box, ...] = ()
    """Outlined buttons; what is printed in them is no text of the quiz."""
    pills: tuple[Panel, ...] = ()
    """Coloured boxes that hug one line of text: pills, badges, filled buttons."""
    fields: tuple[Box, ...] = ()
    """Outlined boxes one line high, as answers are typed in."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page and the pictures cut out of it."""

    page: Page
    sha256: str
    crops: dict[str, bytes] = field(default_factory=dict)
    """PNG bytes by crop file name."""
