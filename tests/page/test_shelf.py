"""Pages kept between runs: what is found is what was kept, or nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.geometry import Box
from ocrquiz.page import shelf as module
from ocrquiz.page.model import (
    Doubt,
    Line,
    Page,
    PageReading,
    Panel,
    Picture,
    PictureKind,
    Shape,
    Tone,
    Widget,
)
from ocrquiz.page.shelf import STAMP, VARIABLE, Shelf, program, shelf_folder, tidy, tidy_sometimes

SHA = "ab" + "0" * 62

BOX = Box(1, 2, 30, 40)


def everything(text: str = "a line", crop: bytes = b"\x89PNG\0\xff") -> PageReading:
    """A page that has one of each."""
    page = Page(
        "1.png",
        300,
        200,
        7.25,
        lines=(Line(BOX, text, 0.1 + 0.2, 12, True, False, True, Tone.CORRECT, (Doubt("x", "y"),)),),
        widgets=(Widget(BOX, Shape.RADIO, None, "A", Tone.INCORRECT, BOX), Widget(BOX, Shape.PLAIN, True)),
        panels=(Panel(BOX, Tone.NEUTRAL),),
        pictures=(Picture(BOX, PictureKind.TABLE, "table-1.png"),),
        icons=((BOX, Tone.CORRECT),),
        buttons=(BOX,),
        fields=(BOX, BOX),
    )
    return PageReading(page, SHA, {"table-1.png": crop})


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@given(text=st.text(st.characters(exclude_categories=["Cs"])), crop=st.binary())
def test_what_is_kept_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, text: str, crop: bytes
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"), "as today")
    reading = everything(text, crop)
    shelf.keep(reading)
    assert shelf.find(SHA, "1.png") == reading


def test_page_takes_the_name_that_the_document_at_hand_has_for_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "as today")
    shelf.keep(everything())
    found = shelf.find(SHA, "elsewhere/2.png")
    assert found is not None
    assert found.page.screenshot == "elsewhere/2.png"


def test_other_pictures_and_other_ways_to_look_find_nothing(tmp_path: Path) -> None:
    Shelf(tmp_path, "tesseract 5.3").keep(everything())
    assert Shelf(tmp_path, "tesseract 5.3").find("ab" + "1" * 62, "1.png") is None
    assert Shelf(tmp_path, "tesseract 5.4").find(SHA, "1.png") is None
    assert Shelf(tmp_path / "nowhere", "tesseract 5.3").find(SHA, "1.png") is None


def test_entry_that_is_cut_or_changed_anywhere_is_not_found_and_made_anew(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "as today")
    reading = everything()
    shelf.keep(reading)
    (path,) = entries(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place])
        assert shelf.find(SHA, "1.png") is None
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        assert shelf.find(SHA, "1.png") in (None, reading)
    shelf.keep(reading)
    assert shelf.find(SHA, "1.png") == reading


def test_entry_of_another_picture_is_not_taken_for_this_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "as today")
    shelf.keep(everything())
    (path,) = entries(tmp_path)
    other = "ab" + "1" * 62
    path.rename(path.with_name(path.name.replace(SHA, other)))
    assert shelf.find(other, "1.png") is None


def test_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    shelf = Shelf(tmp_path / "file", "as today")
    shelf.keep(everything())
    assert shelf.find(SHA, "1.png") is None


@pytest.mark.parametrize(("value", "folder"), [("", None), ("somewhere", Path("somewhere"))])
def test_variable_names_the_folder(value: str, folder: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert shelf_folder() == folder


def test_users_folder_is_taken_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    folder = shelf_folder()
    assert folder is not None
    assert "ocrquiz" in folder.parts


def aged(folder: Path, name: str, days: float, size: int = 10) -> Path:
    path = folder / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    then = time.time() - days * 24 * 3600
    os.utime(path, (then, then))
    return path


def test_what_nobody_asked_for_in_a_long_time_is_dropped(tmp_path: Path) -> None:
    old, recent = aged(tmp_path, "aa1", 400), aged(tmp_path, "bb2", 3)
    assert tidy(tmp_path) == 1
    assert not old.exists()
    assert recent.exists()


def test_oldest_are_dropped_where_there_is_too_much(tmp_path: Path) -> None:
    files = [aged(tmp_path, f"{i}0{i}", days=10 - i) for i in range(10)]
    assert tidy(tmp_path, limit=55) == 6
    assert [path.exists() for path in files] == [False] * 6 + [True] * 4


def test_use_makes_young(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "as today")
    shelf.keep(everything())
    (path,) = entries(tmp_path)
    os.utime(path, (0, 0))
    assert shelf.find(SHA, "1.png") is not None
    assert tidy(tmp_path) == 0


def test_tidying_is_not_done_each_time(tmp_path: Path) -> None:
    tidy_sometimes(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    aged(tmp_path, "aa1", 400)
    tidy_sometimes(tmp_path)
    assert [path.name for path in entries(tmp_path)] == [STAMP]
    aged(tmp_path, "aa1", 400)
    tidy_sometimes(tmp_path)
    assert len(entries(tmp_path)) == 2


def test_program_is_another_when_its_code_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "image").mkdir()
    code = tmp_path / "image" / "lines.py"
    code.write_text("A = 1")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "page" / "shelf.py"))
    monkeypatch.setattr(module, "SOURCES", ("image",))
    program.cache_clear()
    before = program()
    code.write_text("A = 2")
    program.cache_clear()
    assert program() != before
    program.cache_clear()
