"""Times `ocrquiz convert` against bare `tesseract` on the same pictures; run by `make bench`.

    python tests/bench/bench.py [POST] [--rounds N]

Bare `tesseract` reads the pictures two at a time with OMP_THREAD_LIMIT=1, its fastest way on two cores. The
two programs take turns, so that a busy machine hurts both; what counts is the ratio of the medians.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from ocrquiz.sources import load

AT_A_TIME = 2
HELP_ROUNDS = 9
OCRQUIZ = (sys.executable, "-m", "ocrquiz")


def main() -> int:
    """Print the times and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("post", nargs="?", default="samples/_posts/evening-class.md")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    documents = load([arguments.post], None)
    shots = [shot for d in documents for section in d.sections for shot in section.screenshots]
    files = list(dict.fromkeys(shot.file for shot in shots if shot.file and not shot.error))
    print(f"{arguments.post}: {len(files)} pictures, {arguments.rounds} rounds, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        bare, ours, again = [], [], []
        for _ in range(arguments.rounds):
            bare.append(seconds(lambda: run_tesseract(files)))
            ours.append(seconds(lambda: run_ocrquiz(arguments.post, Path(folder), "--force")))
            again.append(seconds(lambda: run_ocrquiz(arguments.post, Path(folder))))
    show("tesseract, two at a time", bare, len(files))
    show("ocrquiz convert", ours, len(files))
    show("ocrquiz convert, again", again, len(files))
    print(f"ocrquiz is {median(bare) / median(ours):.2f} times as fast as bare tesseract")
    show("ocrquiz --help", [seconds(run_help) for _ in range(HELP_ROUNDS)])
    return 0


def seconds(action: Callable[[], None]) -> float:
    """Wall-clock time of an action."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run_tesseract(files: Sequence[Path]) -> None:
    """Read the pictures with the program as it comes."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(file: Path) -> None:
        command = ["tesseract", str(file), "-", "-l", "eng"]
        subprocess.run(command, env=environment, capture_output=True, check=True)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(read, files))


def run_ocrquiz(post: str, folder: Path, *options: str) -> None:
    """Convert the post, pages kept in the same folder."""
    command = [*OCRQUIZ, "convert", post, "-o", str(folder), "--quiet", *options]
    environment = {**os.environ, "OCRQUIZ_CACHE": str(folder / "pages")}
    status = subprocess.run(command, env=environment, check=False).returncode
    if status not in (0, 1):
        raise SystemExit(status)


def run_help() -> None:
    """Ask for help, as a shell does."""
    subprocess.run([*OCRQUIZ, "--help"], capture_output=True, check=True)


def show(name: str, times: Sequence[float], pictures: int = 0) -> None:
    """Print median and spread."""
    rate = f"   {pictures / median(times):.1f} pictures/s" if pictures else ""
    print(f"  {name:<26} {median(times):6.2f} s  ({min(times):.2f} to {max(times):.2f}){rate}")


if __name__ == "__main__":
    sys.exit(main())
