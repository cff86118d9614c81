"""Measures speed, CPU time and memory side by side; run by `make bench`.

    python tests/bench/bench.py [INPUT...] [--rounds N] [--only NAMES] [--grow 37,370]

INPUT is a post, or a folder: all posts below it. The programs take turns, so that a busy machine hurts all of
them; CPU seconds say more than those by the clock, and the medians of several rounds more than one. `--grow`
converts so many copies of the first input's screenshots, to show what grows with their number.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from copies import make_copies
from measure import Cost, cost, medians
from programs import AGAIN, OCRQUIZ, PROGRAMS, Program
from stages import DRIVER, stages

from ocrquiz.pipeline import jobs_of
from ocrquiz.sources import load

MB = 1024**2
ROW = "  {:<28} {:>6} {:>7} {:>9} {:>9} {:>9} {:>8}"
HEADINGS = ("", "shots", "s", "shots/s", "CPU s/sh.", "memory MB", "driver")


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", nargs="*", default=["samples/_posts/evening-class.md"], metavar="INPUT")
    parser.add_argument("--rounds", type=int, default=3, help="how often each runs (default: 3)")
    parser.add_argument("--only", default=",".join(PROGRAMS), help="of " + ", ".join(PROGRAMS))
    parser.add_argument("--grow", default="", metavar="NUMBERS", help="of screenshots, such as 37,370,3700")
    arguments = parser.parse_args()
    programs = [PROGRAMS[name] for name in arguments.only.split(",")]
    for program in programs:
        if program.missing:
            print(f"{program.name} is missing: pip install '.[bench]'")
    programs = [program for program in programs if not program.missing]
    for given in arguments.inputs:
        posts = posts_in(Path(given))
        print(f"\n{given}")
        compare(programs, posts, arguments.rounds)
        show_stages(posts)
    if arguments.grow:
        print(f"\nGrowth, on copies of the screenshots of {arguments.inputs[0]}")
        grow(programs, posts_in(Path(arguments.inputs[0])), [int(n) for n in arguments.grow.split(",")])
    return 0


def posts_in(given: Path) -> list[str]:
    """The posts that an input means."""
    return [str(path) for path in sorted(given.rglob("*.md"))] if given.is_dir() else [str(given)]


def pictures_of(inputs: Sequence[str]) -> list[Path]:
    """The screenshots that posts show."""
    return [Path(str(job.file)) for job in jobs_of(load(inputs))]


def compare(programs: Sequence[Program], inputs: Sequence[str], rounds: int) -> None:
    """Run programs in turn, several times, and print the medians."""
    files = pictures_of(inputs)
    runs = [*programs, AGAIN] if OCRQUIZ in programs else programs
    costs: dict[str, list[Cost]] = {program.name: [] for program in runs}
    with tempfile.TemporaryDirectory() as folder:
        kept = {AGAIN.name: {"OCRQUIZ_CACHE": f"{folder}/pages"}}
        if AGAIN in runs:
            run(AGAIN, inputs, files, Path(folder), kept[AGAIN.name])
        for _ in range(rounds):
            for program in runs:
                costs[program.name].append(
                    run(program, inputs, files, Path(folder), kept.get(program.name, program.environment))
                )
    print(ROW.format(*HEADINGS))
    for name, measured in costs.items():
        show(name, medians(measured), len(files))


def run(
    program: Program, inputs: Sequence[str], files: Sequence[Path], folder: Path, environment: dict[str, str]
) -> Cost:
    """Run a program once."""
    listed = folder / "pictures.txt"
    listed.write_text("\n".join(map(str, files)))
    return cost(program.command(inputs, listed, folder / "out"), environment)


def show(name: str, measured: Cost, shots: int) -> None:
    """Print a line."""
    print(
        ROW.format(
            name,
            shots,
            f"{measured.seconds:.1f}",
            f"{shots / measured.seconds:.2f}",
            f"{measured.cpu / shots:.3f}",
            f"{measured.memory / MB:.0f}",
            f"{measured.driver / MB:.0f}",
        ),
        flush=True,
    )


def show_stages(inputs: Sequence[str]) -> None:
    """Print the CPU time of each stage."""
    with tempfile.TemporaryDirectory() as folder:
        documents = load(inputs)
        spent = stages(documents, Path(folder))
    shots, total = len(pictures_of(inputs)), spent.total()
    print("  CPU of ocrquiz by stage")
    for stage, seconds in spent.most_common():
        print(f"    {stage:<26} {1000 * seconds / shots:6.1f} ms a screenshot {seconds / total:6.1%}")
    print(f"    parse, checks and write are {sum(spent[stage] for stage in DRIVER) / total:.1%} of it")


def grow(programs: Sequence[Program], inputs: Sequence[str], numbers: Sequence[int]) -> None:
    """Print what ever more screenshots take."""
    originals = pictures_of(inputs)
    print(ROW.format(*HEADINGS))
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            shots = Path(folder, "shots")
            files = make_copies(originals, number, shots)
            for program in programs:
                measured = run(program, [str(shots)], files, Path(folder), program.environment)
                show(program.name, measured, number)


if __name__ == "__main__":
    sys.exit(main())
