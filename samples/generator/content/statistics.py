"""Statistics: a table, formulas, and a question cut over two screenshots without an overlap."""

from __future__ import annotations

from ..model import Display, Look, Math, Option, Panel, Part, Question, Section, Shot, Table

_SLEEP = Question(
    number=1,
    kind="radio",
    stem=(
        "A sports club asked its members how many hours they sleep:",
        Table(
            (
                ("Team", "Members", "Mean", "Standard deviation"),
                ("Rowing", "24", "7.9", "0.6"),
                ("Chess", "18", "6.8", "1.9"),
                ("Archery", "31", "7.2", "1.1"),
            )
        ),
        "In which team do the answers differ most from one another?",
    ),
    options=(
        Option("In the rowing team, because its mean is the highest"),
        Option("In the chess team", selected=True),
        Option("In the archery team, because it has the most members"),
    ),
    panel=Panel("correct", "Correct. The standard deviation measures the spread, and 1.9 is the largest."),
)
_VARIANCE = Question(
    number=2,
    kind="radio",
    stem=(
        ("The variance of a sample of ", Math("n"), " values is defined as follows:"),
        Display(r"s^2 = \frac{1}{n-1} \sum_{i=1}^{n} (x_i - \bar{x})^2"),
        ("What happens to ", Math("s^2"), " if every value is doubled?"),
    ),
    options=(
        Option("It stays the same."),
        Option("It is doubled.", selected=True),
        Option(("It becomes ", Math("4s^2"), ", four times as large.")),
    ),
    panel=Panel("incorrect", "No. The differences are doubled and then squared."),
)
_COIN = Question(
    number=3,
    kind="radio",
    stem=(
        "A fair coin is tossed five times and shows heads each time. What is the probability that the "
        "next toss shows heads as well?",
    ),
    options=(
        Option("About 3%, since six heads in a row are rare"),
        Option("50%, since the coin has no memory", selected=True),
        Option("More than 50%, since the coin is on a lucky streak"),
        Option("It depends on who tosses the coin"),
    ),
    panel=Panel("correct", "Nice! The tosses are independent of one another."),
)
_MEDIAN = Question(
    number=4,
    kind="radio",
    stem=("One salary in a list of 100 is multiplied by 1,000 by mistake. Which figure hardly changes?",),
    options=(Option("The mean"), Option("The median", selected=True), Option("The range")),
    panel=Panel("correct", "Great! The median only asks which value stands in the middle."),
)

SECTION = Section(
    number=5,
    title="Statistics at a Glance",
    links=("https://example.org/quiz-club/evening/5",),
    markdown=(
        "## {number}. {title}\n\n[{link}]({link})\n\n![the table][sleep]\n\n![ ]({image1})\n\n"
        "![ ]({image2})\n![ ]({image3})\n\n[sleep]: {image0}\n"
    ),
    shots=(
        Shot("51.png", Look(style="pale", width=656, size=13.5, margin_top=14), (Part(_SLEEP),)),
        Shot("52.png", Look(style="pale", language="es", scale=2, width=600, size=14), (Part(_VARIANCE),)),
        Shot("53.png", Look(width=720, size=14), (Part(_COIN, stop=2),)),
        Shot("54.png", Look(width=720, size=14, margin_top=10), (Part(_COIN, start=2), Part(_MEDIAN))),
    ),
)
