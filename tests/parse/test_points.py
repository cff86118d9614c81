"""Points as they are printed in a badge."""

from __future__ import annotations

import pytest

from ocrquiz.parse.points import points


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1/1 point", (1, 1)),
        ("0.5 / 1 point", (0.5, 1)),
        ("0,5/1 puntos", (0.5, 1)),
        ("0.714285 714/1점", (0.714285714, 1)),
        ("0/2", (0, 2)),
        ("2/1", None),
        ("0/0", None),
        ("and/or", None),
        ("1/1 point is what this question gives", None),
        ("24/7 is how they work", None),
    ],
)
def test_points(text: str, found: tuple[float, float] | None) -> None:
    assert points(text) == pytest.approx(found)
