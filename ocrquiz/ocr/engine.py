"""The one thing asked of Tesseract, who can answer it, and which of them is there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ocrquiz.errors import DependencyError, UsageError

from .reading import Reading

LineImage = NDArray[np.uint8]

ENGINES = ("tesserocr", "pytesseract")
"""In the order in which `auto` tries them: in process is several times faster."""

VARIABLES = {"textord_disable_pitch_test": "1"}
"""Of Tesseract. Its search for monospaced text takes half of its layout analysis, and its network has no use
for what is found."""

TESSDATA_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
"""Where Debian, Fedora, Homebrew, MacPorts and the Windows installer put language packs."""


class Engine(Protocol):
    """Reads lines of text."""

    @property
    def name(self) -> str:
        """As given to `--engine`."""
        ...

    @property
    def lang(self) -> str:
        """Tesseract's codes of the languages that it reads, joined with `+`."""
        ...

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        """Read each image as one line of text.

        Args:
            images: (h, w) each, dark on white, 8 bits.
            whole: whether they go to the network as they are; else Tesseract looks for the line first, and
                knows better where its words begin and end.

        Returns:
            A reading for each image, in order.
        """
        ...


def open_engine(name: str, lang: str) -> Engine:
    """Make the engine ready; it may be used by one thread at a time.

    Args:
        name: `auto`, or one of ENGINES.
        lang: Tesseract's language codes joined with `+`.

    Raises:
        UsageError: no such engine.
        DependencyError: it or a language pack is not installed.
    """
    chosen = check(name, lang)
    # One thread per worker: Tesseract's own threads cost five times what they bring on lines this short.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    from .memory import Remembering
    from .network import Fitting, network_height

    engine: Engine
    if chosen == "tesserocr":
        from .tesserocr_engine import TesserocrEngine

        engine = TesserocrEngine(lang, tessdata_folder())
    else:
        from .pytesseract_engine import PytesseractEngine

        engine = PytesseractEngine(lang)
    height = network_height(_packs(lang))
    return Remembering(Fitting(engine, height) if height else engine)


def check(name: str, lang: str) -> str:
    """The engine that `open_engine` will open, once it and the languages are known to be there.

    Raises:
        UsageError: no such engine.
        DependencyError: it or a language pack is not installed; the message names the package.
    """
    if name != "auto" and name not in ENGINES:
        raise UsageError(f"There is no engine {name!r}.", f"Choose auto, {' or '.join(ENGINES)}.")
    problems = []
    for candidate in ENGINES if name == "auto" else (name,):
        problem = _problem(candidate)
        if problem is None:
            _require_languages(candidate, lang)
            return candidate
        problems.append(problem)
    raise DependencyError(" ".join(problems), "Run 'ocrquiz doctor' for what to install.")


def identity(name: str, lang: str) -> str:
    """What a reading depends on beside the picture: the engine, its version, the language packs' files.

    Raises:
        UsageError: no such engine.
        DependencyError: it or a language pack is not installed.
    """
    return " ".join([release(name, lang), *map(_file_identity, _packs(lang))])


def release(name: str, lang: str) -> str:
    """The engine and its version, and the languages: the part of its identity that machines share.

    Raises:
        UsageError: no such engine.
        DependencyError: it or a language pack is not installed.
    """
    chosen = check(name, lang)
    if chosen == "tesserocr":
        import tesserocr

        number = tesserocr.tesseract_version()
    else:
        from .pytesseract_engine import release as program_release

        number = program_release()
    return " ".join([chosen, number, lang])


def languages(name: str) -> list[str]:
    """Codes of the language packs that the engine finds, sorted.

    Raises:
        DependencyError: the engine is not there.
    """
    problem = _problem(name)
    if problem is not None:
        raise DependencyError(problem, "Run 'ocrquiz doctor' for what to install.")
    if name == "tesserocr":
        folder = tessdata_folder()
        return sorted(p.stem for p in folder.glob("*.traineddata"))
    from .pytesseract_engine import installed_languages

    return installed_languages()


def tessdata_folder() -> Path:
    """The folder with the language packs: `TESSDATA_PREFIX`, or where the system keeps them.

    Raises:
        DependencyError: there is none.
    """
    prefix = os.environ.get("TESSDATA_PREFIX")
    tried = [Path(prefix), Path(prefix) / "tessdata"] if prefix else [Path(p) for p in TESSDATA_FOLDERS]
    for folder in tried:
        if any(folder.glob("*.traineddata")):
            return folder
    where = f"in TESSDATA_PREFIX={prefix}" if prefix else "on this system"
    raise DependencyError(
        f"Tesseract's language packs are not found {where}.",
        "Debian, Ubuntu: apt install tesseract-ocr-eng; elsewhere, set TESSDATA_PREFIX to their folder.",
    )


def package_of(language: str) -> str:
    """Debian's package with a language pack."""
    return f"tesseract-ocr-{language.lower().replace('_', '-')}"


def _packs(lang: str) -> list[Path]:
    """The files of language packs; none if `tesseract` alone knows where they are."""
    with suppress(DependencyError):
        return [tessdata_folder() / f"{code}.traineddata" for code in lang.split("+")]
    return []


def _file_identity(path: Path) -> str:
    if not path.is_file():
        return "unknown"
    status = path.stat()
    return f"{path.name}:{status.st_size}:{status.st_mtime_ns}"


def _problem(name: str) -> str | None:
    """Why an engine cannot be used, or None."""
    if name == "tesserocr":
        from importlib.util import find_spec

        if find_spec("tesserocr") is None:
            return "The Python package tesserocr is not installed."
        try:
            tessdata_folder()
        except DependencyError as error:
            return error.message
        return None
    from .pytesseract_engine import problem

    return problem()


def _require_languages(engine: str, lang: str) -> None:
    if lang == "auto":
        return
    wanted = [code for code in lang.split("+") if code]
    if not wanted:
        raise UsageError("No language was given.", "Use --lang eng, or several as --lang eng+spa.")
    installed = languages(engine)
    missing = [code for code in wanted if code not in installed]
    if missing:
        packages = " ".join(package_of(code) for code in missing)
        raise DependencyError(
            f"Tesseract has no language pack for {', '.join(missing)} (installed: {', '.join(installed)}).",
            f"Debian, Ubuntu: apt install {packages}",
        )
