"""Which words a language has and how frequent they are: one witness among others, never the only one.

The word lists are pyspellchecker's. Tesseract's own list, taken from the web, also knows `isto` and `ofa`.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from pydantic_core import from_json

DICTIONARIES = {
    "eng": "en",
    "spa": "es",
    "fra": "fr",
    "ita": "it",
    "por": "pt",
    "deu": "de",
    "nld": "nl",
    "rus": "ru",
    "lav": "lv",
    "eus": "eu",
}
"""Tesseract's codes of languages that there is a word list for."""

APART = frozenset({"kor", "chi_sim", "chi_tra", "jpn", "ara", "fas", "heb", "hin", "tha", "ell", "osd"})
"""Codes of languages that are written in letters of their own: their words cannot be taken for misspelt ones
of another language."""

UNKNOWN = 10.0
"""Count, divided by ten for each letter, that a word which is not in the list is given (Norvig, Natural
Language Corpus Data, in: Beautiful Data, 2009): the longer, the less likely."""

SHORT, FREQUENT = 2, 1e-4
"""Letters of a word that may be an abbreviation, and the share of running text from which it is none."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
_FOLD = str.maketrans({"’": "'", "‘": "'"})


@dataclass(frozen=True)
class Lexicon:
    """Words in small letters with their counts in running text; false if it has none."""

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.counts)

    def knows(self, text: str) -> bool:
        """Whether all words in a text are known, as far as a word list can tell.

        Capitals (`GPU`), inner capitals (`iPhone`) and what is mixed with figures pass: such words are coined
        every day.
        """
        if not self:
            return True
        if text not in self._known:
            self._known[text] = all(self._count(word) for word in ordinary_words(text))
        return self._known[text]

    def has(self, text: str) -> bool:
        """Whether a text is one word, and that one in the list."""
        if not self.knows(text):
            return False
        words = ordinary_words(text)
        return len(words) == 1 == len(_words(text)) and bool(self._count(words[0]))

    def stands_alone(self, text: str) -> bool:
        """Whether a text is known, and frequent if it has but a letter or two, as parts of words have."""
        words = ordinary_words(text)
        return self.knows(text) and all(
            len(word) > SHORT or self._count(word) >= FREQUENT * self.total for word in words
        )

    def share(self, word: str) -> float:
        """Share of running text that a word makes up; 0 for an unknown one."""
        return self._count(word) / self.total if self.total else 0.0

    def log_probability(self, text: str) -> float:
        """Natural logarithm of how probable it is to meet the words of a text beside each other."""
        words = [_plain(word) for word in _words(text)]
        return sum(math.log(self._count(w) or UNKNOWN / 10.0 ** len(w)) - math.log(self.total) for w in words)

    def _count(self, word: str) -> int:
        plain = _plain(word)
        return self.counts.get(plain, 0) or self.counts.get(_POSSESSIVE.sub("", plain), 0)


@lru_cache(maxsize=4)
def open_lexicon(lang: str) -> Lexicon:
    """The words of some languages.

    Args:
        lang: Tesseract's codes joined with `+`.

    Returns:
        No words if one of the languages has no list: its words would pass for errors.
    """
    codes = [code for code in lang.split("+") if code and code not in APART]
    if not codes or any(code not in DICTIONARIES for code in codes):
        return Lexicon()
    counts: Counter[str] = Counter()
    for code in codes:
        counts.update(_counts(code))
    return Lexicon(counts, sum(counts.values()))


def _counts(code: str) -> dict[str, int]:
    """A language's words, all in small letters, with their counts.

    Through pyspellchecker's own class it would take three times the time, and no picture is read before.
    """
    packed = files("spellchecker").joinpath("resources", f"{DICTIONARIES[code]}.json.gz").read_bytes()
    counts: dict[str, int] = from_json(gzip.decompress(packed), cache_strings="none")
    return counts


def ordinary_words(text: str) -> list[str]:
    """Words that are written in small letters, or but for the first."""
    return [w for token in text.split() if not _mixed(token) for w in _words(token) if _is_ordinary(w)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_FOLD))


def _mixed(token: str) -> bool:
    return any(c.isdigit() or c == "_" for c in token)


def _is_ordinary(word: str) -> bool:
    if len(word) == 1 and "Α" <= word <= "ω":
        # A Greek letter is a variable.
        return False
    return word.islower() or (word[0].isupper() and word[1:].islower())


def _plain(word: str) -> str:
    return word.translate(_FOLD).casefold()
