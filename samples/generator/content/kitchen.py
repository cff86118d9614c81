"""Cooking, on the pale platform in Korean and English."""

from __future__ import annotations

from ..model import Bold, Figure, Italic, Items, Look, Option, Panel, Part, Question, Section, Shot

_DOUGH = Question(
    number=1,
    kind="checkbox",
    stem=("Why does a loaf of white bread rise, in the bowl and later in the oven? Choose all that apply.",),
    options=(
        Option(
            "Yeast turns sugars into carbon dioxide and alcohol.",
            selected=True,
            panel=Panel("correct", "Yes, the gas is trapped in the dough and makes it expand."),
        ),
        Option("Water in the dough turns into steam."),
        Option(
            "The salt in the dough begins to boil.",
            selected=True,
            panel=Panel(
                "incorrect",
                "No, salt does not boil in an oven. It slows the yeast down and makes the gluten stronger.",
            ),
        ),
        Option("The flour reacts with the metal of the baking tin."),
    ),
    panel=Panel("incorrect", "You didn't select all the correct answers"),
)
_SAUCE = Question(
    number=2,
    kind="radio",
    stem=(
        "A friend wants to cook a better tomato sauce and names three goals:",
        Items(
            (
                ("“The sauce ", Bold("must"), " be ready in 30 minutes.”"),
                ("“It ", Italic("should"), " cost less than $4 per jar.”"),
                ("“It ", Italic("should"), " contain no more than 1% salt.”"),
            )
        ),
        "Which plan takes all three of them seriously?",
    ),
    options=(
        Option(
            "List the recipes that take at most 30 minutes. Among these, choose by price and by the "
            "amount of salt.",
            selected=True,
        ),
        Option("Choose the cheapest recipe, whatever it tastes like."),
        Option("Cook the sauce for three hours, because time brings out the flavour of the tomatoes."),
    ),
    panel=Panel("correct", "Yes. Goals that must be met come first, wishes second."),
)
_VINEGAR = Question(
    number=3,
    kind="radio",
    stem=(
        "Lemon juice and vinegar both have a pH value above 7, which is why they keep sliced apples from "
        "turning brown. True/False?",
    ),
    options=(Option("True", selected=True), Option("False")),
    panel=Panel("incorrect", "No. Both are acids, so their pH value lies below 7."),
)
_EGGS = Question(
    number=4,
    kind="radio",
    stem=(
        "Three steps of a recipe for hard-boiled eggs are in the wrong order:",
        Items(
            (
                "Cool the eggs under running water.",
                "Bring a pot of water to the boil.",
                "Lower the eggs into the pot and wait for 10 minutes.",
            ),
            ordered=True,
        ),
        "In which order should they be carried out?",
    ),
    options=(
        Option("1, 2, 3"),
        Option("2, 3, 1", selected=True),
        Option("3, 2, 1"),
    ),
    panel=Panel("correct"),
)
_PAN = Question(
    number=5,
    kind="radio",
    stem=(
        "The picture shows how hot (in degrees Celsius) a frying pan gets on a small gas burner:",
        Figure("pan.svg"),
        "Where should a pancake go if it is to brown quickly?",
    ),
    options=(
        Option("Close to the rim of the pan"),
        Option("In the middle of the pan", selected=True),
        Option("It makes no difference, since metal always heats evenly"),
    ),
)

SECTION = Section(
    number=2,
    title="Kitchen Science",
    links=("https://example.org/quiz-club/evening/2",),
    markdown=(
        "## {number}.**{title}**\n\n- Link: <{link}>\n    \n    ![ ]({image0})\n    \n"
        "    ![ ]({image1})\n    \n    ![the frying pan]({image2})\n    \n"
    ),
    shots=(
        Shot(
            "21.png",
            Look(style="pale", language="ko", scale=2, width=560, size=13.5, margin_right=10),
            (Part(_DOUGH),),
        ),
        Shot(
            "22.png",
            Look(style="pale", language="ko", width=656, size=13, margin_top=12, margin_left=6),
            (Part(_SAUCE), Part(_VINEGAR)),
        ),
        Shot("23.png", Look(style="pale", language="en", width=760, size=15), (Part(_EGGS), Part(_PAN))),
    ),
)
