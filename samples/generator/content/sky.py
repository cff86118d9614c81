"""Astronomy: a night theme, a diagram, Spanish."""

from __future__ import annotations

from ..model import Figure, Look, Option, Panel, Part, Question, Section, Shot

_PHASE = Question(
    number=1,
    kind="radio",
    stem=("Why do we always see the same side of the Moon?",),
    options=(
        Option("The Moon does not rotate."),
        Option("The Moon rotates once during each of its orbits around the Earth.", selected=True),
        Option("The far side is too dark to be seen."),
    ),
    panel=Panel("correct", "That's it! Astronomers call this tidal locking."),
)
_PLANETS = Question(
    number=2,
    kind="checkbox",
    stem=("Which of these planets have rings? (Check all that apply)",),
    options=(
        Option(
            "Saturn",
            selected=True,
            panel=Panel("correct", "Correct! They consist mainly of water ice."),
        ),
        Option(
            "Venus",
            selected=True,
            panel=Panel(
                "incorrect", "Venus has neither rings nor moons. What you may have in mind is Uranus."
            ),
        ),
        Option("Mercury"),
        Option("Neptune"),
    ),
)
_ORBIT = Question(
    number=3,
    kind="radio",
    stem=(
        "A comet travels around the Sun in the direction of the arrow:",
        Figure("orbit.svg"),
        "At which of the four points does it move fastest?",
    ),
    options=(Option("Point A", selected=True), Option("Point B"), Option("Point C"), Option("Point D")),
    panel=Panel("correct", "Yes, an orbiting body is fastest where it is nearest to the Sun."),
)

SECTION = Section(
    number=3,
    title="The Night Sky",
    links=("https://example.org/quiz-club/evening/3",),
    # Its heading stands in the list item that the section before it opened: people do indent it by mistake.
    markdown=(
        "    ## {number}. **{title}**\n    \n    Link: [{link}]({link})\n    \n"
        "    ![ ]({image0})\n    \n    ![ ]({image1})\n"
    ),
    shots=(
        Shot(
            "Untitled.png",
            Look(theme="night", scale=2, width=640, size=13.5),
            (Part(_PHASE), Part(_PLANETS)),
        ),
        Shot("Untitled 1.png", Look(language="es", width=720, size=14.5), (Part(_ORBIT),)),
    ),
)
