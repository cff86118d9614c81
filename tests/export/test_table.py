"""A question's row."""

from __future__ import annotations

from hypothesis import given

from ocrquiz.export import Item, Losses, Reduced
from ocrquiz.export.table import COLUMNS, OPTIONS, letter, row_of
from ocrquiz.model import Points

from .items import figure, item, items, option


def row(asked: Item) -> dict[str, object]:
    return dict(zip(COLUMNS, row_of(asked, Losses()), strict=True))


def test_a_row_by_example() -> None:
    asked = item(
        option("a", selected=True, correct=False, feedback="no"),
        option("b", selected=False, correct=True),
        option("c", selected=True, correct=True, feedback="yes"),
        type="multiple_choice",
        points=Points(earned=0.5, possible=1),
        figures=[figure("assets/1.png"), figure("assets/2.png")],
    )
    cells = row(asked)
    assert cells["section"] == "Around the World"
    assert [cells[f"option_{i}"] for i in (1, 2, 3, 4)] == ["a", "b", "c", None]
    assert (cells["selected"], cells["correct"]) == ("A, C", "B, C")
    assert cells["option_feedback"] == "A: no\nC: yes"
    assert (cells["points_earned"], cells["points_possible"]) == (0.5, 1)
    assert cells["figures"] == "assets/1.png assets/2.png"


def test_an_unknown_key_is_empty_and_counted() -> None:
    losses = Losses()
    cells = dict(zip(COLUMNS, row_of(item(option(), option()), losses), strict=True))
    assert (cells["selected"], cells["correct"]) == (None, None)
    assert list(losses) == [(Reduced.KEY, ("q-1",))]


def test_options_beyond_the_last_column_share_it() -> None:
    losses = Losses()
    asked = item(*(option(f"o{i}", correct=i == 11) for i in range(12)))
    cells = dict(zip(COLUMNS, row_of(asked, losses), strict=True))
    assert cells[f"option_{OPTIONS}"] == "o9\no10\no11"
    assert cells["correct"] == "L"
    assert (Reduced.MANY_OPTIONS, ("q-1",)) in list(losses)


def test_letters_go_on_after_z() -> None:
    assert [letter(i) for i in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@given(items())
def test_every_row_has_every_column(asked: Item) -> None:
    assert len(row_of(asked, Losses())) == len(COLUMNS)
