"""Converts the posts below a folder and compares them with its labels; run by `make accuracy DATA=folder`.

A line for each document, then how far the posts and the folders are from what is aimed at, then how often
questions of each confidence are right.

    python tests/bench/accuracy.py DATA [--engine NAME] [--only WORD] [--out DIR]

`DATA/labels/NAME.json` belongs to the post `NAME.md` anywhere below DATA. A label file without a post belongs
to the folder of pictures that it names as its `document`; `langs.json` beside such folders tells their
languages.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import ocrquiz
from ocrquiz import reliability
from ocrquiz.evaluate import Evaluation, Scores, evaluate
from ocrquiz.model import Counts
from ocrquiz.reliability import Sample

HEADINGS = ("document", "found", "extra", "structure", "text", "right", "latex", "silent", "flagged", "s")
ROW = "{:<22} {:>9} {:>5} {:>9} {:>9} {:>9} {:>7} {:>6} {:>7} {:>6}"


@dataclass(frozen=True)
class Work:
    """A post or folder, its labels if there are some, its languages."""

    source: Path
    labels: Path | None
    lang: str = "eng"

    @property
    def kind(self) -> str:
        """What it is counted among."""
        return "posts" if self.source.suffix == ".md" else "folders"


def main() -> int:
    """Print a line for each document and the totals of those with labels."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--only", default="", help="documents whose name contains this")
    parser.add_argument("--out", type=Path, default=Path("build/accuracy"))
    arguments = parser.parse_args()
    print(ROW.format(*HEADINGS))
    totals = {"posts": Scores(), "folders": Scores()}
    samples: list[Sample] = []
    for work in found(arguments.data):
        if arguments.only in work.source.name:
            out = arguments.out / work.source.stem
            evaluation = measure(work, out, arguments.engine)
            if evaluation:
                totals[work.kind] = added(totals[work.kind], evaluation.scores)
                samples += evaluation.samples
    for kind, scores in totals.items():
        if scores.questions:
            print()
            show(f"all {kind} with labels", scores, None)
            show_aims(scores)
    print("", *reliability.lines(samples), sep="\n")
    return 0


def added(a: Scores, b: Scores) -> Scores:
    """The counts of both."""
    more = asdict(b)
    return Scores(**{name: count + more[name] for name, count in asdict(a).items()})


def found(data: Path) -> Iterator[Work]:
    """What there is to convert, posts first."""
    labels = {path.stem: path for path in sorted((data / "labels").glob("*.json"))}
    for post in sorted(data.rglob("*.md")):
        if post.parent.name == "_posts" or post.stem in labels:
            yield Work(post, labels.pop(post.stem, None))
    for path in labels.values():
        name = json.loads(path.read_bytes()).get("document", path.stem)
        folder = next((f for f in sorted(data.rglob(name)) if f.is_dir()), None)
        if folder is not None:
            listed = folder.parent / "langs.json"
            langs = json.loads(listed.read_bytes()) if listed.is_file() else {}
            yield Work(folder, path, langs.get(name, "eng"))


def measure(work: Work, out: Path, engine: str) -> Evaluation | None:
    """Convert one document and print its line."""
    start = time.perf_counter()
    try:
        (result,) = ocrquiz.convert([work.source], out, lang=work.lang, engine=engine, force=True)
        spent = time.perf_counter() - start
        if work.labels is None:
            show_counts(work.source.name, result.index.counts, spent)
            return None
        evaluation = evaluate(out, work.labels)
    except ocrquiz.OcrquizError as error:
        print(f"{work.source.name:<22} {error}")
        return None
    show(work.source.name, evaluation.scores, spent)
    return evaluation


AIMS: tuple[tuple[str, str, str, float], ...] = (
    ("structure right", "structure", "questions", 0.99),
    ("right, without formulas", "plain_right", "plain", 0.97),
    ("wrong characters, without formulas", "plain_edits", "plain_chars", -0.001),
    ("right around formulas", "math_text_right", "math", 0.9),
    ("LaTeX right, too", "math_latex_right", "math", 0.4),
    ("figures found", "figures_found", "figures", 0.95),
    ("sections without formulas all right", "plain_sections_right", "plain_sections", 0.75),
    ("wrong without a warning", "silent", "questions", -0.015),
    ("right with a warning", "flagged_right", "questions", -0.1),
)
"""What is counted, out of what, and the share that is aimed at: at least, or if negative, at most."""


def show_aims(s: Scores) -> None:
    """Print how far the totals are from what is aimed at."""
    counts = asdict(s)
    for name, part, whole, aim in AIMS:
        share = counts[part] / counts[whole] if counts[whole] else 0.0
        reached = share >= aim if aim > 0 else share <= -aim
        bound = f"{'>=' if aim > 0 else '<='} {abs(aim):.1%}"
        mark = "" if reached or not counts[whole] else "  missed"
        print(f"{name:<36} {counts[part]:>5}/{counts[whole]:<6} {share:>7.2%} {bound:>9}{mark}")


def show(name: str, s: Scores, spent: float | None) -> None:
    """Print a line of figures."""
    parts = [f"{part}/{s.questions}" for part in (s.found, s.structure, s.text, s.right)]
    latex = f"{s.math_latex_right}/{s.math}"
    took = f"{spent:.1f}" if spent is not None else ""
    print(ROW.format(name, parts[0], s.extra, *parts[1:], latex, s.silent, s.flagged_right, took), flush=True)


def show_counts(name: str, counts: Counts, spent: float) -> None:
    """Print a line for a document without labels."""
    text = f"{counts.questions} questions, {counts.to_review} to review, {counts.failed} failed"
    print(f"{name:<22} {text} (no labels), {spent:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
