"""What a quiz, its screenshots and the post around them consist of.

Texts are structured rather than written in a markup language: each piece then has exactly one HTML form
(``markup``) and one ground truth form (``truth``), and nothing has to be parsed twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Verdict = Literal["correct", "incorrect", "partial"]
Kind = Literal["radio", "checkbox"]
Style = Literal["dark", "pale"]
Theme = Literal["light", "night"]
Language = Literal["en", "es", "ko"]


@dataclass(frozen=True)
class Bold:
    """Words in bold."""

    text: str


@dataclass(frozen=True)
class Italic:
    """Words in italics."""

    text: str


@dataclass(frozen=True)
class Code:
    """Words in a monospaced font."""

    text: str


@dataclass(frozen=True)
class Link:
    """Underlined words with the icon of an external link, which is no text of the quiz."""

    text: str


@dataclass(frozen=True)
class Math:
    """A formula inside a line, in the LaTeX that ``formula`` understands."""

    latex: str


Inline = str | Bold | Italic | Code | Link | Math
Text = str | tuple[Inline, ...]


@dataclass(frozen=True)
class Items:
    """A bulleted list, or a numbered one."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Listing:
    """Lines of code."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with borders; its first row is the header."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figure:
    """An SVG drawing, by the name of its file in ``templates``; its lettering is not transcribed."""

    name: str


@dataclass(frozen=True)
class Display:
    """A formula on a line of its own."""

    latex: str


Block = Text | Items | Listing | Table | Figure | Display


@dataclass(frozen=True)
class Panel:
    """A tinted box with a verdict. One that says "partial" is grey and has neither icon nor headline."""

    verdict: Verdict
    feedback: Text | None = None


@dataclass(frozen=True)
class Option:
    """One answer to choose; the panel is the one drawn right below it, in a checkbox question only."""

    text: Text
    selected: bool = False
    panel: Panel | None = None


@dataclass(frozen=True)
class Question:
    """A question as the platform shows it after submission; the panel belongs to the whole response."""

    number: int
    kind: Kind
    stem: tuple[Block, ...]
    options: tuple[Option, ...]
    panel: Panel | None = None
    points: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.kind == "radio" and any(option.panel for option in self.options):
            raise ValueError(
                f"radio question {self.number}: the panel belongs to the question, not to an option"
            )


@dataclass(frozen=True)
class Part:
    """What one screenshot shows of a question: options ``start`` to ``stop``.

    The stem is there with the first option, the question's panel with the last.
    """

    question: Question
    start: int = 0
    stop: int | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """The options in the picture."""
        return self.question.options[self.start : self.stop]

    @property
    def shows_stem(self) -> bool:
        """Whether the stem is in the picture."""
        return self.start == 0

    @property
    def shows_end(self) -> bool:
        """Whether everything up to the question's panel is in the picture."""
        return self.stop is None


@dataclass(frozen=True)
class Look:
    """How a page is drawn. Lengths are CSS pixels; the picture has ``scale`` times as many."""

    style: Style = "dark"
    theme: Theme = "light"
    language: Language = "en"
    scale: Literal[1, 2] = 1
    width: int = 700
    size: float = 14
    margin_top: int = 24
    margin_left: int = 14
    margin_right: int = 12
    rgba: bool = False


@dataclass(frozen=True)
class Shot:
    """A screenshot: a file name and what it shows."""

    name: str
    look: Look
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Section:
    """A section of the post.

    ``markdown`` is a template: ``{number}``, ``{title}``, ``{link}`` (the first of ``links``), ``{image0}``,
    ``{image1}`` ... stand for the section's own data, so that the post and the ground truth agree.
    """

    number: int | None
    title: str
    markdown: str
    shots: tuple[Shot, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A post with its front matter."""

    name: str
    front_matter: Mapping[str, str | date | list[str]]
    sections: tuple[Section, ...]
