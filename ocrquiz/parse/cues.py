"""Wordings that quiz platforms print: data in `cues.toml`, so that another platform is another line there.

Colour and icons decide first; words are needed where a page shows neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ocrquiz.page.model import Tone

from .points import TRAILING_FRACTION, points
from .wordings import ANY, FIELDS, SIMILAR, alike, builtin_tables, pattern, plain, tables_of

MIN_CUT = 6
"""Letters from which a word that has lost one is known."""

_SYMBOL = re.compile(r"[^\w\s#(\[]{1,2}\s+(?=\w)")
"""An icon before a heading, taken for a letter."""

_TIMER = re.compile(r"(?<=\d)\s+\d{1,2}:\d{2}(?::\d{2})?$")
"""The time that is left, at the end of a heading's line."""

_WORD_AND_NUMBER = re.compile(r"\W?([^\W\d]+)\s+(\d{1,3})")

_FIRST_SENTENCE = re.compile(r"(?:[^\w\s]\s?|[xv✓✗]\s)?([^.!:,–—]{2,40})[.!:,–—]\s", re.I)
"""The start of an explanation, an icon before it that is read as a sign or as a letter."""
_BRACKETED_AT_END = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]$")
_QUOTED = re.compile(r"""^['"‘“]([^'"‘’“”]*)['"’”]$""")
_NUMBER_AND_WORD = re.compile(r"[#*]?\s*(\d{1,3})\s*[.)]?\s+([^\W\d]+)\.?")
_NUMBER_AND_KIND = re.compile(r"[#*]?\s*(\d{1,3})\s*[^\w\s]?\s+([^\W\d].{6,})")
_NUMBER_AND_CODE = re.compile(r"[#*]?\s*(\d{1,3})\s*[.)]?\s+(?:#|[A-Z]{1,3}-?)\d{4,}(?!\w)\s*")
"""A number, and the code under which a bank of questions keeps it (`21 Q2187430`)."""

_PLAIN_NUMBER = re.compile(r"[#*]?\s*(\d{1,3})\s*[.):]?")
_LEADING_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_TRAILING_POINTS = re.compile(r"\s\*?((?:\d+(?:[.,]\d+)?|[oO])\s?/\s?(?:\d+|[lI|]))$")


Earned = tuple[float | None, float]
"""Points earned, if said, and possible."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a question's heading says.

    Attributes:
        number: as printed.
        tone: the verdict in it.
        text: what follows on the line: the stem's start after a full stop or colon, else empty.
        title: what follows without one.
        is_worded: whether a word says that it is a question's number.
    """

    number: int
    tone: Tone | None = None
    text: str = ""
    title: str = ""
    is_worded: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """What words beside an option say.

    Attributes:
        tone: whether it is right.
        chosen: whether they say that it was selected.
    """

    tone: Tone | None
    chosen: bool


@dataclass(frozen=True)
class Cues:
    """Wordings of all languages; see `cues.toml` for what each field holds."""

    words: Mapping[str, tuple[str, ...]]
    true_false: frozenset[frozenset[str]]

    @classmethod
    def from_tables(cls, tables: Iterable[Mapping[str, Any]]) -> Cues:
        """Put the tables of some languages together."""
        tables = list(tables)
        words = {
            field: tuple(dict.fromkeys(plain(w) for table in tables for w in table.get(field, ())))
            for field in FIELDS - {"true_false"}
        }
        pairs = (frozenset(map(plain, pair)) for table in tables for pair in table.get("true_false", ()))
        return cls(words, frozenset(pairs))

    def heading(self, text: str) -> Heading | None:
        """The number in a line that opens a question: `3.`, `Question 3 of 9`, `Q3 (1 point)`."""
        text = _TIMER.sub("", text.strip())
        text = _SYMBOL.sub("", text, count=1) if _SYMBOL.match(text) else text
        if match := _PLAIN_NUMBER.fullmatch(text):
            return Heading(int(match[1]), is_worded=False)
        if (match := _NUMBER_AND_WORD.fullmatch(text)) and match[2].casefold() in self.words["question"]:
            return Heading(int(match[1]))
        if (match := _NUMBER_AND_KIND.fullmatch(text)) and self.is_prompt(match[2]):
            return Heading(int(match[1]))
        if match := _NUMBER_AND_CODE.match(text):
            return Heading(int(match[1]), title=text[match.end() :])
        match = self._heading.match(text)
        if match is None:
            return self._cut_heading(text)
        number = int(match["number"] or match["ordinal"])
        rest = self._points_in_brackets.sub("", text[match.end() :]).strip(" -–—|•")
        if not rest:
            return Heading(number)
        tone = self.headline(rest)
        if tone is not None:
            return Heading(number, tone)
        return Heading(number, text=rest) if match["stop"] else Heading(number, title=rest)

    def _cut_heading(self, text: str) -> Heading | None:
        """A heading whose word has lost a letter: cut off by the picture's edge, or misread."""
        match = _WORD_AND_NUMBER.fullmatch(text)
        if match is None:
            return None
        word = match[1].casefold()
        known = (w for w in self.words["question"] if len(w) >= MIN_CUT)
        alike = (SequenceMatcher(None, word, w, autojunk=False).ratio() for w in known)
        return Heading(int(match[2])) if max(alike, default=0.0) >= SIMILAR else None

    def headline(self, text: str) -> Tone | None:
        """The verdict that a line names, if it names one and nothing else; misread letters are forgiven."""
        bare = plain(self._points_in_brackets.sub("", text))
        if len(bare) < 2:
            return None
        score, tone = max(
            ((alike(bare, phrase), tone) for tone, phrases in self._headlines for phrase in phrases),
            key=lambda s: s[0],
            default=(0.0, None),
        )
        return tone if score >= SIMILAR else None

    def note(self, text: str) -> Note | None:
        """What a line says of an option, if it says nothing else (`Correct answer`, `CORRECT (SELECTED)`)."""
        rest, tones, chosen = plain(text), [], False
        while match := self._noted.match(rest):
            word = match[1]
            tones += [tone for tone, phrases in self._headlines if word in phrases]
            chosen = chosen or word in self.words["chosen"]
            rest = rest[match.end() :]
        if not rest and (tones or chosen):
            return Note(tones[0] if tones else None, chosen or plain(text).startswith(self.words["chosen"]))
        tone = self.headline(text)
        return Note(tone, chosen=plain(text).startswith(self.words["chosen"])) if tone else None

    def is_question_word(self, text: str) -> bool:
        """Whether a line is a heading without a number (`Question`)."""
        word = text.strip(" :")
        return len(word) >= MIN_CUT and word[0].isupper() and word.casefold() in self.words["question"]

    def points_out(self, text: str) -> bool:
        """Whether a line announces the right answer (`Correct answer`), rather than calling one right."""
        return self._is("pointed_out", text)

    def opening_verdict(self, text: str) -> Tone | None:
        """The verdict that an explanation begins with (`Correct. It is.`)."""
        match = _FIRST_SENTENCE.match(text)
        return self.headline(match[1]) if match else None

    def without_icon(self, text: str) -> str:
        """An explanation without the icon before the verdict that it begins with (`x Incorrect. It is.`)."""
        match = _FIRST_SENTENCE.match(text)
        return text[match.start(1) :] if match and self.headline(match[1]) else text

    def key_after_verdict(self, text: str) -> str | None:
        """What a line names as right after a verdict, a label and a colon (`Wrong! Answer: B`)."""
        match = _FIRST_SENTENCE.match(text)
        rest = text[match.end() :] if match and self.headline(match[1]) else ""
        return self.opens_key(rest) if ":" in rest else None

    def is_prompt(self, text: str) -> bool:
        """Whether a line tells how to answer, and nothing of what is asked (`Select one:`)."""
        return self._is("prompts", text)

    def files_under(self, text: str) -> bool:
        """Whether a line says what a question is filed under (`Category: Botany`, `Topic 1`)."""
        name, colon, value = text.partition(":")
        if colon:
            return bool(value.strip()) and plain(name) in self.words["filed"]
        numbered = _WORD_AND_NUMBER.fullmatch(text)
        return numbered is not None and numbered[1].casefold() in self.words["filed"]

    def says_incomplete(self, text: str) -> bool:
        """Whether an explanation says that not all right options were selected."""
        bare = plain(text)
        return any(alike(bare, phrase) >= SIMILAR for phrase in self.words["incomplete"])

    def opens_feedback(self, text: str) -> bool:
        """Whether a line is the label of an explanation."""
        return self._is("feedback", text)

    def labelled(self, text: str) -> str | None:
        """What follows the label of an explanation and a colon on its line (`Explanation: It is.`)."""
        rest = self.without_label(text)
        return None if rest is text else rest

    def without_label(self, text: str) -> str:
        """An explanation's text without the label before it (`Explanation: It is.`)."""
        for phrase in self.words["feedback"]:
            if ANY not in phrase and text.casefold().startswith(f"{phrase}:"):
                return text[len(phrase) + 1 :].strip() or text
        return text

    def opens_key(self, text: str) -> str | None:
        """What follows the label of the right answers on its line; None where a line is no such label."""
        return self._after("key", text)

    def without_option_word(self, text: str) -> str:
        """What names an option without the word before its letter (`Option C`)."""
        match = self._option_word.match(text)
        return text[match.end() :] if match else text

    def own_answer(self, text: str) -> str | None:
        """What follows the words for one's own answer and a colon (`Your answer: Lima`)."""
        name, colon, value = text.partition(":")
        return value.strip() or None if colon and plain(name) in self.words["chosen"] else None

    def score(self, text: str) -> float | None:
        """The points earned that a line names (`Score: 2.5`)."""
        rest = self._after("score", text)
        match = re.match(r"(\d+(?:[.,]\d+)?)", rest) if rest else None
        return float(match[1].replace(",", ".")) if match else None

    def graded_points(self, text: str) -> Earned | None:
        """The points that a line names, if it names them and nothing else (`1/1 point (graded)`)."""
        match = self._graded.fullmatch(text.strip(" *"))
        return points(match[1]) if match else None

    def worded_points(self, text: str) -> Earned | None:
        """The points that follow their name on a line (`Points: 0 out of 1`)."""
        return self.graded_points(text) if self._worded.match(text) else None

    def possible_points(self, text: str) -> float | None:
        """The points that a line says a question has (`2.5 points`)."""
        match = self._points_alone.fullmatch(text.strip(" ()[]*"))
        return float(match[1].replace(",", ".")) if match else None

    def without_trailing_points(self, text: str) -> tuple[str, Earned | None] | None:
        """A line's text without the points printed at its end (`What is it? *1/1`), and these, if readable.

        Returns:
            None where a line does not end with points.
        """
        if match := self._bracketed_points.search(text):
            possible = (None, float(match[1].rpartition("/")[2].replace(",", ".")))
            return text[: match.start()].rstrip(), points(match[1]) or possible
        if (match := _TRAILING_POINTS.search(text)) and (found := points(match[1])):
            return text[: match.start()].rstrip(), found
        if match := self._trailing_possible.search(text):
            return text[: match.start()].rstrip(), (None, float(match[1].replace(",", ".")))
        if match := TRAILING_FRACTION.search(text):
            return text[: match.start()].rstrip(), None
        return None

    def asks_for_several(self, stem: str) -> bool:
        """Whether a stem asks for more than one option."""
        return bool(self._several.search(plain(stem)))

    def is_button(self, text: str) -> bool:
        """Whether a line is the label of a button, or of several side by side."""
        bare = plain(text).lstrip("+ ")
        return bool(self._buttons.fullmatch(bare))

    def is_true_false(self, texts: Sequence[str]) -> bool:
        """Whether the options are exactly a yes-or-no pair."""
        return len(texts) == 2 and frozenset(plain(t) for t in texts) in self.true_false

    def without_suffix(self, text: str) -> str | None:
        """An option's text without a typed mark that says it is right; None where there is no such mark."""
        whole = text.rstrip(" .")
        known = (len(s) for s in self.words["suffixes"] if whole[-len(s) :].casefold() == s)
        longest = max(known, default=0)
        return whole[:-longest].rstrip() if longest else None

    def without_chosen(self, text: str) -> str | None:
        """An option's text without words in brackets that say that it was selected (`Lima (your answer)`)."""
        match = _BRACKETED_AT_END.search(text)
        note = self.note(match[1]) if match else None
        return text[: match.start()] if match and note and note.chosen else None

    @cached_property
    def _headlines(self) -> tuple[tuple[Tone, tuple[str, ...]], ...]:
        names = ((Tone.CORRECT, "correct"), (Tone.INCORRECT, "incorrect"), (Tone.NEUTRAL, "partial"))
        return tuple((tone, self.words[field]) for tone, field in names)

    @cached_property
    def _option_word(self) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, self.words["option"]), key=len, reverse=True))
        return re.compile(rf"\(?(?:{words or '(?!)'})\s+(?=\(?\w\b)", re.I)

    @cached_property
    def _noted(self) -> re.Pattern[str]:
        words = {word for field in ("correct", "incorrect", "chosen") for word in self.words[field]}
        longest = sorted(map(re.escape, words), key=len, reverse=True)
        return re.compile(rf"({'|'.join(longest) or '(?!)'})(?!\w)[\s()\[\]\-–—:|•·,/!.✓✗]*")

    @cached_property
    def _buttons(self) -> re.Pattern[str]:
        longest = sorted(map(pattern, self.words["buttons"]), key=len, reverse=True)
        return re.compile(rf"(?:(?:{'|'.join(longest) or '(?!)'})(?!\w)(?:[\s<>|•·«»‹›→←+]|\(\d+\))*)+")

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, self.words["question"]), key=len, reverse=True))
        total = r"(?:\s*(?:/|of|de|von|sur|out of)\s*\d{1,3})?"
        return re.compile(
            rf"(?:{words})\s*[#.]?\s*(?P<number>\d{{1,3}})(?!\d){total}\s*(?:题|번)?\s*(?P<stop>[.):])?\s*"
            rf"|(?P<ordinal>\d{{1,3}})\s*(?:of|de|von|sur)\s*\d{{1,3}}\s*$",
            re.I,
        )

    @cached_property
    def _points_in_brackets(self) -> re.Pattern[str]:
        return re.compile(rf"[(\[]?\s*\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?\s*(?:{self._units})\b\s*[)\]]?", re.I)

    @cached_property
    def _graded(self) -> re.Pattern[str]:
        total = r"(?:\d+(?:[.,]\d+)?|O)\s*(?:/|out of)\s*\d+(?:[.,]\d+)?"
        units = rf"(?:{self._units})"
        return re.compile(rf"(?:{units}\s*:?\s*)?({total})\s*{units}?\s*(?:\([^)]*\))?", re.I)

    @cached_property
    def _worded(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._units})\b", re.I)

    @cached_property
    def _points_alone(self) -> re.Pattern[str]:
        return re.compile(rf"(\d+(?:[.,]\d+)?)\s*(?:{self._units})", re.I)

    @cached_property
    def _bracketed_points(self) -> re.Pattern[str]:
        return re.compile(rf"\s*[(\[](\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?)\s*(?:{self._units})[)\]]$", re.I)

    @cached_property
    def _trailing_possible(self) -> re.Pattern[str]:
        return re.compile(rf"\s(\d+(?:[.,]\d+)?)\s*(?:{self._units})$", re.I)

    @property
    def _units(self) -> str:
        return "|".join(sorted(map(re.escape, self.words["points"]), key=len, reverse=True))

    @cached_property
    def _several(self) -> re.Pattern[str]:
        return re.compile("|".join(map(pattern, self.words["multiple"])) or r"(?!)")

    def _is(self, field: str, text: str) -> bool:
        bare = plain(text)
        return any(re.fullmatch(pattern(phrase), bare) for phrase in self.words[field])

    def _after(self, field: str, text: str) -> str | None:
        text = re.sub(r"\s+:", ":", text.strip(), count=1)
        for phrase in sorted(self.words[field], key=len, reverse=True):
            start = phrase.removesuffix(ANY)
            rest = text[len(start) :]
            if text.casefold().startswith(start) and (start.endswith(":") or not rest[:1].isalnum()):
                return _QUOTED.sub(r"\1", rest.strip(" :."))
        return None


@cache
def builtin() -> Cues:
    """The wordings that come with ocrquiz."""
    return Cues.from_tables(builtin_tables())


def load(file: Path | None) -> Cues:
    """The wordings that come with ocrquiz, and those of a file of the user's.

    Raises:
        UsageError: the file cannot be read or is not in the format of `cues.toml`.
    """
    if file is None:
        return builtin()
    return Cues.from_tables([*builtin_tables(), *tables_of(file)])


def leading_number(text: str) -> tuple[int, str] | None:
    """The number that opens a line (`3. What is`), and the rest of the line."""
    match = _LEADING_NUMBER.match(text)
    return (int(match[1]), text[match.end() :]) if match else None


def without_star(text: str) -> str:
    """A stem without the star that marks a question that must be answered (`What is it? *`)."""
    return re.sub(r"(?<=[?.:!)])\s?\*(?=\n|$)", "", text, count=1)
