"""LaTeX as MathML, which browsers draw without a script and without a network."""

from __future__ import annotations

import html
from functools import lru_cache
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert_to_element

from .text import Formula, legal

_DRAWN = frozenset(
    [
        "accent",
        "accentunder",
        "columnalign",
        "columnlines",
        "columnspacing",
        "display",
        "displaystyle",
        "depth",
        "fence",
        "form",
        "height",
        "largeop",
        "linethickness",
        "lspace",
        "mathcolor",
        "mathsize",
        "mathvariant",
        "maxsize",
        "minsize",
        "movablelimits",
        "rowlines",
        "rowspacing",
        "rspace",
        "scriptlevel",
        "separator",
        "stretchy",
        "symmetric",
        "voffset",
        "width",
        "xmlns",
    ]
)
"""Attributes that say how a formula looks. LaTeX can also ask for links and styles of the page."""


@lru_cache(maxsize=1024)
def mathml(formula: Formula) -> str | None:
    """A formula as markup; None if it is not understood in full."""
    try:
        math = convert_to_element(legal(formula.latex), display="block" if formula.block else "inline")
    except Exception:  # The library stumbles in many ways over LaTeX that was misread.
        return None
    for element in math.iter():
        # The library writes symbols as references, to be put into markup as they are.
        element.text = legal(html.unescape(element.text or "")) or None
        if "\\" in (element.text or "") or not _DRAWN.issuperset(element.attrib):
            return None
    return ET.tostring(math, encoding="unicode")
