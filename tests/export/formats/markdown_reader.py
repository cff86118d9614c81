"""Reads a quiz in Markdown back: markdown-it knows the syntax, and of our writer only the layout is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin


@dataclass
class ReadOption:
    letter: str = ""
    right: bool | None = None
    text: str = ""
    feedback: str = ""
    pictures: list[str] = field(default_factory=list)


@dataclass
class ReadQuestion:
    heading: str
    stem: str = ""
    options: list[ReadOption] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    note: str = ""
    feedback: str = ""
    pictures: list[str] = field(default_factory=list)


@dataclass
class Quiz:
    documents: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    questions: list[ReadQuestion] = field(default_factory=list)


def read(markdown: str) -> Quiz:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(dollarmath_plugin)
    quiz = Quiz()
    asked: list[SyntaxTreeNode] = []
    for node in SyntaxTreeNode(parser.parse(markdown)).children:
        if node.type != "heading":
            asked.append(node)
            continue
        if quiz.questions and asked:
            _fill(quiz.questions[-1], asked)
        assert quiz.questions or not asked
        asked = []
        title = _inline(node)
        if node.tag == "h3":
            quiz.questions.append(ReadQuestion(title))
        else:
            (quiz.documents if node.tag == "h1" else quiz.sections).append(title)
    if quiz.questions:
        _fill(quiz.questions[-1], asked)
    return quiz


def _fill(question: ReadQuestion, nodes: list[SyntaxTreeNode]) -> None:
    stem: list[str] = []
    answers: list[list[str]] = []
    for node in nodes:
        first = _first(node)
        if node.type == "bullet_list" and node.markup == "-":
            question.options = [_option(item) for item in node.children]
        elif node.type == "blockquote":
            question.feedback = _text(node.children)
        elif first is not None and first.type == "em":
            question.note = _inline(first)
        elif first is not None and first.type == "image":
            question.pictures.append(str(first.attrs["src"]))
        elif first is not None and first.type == "strong":
            answers.append([_inline(node).removeprefix("Answer:").removeprefix(" ")])
        else:
            (answers[-1] if answers else stem).append(_text([node]))
    question.stem = "\n".join(stem)
    question.answers = ["\n".join(answer).removeprefix("\n") for answer in answers]


def _option(item: SyntaxTreeNode) -> ReadOption:
    result = ReadOption()
    parts: list[str] = []
    for place, node in enumerate(item.children):
        first = _first(node)
        if place == 0:
            found = re.fullmatch(r"(?:\[([ x])\] )?(\S+)\.(?: (.*))?", _inline(node), re.DOTALL)
            assert found is not None
            result.right = None if found[1] is None else found[1] == "x"
            result.letter = found[2]
            parts += [] if found[3] is None else [found[3]]
        elif node.type == "blockquote":
            result.feedback = _text(node.children)
        elif first is not None and first.type == "image":
            result.pictures.append(str(first.attrs["src"]))
        else:
            parts.append(_text([node]))
    result.text = "\n".join(parts)
    return result


def _first(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """What a paragraph begins with."""
    found = node.children[0].children if node.type == "paragraph" else []
    return next((child for child in found if child.type != "text" or child.content), None)


def _text(nodes: list[SyntaxTreeNode]) -> str:
    return "\n".join(map(_block, nodes))


def _block(node: SyntaxTreeNode) -> str:
    if node.type == "paragraph":
        return _inline(node)
    if node.type == "math_block":
        return f"$${node.content.strip()}$$"
    if node.type == "bullet_list":
        return "\n".join("• " + _text(item.children) for item in node.children)
    assert node.type == "table", node.type
    rows = [row for part in node.children for row in part.children]
    return "\n".join(" | ".join(map(_inline, row.children)) for row in rows)


def _inline(node: SyntaxTreeNode) -> str:
    if node.type == "text":
        return node.content.replace("$", r"\$")
    if node.type == "hardbreak":
        return "\n"
    if node.type == "math_inline":
        return f"${node.content}$"
    assert node.type in ("inline", "paragraph", "heading", "th", "td", "em", "strong"), node.type
    return "".join(map(_inline, node.children))
