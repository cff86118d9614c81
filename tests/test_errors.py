"""Errors: what a user is told, what the shell gets, and that they cross process borders."""

from __future__ import annotations

import pickle

import pytest

from ocrquiz.errors import (
    DependencyError,
    ExitCode,
    OcrquizError,
    OutputError,
    Reason,
    ScreenshotError,
    UsageError,
)

ERRORS = [
    UsageError("No.", "Do this."),
    DependencyError("No."),
    OutputError("No.", "Do this."),
    ScreenshotError(Reason.DAMAGED, "No.", "Do this."),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_error_survives_being_sent(error: OcrquizError) -> None:
    sent = pickle.loads(pickle.dumps(error))
    assert type(sent) is type(error)
    assert vars(sent) == vars(error)
    assert str(sent) == str(error)
    assert sent.exit_code is error.exit_code


def test_message_and_remedy_are_read_as_one() -> None:
    assert str(UsageError("No such file.", "Name another.")) == "No such file. Name another."
    assert str(UsageError("No such file.")) == "No such file."


def test_exit_statuses_differ_by_kind() -> None:
    codes = [error.exit_code for error in ERRORS]
    assert len(set(codes)) == len(codes)
    assert ExitCode.OK not in codes
