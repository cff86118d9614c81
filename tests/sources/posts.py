"""Markdown posts that nobody would write, each with what is to be found in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from hypothesis import strategies as st

from .files import put

POST = "site/_posts/2024/post.md"
"""The topmost folder that pictures may lie in is `site`."""

MOST = 12
"""Pictures of each kind of name; a post that shows more shows them again."""

FILES = ("p{}.png", "s {}.PNG", "my _{}_ own.png", "한{}é.webp", "q({}).jpg", "100%{}.bmp", "r'{}&.png")
"""What pictures are called."""

WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=6)

NOISE = st.lists(
    st.sampled_from(
        [
            *("**", "*", "_", "__", "`", "``", "~~", "[", "]", "](", "![", "<", ">", "|", "\\", "&", "&amp;"),
            *(
                "<b>",
                "</b>",
                "<br>",
                "</p>",
                "</div>",
                "<img",
                "<img alt='",
                "<a href=",
                "<h2",
                "<!--",
                "<?php",
            ),
            *(
                "<script>",
                "<style>",
                "<textarea>",
                "<title>",
                "<plaintext>",
                "<![CDATA[",
                "<!DOCTYPE",
                "{{ a }}",
            ),
            *(
                "#",
                "{#a}",
                "[^1]",
                "://",
                "%00",
                "&#0;",
                "&#xD800;",
                "\u2028",
                "\u200f",
                "\x0b",
                "\x1b",
                "word",
            ),
        ]
    )
    | st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=")\u0085"), max_size=5),
    max_size=6,
).map(" ".join)
"""What may stand in a paragraph and make nothing but text."""

ALTS = st.sampled_from(
    ["", "alt", "a [b] c", r"a \] b", "*x*", "`code`", "1 < 2", "한국어", "<!-- x -->", "a\nb"]
)
HTML_ALTS = st.sampled_from(["", "alt", "a > b", "<!--", "-->", "<?", "<script>", "<h2>", "it's"])

HIDDEN = st.sampled_from(
    [
        "```\n{}\n```",
        "~~~~ md\n{}\n~~~~",
        "<!-- {} -->",
        "<!--\n{}\n\n-->",
        "<script>\nlet a = '{}'\n\n</script>",
        "<style>\n/* {} */\n</style>",
    ]
)
PIECES = NOISE | st.sampled_from(
    [
        *(
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            " ",
            "    ",
            "\t",
            "# ",
            "## 1. ",
            "\n===\n",
            "\n---\n",
            "---\ntitle: x\n",
        ),
        *(
            "- ",
            "> ",
            "```",
            "~~~",
            "<div>",
            "<p>",
            "<h2>",
            "</h2>",
            "</script>",
            "-->",
            "<!-->",
            "<svg>",
            "<a ",
        ),
        *(
            "![](",
            "images/p0.png",
            "gone.png",
            ".png)",
            ")",
            '<img src="',
            "images/s 0.PNG",
            '">',
            "src='",
            "'>",
        ),
        *(
            "[r]: images/p1.png",
            "![r]",
            "![x][r]",
            "../../../",
            "/etc/passwd",
            "https://a.org/",
            "data:,",
            "%ED%A0%80",
        ),
        *(
            "%",
            "?",
            "\\",
            "{{ a }}/",
            "{#a}",
            "&lt;",
            "&#xFFFFFF;",
            "\0",
            "\ufeff",
            "\ud7ff",
            "😀",
            "é",
            "1" * 5000,
        ),
    ]
)
"""Of which anything can be made."""

DECOY = '# No title\n\n![](no.png) <img src="no.png">'


@dataclass(slots=True)
class Wanted:
    """What is to be found under a heading.

    Attributes:
        number: as printed.
        title: without number and emphasis; empty for what stands before the first heading.
        pictures: names, with the reason for those that are refused.
    """

    number: int | None = None
    title: str = ""
    pictures: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Post:
    """A post.

    Attributes:
        data: of the file.
        title: in the front matter.
        parts: that it falls into.
    """

    data: bytes
    title: str | None
    parts: list[Wanted]


def site(folder: Path) -> Path:
    """Make the pictures that posts show, the post's folder, and what lies outside."""
    names = [f"site/images/{name.format(n)}" for name in FILES for n in range(MOST)]
    return put(folder, *names, "outside/p0.png", POST)


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """A post, up to fifteen blocks long."""
    writer = _Writer(draw)
    for _ in range(draw(st.integers(0, 15))):
        writer.block()
    title, head = draw(
        st.sampled_from(
            [
                (None, ""),
                ("Quiz", "---\ntitle: Quiz\ntags: [a, b]\n---\n"),
                ("Quiz: 1", "---\ntitle: Quiz: 1\n---\n"),
                ("한 '퀴즈'", "---\ntitle: \"한 '퀴즈'\"\nx: [\n...\n"),
            ]
        )
    )
    text = draw(st.sampled_from(["", "\ufeff"])) + head + writer.text()
    return Post(
        text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))).encode(), title, writer.parts()
    )


class _Writer:
    """Writes a post block by block and keeps what is to be found."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._text = ""
        self._definitions: list[str] = []
        self._parts = [Wanted()]
        self._count = 0

    def text(self) -> str:
        return self._text + "\n\n" + "\n".join(self._definitions) + "\n"

    def parts(self) -> list[Wanted]:
        first, *others = self._parts
        return [first, *others] if first.pictures else others

    def block(self) -> None:
        makers: Sequence[Callable[[], str]] = [self._heading, self._picture, self._picture, self._other]
        block = self._draw(st.sampled_from(makers))()
        for first in self._draw(st.lists(st.sampled_from(["- ", "1. ", "> ", "+ "]), max_size=3)):
            rest = first if first == "> " else " " * len(first)
            block = "\n".join((rest if i else first) + line for i, line in enumerate(block.split("\n")))
        # A heading of one line needs no blank line after it.
        tight = self._draw(st.booleans()) and self._text.rpartition("\n")[2].startswith("#")
        self._text += ("\n" if tight else "\n\n" if self._text else "") + block

    def _heading(self) -> str:
        draw = self._draw
        self._count += 1
        title = f"{draw(WORDS)}{self._count}"
        number = draw(st.none() | st.integers(0, 9999))
        inline = draw(
            st.sampled_from(
                ["{}", "**{}**", "*{}*", "`{}`", "[{}](x.html)", "__{}__", "<b>{}</b>", "**{} **"]
            )
        )
        text = inline.format(title)
        if number is not None:
            text = f"{number}{draw(st.sampled_from(['.', ')', ':', '. ']))}{text}"
        self._parts.append(Wanted(number, title))
        kind = draw(st.sampled_from(["atx", "underlined", "html"]))
        if kind == "atx":
            space, end = (
                draw(st.sampled_from([" ", "\t", "   "])),
                draw(st.sampled_from(["", " #", " ####  ", " {#id}"])),
            )
            return f"{' ' * draw(st.integers(0, 3))}{'#' * draw(st.integers(1, 6))}{space}{text}{end}"
        if kind == "underlined":
            # As it stands, a number and a space would begin a list.
            return text.replace(". ", ".").replace(") ", ")") + draw(
                st.sampled_from(["\n=", "\n---", "\n====  "])
            )
        tags = draw(
            st.sampled_from(
                ["<h{0}>{1}</h{0}>", "<H{0} id='a'>\n{1}\n</H{0}>", "<div>\n<h{0}>{1}</h{0}></div>"]
            )
        )
        return tags.format(draw(st.integers(1, 6)), f"{number}. {title}" if number is not None else title)

    def _picture(self) -> str:
        """A paragraph or a block of HTML with a picture."""
        draw = self._draw
        target, name, reason = self._target()
        self._parts[-1].pictures[name] = reason
        kind = draw(st.sampled_from(["inline", "reference", "html"]))
        if kind == "html":
            return self._html(target)
        alt = draw(ALTS)
        if kind == "inline":
            title = draw(st.sampled_from(["", ' "a title"']))
            written = target if " " in target and draw(st.booleans()) else f"<{target}>"
            image = f"![{alt}]({target if not set(target) & set(' ()') else written}{title})"
        else:
            self._count += 1
            label = f"Ref {self._count}"
            self._definitions.append(f"[{label}]: <{target}> 'title'")
            image = draw(st.sampled_from([f"![{alt}][{label}]", f"![{label}][]", f"![{label.upper()}]"]))
        return draw(
            st.sampled_from(["{}", "Text {} text", "[{}](large.html)", "{}\n---", "| a |\n|---|\n| {} |"])
        ).format(image)

    def _html(self, target: str) -> str:
        draw = self._draw
        alt, value = draw(HTML_ALTS).replace('"', ""), target.replace("&", "&amp;")
        image = draw(
            st.sampled_from(
                ['<img alt="{0}" src="{1}">', '<IMG\nSRC="{1}" ALT="{0}"/>', '<img data-src="{1}">']
            )
        )
        image = image.format(alt, value)
        return draw(
            st.sampled_from(["{}", "<p>{}</p>", "<div>\n{}\n</div>", "<a href='x'>{}</a>", "Text {} text"])
        ).format(image)

    def _target(self) -> tuple[str, str, str | None]:
        """How a picture is named in the post, what it is called in the output, and why it is refused."""
        draw = self._draw
        kind, n = (
            draw(st.sampled_from(["found"] * 4 + ["missing", "outside", "remote"])),
            draw(st.integers(0, MOST - 1)),
        )
        if kind == "missing":
            return (name := f"gone/{n}.png"), name, kind
        if kind == "outside":
            return (name := f"../../../outside/p{n}.png"), name, "outside_root"
        if kind == "remote":
            return (
                (name := draw(st.sampled_from(["https://a.org/{}.png", "//a.org/{}.png"])).format(n)),
                name,
                kind,
            )
        name = "images/" + draw(st.sampled_from(FILES)).format(n)
        return (
            draw(st.sampled_from([name, quote(name), name + "?w=1"] if "%" not in name else [name])),
            name,
            None,
        )

    def _other(self) -> str:
        kind = self._draw(st.sampled_from(["text", "hidden", "rule"]))
        if kind == "text":
            return "Text " + self._draw(NOISE)
        return "***" if kind == "rule" else self._draw(HIDDEN).replace("{}", DECOY)
