"""What an engine gives back for a line of text."""

from __future__ import annotations

from dataclasses import dataclass

from ocrquiz.page.model import Doubt


@dataclass(frozen=True, slots=True)
class Word:
    """A word as recognised.

    Attributes:
        text: without surrounding space.
        confidence: 0..1, as the engine says.
        left: first pixel column in the line's image.
        right: one past the last.
    """

    text: str
    confidence: float
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as recognised; no words if nothing was seen."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, joined with one space."""
        return " ".join(w.text for w in self.words)

    @property
    def confidence(self) -> float:
        """Of the weakest word; 0 if nothing was seen."""
        return min((w.confidence for w in self.words), default=0.0)


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that was changed.

    Attributes:
        raw: as read.
        text: as the pixels show it.
    """

    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line's text and what is known about it.

    Attributes:
        text: as it will be written.
        confidence: 0..1, of the weakest word.
        first_word: width of the first word in the line image's pixels.
        code: whether it is set in a monospaced font.
        doubts: repairs made and disagreements seen.
    """

    text: str
    confidence: float
    first_word: int = 0
    code: bool = False
    doubts: tuple[Doubt, ...] = ()
