"""`ocrquiz review` as a shell runs it."""

from __future__ import annotations

import builtins
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ocrquiz.cli import main
from ocrquiz.errors import ExitCode

from ..corrections.sections import three
from ..corrections.test_files import convert


@pytest.fixture
def out(tmp_path: Path) -> Path:
    convert(tmp_path / "out", three())
    return tmp_path / "out"


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
def test_address_is_printed_and_interrupt_ends_it_well(out: Path) -> None:
    command = [sys.executable, "-m", "ocrquiz", "review", str(out), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "http://127.0.0.1:" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == ExitCode.OK
    assert errors == ""


def test_port_that_is_in_use(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["review", str(out), "--port", port, "--no-browser"]) == ExitCode.USAGE
    assert "--port" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "no.such.host.invalid"])
def test_host_that_cannot_be_served_at(host: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(out), "--host", host, "--port", "0", "--no-browser"]) == ExitCode.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_folder_that_is_no_output(tmp_path: Path) -> None:
    assert main(["review", str(tmp_path), "--no-browser"]) == ExitCode.USAGE


def test_missing_extra_says_what_to_install(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without_uvicorn(name: str, *args: object, **kwargs: object) -> object:
        if name.partition(".")[0] == "uvicorn":
            raise ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn")
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "ocrquiz.review.serve", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_uvicorn)
    assert main(["review", str(out), "--no-browser"]) == ExitCode.DEPENDENCY
    shown = capsys.readouterr().err
    assert "uvicorn" in shown
    assert "ocrquiz[review]" in shown
