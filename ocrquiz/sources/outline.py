"""A post's body cut at its headings: what each part is called, shows and links to.

The Markdown is rendered to HTML and the HTML is walked. So Markdown's headings, links and pictures and those
written as HTML take one path, and nothing inside code or comments counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from .document import IMAGE_SUFFIXES
from .naming import EMPHASIS, split_number

MAX_NESTING = 100
"""Levels of lists and quotes; CommonMark's preset leaves out what is deeper than 20."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE = frozenset({"code", "pre"})
_EMPHASIS = frozenset({"em", "strong", "b", "i"})

_ENDS_HEADING = frozenset({"blockquote", "div", "hr", "li", "ol", "p", "pre", "table", "ul"})
"""No heading holds these: one that was never closed ends here."""

_HIDDEN = frozenset({"script", "style", "template", "noscript"})
"""Elements that a browser does not show. `noscript` repeats pictures that a script loads late."""

_MARKUP = re.compile(
    r"""<!--(?:-?>|.*?(?:-->|\Z)) | <[!?][^>]*>
    | <(?P<name>[a-z][^\s/<>]*+) (?>=\s*+(?:"[^"]*+"|'[^']*+')|[^<>])*+ >""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""A comment, a declaration or a tag, in whose attributes anything may stand."""

_EDGE = re.compile(rf"<(?P<end>/?)(?P<name>{'|'.join(sorted(_HIDDEN))})\b[^>]*>", re.IGNORECASE)
"""Where a hidden element begins or ends."""

_LONGEST = 1000
"""Characters of a loose picture's description, path and title: unlimited, each could be sought in all the
rest of the post."""

_SUFFIXES = "|".join(suffix[1:] for suffix in sorted(IMAGE_SUFFIXES))

_LOOSE = rf"""\(\s*<?
    ([^()\n]{{0,{_LONGEST}}}? (?:\([^()\n]*\)[^()\n]*?){{0,9}} \.(?:{_SUFFIXES}) (?:[?#][^\s()]*)?)
    >? (?:\s+["'][^\n]{{0,{_LONGEST}}}?["'])? \s*\)"""

_LOOSE_TARGET = re.compile(_LOOSE, re.VERBOSE | re.IGNORECASE)
"""A picture's path with spaces in it, which Markdown has no room for."""

_LOOSE_IMAGE = re.compile(rf"!\[[^\]]{{0,{_LONGEST}}}\]{_LOOSE}", re.VERBOSE | re.IGNORECASE)
"""A Markdown picture inside a block of HTML, which the parser leaves as text."""

_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")
"""`{#name .class}` after a heading, as kramdown and Pandoc have it."""

_STARS = re.compile(r"\*{2,}")
_WRAPPED = re.compile(r"(\*|__?)\s*(\S.*?)\s*\1")


@dataclass(slots=True)
class Part:
    """What stands under one heading, or before the first one.

    Attributes:
        number: as printed in the heading.
        title: without number and emphasis.
        links: targets, each once, without those of pictures.
        images: targets, each once.
    """

    number: int | None = None
    title: str = ""
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


def outline(markdown: str) -> list[Part]:
    """Cut a body at its headings, of any level and wherever they stand.

    A heading without text starts nothing. Neither does a paragraph with a picture over `---`: that is a rule
    with a blank line forgotten, though CommonMark takes it for a heading.

    Args:
        markdown: the post without front matter.

    Returns:
        The parts in order; first a part without number and title if there are pictures before any heading.
    """
    walker = _Walker()
    walker.feed(_visible(_html(markdown)))
    walker.close()
    return walker.parts()


class _Markdown(MarkdownIt):
    """CommonMark that keeps targets as written: nothing is opened here, so none needs refusing."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


def _loose_image(state: StateInline, silent: bool) -> bool:
    """A picture that is none to Markdown, as there are spaces in its path."""
    if not state.src.startswith("![", state.pos):
        return False
    end = parseLinkLabel(state, state.pos + 1)
    found = _LOOSE_TARGET.match(state.src, end + 1) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": unescapeAll(found[1])}
        token.children = []
    state.pos = found.end()
    return True


def _html(markdown: str) -> str:
    parser = _Markdown("commonmark", {"maxNesting": MAX_NESTING})
    parser.inline.ruler.after("image", "loose_image", _loose_image)
    tokens = parser.parse(markdown)
    for token in tokens:
        if token.type == "heading_open" and token.markup in {"-", "="}:
            token.attrSet("data-underlined", "")
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


def _visible(html: str) -> str:
    """The HTML without comments and hidden elements. A lone tag in a sentence hides nothing."""
    pieces, place = [], 0
    while found := _MARKUP.search(html, place):
        pieces.append(html[place : found.start()])
        place = found.end()
        name = (found["name"] or "").lower()
        edges = _EDGE.finditer(html, place) if name in _HIDDEN else iter(())
        edge = next((edge for edge in edges if edge["name"].lower() == name), None)
        if edge and edge["end"]:
            place = edge.end()
        pieces.append(" " if not name or (edge and edge["end"]) else found[0])
    # No tag ends behind the last bracket: thousands that begin there would be sought to the end, each.
    *_, rest = html[place:].rpartition(">")
    return "".join([*pieces, html[place : len(html) - len(rest)], rest.replace("<", "&lt;")])


class _Walker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._parts = [Part()]
        self._heading: Part | None = None
        self._underlined = False
        self._code = 0

    def parts(self) -> list[Part]:
        self._end_heading()
        first, *others = self._parts
        parts = [first, *others] if first.images else others
        for part in parts:
            part.images = list(dict.fromkeys(part.images))
            shown = {unquote(image) for image in part.images}
            part.links = [link for link in dict.fromkeys(part.links) if unquote(link) not in shown]
        return parts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        here = self._heading or self._parts[-1]
        if tag in _HEADINGS:
            self._end_heading()
            self._heading, self._underlined, self._code = Part(), "data-underlined" in values, 0
        elif tag in _ENDS_HEADING:
            self._end_heading()
        if tag in _CODE:
            self._code += 1
        elif tag in _EMPHASIS:
            self._add_title(EMPHASIS)
        elif tag == "img":
            # Pages that load pictures late keep the real one in `data-src`.
            here.images += filter(None, [(values.get("data-src") or values.get("src") or "").strip()])
        elif tag == "a":
            here.links += filter(None, [(values.get("href") or "").strip()])

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._end_heading()
        elif tag in _CODE:
            self._code = max(0, self._code - 1)
        elif tag in _EMPHASIS:
            self._add_title(EMPHASIS)

    def handle_data(self, data: str) -> None:
        if self._code:
            self._add_title(data)
            return
        here = self._heading or self._parts[-1]
        here.images += _LOOSE_IMAGE.findall(data)
        self._add_title(_without_stars(_LOOSE_IMAGE.sub(" ", data)))

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """A lone `<script>` in a sentence hides nothing; pairs are gone by now."""

    def _add_title(self, text: str) -> None:
        if self._heading:
            self._heading.title += text

    def _end_heading(self) -> None:
        heading, self._heading = self._heading, None
        if heading is None:
            return
        heading.number, heading.title = _number_and_title(heading.title)
        named = heading.title or heading.number is not None
        if named and not (self._underlined and heading.images):
            # The links of a heading are not in the section's body.
            self._parts.append(Part(heading.number, heading.title, images=heading.images))
        else:
            self._parts[-1].links += heading.links
            self._parts[-1].images += heading.images


def _number_and_title(heading: str) -> tuple[int | None, str]:
    number, title = split_number(_ATTRIBUTES.sub("", heading))
    wrapped = _WRAPPED.fullmatch(title)
    return number, wrapped[2] if wrapped else title


def _without_stars(text: str) -> str:
    """Text without emphasis that the parser could not pair, as in `**Title **`; `2**3` and `2 ** 3` stay."""

    def replace(stars: re.Match[str]) -> str:
        end = len(text) if _ATTRIBUTES.match(text, stars.end()) else stars.end()
        around = _character(text, stars.start() - 1), _character(text, end)
        both = all(c.isspace() for c in around) or all(c.isalnum() for c in around)
        return stars[0] if both else EMPHASIS

    return _STARS.sub(replace, text)


def _character(text: str, place: int) -> str:
    return text[place] if 0 <= place < len(text) else "-"
