"""The sample post: general knowledge questions of our own, a module for each section."""

from __future__ import annotations

from datetime import date

from ..model import Document, Section
from . import computing, history, kitchen, sky, statistics, world

_OVERVIEW = Section(
    number=None,
    title="Overview",
    links=("https://example.org/quiz-club",),
    markdown=(
        "## {title}\n\n"
        "- Notes from the quizzes of an imaginary [evening class]({link}).\n"
        "- Some answers are wrong on purpose: the platform's remarks on them are worth keeping.\n"
    ),
)
_FURTHER = Section(
    number=None,
    title="Further Reading",
    links=("https://example.org/library", "https://example.org/errata"),
    markdown=(
        "## {title}\n\n"
        "- [A shelf of books]({link}) for each of the evenings\n"
        "- Mistakes in the questions: <https://example.org/errata>\n"
    ),
)

DOCUMENT = Document(
    name="evening-class",
    front_matter={
        "title": "Evening Class: A Mixed Bag of Quizzes",
        "date": date(2024, 5, 11),
        "categories": ["Notes", "General Knowledge"],
        "tags": ["Quiz", "Revision"],
        "author": "The ocrquiz authors",
    },
    sections=(
        _OVERVIEW,
        world.SECTION,
        kitchen.SECTION,
        sky.SECTION,
        computing.SECTION,
        statistics.SECTION,
        history.SECTION,
        _FURTHER,
    ),
)
