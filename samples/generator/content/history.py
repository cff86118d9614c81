"""History, on a wide page in Spanish."""

from __future__ import annotations

from ..model import Bold, Italic, Look, Option, Panel, Part, Question, Section, Shot

_MOON = Question(
    number=1,
    kind="radio",
    stem=("Fill in the blank: Two people walked on the Moon for the first time in ____.",),
    options=(Option("1959"), Option("1965"), Option("1969", selected=True), Option("1972")),
    panel=Panel("correct", "Yes! About 600 million people (15% to 20% of mankind) watched it on television."),
)
_PRINTING = Question(
    number=2,
    kind="radio",
    stem=(
        (
            "What was new about the printing press that Johannes Gutenberg built in Mainz around 1450, "
            "compared with the woodblocks that had been in use for centuries? Choose the ",
            Bold("best"),
            " answer.",
        ),
    ),
    options=(
        Option("It was driven by steam.", selected=True),
        Option("It printed on paper, while woodblocks were only used to print on silk and on parchment."),
        Option("Its letters were cast in metal and could be set, printed, taken apart and used again."),
    ),
    panel=Panel(
        "incorrect",
        (
            "Steam came to printing more than 350 years later: ",
            Italic("The Times"),
            " of London first used a steam press in 1814.",
        ),
    ),
)

SECTION = Section(
    number=6,
    title="History in Brief (Optional)",
    links=("https://example.org/quiz-club/evening/6",),
    markdown="## {number}. **{title}**\n\n- [{link}]({link})\n\n![ ]({image0})\n",
    shots=(
        Shot(
            "61.png",
            Look(language="es", scale=2, width=940, size=14.5, margin_right=0),
            (Part(_MOON), Part(_PRINTING)),
        ),
    ),
)
