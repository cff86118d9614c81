"""XML built as a tree, so that nothing has to be escaped by hand."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, indent, tostring

from .text import legal

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """An element.

    Args:
        tag: its name.
        content: elements and texts, in order; what XML does not allow is replaced.
        attributes: with their values.
    """
    made = Element(tag, {name: legal(value) for name, value in attributes.items()})
    for part in content:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + legal(part)
        else:
            made.text = (made.text or "") + legal(part)
    return made


def filled(tag: str, markup: str, **attributes: str) -> Element:
    """An element with markup in it that is well-formed as XML; of another namespace there is MathML only."""
    made = fromstring(f"<{tag}>{markup}</{tag}>")
    for part in made.iter():
        namespace, _, part.tag = part.tag.rpartition("}")
        if part.tag == "math":
            part.set("xmlns", namespace.removeprefix("{"))
    made.attrib.update((name, legal(value)) for name, value in attributes.items())
    return made


def document(root: Element, *, laid_out: bool = True) -> bytes:
    """An XML file.

    Args:
        root: its root.
        laid_out: whether elements are indented; not where blanks between them matter.
    """
    if laid_out:
        indent(root)
    return DECLARATION + tostring(root, encoding="unicode").encode() + b"\n"
