"""What a wording is: the tables of `cues.toml` and of a user's file, and how a text is compared with one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any

from ocrquiz.errors import UsageError

SIMILAR = 0.85
"""Likeness from which a line is a known wording, misread letters allowed."""

MIN_FUZZY = 12
"""Letters from which misread ones are allowed: one letter makes "incorrect" of "correct"."""

ANY = " *"
"""Ends a wording that goes on with anything."""

ANYTHING_SHORT = r"\S{1,12}"

FIELDS = frozenset(
    {
        "question",
        "points",
        "correct",
        "incorrect",
        "partial",
        "incomplete",
        "feedback",
        "key",
        "score",
        "multiple",
    }
    | {"buttons", "true_false", "suffixes", "chosen", "prompts", "option", "pointed_out", "filed"}
)

_EDGES = " .:!¡…|“”\"'"
"""What is left off a line's ends in comparisons: stops, and edges of boxes taken for letters."""

_BETWEEN_SYLLABLES = re.compile(r"(?<=[가-힣])\s(?=[가-힣])")
"""Spaces in Korean, which are read where there are none and the other way round."""


def builtin_tables() -> list[Mapping[str, Any]]:
    """The tables that come with ocrquiz, one per language."""
    text = files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text).values())


def tables_of(file: Path) -> list[Mapping[str, Any]]:
    """The tables of a file of the user's.

    Raises:
        UsageError: the file cannot be read or is not in the format of `cues.toml`.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.", "Give --cues a TOML file.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file} is no TOML file: {error}.", "Give --cues a TOML file.") from error
    for name, table in tables.items():
        _check(file, name, table)
    return list(tables.values())


def pattern(phrase: str) -> str:
    """The regular expression of a wording, in which `*` stands for a short word."""
    return re.escape(phrase).replace(r"\*", ANYTHING_SHORT)


def plain(text: str) -> str:
    """A text as wordings are compared: in small letters, without stops at its ends."""
    return _BETWEEN_SYLLABLES.sub("", text.strip(_EDGES)).casefold().replace("’", "'")


def alike(a: str, b: str) -> float:
    """How alike two plain texts are, up to 1; 0 below SIMILAR, and for short ones that are not the same."""
    if a == b:
        return 1.0
    if len(b) < MIN_FUZZY or abs(len(a) - len(b)) > 2:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    # A bound that is found much faster.
    return matcher.ratio() if matcher.quick_ratio() >= SIMILAR else 0.0


def _check(file: Path, name: str, table: object) -> None:
    remedy = f"Its tables may hold lists of words: {', '.join(sorted(FIELDS))}."
    if not isinstance(table, dict):
        raise UsageError(f"{file}: {name!r} stands outside a table such as [english].", remedy)
    for field, value in table.items():
        if field not in FIELDS:
            raise UsageError(f"{file}: [{name}] has an unknown field {field!r}.", remedy)
        pairs = field == "true_false"
        if not (_are_pairs(value) if pairs else _are_words(value)):
            kind = "pairs of words" if pairs else "words"
            raise UsageError(f"{file}: {field!r} in [{name}] is no list of {kind}.", remedy)


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and plain(word) for word in value)


def _are_pairs(value: object) -> bool:
    return isinstance(value, list) and all(_are_words(pair) and len(pair) == 2 for pair in value)
