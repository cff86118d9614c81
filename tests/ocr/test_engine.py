"""Engines: which is opened, what is missing, and that each reads what the other reads."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytesseract
import pytest

from ocrquiz.errors import DependencyError, UsageError
from ocrquiz.ocr.engine import ENGINES, LineImage, check, languages, open_engine, package_of, tessdata_folder

from .drawing import draw, x_height


def page(text: str) -> LineImage:
    """A line with air around it."""
    return np.pad(draw(text, wide=False), round(x_height()), constant_values=255)


@pytest.fixture
def no_tesserocr(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "tesserocr" else find(name, *a)
    )


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    # Its version is remembered.
    monkeypatch.setattr(pytesseract, "get_tesseract_version", pytesseract.get_tesseract_version.__wrapped__)


@pytest.mark.parametrize("name", ENGINES)
def test_lines_are_read_in_order_and_words_stand_where_they_are(name: str) -> None:
    engine = open_engine(name, "eng")
    assert engine.name == name
    texts = ["Which is the longest river?", "Oslo", "The Nile in Africa"]
    images = [page(text) for text in texts]
    readings = engine.read_lines(images)
    assert [reading.text for reading in readings] == texts
    for image, reading in zip(images, readings, strict=True):
        edges = [edge for word in reading.words for edge in (word.left, word.right)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= image.shape[1] for edge in edges)
        assert all(0.5 < word.confidence <= 1 for word in reading.words)
    first, last = readings[0].words[0], readings[0].words[-1]
    assert first.left == pytest.approx(x_height(), abs=3)
    assert last.right == pytest.approx(images[0].shape[1] - x_height(), abs=3)


@pytest.mark.parametrize("name", ENGINES)
def test_no_lines_are_no_readings(name: str) -> None:
    assert open_engine(name, "eng").read_lines([]) == []


def test_in_process_comes_first() -> None:
    assert check("auto", "eng") == "tesserocr"


@pytest.mark.usefixtures("no_tesserocr")
def test_without_the_one_the_other_is_taken() -> None:
    assert check("auto", "eng") == "pytesseract"
    with pytest.raises(DependencyError, match="tesserocr"):
        check("tesserocr", "eng")


@pytest.mark.usefixtures("no_tesserocr", "no_tesseract")
def test_without_both_each_is_named() -> None:
    with pytest.raises(DependencyError) as caught:
        open_engine("auto", "eng")
    assert "tesserocr" in caught.value.message
    assert "program tesseract" in caught.value.message
    assert "doctor" in caught.value.hint
    with pytest.raises(DependencyError):
        languages("pytesseract")


def test_unknown_engine_is_a_usage_error_that_names_the_others() -> None:
    with pytest.raises(UsageError) as caught:
        check("abacus", "eng")
    assert all(name in caught.value.hint for name in ("auto", *ENGINES))


@pytest.mark.parametrize("lang", ["", "+"])
def test_no_language_is_a_usage_error(lang: str) -> None:
    with pytest.raises(UsageError):
        check("auto", lang)


@pytest.mark.parametrize("name", ENGINES)
def test_missing_language_pack_is_named_with_its_package(name: str) -> None:
    with pytest.raises(DependencyError) as caught:
        open_engine(name, "eng+tlh_old+xxx")
    assert "tlh_old, xxx" in caught.value.message
    assert "eng" in caught.value.message.partition("installed")[2]
    assert "tesseract-ocr-tlh-old tesseract-ocr-xxx" in caught.value.hint


@pytest.mark.parametrize("name", ENGINES)
def test_languages_are_sorted(name: str) -> None:
    found = languages(name)
    assert "eng" in found
    assert found == sorted(found)


@pytest.mark.parametrize("below", ["", "tessdata"])
def test_prefix_names_the_language_packs_or_the_folder_above(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / below
    folder.mkdir(exist_ok=True)
    shutil.copy(tessdata_folder() / "eng.traineddata", folder / "own.traineddata")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert tessdata_folder() == folder
    assert languages("tesserocr") == ["own"]
    (reading,) = open_engine("tesserocr", "own").read_lines([page("The Nile")])
    assert reading.text == "The Nile"


def test_prefix_without_language_packs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(DependencyError, match=tmp_path.name):
        tessdata_folder()
    with pytest.raises(DependencyError):
        open_engine("tesserocr", "eng")


def test_package_of_a_language() -> None:
    assert package_of("eng") == "tesseract-ocr-eng"
    assert package_of("chi_sim") == "tesseract-ocr-chi-sim"
