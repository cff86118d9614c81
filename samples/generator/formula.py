"""Turns the small part of LaTeX that the samples use into MathML, which Chromium typesets by itself.

With a Computer Modern font the result looks like the MathJax output of learning platforms.
"""

from __future__ import annotations

import re
from html import escape

_TOKEN = re.compile(r"\\[A-Za-z]+|\d+(?:\.\d+)?|[{}^_]|\S")
_IDENTIFIERS = {
    "\\alpha": "α",
    "\\beta": "β",
    "\\lambda": "λ",
    "\\mu": "μ",
    "\\pi": "π",
    "\\sigma": "σ",
    "\\theta": "θ",
}
_OPERATORS = {
    "\\approx": "≈",
    "\\cdot": "⋅",
    "\\ge": "≥",
    "\\in": "∈",
    "\\le": "≤",
    "\\pm": "±",
    "\\sum": "∑",
    "\\times": "×",
    "-": "−",
}
_ACCENTS = {"\\bar": "¯", "\\hat": "^"}


class _Parser:
    """Recursive descent over the tokens; each method returns the MathML of what it consumed."""

    def __init__(self, latex: str) -> None:
        self._latex = latex
        self._tokens = _TOKEN.findall(latex)
        self._at = 0

    def row(self) -> str:
        """Everything up to the closing brace or the end."""
        parts = []
        while self._peek() not in ("", "}"):
            parts.append(self._scripted())
        return "<mrow>" + "".join(parts) + "</mrow>"

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _scripted(self) -> str:
        limits = self._peek() == "\\sum"
        base = self._atom()
        scripts: dict[str, str] = {}
        while self._peek() in ("_", "^"):
            mark = self._next()
            scripts[mark] = self._atom()
        if not scripts:
            return base
        under, over = ("munder", "mover") if limits else ("msub", "msup")
        if len(scripts) == 2:
            tag = "munderover" if limits else "msubsup"
            return f"<{tag}>{base}{scripts['_']}{scripts['^']}</{tag}>"
        tag = under if "_" in scripts else over
        return f"<{tag}>{base}{''.join(scripts.values())}</{tag}>"

    def _atom(self) -> str:
        token = self._next()
        if token == "{":
            inner = self.row()
            if self._next() != "}":
                raise ValueError(f"unbalanced braces in {self._latex!r}")
            return inner
        if token == "\\frac":
            return f"<mfrac>{self._atom()}{self._atom()}</mfrac>"
        if token == "\\sqrt":
            return f"<msqrt>{self._atom()}</msqrt>"
        if token in _ACCENTS:
            return f'<mover accent="true">{self._atom()}<mo stretchy="false">{_ACCENTS[token]}</mo></mover>'
        if token in _IDENTIFIERS:
            return f"<mi>{_IDENTIFIERS[token]}</mi>"
        if token in _OPERATORS:
            return f"<mo>{_OPERATORS[token]}</mo>"
        if token[:1].isdigit():
            return f"<mn>{token}</mn>"
        if token.isalpha():
            return f"<mi>{token}</mi>"
        if not token or token.startswith("\\") or token in "{}^_":
            raise ValueError(f"cannot typeset {token!r} in {self._latex!r}")
        return f'<mo stretchy="false">{escape(token)}</mo>'


def mathml(latex: str, *, display: bool = False) -> str:
    """The formula as a MathML element."""
    parser = _Parser(latex)
    body = parser.row()
    return f'<math display="{"block" if display else "inline"}">{body}</math>'
