"""The output folder of one document: atomic writes, and what an earlier run left.

A file is either the whole old one or the whole new one, whatever happens in between. Files that no index of
ours lists are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ocrquiz.model import IndexFile, SectionFile

from .files import as_json, output_errors, temporary_name, write_atomically
from .index import file_name
from .pipeline import ASSETS, figure_names

M = TypeVar("M", bound=BaseModel)

INDEX = "index.json"

PROBE_BYTES = 4096
"""Written and removed before the work begins: a block, so that a full disk shows."""

SECTION_FILE = re.compile(r"\d{2,}(-[^/\\]+)?\.json")
"""What an index may list: anything else was not written by us."""

CROP_FILE = re.compile(r"[^/\\.][^/\\]*\.png")


class Store:
    """Writes one document's results into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._old_index: IndexFile | None = None
        self._old_crops: dict[str, set[str]] = {}
        self._new_crops: dict[str, set[str]] = {}

    def open(self) -> None:
        """Make the folder, see that it can be written, and look what an earlier run left.

        Raises:
            OutputError: it cannot be written.
        """
        with output_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / temporary_name()
            try:
                probe.write_bytes(bytes(PROBE_BYTES))
            finally:
                probe.unlink(missing_ok=True)
        self._old_index = _load(IndexFile, self.folder / INDEX)
        for name in _listed(self._old_index):
            file = _load(SectionFile, self.folder / name)
            self._old_crops[name] = figure_names(file.questions) if file else set()

    def other_document(self, source: str) -> str | None:
        """The document that an earlier run wrote here, if it was a different one."""
        if self._old_index is None or _same_document(self._old_index.document.source, source):
            return None
        return self._old_index.document.source

    def write(self, file: SectionFile, crops: Mapping[str, bytes]) -> Path:
        """Write a section and the crops that it names.

        Returns:
            The section file.

        Raises:
            OutputError: the disk is full, or the folder has become unwritable.
        """
        for name, png in crops.items():
            write_atomically(self.folder / ASSETS / name, png)
        path = self.folder / file_name(file.section)
        write_atomically(path, as_json(file))
        self._new_crops[path.name] = figure_names(file.questions)
        return path

    def finish(self, index: IndexFile, complete: bool = True) -> Path:
        """Write the index; after a complete run, remove what an earlier run wrote and this one did not.

        Args:
            index: of the sections that are finished.
            complete: whether these are all; otherwise nothing is removed.

        Returns:
            The index file.

        Raises:
            OutputError: it cannot be written.
        """
        path = self.folder / INDEX
        write_atomically(path, as_json(index))
        if complete and self.other_document(index.document.source) is None:
            with output_errors(self.folder):
                self._remove_stale()
        return path

    def _remove_stale(self) -> None:
        for name in self._old_crops.keys() - self._new_crops.keys():
            (self.folder / name).unlink(missing_ok=True)
        kept = set().union(*self._new_crops.values())
        for crop in set().union(*self._old_crops.values()) - kept:
            if CROP_FILE.fullmatch(crop):
                (self.folder / ASSETS / crop).unlink(missing_ok=True)


def _load(kind: type[M], path: Path) -> M | None:
    """What an earlier run wrote; None if it is not there or not ours."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _listed(index: IndexFile | None) -> Iterable[str]:
    if index is None:
        return []
    return [e.file for e in index.sections if e.file and SECTION_FILE.fullmatch(e.file)]


def _same_document(a: str, b: str) -> bool:
    """Whether two sources mean one document, however the path to it was written."""
    return Path(a).name == Path(b).name
