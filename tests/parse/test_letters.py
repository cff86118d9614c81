"""Options with a printed letter and no widget, and letters read inside widgets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.page.model import Page, Shape, Tone, Widget
from ocrquiz.parse import parse_section
from ocrquiz.parse.draft import OptionDraft, Place
from ocrquiz.parse.letters import SEQUENCES, labels_of, split_labels, with_lettered_options

from ..sheet import INDENT, TEXT, Sheet, X, line

RADIO = Shape.RADIO


def listed(*texts: str, left: int = INDENT) -> Page:
    """A page with a stem and one line for each text."""
    sheet = Sheet().number("1.").text("Which is it?")
    for text in texts:
        sheet.text(text, left)
    return sheet.page()


def letters(page: Page) -> list[str | None]:
    return [widget.letter for widget in with_lettered_options(page).widgets]


def test_large_c_read_as_two_letters_is_a_label() -> None:
    assert split_labels(["A. Five", "B. Six", "Cc. Seven"]) == (["A", "B", "C"], ["Five", "Six", "Seven"])
    assert split_labels(["A. Five", "B. Six", "Co. Seven"]) is None


@pytest.mark.parametrize(
    "texts",
    [
        ("A. one", "B. two", "C. three"),
        ("a) one", "b) two", "c) three"),
        ("(a) one", "(b) two", "(c) three"),
        ("(A)one", "(B)two", "(C)three"),
        ("A: one", "B: two", "C: three"),
        ("A - one", "B - two", "C - three"),
        # As they are misread.
        ("A. one", "B) two", "(C) three"),
        ("A - one", "B- two", "c-three"),
    ],
)
def test_letter_in_sequence_opens_an_option(texts: tuple[str, ...]) -> None:
    page = with_lettered_options(listed(*texts))
    assert [(w.letter or "").casefold() for w in page.widgets] == ["a", "b", "c"]
    assert {(w.shape, w.selected) for w in page.widgets} == {(Shape.PLAIN, None)}
    assert [line.text for line in page.lines] == ["1.", "Which is it?", "one", "two", "three"]
    for widget, text in zip(page.widgets, page.lines[2:], strict=True):
        assert widget.box.right == text.box.left
        assert widget.box.overlap_y(text.box) == text.box.height


def test_letter_on_a_line_of_its_own() -> None:
    page = listed()
    top = page.height
    lines = [line(text, top + 40 * i, left) for i, letter in enumerate("AB")
             for text, left in ((f"{letter}.", INDENT), (f"the text of {letter}", TEXT))]  # fmt: skip
    found = with_lettered_options(replace(page, lines=(*page.lines, *lines)))
    assert [w.letter for w in found.widgets] == ["A", "B"]
    assert [each.text for each in found.lines[2:]] == ["the text of A", "the text of B"]


def test_wrapped_lines_between_letters_are_text() -> None:
    assert letters(listed("A. one", "and more of it", "B. two")) == ["A", "B"]


def test_two_lists_are_two_questions() -> None:
    assert letters(listed("A. one", "B. two", "A. three", "B. four")) == ["A", "B", "A", "B"]


@pytest.mark.parametrize(
    "texts",
    [
        ("A. one",),
        ("B. two", "C. three"),
        ("A. one", "C. three"),
        ("A one", "B two"),
        ("A.one", "B.two"),
        ("a.m. is before noon", "b.c. is before that"),
        ("AB. one", "BC. two"),
        ("1. one", "2. two"),
    ],
)
def test_what_is_no_list_of_options(texts: tuple[str, ...]) -> None:
    page = listed(*texts)
    assert with_lettered_options(page) is page


def test_letters_must_stand_below_each_other() -> None:
    page = Sheet().text("A. one").text("B. two", INDENT + 2 * X).page()
    assert with_lettered_options(page) is page


def test_letters_beside_widgets_are_text() -> None:
    page = Sheet().number("1.").text("Which?").option("A. one").option("B. two").page()
    assert with_lettered_options(page) is page


def test_colour_of_a_lettered_option_is_kept() -> None:
    page = Sheet().text("A. one").text("B. two", tone=Tone.CORRECT).page()
    assert [w.tone for w in with_lettered_options(page).widgets] == [None, Tone.CORRECT]


def labels(*read: str | None) -> list[str | None]:
    """The labels of options whose widgets' letters are read so."""
    place = Place(listed(), Box(0, 0, 9, 9))
    return labels_of([OptionDraft(place, Widget(place.box, RADIO, False, letter)) for letter in read])


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (("A", "B", "C"), ["A", "B", "C"]),
        (("A", "8", "C", "0"), ["A", "B", "C", "D"]),
        (("a", "b", "(", "d"), ["a", "b", "c", "d"]),
        (("1", "2", "3"), ["1", "2", "3"]),
        (("", "B", ""), ["A", "B", "C"]),
        # One without a letter has none.
        (("A", None, "C"), ["A", None, "C"]),
        ((None, None), [None, None]),
        (("", ""), [None, None]),
        ((), []),
    ],
)
def test_labels(read: tuple[str | None, ...], expected: list[str | None]) -> None:
    assert labels(*read) == expected


@given(st.sampled_from(SEQUENCES), st.integers(2, 9), st.data())
def test_one_misread_letter_is_mended_among_three(sequence: str, count: int, data: st.DataObject) -> None:
    read = list(sequence[: max(3, count)])
    read[data.draw(st.integers(0, len(read) - 1))] = data.draw(st.sampled_from(["", "@", "l"]))
    assert labels(*read) == list(sequence[: len(read)])


def test_more_options_than_figures() -> None:
    read = [str(i) for i in range(1, 12)]
    assert labels(*read) == read


@given(st.lists(st.sampled_from(["A. a", "B. b", "C.", "(b) c", "a) d", "text"]), max_size=6))
def test_no_text_is_lost(texts: list[str]) -> None:
    lines = tuple(line(text, 40 * i) for i, text in enumerate(texts))
    found = with_lettered_options(Page("1.png", 800, 400, X, lines))
    assert len(found.lines) + len(found.widgets) >= len(lines)
    assert [text[-1] for text in texts if text != "C."] == [
        each.text[-1] for each in found.lines if each.text != "C."
    ]


def test_marks_before_some_letters_are_no_widgets() -> None:
    page = listed("A. one", "B. two", "C. three")
    two = page.lines[3].box
    cross = Widget(Box(two.left - 3 * X, two.top, two.left - X, two.bottom), RADIO, True, tone=Tone.INCORRECT)
    found = with_lettered_options(replace(page, widgets=(cross,))).widgets
    assert [(w.letter, w.selected, w.tone) for w in found] == [
        ("A", None, None),
        ("B", True, Tone.INCORRECT),
        ("C", None, None),
    ]


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["a quick", "b quickly", "c quicken"], ["a", "b", "c"]),
        (["A cat", "B flat"], None),
        (["A cat", "The dog", "C sharp"], None),
    ],
)
def test_letters_without_a_stop(texts: list[str], labels: list[str] | None) -> None:
    found = split_labels(texts)
    assert (found and found[0]) == labels


@pytest.mark.parametrize("across", [4, 2])
def test_letters_side_by_side(across: int) -> None:
    texts = ("(A) Mercury", "(B) Venus", "(C) Mars", "(D) Neptune")
    rows = [
        line(text, 100 + 30 * (i // across), INDENT + 20 * X * (i % across)) for i, text in enumerate(texts)
    ]
    stem = line("12. Which is the nearest?", 60, INDENT)
    page = Page("1.png", 1400, 300, X, (stem, *rows))
    (question,) = parse_section("s", [page]).questions
    assert (question.number, question.stem) == (12, "Which is the nearest?")
    assert [(o.label, o.text) for o in question.options] == [
        ("A", "Mercury"), ("B", "Venus"), ("C", "Mars"), ("D", "Neptune"),
    ]  # fmt: skip
