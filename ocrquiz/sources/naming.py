"""Names: slugs for files, natural order, the number at the head of a title."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import PurePath

MAX_SLUG = 60
"""Characters of a slug: enough to tell sections apart, short enough to read in a listing."""

MAX_SLUG_BYTES = 180
"""UTF-8 bytes of a slug: file systems take 255 for a name, and number, suffix and ending are added."""

NEAR = 0.6
"""Similarity (difflib's ratio) from which a name is worth suggesting: difflib's own default."""

_APOSTROPHES = re.compile(r"['’ʼ]")
_DIGITS = re.compile(r"([0-9]+)")
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]*$")

EMPHASIS = "\0"
"""Stands where emphasis begins or ends in a heading, so that `3.**5 Rules**` is not read as 3.5."""

_NUMBER = re.compile(
    rf"""[\s({EMPHASIS}]*
    ([0-9]{{1,4}}) [\s{EMPHASIS}]*
    (?: [.):：．、]+ (?![0-9])      # `2.`, `2)`, `2:`, but not `2.5`
      | [-–—] (?=\s)               # `2 - Title`
      | $ )                        # nothing but the number
    """,
    re.VERBOSE,
)


def slugify(text: str) -> str:
    """Turn a title into a file name that keeps the letters of every script.

    Args:
        text: any text.

    Returns:
        Lower-case letters and digits, joined with hyphens; at most `MAX_SLUG` characters. Empty if there is
        no letter and no digit.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    slug = ""
    for char in _APOSTROPHES.sub("", folded):
        kind = unicodedata.category(char)[0]
        # Marks are parts of letters (Devanagari, Thai), but nothing by themselves.
        if kind in "LN" or (kind == "M" and slug and not slug.endswith("-")):
            slug += char
        elif slug and not slug.endswith("-"):
            slug += "-"
    return _shortened(slug.strip("-"))


def _shortened(slug: str) -> str:
    if len(slug) > MAX_SLUG:
        # At a word's end, unless that would take half of it.
        cut = slug.rfind("-", MAX_SLUG // 2, MAX_SLUG + 1)
        slug = slug[: cut if cut > 0 else MAX_SLUG]
    return slug.encode()[:MAX_SLUG_BYTES].decode(errors="ignore").strip("-")


def unique(slug: str, taken: Collection[str]) -> str:
    """The slug, with `-2`, `-3`, ... where it is taken already."""
    name, again = slug, 2
    while name in taken:
        name, again = f"{slug}-{again}", again + 1
    return name


def section_slugs(headings: Iterable[tuple[int | None, str]]) -> list[str]:
    """A slug for each section of a document, each different.

    Args:
        headings: number and title of the sections, in order.
    """
    slugs: list[str] = []
    for index, (number, title) in enumerate(headings, start=1):
        if title or number is not None:
            slug = slugify(title) or f"section-{index if number is None else number}"
        else:
            slug = "untitled"
        slugs.append(unique(slug, slugs))
    return slugs


def split_number(title: str) -> tuple[int | None, str]:
    """Take the printed number off a title.

    Args:
        title: as printed; `EMPHASIS` may stand where emphasis begins or ends.

    Returns:
        The number, or None if the title does not begin with one, and the rest without `EMPHASIS`.
    """
    found = _NUMBER.match(title)
    number = int(found[1]) if found else None
    rest = title[found.end() :] if found else title
    return number, " ".join(rest.replace(EMPHASIS, "").split())


def natural_key(path: PurePath | str) -> tuple[object, ...]:
    """Sort key of a path: 2 before 10, `Untitled` before `Untitled 1`, capitals like small letters.

    Args:
        path: relative, or all of them absolute.
    """
    *folders, name = PurePath(path).parts or ("",)
    # The ending apart: in whole names, the space of `Untitled 1.png` sorts before the dot of `Untitled.png`.
    ending = _ENDING.search(name)
    stem = name[: ending.start()] if ending else name
    return (*map(_part_key, folders), _part_key(stem)), name[len(stem) :].lower(), str(path)


def _part_key(part: str) -> tuple[tuple[int, str], ...]:
    # Text and digits take turns, text first. Digits compare by length, then by value: no `int`, which refuses
    # very long ones.
    pieces = _DIGITS.split(unicodedata.normalize("NFKC", part).casefold())
    return tuple(
        (len(piece.lstrip("0")), piece.lstrip("0")) if i % 2 else (0, piece) for i, piece in enumerate(pieces)
    )


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `name` was probably meant to be, if any; capitals do not count."""
    folded = {other.casefold(): other for other in names}
    found = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=NEAR)
    return folded[found[0]] if found else None


def printable(name: str) -> str:
    """A file name as text that can be written as UTF-8, whatever bytes the file system holds."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
