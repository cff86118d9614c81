"""Everything that can go wrong for a reason we know: a code, one sentence, a remedy, an exit status.

Errors are raised where they are known. `cli` turns `OcrquizError` into a message and an exit status;
`pipeline` turns `ScreenshotError` into a record of a failed screenshot. Nobody else catches them.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the process returns to the shell."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    DEPENDENCY = 3
    NOT_WRITABLE = 4
    INTERRUPTED = 130


class Reason(StrEnum):
    """Why a screenshot could not be read: the closed set of `screenshots[].reason`."""

    MISSING = "missing"
    REMOTE = "remote"
    OUTSIDE_ROOT = "outside_root"
    UNREADABLE = "unreadable"
    NOT_AN_IMAGE = "not_an_image"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    TIMEOUT = "timeout"
    CRASHED = "crashed"


class OcrquizError(Exception):
    """Base of all errors that a user can act on.

    Attributes:
        message: one sentence that says what is wrong.
        hint: the remedy, as a sentence or a command; empty if there is none.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(OcrquizError):
    """The input or an option cannot be used as given."""

    exit_code = ExitCode.USAGE


class DependencyError(OcrquizError):
    """Tesseract, a language pack or another program is missing."""

    exit_code = ExitCode.DEPENDENCY


class OutputError(OcrquizError):
    """The output cannot be written."""

    exit_code = ExitCode.NOT_WRITABLE


class ConflictError(OcrquizError):
    """The output was changed meanwhile, by another program or in another window."""

    exit_code = ExitCode.USAGE


class ScreenshotError(OcrquizError):
    """One screenshot cannot be read; the others are not concerned.

    Attributes:
        reason: the code written to the section file.
    """

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, reason: Reason, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.reason = reason

    def __reduce__(self) -> tuple[type[ScreenshotError], tuple[Reason, str, str]]:
        # Errors cross process borders; the default recipe would rebuild from `message` alone.
        return ScreenshotError, (self.reason, self.message, self.hint)
