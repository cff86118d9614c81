"""Texts compared as a reader would: exact, but for the shapes of quotes, dashes, blanks and white space."""

from __future__ import annotations

import re
import unicodedata

_SHAPES = {
    "'": "\u2018\u2019\u201a\u201b\u2032`",
    '"': "\u201c\u201d\u201e\u2033",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212",
    " ": "\u2022\u00b7|\u00a0",
    "...": "\u2026",
}
FOLDED = str.maketrans({shape: plain for plain, shapes in _SHAPES.items() for shape in shapes})

BLANK = re.compile(r"_(?:\s?_)+")
WHITE_SPACE = re.compile(r"\s+")
FORMULA = re.compile(r"\$\$.*?\$\$|(?<!\\)\$.+?(?<!\\)\$", re.DOTALL)

STAND_IN = "\ue000"
"""For a formula, while the text around it is compared: of the private use area, so no text has it."""

FORMULA_LENGTH = 300
"""Characters that may stand where a label has a formula."""

COSMETIC = re.compile(r"\\(?:left|right|,|;|!|:|quad|displaystyle|mathrm|text|operatorname)(?![a-zA-Z])")
BRACES = re.compile(r"[\s{}]")


def fold(text: str | None) -> str:
    """A text without what no reader would call an error; of None, the empty text."""
    # Compatibility forms may hide a shape, hence once more after them.
    folded = unicodedata.normalize("NFKC", (text or "").translate(FOLDED)).translate(FOLDED)
    return WHITE_SPACE.sub(" ", BLANK.sub("__", folded)).strip()


def has_formula(text: str | None) -> bool:
    """Whether LaTeX stands in it."""
    return FORMULA.search(text or "") is not None


def text_right(label: str | None, got: str | None) -> bool:
    """Whether a text is the labelled one; a formula of the label matches whatever stands in its place."""
    if not has_formula(label):
        return fold(label).replace("\\$", "$") == fold(got).replace("\\$", "$")
    around = re.split(rf"\s*(?:{STAND_IN}\s*)+", fold(FORMULA.sub(STAND_IN, label or "")))
    pattern = rf"\s*.{{0,{FORMULA_LENGTH}}}?\s*".join(re.escape(part) for part in around)
    return re.fullmatch(pattern, fold(got), re.DOTALL) is not None


def formulas_right(label: str | None, got: str | None) -> bool:
    """Whether the LaTeX of every formula is the labelled one, white space and cosmetic commands aside."""
    wanted, found = (list(map(_canonical, FORMULA.findall(text or ""))) for text in (label, got))
    return wanted == found


def _canonical(formula: str) -> str:
    bare = COSMETIC.sub("", formula.strip("$"))
    return BRACES.sub("", bare.replace("\\ast", "*").replace("\\cdot", "\u00b7"))


def distance(a: str, b: str) -> int:
    """Levenshtein's: characters to insert, delete or replace."""
    if len(a) < len(b):
        a, b = b, a
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y)))
        before = row
    return before[-1]
