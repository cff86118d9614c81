"""Whole lines reach the network at its height, and what it sees is told in the line's own pixels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ocrquiz.ocr.engine import LineImage, tessdata_folder
from ocrquiz.ocr.network import NARROWED, Fitting, network_height
from ocrquiz.ocr.reading import Reading, Word

HEIGHT = 36


class Measuring:
    """An engine that says how large its images are, and sees one word from a quarter to the end."""

    name, lang = "measuring", "eng"

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        words = [Word(f"{i.shape} {whole}", 0.9, i.shape[1] // 4, i.shape[1]) for i in images]
        return [Reading((word,)) for word in words]


def read(shape: tuple[int, int], whole: bool) -> Word:
    (reading,) = Fitting(Measuring(), HEIGHT).read_lines([np.full(shape, 255, np.uint8)], whole)
    return reading.words[0]


@pytest.mark.parametrize("shape", [(72, 400), (36, 200), (18, 100)])
def test_whole_lines_are_scaled_and_their_words_scaled_back(shape: tuple[int, int]) -> None:
    word = read(shape, whole=True)
    assert word.text == f"(36, {round(200 * NARROWED)}) True"
    assert (word.left, word.right) == (shape[1] // 4, shape[1])


def test_other_lines_stay_as_they_are() -> None:
    word = read((72, 400), whole=False)
    assert word.text == "(72, 400) False"
    assert (word.left, word.right) == (100, 400)


def test_narrowest_line_keeps_a_column() -> None:
    assert read((500, 1), whole=True).text == "(36, 1) True"


def pack(folder: Path, name: str, *specifications: str) -> Path:
    path = folder / name
    path.write_bytes(b"\x00[1,2]".join([b"\xff", *map(str.encode, specifications), b"\xfe"]))
    return path


def test_height_is_that_of_the_highest_network(tmp_path: Path) -> None:
    low, high = (
        pack(tmp_path, name, f"[1,{height},0,1Ct3,3,16Mp3,3Lfys48O1c1]")
        for name, height in [("a", 36), ("b", 48)]
    )
    assert network_height([low]) == 36
    assert network_height([low, high]) == 48


def test_height_is_unknown_where_a_pack_does_not_tell_it(tmp_path: Path) -> None:
    told, silent = pack(tmp_path, "a", "[1,36,0,1Ct3,3,16]"), pack(tmp_path, "b")
    assert network_height([told, silent]) is None
    assert network_height([told, tmp_path / "missing"]) is None
    assert network_height([]) is None


def test_installed_pack_tells_its_height() -> None:
    assert network_height([tessdata_folder() / "eng.traineddata"]) in range(24, 97)
