"""Dask clusters on this machine, each program of them in a folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALLOWED_FAILURES = 1
"""Workers that may be lost with a screenshot before Dask gives it up."""


@contextmanager
def running(*arguments: object, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask's, in a folder of its own."""
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + str(arguments[0]), *map(str, arguments[1:])],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(ALLOWED_FAILURES)},
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    options = ("--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-jupyter")
    with running("dask_scheduler", *options, folder=folder) as process:
        yield address, process


@contextmanager
def worker(address: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    options = ("--nthreads", "1", "--local-directory", str(folder), "--no-dashboard", *options)
    with running("dask_worker", address, *options, folder=folder) as process:
        yield process
