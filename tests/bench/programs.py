"""The programs that are compared, each as a command that reads a list of pictures.

python tests/bench/programs.py NAME LIST

runs one that has no command of its own on the files that LIST names, a line each.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

AT_A_TIME = 2


@dataclass(frozen=True)
class Program:
    """Something that reads screenshots.

    Attributes:
        name: as it is printed.
        command: made of the inputs, a file that lists the pictures, and a folder to write to.
        environment: that it runs with.
        needs: the Python package that it is missing without.
    """

    name: str
    command: Callable[[Sequence[str], Path, Path], list[str]]
    environment: dict[str, str] = field(default_factory=dict)
    needs: str = "ocrquiz"

    @property
    def missing(self) -> bool:
        """Whether it cannot run here."""
        return find_spec(self.needs) is None


def _here(name: str) -> Callable[[Sequence[str], Path, Path], list[str]]:
    return lambda _inputs, pictures, _out: [sys.executable, __file__, name, str(pictures)]


def _convert(*options: str) -> Callable[[Sequence[str], Path, Path], list[str]]:
    return lambda inputs, _pictures, out: [
        *(sys.executable, "-m", "ocrquiz", "convert", *inputs, "-o", str(out), "-q", *options)
    ]


OCRQUIZ = Program("ocrquiz", _convert("--force"), {"OCRQUIZ_CACHE": ""})

AGAIN = Program("ocrquiz, nothing new", _convert())
"""A second run, all pages kept from the first."""

PROGRAMS = {
    "tesseract": Program("tesseract, two at a time", _here("tesseract"), {"OMP_THREAD_LIMIT": "1"}),
    "pytesseract": Program("pytesseract in a loop", _here("pytesseract"), needs="pytesseract"),
    "rapidocr": Program("RapidOCR in a loop", _here("rapidocr"), needs="rapidocr"),
    "ocrquiz": OCRQUIZ,
}


def run_tesseract(files: Sequence[str]) -> None:
    """The program itself, as fast as it goes on two cores: one thread each."""

    def read(file: str) -> None:
        subprocess.run(["tesseract", file, "stdout"], capture_output=True, check=False)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(read, files))


def run_pytesseract(files: Sequence[str]) -> None:
    """As its readme and most programs that use it do."""
    import pytesseract
    from PIL import Image

    for file in files:
        pytesseract.image_to_string(Image.open(file))


def run_rapidocr(files: Sequence[str]) -> None:
    """As its readme does."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})
    for file in files:
        engine(file)


def main() -> None:
    """Run one on a list of files."""
    _, name, pictures = sys.argv
    run = {"tesseract": run_tesseract, "pytesseract": run_pytesseract, "rapidocr": run_rapidocr}[name]
    run(Path(pictures).read_text().splitlines())


if __name__ == "__main__":
    os.environ.pop("OPENBLAS_NUM_THREADS", None)
    main()
