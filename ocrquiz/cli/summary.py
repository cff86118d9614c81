"""What a conversion ends with: a table per document, what failed, where to look."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .console import open_console

if TYPE_CHECKING:
    from rich.console import Console

    from ocrquiz.conversion import DocumentResult
    from ocrquiz.model import Counts, IndexEntry, IndexFile

NARROW = 64
"""Columns below which the table's headings would be broken; each section gets two lines instead."""

INDENT = "   "


@dataclass(frozen=True, slots=True)
class FailedScreenshot:
    """A screenshot that could not be read."""

    document: str
    section: str
    screenshot: str
    reason: str
    message: str


def failures(results: Sequence[DocumentResult]) -> list[FailedScreenshot]:
    """The screenshots that could not be read."""
    return [
        FailedScreenshot(
            result.document.source, section.title, shot.path, shot.reason or "", shot.message or ""
        )
        for result in results
        for section, shot in result.failed
    ]


def summary_json(results: Sequence[DocumentResult], interrupted: bool) -> dict[str, Any]:
    """The same as the table, for programs."""
    return {
        "documents": [
            {
                "folder": str(result.folder) if result.folder else None,
                "complete": result.complete,
                **result.index.model_dump(mode="json", exclude={"schema_version"}),
            }
            for result in results
        ],
        "counts": _total(results).model_dump(),
        "failed": [
            {name: getattr(failed, name) for name in FailedScreenshot.__slots__}
            for failed in failures(results)
        ],
        "interrupted": interrupted,
    }


def print_summary(results: Sequence[DocumentResult]) -> None:
    """Print a table per document, and where the files are."""
    console = open_console()
    for result in results:
        index = result.index
        if len(results) > 1:
            console.print(f"\n{result.document.source}", style="bold", soft_wrap=True)
        if console.width < NARROW:
            _print_list(console, index)
        else:
            _print_table(console, index)
    if len(results) > 1:
        console.print(f"\nAll together: {_in_words(_total(results))}.")
    for result in results:
        if result.folder:
            files = sum(entry.file is not None for entry in result.entries)
            what = f"{files} section file{'s' * (files != 1)} and index.json"
            console.print(f"Written: {what} in {result.folder}/", soft_wrap=True)
    for result in results:
        counts = result.index.counts
        if isinstance(result.folder, Path) and (counts.to_review or counts.failed):
            folder = shlex.quote(str(result.folder))
            console.print(
                f"To look at: ocrquiz inspect {folder}, or ocrquiz review {folder}",
                style="dim",
                soft_wrap=True,
            )


def print_failures(failed: Sequence[FailedScreenshot]) -> None:
    """Print a sentence for each."""
    if not failed:
        return
    console = open_console()
    console.print(f"\n{len(failed)} screenshot{'s' * (len(failed) != 1)} could not be read:", style="bold")
    for one in failed:
        console.print(f"  {one.screenshot}: {one.message}", soft_wrap=True)


def _print_table(console: Console, index: IndexFile) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_footer=len(index.sections) > 1, pad_edge=False)
    table.add_column("Section", footer="Total", ratio=1, overflow="fold")
    for heading, total in zip(
        ("Screenshots", "Questions", "To review", "Failed"), _numbers(index.counts), strict=True
    ):
        table.add_column(heading, footer=str(total), justify="right", no_wrap=True)
    for entry in index.sections:
        review, failed = entry.counts.to_review, entry.counts.failed
        shots, questions, *_ = map(str, _numbers(entry.counts))
        table.add_row(
            Text(_name(entry)),
            shots,
            questions,
            Text(str(review), style="yellow" if review else ""),
            Text(str(failed), style="red" if failed else ""),
        )
    console.print(table)


def _print_list(console: Console, index: IndexFile) -> None:
    for entry in index.sections:
        console.print(_name(entry))
        console.print(INDENT + _in_words(entry.counts, short=True))
    if len(index.sections) > 1:
        console.print("Total", style="bold")
        console.print(INDENT + _in_words(index.counts, short=True))


def _name(entry: IndexEntry) -> str:
    section = entry.section
    title = section.title or "(untitled)"
    return f"{section.number}. {title}" if section.number is not None else title


def _in_words(counts: Counts, short: bool = False) -> str:
    shots, questions, review, failed = _numbers(counts)
    noun = "shot" if short else "screenshot"
    parts = [
        f"{shots} {noun}{'s' * (shots != 1)}",
        f"{questions} question{'s' * (questions != 1)}",
        f"{review} to review" if review or not short else "",
        f"{failed} failed" if failed or not short else "",
    ]
    return ", ".join(part for part in parts if part)


def _numbers(counts: Counts) -> tuple[int, int, int, int]:
    return counts.screenshots, counts.questions, counts.to_review, counts.failed


def _total(results: Sequence[DocumentResult]) -> Counts:
    from ocrquiz.model import Counts

    return sum((result.index.counts for result in results), start=Counts())
