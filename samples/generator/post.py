"""The Markdown of the post."""

from __future__ import annotations

from urllib.parse import quote

import yaml

from .model import Document, Section


def _section(section: Section, folder: str) -> str:
    values = {f"image{i}": quote(f"{folder}/{shot.name}") for i, shot in enumerate(section.shots)}
    link = section.links[0] if section.links else ""
    text = section.markdown.format(number=section.number, title=section.title, link=link, **values)
    missing = [target for target in (*values.values(), *section.links) if target not in text]
    if missing:
        raise ValueError(f"section {section.title!r} does not mention {missing}")
    return text


def markdown(document: Document) -> str:
    """The whole post: front matter and sections."""
    head = yaml.safe_dump(dict(document.front_matter), sort_keys=False, allow_unicode=True)
    folder = f"images/{document.name}"
    body = "\n".join(_section(section, folder) for section in document.sections)
    return f"---\n{head}---\n\n{body}"
