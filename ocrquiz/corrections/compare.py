"""Whether two questions say the same, and whether they are one and the same question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from ocrquiz.geometry import Box
from ocrquiz.model import Question

ALIKE = 0.8
"""Likeness of two stems from which they are one, a few letters misread."""

_READ = ("number", "type", "stem", "answer", "verdict", "feedback", "points")
_OPTION_READ = ("label", "text", "selected", "verdict", "correct", "feedback")

Boxes = Mapping[str, Sequence[Box]]
"""Places by the sha256 of the picture."""


def content(question: Question) -> dict[str, Any]:
    """What a question says and shows, without where it stands and how sure that is."""
    dumped = question.model_dump(mode="json")
    options = [{**{name: o[name] for name in _OPTION_READ}, "figures": _kinds(o)} for o in dumped["options"]]
    return {**{name: dumped[name] for name in _READ}, "figures": _kinds(dumped), "options": options}


def _kinds(part: Mapping[str, Any]) -> list[str]:
    # Not their files: those are named by pixels, which another cut changes.
    return [figure["kind"] for figure in part["figures"]]


def same(a: Sequence[Question], b: Sequence[Question]) -> bool:
    """Whether two lists of questions say the same."""
    return [content(q) for q in a] == [content(q) for q in b]


def difference(wanted: Sequence[Question], got: Sequence[Question]) -> str:
    """The first thing in which a reading differs from a correction, as the end of a sentence."""
    if len(wanted) != len(got):
        return f"it now finds {len(got)} question{'s' * (len(got) != 1)} here"
    for a, b in zip(wanted, got, strict=True):
        for name, x, y in _pairs(a, b):
            if x != y:
                return f"its {name} is now “{'nothing' if y is None else y}”"
    return "it is now the same"


def _pairs(a: Question, b: Question) -> Iterator[tuple[str, object, object]]:
    x, y = content(a), content(b)
    for name in _READ:
        yield name, x[name], y[name]
    yield "number of figures", len(a.figures), len(b.figures)
    yield "number of options", len(a.options), len(b.options)
    for place, (one, other) in enumerate(zip(x["options"], y["options"], strict=False), start=1):
        for name in _OPTION_READ:
            yield f"option {place}" if name == "text" else f"option {place} {name}", one[name], other[name]


def alike(a: Question, b: Question) -> bool:
    """Whether two stems are one, a few letters misread."""
    return a.stem == b.stem or SequenceMatcher(None, a.stem, b.stem, autojunk=False).ratio() >= ALIKE


def places(questions: Sequence[Question], hashes: Mapping[str, str]) -> dict[str, list[Box]]:
    """Where questions stand.

    Args:
        questions: whose regions count.
        hashes: sha256 by the screenshots' paths; regions on others are left out.
    """
    found: dict[str, list[Box]] = {}
    for question in questions:
        for region in question.regions:
            if region.screenshot in hashes:
                found.setdefault(hashes[region.screenshot], []).append(Box(*region.bbox))
    return found


def share(inner: Boxes, outer: Boxes) -> float:
    """How much of some places lies inside others, 0..1."""
    area = sum(box.area for boxes in inner.values() for box in boxes)
    common = sum(
        max((box.intersection(other).area for other in outer.get(digest, ())), default=0)
        for digest, boxes in inner.items()
        for box in boxes
    )
    return common / area if area else 0.0
