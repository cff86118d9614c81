"""The YAML block at the head of a post, taken off and turned into plain values.

Title, date, categories and tags keep their spelling: `2024-05-01` stays text, and so does a tag `1.10` or
`no`. The rest is typed as YAML 1.2 has it: null, booleans, decimal numbers, and everything else is text.
"""

from __future__ import annotations

import json
import logging
import math
import re
from dataclasses import dataclass
from typing import Any

import yaml

log = logging.getLogger(__name__)

LISTED = ("categories", "tags")
"""Keys whose value is a list of texts, however it is written."""

OWN = ("title", "date", *LISTED)
"""Keys that have a place of their own; the others go under `extra`."""

MAX_DEPTH = 20
"""Levels of lists and mappings: more than anybody writes, fewer than what a writer of JSON gives up at."""

MAX_BITS = 53
"""Of a whole number that every reader of JSON keeps exactly."""

_BLOCK = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^(?=[\w-]+[ \t]*:)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a post says about itself.

    Attributes:
        title: None if there is none.
        date: as written; None if there is none.
        categories: flattened, each once.
        tags: flattened, each once.
        extra: every other key, with values that JSON can hold.
    """

    title: str | None
    date: str | None
    categories: list[str]
    tags: list[str]
    extra: dict[str, Any]


def split_front_matter(text: str, source: str) -> tuple[FrontMatter, str]:
    """Take the front matter off a post.

    A block that is not valid YAML (`title: Quiz: Part 1` is the usual slip) is read key by key, so that one
    slip costs nothing but the type of one value; a warning is logged.

    Args:
        text: the whole post.
        source: its name, for the warning.

    Returns:
        The front matter, empty if there is none, and the body.
    """
    block = _BLOCK.match(text)
    if block is None:
        return _front_matter({}, {}), text
    typed, written = _load(block[1], _TypedLoader), _load(block[1], _WrittenLoader)
    if typed is None or written is None:
        typed, written = _by_key(block[1], _TypedLoader), _by_key(block[1], _WrittenLoader)
        if typed:
            log.warning("The front matter of %s is not valid YAML; what is wrong is kept as text.", source)
    if not typed and block[1].strip():
        # Two rules with text between them, not front matter.
        return _front_matter({}, {}), text
    return _front_matter(typed, written), text[block.end() :]


class _Modest:
    """Refuses what front matter has no use for: depth, and aliases, which make gigabytes of a few lines."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):  # type: ignore[attr-defined]
            raise yaml.composer.ComposerError("alias")
        if self._depth > MAX_DEPTH:
            raise yaml.composer.ComposerError("too deep")
        self._depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)  # type: ignore[misc]
        self._depth -= 1
        return node


class _WrittenLoader(_Modest, yaml.BaseLoader):
    """Every scalar is text."""


class _TypedLoader(_Modest, yaml.SafeLoader):
    """Scalars are typed as in YAML 1.2: no dates, no `12:30` in base 60, no `yes` for true."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    # Longer ones are serial numbers, which no reader of JSON keeps exactly.
    ("int", r"[-+]?(?:0|[1-9][0-9]{0,14})", list("-+0123456789")),
    ("float", r"[-+]?[0-9]{1,15}\.[0-9]{1,15}", list("-+0123456789")),
):
    _TypedLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)


def _load(text: str, loader: type[yaml.BaseLoader] | type[yaml.SafeLoader]) -> dict[Any, Any] | None:
    """The block as a mapping; an empty one if it holds something else; None if it is not valid."""
    try:
        value = yaml.load(text, Loader=loader)
    # Explicit tags (`!!int x`) let the loader's own mistakes through.
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return value if isinstance(value, dict) else {}


def _by_key(text: str, loader: type[yaml.BaseLoader] | type[yaml.SafeLoader]) -> dict[Any, Any]:
    values: dict[Any, Any] = {}
    for part in _KEY.split(text):
        loaded = _load(part, loader)
        if loaded is None:
            key, colon, value = part.partition(":")
            loaded = {key.strip(): value.strip()} if colon and re.fullmatch(r"[\w-]+", key.strip()) else {}
        values |= loaded
    return values


def _front_matter(typed: dict[Any, Any], written: dict[Any, Any]) -> FrontMatter:
    def text(key: str) -> str | None:
        return None if typed.get(key) is None else _text(written.get(key)) or None

    def texts(key: str) -> list[str]:
        return [] if typed.get(key) is None else list(dict.fromkeys(_flat(written.get(key))))

    return FrontMatter(
        title=text("title"),
        date=text("date"),
        categories=texts("categories"),
        tags=texts("tags"),
        extra=_json_safe({key: value for key, value in typed.items() if key not in OWN}),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _clean(value).strip()
    return json.dumps(_json_safe(value), ensure_ascii=False)


def _flat(value: Any) -> list[str]:
    """The texts in a value: a scalar, a list, lists in it (Hexo's sub-categories), mappings."""
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _flat(part)]
    if isinstance(value, list):
        return [text for item in value for text in _flat(item)]
    text = _text(value)
    return [text] if text else []


def _json_safe(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(_json_safe(key)): _json_safe(item) for key, item in value.items()}
    if isinstance(value, set):
        # Python's sets have another order each time, and the same post gives the same bytes.
        return sorted((_json_safe(item) for item in value), key=str)
    if isinstance(value, (list, tuple)):
        return [_json_safe(item) for item in value]
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        # Not in decimals, which Python refuses to write beyond some length.
        return hex(value)
    if value is None or isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return _clean(str(value))


def _clean(text: str) -> str:
    # Lone surrogates, which YAML's escapes can make, cannot be written.
    return text.encode("utf-8", "replace").decode()
