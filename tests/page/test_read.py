"""One picture read: text, widgets, panels, tables and crops, in pixels of the file."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from ocrquiz.errors import Reason, ScreenshotError
from ocrquiz.ocr.engine import open_engine
from ocrquiz.page.model import PageReading, PictureKind, Shape, Tone
from ocrquiz.page.read import read_page

SIZE = (800, 420)
FONT = ImageFont.load_default(size=22)
GREEN = "#dff3e0"

Drawing = Callable[[ImageDraw.ImageDraw], None]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Drawing], PageReading]:
    """Read what is drawn on a white page."""
    engine = open_engine("tesserocr", "eng")

    def function(drawing: Drawing) -> PageReading:
        image = Image.new("RGB", SIZE, "white")
        drawing(ImageDraw.Draw(image))
        image.save(tmp_path / "page.png")
        return read_page(tmp_path / "page.png", "images/page.png", engine)

    return function


def question(draw: ImageDraw.ImageDraw) -> None:
    draw.text((40, 20), "Which of these rivers is the longest one?", "black", FONT)
    for top, text in ((80, "The Rhine in Germany"), (130, "The Nile in Africa")):
        draw.ellipse((42, top, 64, top + 22), outline="#444444", width=2)
        draw.text((84, top - 2), text, "black", FONT)
    draw.ellipse((48, 136, 58, 146), fill="#444444")
    draw.rectangle((40, 180, 740, 270), fill=GREEN)
    draw.text((60, 190), "Correct", "#107020", FONT)
    draw.text((60, 226), "It is longer than the other one.", "black", FONT)


def picture(draw: ImageDraw.ImageDraw) -> None:
    """Of coloured stripes."""
    for left in range(100, 300, 20):
        draw.rectangle((left, 240, left + 20, 400), fill=(left % 256, 255 - left // 2, (3 * left) % 256))


def table(draw: ImageDraw.ImageDraw) -> None:
    for row, texts in enumerate([("Model", "Price"), ("First", "Twenty"), ("Second", "Thirty")]):
        for column, text in enumerate(texts):
            box = (60 + 200 * column, 200 + 50 * row, 260 + 200 * column, 250 + 50 * row)
            draw.rectangle(box, outline="#555555", width=2)
            draw.text((box[0] + 20, box[1] + 12), text, "black", FONT)


def test_what_a_question_shows(read: Callable[[Drawing], PageReading]) -> None:
    page = read(question).page
    assert (page.screenshot, page.width, page.height) == ("images/page.png", *SIZE)
    assert page.x_height == pytest.approx(12, abs=2)
    assert [line.text for line in page.lines] == [
        "Which of these rivers is the longest one?",
        "The Rhine in Germany",
        "The Nile in Africa",
        "Correct",
        "It is longer than the other one.",
    ]
    assert [line.tone for line in page.lines] == [None, None, None, Tone.CORRECT, None]
    assert page.lines[1].box.left == pytest.approx(84, abs=4)
    assert page.lines[0].first_word == pytest.approx(FONT.getlength("Which"), abs=4)
    assert [(w.shape, w.selected) for w in page.widgets] == [(Shape.RADIO, False), (Shape.RADIO, True)]
    assert page.widgets[0].box.left == pytest.approx(42, abs=2)
    (panel,) = page.panels
    assert panel.tone is Tone.CORRECT
    assert panel.box.top == pytest.approx(180, abs=3)
    assert page.pictures == ()


@pytest.mark.parametrize("chosen", [None, 1])
def test_letters_in_widgets(read: Callable[[Drawing], PageReading], chosen: int | None) -> None:
    def drawing(draw: ImageDraw.ImageDraw) -> None:
        draw.text((40, 20), "Which of these rivers is the longest one?", "black", FONT)
        for i, text in enumerate(("The Rhine in Germany", "The Nile in Africa", "The Po in Italy")):
            middle = (60, 100 + 70 * i)
            fill = "#1f4fa0" if i == chosen else None
            draw.circle(middle, 22, fill, "#1f4fa0", 2)
            draw.text(middle, "ABC"[i], "white" if fill else "#1f4fa0", FONT, anchor="mm")
            draw.text((100, middle[1]), text, "black", FONT, anchor="lm")

    page = read(drawing).page
    # A lone letter can be read wrongly; their sequence mends it later on.
    assert sum(w.letter == letter for w, letter in zip(page.widgets, "ABC", strict=True)) >= 2
    assert [w.selected for w in page.widgets] == [i == chosen for i in range(3)]
    assert [line.text for line in page.lines[1:]] == [
        "The Rhine in Germany",
        "The Nile in Africa",
        "The Po in Italy",
    ]


def test_what_was_typed_into_a_field(read: Callable[[Drawing], PageReading]) -> None:
    def drawing(draw: ImageDraw.ImageDraw) -> None:
        draw.text((40, 20), "Which of these rivers is the longest one?", "black", FONT)
        draw.rectangle((40, 80, 560, 124), outline="#888888")
        draw.text((56, 90), "The Nile", "black", FONT)

    page = read(drawing).page
    (field,) = page.fields
    assert field.covers(page.lines[1].box, 1)
    assert page.lines[1].text == "The Nile"


def test_figure_is_kept_as_it_is(read: Callable[[Drawing], PageReading], tmp_path: Path) -> None:
    def drawing(draw: ImageDraw.ImageDraw) -> None:
        question(draw)
        draw.rectangle((0, 180, *SIZE), fill="white")
        picture(draw)

    reading = read(drawing)
    (figure,) = reading.page.pictures
    assert figure.kind is PictureKind.FIGURE
    assert figure.box.left == pytest.approx(100, abs=3)
    assert figure.box.bottom == pytest.approx(401, abs=3)
    crop = Image.open(BytesIO(reading.crops[figure.crop]))
    original = Image.open(tmp_path / "page.png")
    margin = (crop.width - figure.box.width) // 2
    place = (figure.box.left - margin, figure.box.top - margin)
    same = original.crop((*place, place[0] + crop.width, place[1] + crop.height))
    assert ImageChops.difference(crop, same).getbbox() is None
    assert set(reading.crops) == {figure.crop}


def test_equal_figures_share_a_name(read: Callable[[Drawing], PageReading]) -> None:
    names = set()
    for text in ("Which is the first one here?", "What else is there to be seen?"):

        def drawing(draw: ImageDraw.ImageDraw, text: str = text) -> None:
            draw.text((40, 20), text, "black", FONT)
            picture(draw)

        names |= set(read(drawing).crops)
    assert len(names) == 1


def test_table_is_read_row_by_row(read: Callable[[Drawing], PageReading]) -> None:
    def drawing(draw: ImageDraw.ImageDraw) -> None:
        draw.text((40, 20), "Which of these models is the best one?", "black", FONT)
        draw.text((40, 60), "Look at the table before you choose.", "black", FONT)
        table(draw)

    reading = read(drawing)
    rows = [line.text for line in reading.page.lines if line.table]
    assert rows == ["Model | Price", "First | Twenty", "Second | Thirty"]
    assert len(reading.page.lines) == 5
    assert [p.kind for p in reading.page.pictures] == [PictureKind.TABLE]


def test_empty_page_shows_nothing(read: Callable[[Drawing], PageReading]) -> None:
    reading = read(lambda _: None)
    assert (reading.page.lines, reading.page.widgets, reading.crops) == ((), (), {})


def test_file_is_known_by_its_bytes(read: Callable[[Drawing], PageReading], tmp_path: Path) -> None:
    assert read(question).sha256 == sha256((tmp_path / "page.png").read_bytes()).hexdigest()


def test_what_is_no_picture_says_why(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_text("/etc/hostname\n")
    with pytest.raises(ScreenshotError) as caught:
        read_page(tmp_path / "page.png", "page.png", open_engine("tesserocr", "eng"))
    assert caught.value.reason is Reason.NOT_AN_IMAGE
