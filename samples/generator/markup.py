"""The HTML of a quiz page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from .browser import MATH_FONT
from .formula import mathml
from .model import (
    Block,
    Bold,
    Code,
    Display,
    Figure,
    Inline,
    Italic,
    Items,
    Kind,
    Language,
    Link,
    Listing,
    Look,
    Math,
    Option,
    Panel,
    Part,
    Table,
    Text,
    Verdict,
)

_TEMPLATES = Path(__file__).parent / "templates"

_HEADLINES: dict[Language, dict[Verdict, str]] = {
    "en": {"correct": "Correct", "incorrect": "Incorrect"},
    "es": {"correct": "Correcto", "incorrect": "Incorrecto"},
    "ko": {"correct": "맞습니다", "incorrect": "틀립니다"},
}
_NOT_TO_SELECT: dict[Language, str] = {
    "en": "This should not be selected",
    "es": "Esta opción no debería estar seleccionada",
    "ko": "선택하면 안 되는 항목입니다",
}
_EXPAND: dict[Language, str] = {"en": "Expand", "es": "Expandir", "ko": "더 보기"}
_POINTS: dict[Language, str] = {
    "en": "{0:g} / {1:g} point",
    "es": "{0:g} / {1:g} punto",
    "ko": "{0:g} / {1:g}점",
}


def _svg(view: str, body: str, name: str) -> str:
    return f'<svg class="{name}" viewBox="{view}" fill="none" stroke="currentColor">{body}</svg>'


_EXTERNAL = _svg(
    "0 0 16 16",
    '<path d="M6.5 3.5H2.5V13.5H12.5V9.5M9 2.5H13.5V7M13.5 2.5L7 9" stroke-width="1.3"/>',
    "external",
)
_ARROWS = _svg(
    "0 0 24 24",
    '<path d="M14 10L21 3M15 3H21V9M10 14L3 21M9 21H3V15" stroke-width="1.4"/>',
    "arrows",
)
_RING = '<circle cx="12" cy="12" r="10.8" stroke-width="1.3"/>'
_RINGED = {
    "correct": _svg(
        "0 0 24 24", _RING + '<path d="M7.2 12.6L10.4 15.6L16.8 8.8" stroke-width="1.5"/>', "icon"
    ),
    "incorrect": _svg(
        "0 0 24 24", _RING + '<path d="M7.8 7.8L16.2 16.2M16.2 7.8L7.8 16.2" stroke-width="1.5"/>', "icon"
    ),
}
_BARE = {
    "correct": _svg("0 0 24 24", '<path d="M2 13L8.5 19L22 4" stroke-width="3"/>', "icon"),
    "incorrect": _svg("0 0 24 24", '<path d="M12 2V15M12 19V22.5" stroke-width="4"/>', "icon"),
}


def _pieces(text: Text) -> tuple[Inline, ...]:
    return (text,) if isinstance(text, str) else text


def _inline(piece: Inline) -> str:
    match piece:
        case str():
            return escape(piece)
        case Bold(text):
            return f"<b>{escape(text)}</b>"
        case Italic(text):
            return f"<i>{escape(text)}</i>"
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case Link(text):
            return f"<a>{escape(text)}</a>{_EXTERNAL}"
        case Math(latex):
            return mathml(latex)


def _text(text: Text) -> str:
    return "".join(_inline(piece) for piece in _pieces(text))


def _block(block: Block) -> str:
    match block:
        case Items(items, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_text(item)}</li>" for item in items) + f"</{tag}>"
        case Listing(lines):
            return "<pre>" + escape("\n".join(lines)) + "</pre>"
        case Table(rows):
            head = "".join(f"<th>{escape(cell)}</th>" for cell in rows[0])
            body = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows[1:])
            return f"<table><tr>{head}</tr>" + "".join(f"<tr>{row}</tr>" for row in body) + "</table>"
        case Figure(name):
            return '<div class="figure">' + (_TEMPLATES / name).read_text(encoding="utf-8") + "</div>"
        case Display(latex):
            return f'<div class="display">{mathml(latex, display=True)}</div>'
        case _:
            return f"<p>{_text(block)}</p>"


def _widget(kind: Kind, selected: bool) -> str:
    if kind == "radio":
        dot = '<circle cx="12" cy="12" r="6" class="fill"/>' if selected else ""
        return _svg("0 0 24 24", f'<circle cx="12" cy="12" r="10.6" stroke-width="2.6"/>{dot}', "widget")
    if selected:
        tick = '<path d="M5.5 12.5L10 17L18.8 7.5" class="tick" stroke-width="2.6"/>'
        body = f'<rect x="1.5" y="1.5" width="21" height="21" rx="1.5" class="fill"/>{tick}'
    else:
        body = '<rect x="2.8" y="2.8" width="18.4" height="18.4" rx="1" stroke-width="2.6"/>'
    return _svg("0 0 24 24", body, "widget")


def _panel(panel: Panel, look: Look, *, of_option: bool) -> str:
    """A feedback box.

    On the pale platform the options come from an embedded page of its own: English, with bare icons.
    """
    embedded = of_option and look.style == "pale"
    language: Language = "en" if embedded else look.language
    place = "of-option" if of_option else "of-question"
    body = f"<p>{_text(panel.feedback)}</p>" if panel.feedback is not None else ""
    if panel.verdict == "partial":
        return f'<div class="panel partial {place}">{body}</div>'
    wrong_tick = of_option and panel.verdict == "incorrect"
    headline = _NOT_TO_SELECT[language] if wrong_tick else _HEADLINES[language][panel.verdict]
    icon = (_BARE if embedded else _RINGED)[panel.verdict]
    return (
        f'<div class="panel {panel.verdict} {place}">{icon}'
        f'<div><div class="headline" lang="{language}">{escape(headline)}</div>{body}</div></div>'
    )


def _option(option: Option, kind: Kind, look: Look) -> str:
    widget = _widget(kind, option.selected)
    row = f'<div class="option">{widget}<div class="text">{_text(option.text)}</div></div>'
    return row + (_panel(option.panel, look, of_option=True) if option.panel else "")


def _part(part: Part, look: Look) -> str:
    question = part.question
    html = []
    if part.shows_stem:
        points = ""
        if question.points:
            points = f'<div class="points">{_POINTS[look.language].format(*question.points)}</div>'
        stem = "".join(_block(block) for block in question.stem)
        html.append(f'<div class="number">{question.number}.</div>{points}<div class="stem">{stem}</div>')
    html.append('<div class="options">')
    html += [_option(option, question.kind, look) for option in part.options]
    html.append("</div>")
    if part.shows_end:
        if look.style == "pale":
            html.append(f'<div class="expand" lang="{look.language}">{_ARROWS}{_EXPAND[look.language]}</div>')
        if question.panel:
            html.append(_panel(question.panel, look, of_option=False))
    return f'<section class="question {question.kind}">{"".join(html)}</section>'


def page_html(parts: Sequence[Part], look: Look) -> str:
    """A complete page with its style sheet inside."""
    css = "".join((_TEMPLATES / f"{name}.css").read_text(encoding="utf-8") for name in ("base", look.style))
    page = Template((_TEMPLATES / "page.html").read_text(encoding="utf-8"))
    return page.substitute(
        css=css,
        math_font=MATH_FONT.as_uri(),
        classes=f"{look.style} {look.theme}",
        size=f"{look.size}px",
        margins=f"{look.margin_top}px {look.margin_right}px 0 {look.margin_left}px",
        body="".join(_part(part, look) for part in parts),
    )
