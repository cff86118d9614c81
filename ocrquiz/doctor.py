"""What is installed and whether it works: the engines are asked to read a line."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from ocrquiz.errors import DependencyError, OcrquizError
from ocrquiz.ocr.engine import ENGINES, LineImage, languages, open_engine, tessdata_folder

PACKAGES = ("tesserocr", "pytesseract", "opencv-python-headless", "pillow", "pydantic", "pebble")

SPECIMEN = "2019"
"""Digits are read alike in every language that is written from left to right."""

SPECIMEN_SIZE = 32
"""Height of the specimen's type in pixels: well inside what Tesseract likes."""

INSTALL_TESSERACT = (
    "Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-eng; macOS: brew install tesseract; "
    "Windows: winget install UB-Mannheim.TesseractOCR"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        subject: what.
        good: whether it works.
        message: what was found, in a few words.
        remedy: what to do if it does not work.
        needed: whether nothing works without it.
    """

    subject: str
    good: bool
    message: str
    remedy: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All findings; `ready` tells whether screenshots can be read."""

    findings: tuple[Finding, ...]
    ready: bool


def examine(lang: str = "eng") -> Report:
    """Look at Python, its packages, Tesseract, its languages and the engines.

    Args:
        lang: language codes that are needed, joined with `+`.
    """
    findings = [Finding("Python", True, platform.python_version()), *_packages()]
    engines = [_engine(name, lang) for name in ENGINES]
    ready = any(engine.good for engine in engines)
    findings += _languages()
    # One engine that works is enough; only when there is none is each of them a hole.
    findings += [Finding(e.subject, e.good, e.message, e.remedy, needed=not ready) for e in engines]
    return Report(tuple(findings), ready)


def specimen() -> LineImage:
    """A line of text to read: SPECIMEN, dark on white."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(size=SPECIMEN_SIZE)
    image = Image.new("L", (SPECIMEN_SIZE * 6, SPECIMEN_SIZE * 2), 255)
    ImageDraw.Draw(image).text((SPECIMEN_SIZE, SPECIMEN_SIZE // 2), SPECIMEN, fill=0, font=font)
    return np.asarray(image, dtype=np.uint8)


def _packages() -> Iterator[Finding]:
    for package in PACKAGES:
        try:
            yield Finding(f"package {package}", True, version(package))
        except PackageNotFoundError:
            yield Finding(f"package {package}", False, "not installed", f"pip install {package}")


def _languages() -> Iterator[Finding]:
    try:
        yield Finding("language packs", True, f"in {tessdata_folder()}")
    except OcrquizError as error:
        yield Finding("language packs", False, error.message, error.hint)
    for name in ENGINES:
        try:
            codes = [code for code in languages(name) if code != "osd"]
        except OcrquizError:
            continue
        yield Finding(f"languages of {name}", bool(codes), ", ".join(codes) or "none", "")


def _engine(name: str, lang: str) -> Finding:
    subject = f"engine {name}"
    try:
        (reading,) = open_engine(name, lang).read_lines([specimen()])
    except OcrquizError as error:
        missing = isinstance(error, DependencyError) and name == "pytesseract"
        return Finding(subject, False, error.message, INSTALL_TESSERACT if missing else error.hint)
    except Exception as error:
        return Finding(subject, False, f"{type(error).__name__}: {error}", f"pip install -U {name}")
    read = reading.text.replace(" ", "")
    if read != SPECIMEN:
        return Finding(subject, False, f"reads {reading.text!r} for {SPECIMEN!r}", f"pip install -U {name}")
    return Finding(subject, True, f"works (Tesseract {_tesseract_version(name)})")


def _tesseract_version(engine: str) -> str:
    if engine == "tesserocr":
        import tesserocr

        return str(tesserocr.tesseract_version()).split("\n")[0].removeprefix("tesseract ").strip()
    import pytesseract

    return str(pytesseract.get_tesseract_version())
