"""An engine that reads no image twice gives back what the engine would."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.ocr.engine import LineImage
from ocrquiz.ocr.memory import Remembering
from ocrquiz.ocr.reading import Reading, Word


class Counter:
    """An engine that says how much ink it sees, and notes what it is asked."""

    name, lang = "counter", "eng"

    def __init__(self) -> None:
        self.asked: list[LineImage] = []

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        self.asked += images
        return [Reading((Word(f"{i.shape} {int(i.sum())} {whole}", 0.9, 0, i.shape[1]),)) for i in images]


def line(kind: int) -> LineImage:
    """Images 0 and 1, and 2 and 3, have the same bytes in another shape."""
    return np.full((2, 6) if kind % 2 else (3, 4), kind // 2, np.uint8)


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 5), max_size=5), st.booleans()), max_size=5), st.integers(0, 4)
)
def test_readings_are_those_of_the_engine(calls: list[tuple[list[int], bool]], size: int) -> None:
    engine = Remembering(Counter(), size)
    for call, whole in calls:
        images = [line(kind) for kind in call]
        assert engine.read_lines(images, whole) == Counter().read_lines(images, whole)


def test_what_is_known_is_not_read_again_until_it_is_forgotten() -> None:
    counter = Counter()
    engine = Remembering(counter, size=2)
    for kinds, read in [((0, 2, 0), 2), ((0,), 0), ((4,), 1), ((0,), 0), ((2,), 1)]:
        counter.asked.clear()
        engine.read_lines([line(kind) for kind in kinds])
        assert len(counter.asked) == read


def test_name_and_languages_are_the_engine_s() -> None:
    engine = Remembering(Counter())
    assert (engine.name, engine.lang) == ("counter", "eng")
