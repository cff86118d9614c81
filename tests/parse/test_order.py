"""Reading order: what belongs to a widget comes after it, and points beside the text are found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, Shape, Tone, Widget
from ocrquiz.parse import parse_section
from ocrquiz.parse.cues import builtin
from ocrquiz.parse.feedback import find_feedback
from ocrquiz.parse.order import events, find_badges

from ..sheet import INDENT, LEAD, LINE, MARGIN, TEXT, WIDTH, Note, Sheet, X, line


def read(page: Page) -> list[str]:
    """What a page shows in order: texts, `o` for a widget, `panel` and `button`."""
    names = []
    for event in events(page, find_feedback(page, builtin()), [], builtin()):
        match event:
            case Line():
                names.append(event.text)
            case Widget():
                names.append("o")
            case Box():
                names.append("button")
            case _:
                names.append("panel")
    return names


def test_widget_before_its_text_and_panel_in_its_place() -> None:
    sheet = Sheet().number("1.").text("Which?").option("One").option("Two")
    page = sheet.panel(Note(Tone.CORRECT, "Correct", "So it is.")).button("Expand").page()
    assert read(page) == ["1.", "Which?", "o", "One", "o", "Two", "panel", "button"]


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=4))
def test_widget_may_stand_somewhat_above_or_below_its_line(shifts: list[int]) -> None:
    sheet = Sheet().text("Which?")
    for _ in shifts:
        sheet.option("One")
    page = sheet.page()
    widgets = [replace(w, box=w.box.moved(0, by)) for w, by in zip(page.widgets, shifts, strict=True)]
    assert read(replace(page, widgets=tuple(widgets))) == ["Which?", *["o", "One"] * len(shifts)]


def test_lines_of_one_row_are_read_from_left_to_right() -> None:
    lines = (line("right", 100, 300), line("left", 103, 40), line("below", 130, 40))
    assert read(Page("1.png", WIDTH, 400, X, lines)) == ["left", "right", "below"]


def test_widgets_at_the_middle_of_two_lines() -> None:
    lines, widgets = [], []
    for top in (100, 200, 300):
        lines += [line(f"first {top}", top, TEXT), line(f"second {top}", top + LINE + LEAD, TEXT)]
        middle = top + LINE + LEAD // 2
        widgets.append(Widget(Box(INDENT, middle - X, INDENT + 2 * X, middle + X), Shape.RADIO, False))
    page = Page("1.png", WIDTH, 400, X, (line("Which?", 40), *lines), tuple(widgets))
    assert read(page)[1:] == [
        each for top in (100, 200, 300) for each in ("o", f"first {top}", f"second {top}")
    ]
    (question,) = parse_section("rivers", [page]).questions
    assert [o.text for o in question.options] == [f"first {t} second {t}" for t in (100, 200, 300)]


def test_widgets_at_the_middle_of_one_to_three_lines() -> None:
    lines, widgets, texts, top = [line("Which?", 40)], [], [], 100
    for count in (1, 2, 3, 1):
        height = count * LINE + (count - 1) * LEAD
        part = [line(f"row {i} of {count}", top + i * (LINE + LEAD), TEXT) for i in range(count)]
        middle = top + height // 2
        widgets.append(Widget(Box(INDENT, middle - X, INDENT + 2 * X, middle + X), Shape.RADIO, False))
        lines += part
        texts.append(" ".join(each.text for each in part))
        top += height + 40
    page = Page("1.png", WIDTH, top, X, tuple(lines), tuple(widgets))
    (question,) = parse_section("rivers", [page]).questions
    assert [o.text for o in question.options] == texts


def test_card_begins_above_its_label() -> None:
    sheet = Sheet().text("Which?").card("One", pill="Correct answer").card("Two")
    assert read(sheet.page()) == ["Which?", "o", "Correct answer", "One", "o", "Two"]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("1/1 point",), [(1, 1)]),
        (("0.5 / 1", "point"), [(0.5, 1)]),
        (("0.714285", "714/1점"), [(0.714285714, 1)]),
        (("points",), []),
    ],
)
def test_badges(texts: tuple[str, ...], found: list[tuple[float, float]]) -> None:
    page = Sheet().badge(*texts).text("Which?").page()
    badges = find_badges(page)
    assert [badge.points for badge in badges] == [pytest.approx(points) for points in found]
    for badge in badges:
        assert all(badge.box.contains(part.box) for part in badge.lines)


def test_badge_that_cannot_be_read_is_one_beside_others() -> None:
    sheet = Sheet().badge("/1").text("Which?").space().badge("2/2").text("Which?")
    assert [badge.points for badge in find_badges(sheet.page())] == [(2, 2), None]
    assert find_badges(Sheet().badge("/1").text("Which?").page()) == []


def test_a_badge_for_each_question() -> None:
    page = Sheet().badge("1/1").text("Which?").space().badge("2/2").text("Which?").page()
    assert [badge.points for badge in find_badges(page)] == [(1, 1), (2, 2)]


def test_figures_in_the_text_are_no_badge() -> None:
    page = Sheet().text("1/2", MARGIN).text("and this is a long line that ends with the figures 1/2").page()
    assert find_badges(page) == []


def test_lines_of_a_badge_stand_close() -> None:
    page = Sheet().badge("0.714285").text("Which?").space().badge("714/1").text("Which?").page()
    assert [badge.points for badge in find_badges(page)] == []
