"""Programming and the web: code, and a question cut over two screenshots."""

from __future__ import annotations

from ..model import Bold, Code, Link, Listing, Look, Option, Panel, Part, Question, Section, Shot

_SQUARE_ROOT = Question(
    number=1,
    kind="radio",
    stem=(
        "What does the following Python program print?",
        Listing(
            (
                "import math",
                "side_lengths = [3, 4]",
                "total = sum(x ** 2 for x in side_lengths)",
                "print(math.sqrt(total))",
            )
        ),
    ),
    options=(
        Option((Code("5"),)),
        Option((Code("5.0"),), selected=True),
        Option((Code("7"),)),
        Option((Code("25.0"),)),
    ),
    panel=Panel(
        "correct",
        (
            "Correct. math.sqrt() always returns a float. See the ",
            Link("documentation"),
            " for its relatives.",
        ),
    ),
)
_DISTINCT = Question(
    number=2,
    kind="radio",
    stem=("Which keyword removes duplicate rows from the result of an SQL query?",),
    options=(
        Option("UNIQUE"),
        Option((Bold("DISTINCT"),), selected=True),
        Option("GROUP"),
        Option("DROP"),
    ),
    panel=Panel("correct", "Yes! SELECT DISTINCT keeps one copy of each row."),
)
_NAMES = Question(
    number=3,
    kind="radio",
    stem=(
        "True or False: By convention, Python functions have snake_case_names, such as read_csv_file(), "
        "while classes are written in CapWords.",
    ),
    options=(Option("True", selected=True), Option("False")),
    panel=Panel("correct", "Spot on! The style guide PEP 8 recommends it."),
)
_HTTP = Question(
    number=4,
    kind="checkbox",
    stem=("Which of the following statements about HTTP are true? (Check all that apply)",),
    options=(
        Option(
            "HTTP is stateless: every request stands on its own.",
            selected=True,
            panel=Panel(
                "correct", "Right! Cookies were added to carry a session from one request to the next."
            ),
        ),
        Option("The status code 404 means that the server has crashed."),
        Option(
            "HTTPS encrypts HTTP messages with the help of TLS.",
            selected=True,
            panel=Panel("correct", "Good job! TLS also proves the identity of the server."),
        ),
        Option("An IoT device can only speak HTTP if it has a screen."),
        Option("A program must use AI to parse an HTTP header."),
    ),
)

SECTION = Section(
    number=4,
    title="Code, Data and the Web",
    links=("https://example.org/quiz-club/evening/4", "https://docs.python.org/3/library/math.html"),
    # A space before the closing asterisks breaks the emphasis: people do write it.
    markdown=(
        "## {number}. **{title} **\n\n"
        "The quiz was [this one]({link}); the module of its first question is described "
        "[here](https://docs.python.org/3/library/math.html).\n\n"
        '<img src="{image0}" alt="" width="700">\n\n![ ]({image1})\n\n![ ]({image2})\n'
    ),
    shots=(
        Shot(
            "41.png",
            Look(style="pale", scale=2, width=780, size=14),
            (Part(_SQUARE_ROOT), Part(_DISTINCT)),
        ),
        Shot("42.png", Look(width=860, size=15.5), (Part(_NAMES), Part(_HTTP, stop=2))),
        Shot("43.png", Look(width=860, size=15.5, margin_top=8), (Part(_HTTP, start=1),)),
    ),
)
