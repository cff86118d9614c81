"""What a conversion wrote, read back: the documents of an output folder with their sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ocrquiz.errors import UsageError
from ocrquiz.model import IndexFile, SectionFile

from .store import INDEX, SECTION_FILE

M = TypeVar("M", bound=BaseModel)

_CONVERT = "Give the folder that 'ocrquiz convert' wrote."

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/+(.+)")
"""A URL, of which a `Path` keeps one slash."""

_COPY = {"s3": "aws s3 sync", "gs": "gcloud storage rsync -r"}
"""What copies a folder of a store."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section file.

    Attributes:
        path: where it is.
        file: what it holds.
    """

    path: Path
    file: SectionFile


@dataclass(frozen=True, slots=True)
class Output:
    """The output of one document.

    Attributes:
        folder: where it is.
        index: what `index.json` holds.
        sections: in order, those without screenshots left out.
    """

    folder: Path
    index: IndexFile
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """What to call the document."""
        return self.index.document.title or Path(self.index.document.source).stem or self.folder.name


def load_outputs(out: Path) -> list[Output]:
    """Read an output folder: of one document, or of several with a folder each.

    Args:
        out: the folder that was given to `ocrquiz convert --out`.

    Raises:
        UsageError: there is no output in it, or one that this version did not write.
    """
    if not out.is_dir():
        address = _ADDRESS.fullmatch(str(out))
        if address:
            raise UsageError(
                f"What was converted is read from this machine's disk, not from {address[1]}://{address[2]}.",
                f"Copy the folder first, as with: {_COPY.get(address[1], 'rclone copy')} "
                f"{address[1]}://{address[2]} {Path(address[2]).name}",
            )
        raise UsageError(f"There is no folder {out}.", _CONVERT)
    if (out / INDEX).is_file():
        return [load_output(out)]
    folders = sorted(path.parent for path in out.glob(f"*/{INDEX}"))
    if not folders:
        raise UsageError(f"There is no {INDEX} in {out}.", _CONVERT)
    return [load_output(folder) for folder in folders]


def load_output(folder: Path) -> Output:
    """Read the output of one document.

    Raises:
        UsageError: a file is missing, or this version did not write it.
    """
    index = _load(IndexFile, folder / INDEX)
    names = [entry.file for entry in index.sections if entry.file is not None]
    for name in names:
        if not SECTION_FILE.fullmatch(name):
            raise UsageError(f"{folder / INDEX} lists {name!r}, which is no section file.", _CONVERT)
    paths = [folder / name for name in names]
    return Output(folder, index, tuple(Section(path, _load(SectionFile, path)) for path in paths))


def choose_sections(outputs: Sequence[Output], wanted: str) -> list[Section]:
    """The sections that a person means.

    Args:
        outputs: where to look.
        wanted: the printed number, the slug, or a part of the title; the first of these that fits any counts.

    Raises:
        UsageError: there is none.
    """
    sections = [section for output in outputs for section in output.sections]
    by_number = [s for s in sections if str(s.file.section.number) == wanted]
    by_slug = [s for s in sections if s.file.section.slug == wanted]
    by_title = [s for s in sections if wanted.casefold() in s.file.section.title.casefold()]
    found = by_number or by_slug or by_title
    if not found:
        names = ", ".join(s.file.section.slug for s in sections)
        raise UsageError(f"There is no section {wanted!r}.", f"There are: {names}.")
    return found


def _load(kind: type[M], path: Path) -> M:
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.", _CONVERT) from error
    except ValidationError as error:
        raise UsageError(f"{path} is not of this version.", "Convert the document again.") from error
