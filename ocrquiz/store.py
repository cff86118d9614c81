"""The output folder of one document: atomic writes, and what an earlier run left.

A file is either the whole old one or the whole new one, whatever happens in between. Files that no index of
ours lists are never touched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ocrquiz.corrections import Correction, Corrections, apply, drop, load_corrections, save_corrections
from ocrquiz.corrections.revise import ids
from ocrquiz.errors import ConflictError, UsageError
from ocrquiz.model import Counts, IndexFile, SectionFile
from ocrquiz.remote import Place

from .files import Claim, as_json, locked, output_errors, remove_orphans, temporary_name, write_atomically
from .index import count, file_name
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

    def __init__(self, folder: Place, slugs: Collection[str] = ()) -> None:
        """Nothing is read or written yet.

        Args:
            folder: where to write.
            slugs: of all the document's sections.
        """
        self.folder = folder
        self._slugs = slugs
        self._claim: Claim | None = None
        self._old_index: IndexFile | None = None
        self._old_crops: dict[str, set[str]] = {}
        self._new_crops: dict[str, set[str]] = {}

    def open(self) -> None:
        """Make the folder, see that it can be written, and look what an earlier run left.

        Raises:
            ConflictError: another conversion is writing into it.
            OutputError: it cannot be written.
            UsageError: what a person has corrected cannot be read.
        """
        if isinstance(self.folder, Path):
            self._take(self.folder)
        with output_errors(self.folder):
            probe = self.folder / temporary_name()
            try:
                probe.write_bytes(bytes(PROBE_BYTES))
            finally:
                probe.unlink(missing_ok=True)
        load_corrections(self.folder)
        self._old_index = _load(IndexFile, self.folder / INDEX)
        for name in _listed(self._old_index):
            file = _load(SectionFile, self.folder / name)
            self._old_crops[name] = figure_names(file.questions) if file else set()

    def _take(self, folder: Path) -> None:
        """Make a folder, keep others out of it, and clean it; an object store needs none of that."""
        with output_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._claim = Claim(folder)
        with output_errors(folder):
            remove_orphans(folder)
            remove_orphans(folder / ASSETS)

    def close(self) -> None:
        """Leave the folder to others."""
        if self._claim is not None:
            self._claim.release()

    def other_document(self, source: str) -> str | None:
        """The document that an earlier run wrote here, if it was a different one."""
        if self._old_index is None or _same_document(self._old_index.document.source, source):
            return None
        return self._old_index.document.source

    def write(self, file: SectionFile, crops: Mapping[str, bytes]) -> SectionFile:
        """Write a section, with what a person has corrected in it, and the crops that it names.

        Args:
            file: the section as read.
            crops: PNG bytes by file name.

        Returns:
            The section as written.

        Raises:
            OutputError: the disk is full, or the folder has become unwritable.
            UsageError: what a person has corrected cannot be read.
        """
        for name, png in crops.items():
            write_atomically(self.folder / ASSETS / name, png)
        # Anew for each section: a person may correct while the conversion runs.
        with locked(self.folder):
            before = load_corrections(self.folder)
            written, after = apply(file, before, self._slugs)
            if after != before:
                save_corrections(self.folder, after)
            path = self.folder / file_name(file.section)
            write_atomically(path, as_json(written))
        # The crops of what is corrected stay too: the correction may be taken back.
        self._new_crops[path.name] = figure_names([*file.questions, *written.questions])
        return written

    def finish(self, index: IndexFile, complete: bool = True) -> Place:
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
        with locked(self.folder):
            write_atomically(path, as_json(recounted(index, self.folder)))
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


Change = Callable[[SectionFile, Corrections], tuple[SectionFile, Corrections]]
"""Makes of a section and the document's corrections what is to be written of both."""


def change_section(path: Path, change: Change, version: str | None = None) -> SectionFile:
    """Change a section that is written, its document's corrections, and the counts in the index.

    Args:
        path: the section file.
        change: what to do.
        version: of the file that the change was made for, see `version_of`; None for whatever is there.

    Returns:
        The section as written.

    Raises:
        ConflictError: the file is not of that version any more; nothing is written.
        OutputError: it cannot be written.
        UsageError: a file cannot be read.
    """
    folder = path.parent
    with locked(folder):
        data = _read(path)
        if version is not None and version_of(data) != version:
            raise ConflictError(
                f"{path.name} was changed meanwhile.", "Load it anew, and make the change again."
            )
        try:
            file = SectionFile.model_validate_json(data)
        except ValidationError as error:
            raise UsageError(f"{path} is not of this version.", "Convert the document again.") from error
        before = load_corrections(folder)
        written, after = change(file, before)
        # First what a person has done: it makes the section whole again, should the rest not be written.
        if after != before:
            save_corrections(folder, after)
        write_atomically(path, as_json(written))
        index = _load(IndexFile, folder / INDEX)
        if index is not None:
            write_atomically(folder / INDEX, as_json(recounted(index, folder)))
    return written


def drop_corrections(folder: Path, names: Collection[str] | None) -> list[Correction]:
    """Take corrections of an output back: its section files say again what is read.

    Args:
        folder: of one document's output.
        names: ids of questions; all corrections if None.

    Returns:
        What was taken back.

    Raises:
        OutputError: it cannot be written.
        UsageError: a file cannot be read.
    """
    before = load_corrections(folder).corrections
    goes = [c for c in before if names is None or not ids(c).isdisjoint(names)]
    index = _load(IndexFile, folder / INDEX)
    listed = set(_listed(index))
    for entry in index.sections if index else ():
        if entry.file in listed and (names is None or entry.section.slug in {c.section for c in goes}):
            change_section(folder / str(entry.file), lambda file, kept: drop(file, kept, names))
    with locked(folder):
        # Of sections that are gone.
        kept = load_corrections(folder)
        left = [c for c in kept.corrections if names is not None and ids(c).isdisjoint(names)]
        orders = kept.orders if names is not None else {}
        save_corrections(folder, Corrections(corrections=left, orders=orders))
    return goes


def version_of(data: bytes) -> str:
    """What tells a version of a file from every other."""
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.", "Convert the document again.") from error


def recounted(index: IndexFile, folder: Place) -> IndexFile:
    """The index with the counts of the section files as they are now: a person may have corrected them."""
    entries = []
    for entry in index.sections:
        file = _load(SectionFile, folder / entry.file) if entry.file else None
        entries.append(entry.model_copy(update={"counts": count(file)}) if file else entry)
    total = sum((entry.counts for entry in entries), start=Counts())
    return index.model_copy(update={"sections": entries, "counts": total})


def _load(kind: type[M], path: Place) -> M | None:
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
