"""What was selected and what is marked right, where widgets alone do not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ocrquiz.model import QuestionType
from ocrquiz.page.model import Line, Shape, Tone

from .cues import Cues
from .draft import Draft, OptionDraft
from .key import Selection

SAME_TEXT = 0.9
"""Likeness from which a named answer is an option, misread letters allowed."""

NAMED_BY_LETTER = 0.6
"""The same where its letter is named as well; its text may go on in another line."""

_LETTER_AND_TEXT = re.compile(r"\(?(\w)\s?[.):\-–—]\s*(.+)")


def kind_of(draft: Draft, stem: str, texts: Sequence[str], cues: Cues) -> QuestionType:
    """The type, from the widgets; from the stem's wording and the selection where there are none."""
    if not draft.options:
        return "short_answer" if draft.answer else "other"
    shapes = {option.widget.kind for option in draft.options}
    if Shape.CHECKBOX in shapes:
        return "multiple_choice"
    if shapes == {Shape.PLAIN} and (cues.asks_for_several(stem) or _chosen(draft) > 1):
        return "multiple_choice"
    return "true_false" if cues.is_true_false(texts) else "single_choice"


def selection_of(draft: Draft, kind: QuestionType, tones: Sequence[Tone | None]) -> list[Selection]:
    """Which options were selected.

    A mark in the place of a widget shows the selection, too; but beside a wrong pick in a single choice the
    right one is only pointed out. Where options have no widget, none is selected unless something shows it:
    a right response picked what is marked right.
    """
    selected = [option.widget.selected for option in draft.options]
    shapes = [option.widget.shape for option in draft.options]
    if all(shape is Shape.PLAIN for shape in shapes) and None in selected:
        # Crosses before all wrong options of a single choice do not tell which one was chosen.
        several = kind != "multiple_choice" and tones.count(Tone.INCORRECT) > 1
        guess = [tone is Tone.INCORRECT and not several for tone in tones]
        selected = [g if state is None else state for g, state in zip(guess, selected, strict=True)]
    if True not in selected:
        # Nobody marks what was not chosen as wrong; only a panel can say of several that they should not be.
        one = kind != "multiple_choice" and tones.count(Tone.INCORRECT) == 1
        marked = [
            tone is Tone.INCORRECT and (one or option.feedback is None)
            for option, tone in zip(draft.options, tones, strict=True)
        ]
        selected = [wrong or state for wrong, state in zip(marked, selected, strict=True)]
    if True not in selected and _is_judged_right(draft):
        selected = [tone is Tone.CORRECT for tone in tones]
    if kind != "multiple_choice":
        states = list(zip(selected, tones, strict=True))
        if (True, Tone.INCORRECT) in states:
            return [False if state == (True, Tone.CORRECT) else state[0] for state in states]
    return selected


def tones_of(
    draft: Draft, labels: Sequence[str | None], texts: Sequence[str], cues: Cues
) -> list[Tone | None]:
    """The mark on each option: its panel's, its own, or its text among the answers that the page names."""
    named = key_by_name(draft, labels, texts, cues) or _confirmed(draft)
    return [_tone(option, named=i in named) for i, option in enumerate(draft.options)]


def _tone(option: OptionDraft, *, named: bool) -> Tone | None:
    if option.feedback is not None:
        return option.feedback.tone
    return option.tone or (Tone.CORRECT if named else None)


def key_by_name(draft: Draft, labels: Sequence[str | None], texts: Sequence[str], cues: Cues) -> set[int]:
    """Places of the options that the page names as right answers."""
    return _named(draft.key, texts) | _lettered(draft.key, labels, texts, cues)


def chosen_by_name(draft: Draft, labels: Sequence[str | None], texts: Sequence[str], cues: Cues) -> set[int]:
    """Places of the options that the page names as what was answered."""
    return _named(draft.own, texts) | _lettered(draft.own, labels, texts, cues)


def _named(lines: Sequence[Line], texts: Sequence[str]) -> set[int]:
    """Places of the options whose texts some lines name."""
    found = set()
    whole = " ".join(line.text for line in lines)
    for answer in {whole, *(line.text for line in lines)} - {""}:
        scores = [alike(answer, text) for text in texts]
        if scores and max(scores) >= SAME_TEXT:
            found.add(scores.index(max(scores)))
    return found or _listed(whole, texts)


def _listed(said: str, texts: Sequence[str]) -> set[int]:
    """Places of the options that a list names (`Argon, Xenon`), and nothing else."""
    found = set()
    for place in sorted(range(len(texts)), key=lambda place: -len(texts[place])):
        if texts[place] and texts[place] in said:
            said = said.replace(texts[place], "", 1)
            found.add(place)
    return found if re.fullmatch(r"[\s,;&]*", said) else set()


def _lettered(
    lines: Sequence[Line], labels: Sequence[str | None], texts: Sequence[str], cues: Cues
) -> set[int]:
    """Places of the options whose letters some lines name (`b`, `a, c`, `AC`, `Option C. Lima`)."""
    places = {label.casefold(): place for place, label in enumerate(labels) if label}
    said = [cues.without_option_word(line.text) for line in lines]
    letters = [
        letter for letter in re.split(r"[\s,;&]+|\band\b", " ".join(said).strip(" .()").casefold()) if letter
    ]
    if all(letter.strip(".()") in places for letter in letters):
        return {places[letter.strip(".()")] for letter in letters}
    together = "".join(said).strip(" .")
    if (
        together.isupper()
        and list(together) == sorted(set(together))
        and set(together.casefold()) <= set(places)
    ):
        return {places[letter] for letter in together.casefold()}
    found = set()
    for text in said:
        match = _LETTER_AND_TEXT.fullmatch(text)
        place = places.get(match[1].casefold()) if match else None
        if match and place is not None and alike(match[2], texts[place]) >= NAMED_BY_LETTER:
            found.add(place)
    return found


def alike(a: str, b: str) -> float:
    """Likeness of two texts, 0..1."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _confirmed(draft: Draft) -> set[int]:
    """Where right answers are named, but none can be made out: what was selected in a right response."""
    picked = {i for i, option in enumerate(draft.options) if option.widget.selected}
    return picked if draft.key and len(picked) == 1 and _is_judged_right(draft) else set()


def _is_judged_right(draft: Draft) -> bool:
    """Whether the page says that the whole response is right."""
    said = [draft.tone] if draft.tone else [f.tone for f in draft.feedback]
    return said[-1:] == [Tone.CORRECT]


def _chosen(draft: Draft) -> int:
    """How many options are selected, a right one that is pointed out beside a wrong pick not counted."""
    picked = [o for o in draft.options if o.widget.selected]
    wrong = any((o.widget.tone or o.tone) is Tone.INCORRECT for o in picked)
    pointed_out = [o for o in picked if (o.widget.tone or o.tone) is Tone.CORRECT]
    return len(picked) - (len(pointed_out) if wrong and len(picked) == 2 else 0)
