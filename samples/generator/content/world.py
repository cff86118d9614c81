"""Geography, on the dark platform in Korean."""

from __future__ import annotations

from ..model import Bold, Look, Option, Panel, Part, Question, Section, Shot

_CAPITAL = Question(
    number=1,
    kind="radio",
    stem=(
        "Which of these capital cities lies furthest north? Think of the latitude of the city centre, "
        "not of the northern tip of the whole country.",
    ),
    options=(
        Option("Oslo (Norway)"),
        Option("Reykjavik (Iceland)", selected=True),
        Option("Helsinki (Finland)"),
        Option("Ottawa (Canada)"),
    ),
    panel=Panel(
        "correct",
        "Right! At about 64 degrees north it is the northernmost capital of a sovereign state, roughly "
        "four degrees closer to the pole than Helsinki.",
    ),
)
_BLACK_SEA = Question(
    number=2,
    kind="checkbox",
    stem=("Which of the following rivers flow into the Black Sea? (Select all that apply)",),
    options=(
        Option(
            "The Danube",
            selected=True,
            panel=Panel("correct", "Well done! Its delta is shared by Romania and Ukraine."),
        ),
        Option("The Volga"),
        Option(
            "The Dnieper",
            selected=True,
            panel=Panel("correct", "Indeed! It crosses Russia, Belarus and Ukraine on its way to the sea."),
        ),
        Option("The Rhine"),
    ),
)
_NILE = Question(
    number=3,
    kind="radio",
    stem=("True or False: The Nile has two main tributaries, the White Nile and the Blue Nile.",),
    options=(Option("True", selected=True), Option("False")),
    panel=Panel("correct", "Exactly! They meet in Khartoum, the capital of Sudan."),
)
_SCALE = Question(
    number=4,
    kind="radio",
    stem=(
        "A map is drawn at a scale of 1:50,000. How far apart are two villages in reality if the map "
        "shows them 6 cm apart?",
    ),
    options=(Option("300 m"), Option("3 km"), Option("12 km", selected=True), Option("30 km")),
    panel=Panel(
        "incorrect",
        "Not quite. One centimetre on this map stands for 500 m on the ground, so the "
        "villages are 3 km apart.",
    ),
)
_BORDERS = Question(
    number=5,
    kind="checkbox",
    stem=(("Which countries share a ", Bold("land border"), " with Switzerland?"),),
    options=(
        Option("Austria"),
        Option("Belgium"),
        Option(
            "Liechtenstein",
            selected=True,
            panel=Panel("correct", "Good choice! Most of that border follows the Rhine."),
        ),
        Option("Slovenia"),
    ),
    panel=Panel("partial", "You did not select all of the right answers."),
    points=(0.5, 1),
)

SECTION = Section(
    number=1,
    title="Around the World",
    links=("https://example.org/quiz-club/evening/1",),
    markdown=(
        "## {number}. **{title}**\n\n- Link: [{link}]({link})\n    \n"
        "    ![ ]({image0})\n    \n    ![ ]({image1})\n    \n"
    ),
    shots=(
        Shot(
            "11.png",
            Look(language="ko", scale=2, width=888, size=14.5, margin_right=14, rgba=True),
            (Part(_CAPITAL), Part(_BLACK_SEA)),
        ),
        Shot(
            "12.png",
            Look(language="ko", width=700, size=13, margin_right=0),
            (Part(_NILE), Part(_SCALE), Part(_BORDERS)),
        ),
    ),
)
