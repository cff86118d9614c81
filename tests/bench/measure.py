"""What a command takes: time, CPU time, memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

GLANCE = 0.25
"""Seconds between two looks at the memory, each of which takes some milliseconds."""


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes:
        seconds: by the clock.
        cpu: seconds of all its processes.
        memory: most bytes that its processes had at a time, those that they share counted once.
        driver: most bytes that its first process had.
    """

    seconds: float
    cpu: float
    memory: float
    driver: float


def cost(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end; its memory is known on Linux only."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **environment}
    )
    watch = _Watch(process.pid)
    watch.start()
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begin
    watch.stop()
    if process.returncode > 1:
        raise SystemExit(f"{' '.join(command)[:200]}\n{errors.decode(errors='replace')}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, watch.memory, watch.driver)


def medians(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(*(median(getattr(one, field.name) for one in costs) for field in fields(Cost)))


class _Watch(threading.Thread):
    """Looks at the memory of a process and of those that it has started."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._over = threading.Event()
        self.memory = 0
        self.driver = 0

    def run(self) -> None:
        while not self._over.wait(GLANCE):
            self.memory = max(self.memory, sum(map(_share, _family(self._process))))
            self.driver = max(self.driver, _peak(self._process))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _family(int(child))


def _share(process: int) -> int:
    """A process's memory, what it shares with others by their number."""
    return _kilobytes(Path(f"/proc/{process}/smaps_rollup"), "Pss:")


def _peak(process: int) -> int:
    return _kilobytes(Path(f"/proc/{process}/status"), "VmHWM:")


def _kilobytes(file: Path, key: str) -> int:
    with suppress(OSError):
        for line in file.read_text().splitlines():
            if line.startswith(key):
                return 1024 * int(line.split()[1])
    return 0
