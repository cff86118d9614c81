"""The main job as a whole: inputs in, results out and on disk. What `ocrquiz.convert` and the CLI run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ocrquiz.defaults import ENGINE, LANG
from ocrquiz.errors import OutputError, UsageError
from ocrquiz.model import DocumentInfo, IndexEntry, IndexFile, Screenshot, SectionFile, SectionInfo
from ocrquiz.ocr.engine import check, open_engine
from ocrquiz.page.read import read_page
from ocrquiz.page.shelf import shelf_folder, tidy_sometimes
from ocrquiz.remote import Place, place
from ocrquiz.sources import Document, load

from .executor import check_scheduler
from .index import build_index, entry_of
from .interrupts import uninterrupted
from .language import AUTO, detect
from .pipeline import Progress, SectionResult, assemble, jobs_of, read_documents
from .store import Store
from .task import Job, Settings

if TYPE_CHECKING:
    from ocrquiz.parse.cues import Cues

PathLike = str | os.PathLike[str]


@dataclass(slots=True)
class DocumentResult:
    """A document, as far as it is converted.

    Attributes:
        document: where it comes from.
        folder: where its files are; None if nothing was written.
        expected: how many sections there are.
        entries: what the index says of the sections so far, those without screenshots included.
        sections: what the section files hold; empty for a conversion that does not keep them.
        failed: the screenshots that could not be read, each with its section.
    """

    document: DocumentInfo
    folder: Place | None
    expected: int
    entries: list[IndexEntry] = field(default_factory=list)
    sections: list[SectionFile] = field(default_factory=list)
    failed: list[tuple[SectionInfo, Screenshot]] = field(default_factory=list)

    @property
    def index(self) -> IndexFile:
        """What `index.json` holds."""
        return build_index(self.document, self.entries)

    @property
    def complete(self) -> bool:
        """Whether every section is finished."""
        return len(self.entries) == self.expected

    def add(self, info: SectionInfo, file: SectionFile | None, keep: bool) -> None:
        """Take a section in.

        Args:
            info: place and heading.
            file: as written; None for a section without screenshots.
            keep: whether its content is kept.
        """
        self.entries.append(entry_of(info, file))
        if file is not None:
            self.failed += [(info, shot) for shot in file.screenshots if shot.status == "failed"]
            if keep:
                self.sections.append(file)


class Conversion:
    """A conversion, from its inputs to its results; `results` grows while it runs."""

    def __init__(
        self,
        inputs: Sequence[PathLike],
        out: PathLike | None,
        settings: Settings,
        image_root: PathLike | None = None,
        keep_sections: bool = True,
    ) -> None:
        """See that the work can begin: inputs, engine, language packs, output folder.

        The output folders are taken until `run` or `close` ends. Without `keep_sections`, a section is gone
        from memory once it is written, so that memory does not grow with the number of screenshots.

        Raises:
            ConflictError: another conversion is writing into an output folder.
            UsageError: an input or an option cannot be used, or the cluster cannot be reached.
            DependencyError: the engine, a language pack or Dask is missing.
            OutputError: the output folder cannot be written.
        """
        root = place(os.fspath(image_root)) if image_root is not None else None
        self._documents = load([os.fspath(i) for i in inputs], root)
        if not any(section.screenshots for d in self._documents for section in d.sections):
            names = ", ".join(d.source for d in self._documents)
            raise UsageError(
                f"There are no screenshots in {names}.",
                "Give a Markdown post that shows some, a folder with pictures, or pictures.",
            )
        check(settings.engine, settings.lang)
        if settings.scheduler is not None:
            check_scheduler(settings.scheduler)
        self._settings = settings
        self._keep_sections = keep_sections
        folders = _folders(self._documents, place(os.fspath(out)) if out is not None else None)
        self._stores = [
            Store(folder, [section.slug for section in document.sections]) if folder else None
            for document, folder in zip(self._documents, folders, strict=True)
        ]
        try:
            for store in self._stores:
                if store:
                    store.open()
        except BaseException:
            self.close()
            raise
        self.results = [
            DocumentResult(document.info, folder, len(document.sections))
            for document, folder in zip(self._documents, folders, strict=True)
        ]

    def replaced(self) -> list[tuple[Place, str]]:
        """Folders that hold the results of another document, and which: its section files stay there."""
        pairs = zip(self._documents, self._stores, strict=True)
        others = [(s.folder, s.other_document(d.info.source)) for d, s in pairs if s]
        return [(folder, other) for folder, other in others if other is not None]

    def run(
        self, on_progress: Progress | None = None, on_section: Callable[[SectionResult], None] | None = None
    ) -> None:
        """Do the work. Whatever ends it early, what is finished is written and listed in the index.

        Args:
            on_progress: told of each screenshot that is finished.
            on_section: given each section that is finished, after it is written.

        Raises:
            DependencyError: the engine failed.
            OutputError: the output cannot be written any more.
        """
        try:
            if self._settings.lang == AUTO:
                self._settings = replace(
                    self._settings, lang=detect(jobs_of(self._documents), self._settings)
                )
            self._convert(on_progress, on_section)
        finally:
            self.close()
        if self._settings.shelf is not None:
            tidy_sometimes(self._settings.shelf)

    def close(self) -> None:
        """Leave the output folders to others."""
        for store in self._stores:
            if store:
                store.close()

    def _convert(
        self, on_progress: Progress | None, on_section: Callable[[SectionResult], None] | None
    ) -> None:
        place = {id(document): i for i, document in enumerate(self._documents)}
        try:
            with closing(read_documents(self._documents, self._settings, on_progress)) as sections:
                for section in sections:
                    i = place[id(section.document)]
                    kept = self._keep(section, self.results[i], self._stores[i])
                    if on_section is not None:
                        on_section(kept)
        except BaseException:
            with suppress(OutputError):
                self._write_indexes()
            raise
        self._write_indexes()

    def _keep(self, section: SectionResult, result: DocumentResult, store: Store | None) -> SectionResult:
        """Write a section; what was written, with a person's corrections in it."""
        # An index that does not list a file which is there would be wrong.
        with uninterrupted():
            if store and section.file:
                section = replace(section, file=store.write(section.file, section.crops))
            result.add(section.info, section.file, self._keep_sections)
        return section

    def _write_indexes(self) -> None:
        for result, store in zip(self.results, self._stores, strict=True):
            if store and result.entries:
                store.finish(result.index, result.complete)


def convert(
    inputs: Sequence[PathLike] | PathLike,
    out: PathLike | None = None,
    *,
    lang: str = LANG,
    engine: str = ENGINE,
    workers: int | None = None,
    image_root: PathLike | None = None,
    cues: PathLike | None = None,
    force: bool = False,
    scheduler: str | None = None,
    on_progress: Progress | None = None,
) -> list[DocumentResult]:
    """Turn quiz screenshots into validated questions.

    Args:
        inputs: Markdown posts, folders with pictures, pictures, glob patterns, as paths or URLs such as
            `s3://bucket/folder`; or one of them.
        out: folder, or URL of one, to write to: one document directly, several in a folder each. Nothing is
            written without it, and crops of figures are lost.
        lang: Tesseract's codes of the quiz's languages, joined with `+`; `auto` to find them out.
        engine: `auto`, `tesserocr` or `pytesseract`.
        workers: processes; one a core if None.
        image_root: folder that the posts' image paths start from.
        cues: TOML file with further wordings of platforms, in the format of `ocrquiz/parse/cues.toml`.
        force: read every picture again, also those whose pages are kept from an earlier run.
        scheduler: address of a Dask cluster to read on, which `workers` does not matter to.
        on_progress: called with how many screenshots are read, how many there are, and the one being read.

    Returns:
        A result for each document. Screenshots that could not be read are in it, with the reason.

    Raises:
        UsageError: an input or an option cannot be used.
        DependencyError: the engine or a language pack is missing.
        OutputError: the output cannot be written.
    """
    several = [inputs] if isinstance(inputs, (str, os.PathLike)) else list(inputs)
    wordings = wordings_of(cues)
    settings = Settings(
        lang, engine, workers, cues=wordings, shelf=shelf_folder(), force=force, scheduler=scheduler
    )
    conversion = Conversion(several, out, settings, image_root)
    conversion.run(on_progress)
    return conversion.results


def read_screenshot(
    path: PathLike, *, lang: str = LANG, engine: str = ENGINE, cues: PathLike | None = None
) -> SectionFile:
    """Read one screenshot, in this process. For many, `convert` is faster and survives crashes.

    Args:
        path: the picture.
        lang: Tesseract's codes of the quiz's languages, joined with `+`; `auto` to find them out.
        engine: `auto`, `tesserocr` or `pytesseract`.
        cues: TOML file with further wordings of platforms, in the format of `ocrquiz/parse/cues.toml`.

    Returns:
        A section with this screenshot alone; `questions` is what most callers want.

    Raises:
        ScreenshotError: it cannot be read; `reason` says why.
        UsageError: the path is none of a picture.
        DependencyError: the engine or a language pack is missing.
    """
    documents = load([os.fspath(path)], None)
    sections = [(d, s) for d in documents for s in d.sections if s.screenshots]
    if len(sections) != 1 or len(sections[0][1].screenshots) != 1:
        raise UsageError(
            f"{os.fspath(path)} is not one screenshot.", "Use ocrquiz.convert for posts and folders."
        )
    document, section = sections[0]
    (ref,) = section.screenshots
    if ref.error is not None or ref.file is None:
        raise ref.error or UsageError(f"There is no file {os.fspath(path)}.")
    job = Job(ref.file, ref.name)
    if lang == AUTO:
        lang = detect([job], Settings(engine=engine, workers=1))
    reading = read_page(ref.file, ref.name, open_engine(engine, lang))
    file = assemble(document, section, {job: reading}, wordings_of(cues)).file
    assert file is not None, "a section with a screenshot has a file"
    return file


def wordings_of(cues: PathLike | None) -> Cues | None:
    """The wordings of a TOML file and those that come with ocrquiz; None for these alone.

    Raises:
        UsageError: the file cannot be used.
    """
    if cues is None:
        return None
    from ocrquiz.parse.cues import load as load_cues

    return load_cues(Path(cues))


def _folders(documents: Sequence[Document], out: Place | None) -> list[Place | None]:
    if out is None:
        return [None for _ in documents]
    if len(documents) == 1:
        return [out]
    names: dict[str, None] = {}
    for document in documents:
        name, again = document.slug, 2
        while name in names:
            name, again = f"{document.slug}-{again}", again + 1
        names[name] = None
    return [out / name for name in names]
