"""What was seen, drawn: colours where the boxes are, a legend of what is there and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ocrquiz.drawing import DOUBTFUL, LINE, ON, QUESTION, draw, marks
from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Panel, Shape, Tone, Widget

from .fakes import question

BLANK = Image.new("RGB", (400, 300), (250, 250, 250))


def page(**things: object) -> Page:
    return Page("a.png", BLANK.width, BLANK.height, 10.0, **things)  # type: ignore[arg-type]


def colours(picture: Image.Image, height: int = BLANK.height) -> set[tuple[int, int, int]]:
    area = picture.crop((0, 0, picture.width, min(height, picture.height)))
    return {colour for _, colour in area.getcolors(1 << 20) or []}  # type: ignore[misc]


def test_blank_page_stays_as_it_is() -> None:
    assert draw(BLANK, page(), []).tobytes() == BLANK.tobytes()


def test_each_thing_has_its_colour_and_a_key_below_the_screenshot() -> None:
    seen = page(
        lines=(Line(Box(50, 50, 200, 70), "text", 0.9), Line(Box(50, 90, 200, 110), "t3xt", 0.1)),
        widgets=(Widget(Box(20, 50, 40, 70), Shape.RADIO, True),),
    )
    drawn = draw(BLANK, seen, [])
    assert drawn.width == BLANK.width
    assert drawn.height > BLANK.height
    assert {LINE, DOUBTFUL, ON} <= colours(drawn)
    assert QUESTION not in colours(drawn)
    legend = drawn.crop((0, BLANK.height, drawn.width, drawn.height))
    assert {LINE, DOUBTFUL, ON} <= colours(legend)


@pytest.mark.parametrize("state", [True, False, None])
def test_states_of_widgets_can_be_told_apart(state: bool | None) -> None:
    kinds = {
        s: next(iter(marks(page(widgets=(Widget(Box(9, 9, 29, 29), Shape.CHECKBOX, s),))))).colour
        for s in (True, False, None)
    }
    assert [s for s, colour in kinds.items() if colour == kinds[state]] == [state]


def test_questions_of_other_screenshots_are_left_out() -> None:
    assert QUESTION in colours(draw(BLANK, page(), [question("q-1", "a.png")]))
    assert QUESTION not in colours(draw(BLANK, page(), [question("q-1", "b.png")]))


def test_what_lies_in_a_box_is_not_drawn_over() -> None:
    picture = BLANK.copy()
    inside = (60, 60, 160, 80)
    picture.paste((1, 2, 3), inside)
    drawn = draw(picture, page(lines=(Line(Box(*inside), "text", 0.9),)), [])
    assert drawn.crop(inside).tobytes() == picture.crop(inside).tobytes()


@given(st.tuples(*[st.integers(-50, 450)] * 4), st.floats(0.5, 60), st.sampled_from(Tone))
def test_any_box_can_be_drawn(corners: tuple[int, int, int, int], x_height: float, tone: Tone) -> None:
    left, top, right, bottom = corners
    box = Box(min(left, right), min(top, bottom), max(left, right) + 1, max(top, bottom) + 1)
    seen = Page("a.png", 400, 300, x_height, panels=(Panel(box, tone),), lines=(Line(box, "x", 0.1),))
    assert draw(BLANK, seen, []).width == BLANK.width
