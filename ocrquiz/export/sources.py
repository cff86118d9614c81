"""Where questions to export come from: output folders, or lines of a pipe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ocrquiz.corrections import load_corrections
from ocrquiz.errors import UsageError
from ocrquiz.model import DocumentInfo, Question, SectionInfo
from ocrquiz.output import Section, choose_sections, load_outputs

from .item import Item

FROM_PIPE = ("document", "section", "pictures")
"""Keys of a line beside those of the question."""


def read_folders(folders: Iterable[Path], sections: Iterable[str] = ()) -> Iterator[Item]:
    """The questions of output folders.

    Args:
        folders: that `ocrquiz convert` wrote.
        sections: number, slug or a part of the title of those that are wanted; all if empty.

    Raises:
        UsageError: there is no output, or no such section.
    """
    outputs = [output for folder in folders for output in load_outputs(folder)]
    wanted = {section.path for name in sections for section in choose_sections(outputs, name)}
    for output in outputs:
        changed = _changes(output.folder)
        for section in output.sections:
            if not wanted or section.path in wanted:
                yield from _items(section, output.folder, changed)


def read_lines(lines: Iterable[bytes], sections: Iterable[str] = ()) -> Iterator[Item]:
    """The questions that `ocrquiz convert -o -` prints, as they come.

    Args:
        lines: one question each, as JSON.
        sections: number, slug or a part of the title of those that are wanted; all if empty.

    Raises:
        UsageError: a line is no question.
    """
    wanted = list(sections)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = _item(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UsageError(
                f"Line {number} of the input is no question.", "Pipe 'ocrquiz convert ... -o -' into it."
            ) from error
        if not wanted or any(_is_meant(item.section, name) for name in wanted):
            yield item


def _items(section: Section, folder: Path, changed: Mapping[str, datetime]) -> Iterator[Item]:
    file = section.file
    hashes = {shot.path: shot.sha256 for shot in file.screenshots if shot.sha256 is not None}
    for question in file.questions:
        pictures = [hashes[r.screenshot] for r in question.regions if r.screenshot in hashes]
        when = changed.get(question.id)
        yield Item(file.document, file.section, question, folder, tuple(pictures), when)


def _changes(folder: Path) -> dict[str, datetime]:
    made = [(q.id, c.when) for c in load_corrections(folder).corrections for q in c.became]
    return dict(sorted(made, key=lambda change: change[1]))


def _item(line: dict[str, Any]) -> Item:
    question = {name: value for name, value in line.items() if name not in FROM_PIPE}
    return Item(
        document=DocumentInfo(source=line["document"]),
        section=SectionInfo.model_validate(line["section"]),
        question=Question.model_validate(question),
        pictures=tuple(line.get("pictures", {}).values()),
    )


def _is_meant(section: SectionInfo, wanted: str) -> bool:
    exact = wanted in (str(section.number), section.slug)
    return exact or wanted.casefold() in section.title.casefold()
