"""One screenshot of an output read anew, and what was seen drawn into a file."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image

from ocrquiz.drawing import draw
from ocrquiz.errors import UsageError
from ocrquiz.files import write_atomically
from ocrquiz.image.decode import decode
from ocrquiz.model import Question
from ocrquiz.ocr.engine import open_engine
from ocrquiz.output import Output
from ocrquiz.page.read import read_page
from ocrquiz.parse import parse_section
from ocrquiz.pictures import find_picture


def draw_screenshot(
    outputs: Sequence[Output], wanted: str, drawn: Path, lang: str, image_root: Path | None = None
) -> None:
    """Draw on a screenshot what the program sees in it.

    Lines, widgets, panels and figures come from reading it anew. The questions' bounds are those of the
    output, or of this picture read alone if the output does not have it.

    Args:
        outputs: where the screenshot and its questions are looked up.
        wanted: a picture file, or a screenshot's path as the document names it.
        drawn: the PNG file to write.
        lang: Tesseract's codes of the quiz's languages, joined with `+`.
        image_root: where the screenshots' paths start, if not where the document says.

    Raises:
        UsageError: there is no such screenshot.
        ScreenshotError: it cannot be read.
        DependencyError: the engine or a language pack is missing.
        OutputError: the drawing cannot be written.
    """
    file = Path(wanted) if Path(wanted).is_file() else _find(outputs, wanted, image_root)
    name, questions = _known(outputs, sha256(file.read_bytes()).hexdigest())
    page = read_page(file, name or wanted, open_engine("auto", lang)).page
    if name is None:
        questions = list(parse_section("question", [page]).questions)
    picture = Image.fromarray(decode(file).rgb)
    buffer = BytesIO()
    draw(picture, page, questions).save(buffer, "PNG")
    write_atomically(drawn, buffer.getvalue())


def _find(outputs: Sequence[Output], wanted: str, image_root: Path | None) -> Path:
    for output in outputs:
        for section in output.sections:
            for shot in section.file.screenshots:
                if shot.path == wanted:
                    file = find_picture(section.file.document, shot, output.folder, image_root)
                    if file is not None:
                        return file
                    raise UsageError(
                        f"The file of {wanted} is not where the document says, or has changed.",
                        "Name the picture file itself, or the folder of the pictures with --image-root.",
                    )
    raise UsageError(
        f"There is no picture {wanted}, and the output has no screenshot of that name.",
        "Name a picture file, or a screenshot as 'ocrquiz inspect' lists it.",
    )


def _known(outputs: Sequence[Output], digest: str) -> tuple[str | None, list[Question]]:
    """The name of a picture in an output, and its section's questions."""
    for output in outputs:
        for section in output.sections:
            for shot in section.file.screenshots:
                if shot.sha256 == digest:
                    return shot.path, section.file.questions
    return None, []
