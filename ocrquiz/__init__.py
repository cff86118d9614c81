"""Turns quiz screenshots into validated JSON.

    import ocrquiz

    for document in ocrquiz.convert(["post.md"], out="quiz"):
        for section in document.sections:
            print(section.section.title, len(section.questions))

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .conversion import DocumentResult, convert, read_screenshot
    from .errors import (
        DependencyError,
        ExitCode,
        OcrquizError,
        OutputError,
        Reason,
        ScreenshotError,
        UsageError,
    )
    from .model import IndexFile, Option, Question, SectionFile

# One process a core does the work; threads of NumPy's own would cost a quarter more time. It reads this when
# it is first imported; where that has happened already, or the variable is set, nothing changes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"

__all__ = [
    "DependencyError",
    "DocumentResult",
    "ExitCode",
    "IndexFile",
    "OcrquizError",
    "Option",
    "OutputError",
    "Question",
    "Reason",
    "ScreenshotError",
    "SectionFile",
    "UsageError",
    "__version__",
    "convert",
    "read_screenshot",
]

_HOMES = {
    **dict.fromkeys(("DocumentResult", "convert", "read_screenshot"), "conversion"),
    **dict.fromkeys(("IndexFile", "Option", "Question", "SectionFile"), "model"),
}
"""Modules of the lazy names that are not errors."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES.get(name, 'errors')}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
