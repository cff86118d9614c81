"""CPU seconds of a conversion by stage, in one process."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import cv2

from ocrquiz.defaults import LANG
from ocrquiz.index import build_index, entry_of
from ocrquiz.ocr.engine import LineImage, open_engine
from ocrquiz.ocr.lexicon import open_lexicon
from ocrquiz.ocr.reading import Reading
from ocrquiz.page import read as page
from ocrquiz.pipeline import assemble, jobs_of
from ocrquiz.sources import Document
from ocrquiz.store import Store
from ocrquiz.task import Job, Record

P = ParamSpec("P")
T = TypeVar("T")

READING, DECODE, IMAGE, TESSERACT = "lines and words", "decode", "image", "Tesseract"
PARSE, WRITE = "parse, checks", "write"

DRIVER = (PARSE, WRITE)
"""What the driver does, while the workers do the rest."""


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def timed(self, stage: str, function: Callable[P, T]) -> Callable[P, T]:
        """The function, its time counted for a stage."""

        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.spent[stage] += time.process_time() - start

        return run


class TimedEngine:
    """The engine that `auto` opens, under a clock."""

    def __init__(self, clock: Clock) -> None:
        engine = open_engine("auto", LANG)
        self.name, self.lang = engine.name, engine.lang
        self._read = clock.timed(TESSERACT, engine.read_lines)

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        """Read each image as one line; see `Engine`."""
        return self._read(images, whole)


def stages(documents: Sequence[Document], folder: Path) -> Counter[str]:
    """Convert documents in this process, into a folder; the CPU seconds of each stage."""
    # As in a worker.
    cv2.setNumThreads(1)
    clock = Clock()
    engine = TimedEngine(clock)
    open_lexicon(LANG)
    timed = {"decode": clock.timed(DECODE, page.decode), "analyse": clock.timed(IMAGE, page.analyse)}
    with patch.multiple(page, **timed):
        read = clock.timed(READING, page.read_page)
        records: dict[Job, Record] = {job: read(job.file, job.name, engine) for job in jobs_of(documents)}
    clock.spent[READING] -= clock.spent[DECODE] + clock.spent[IMAGE] + clock.spent[TESSERACT]
    parse = clock.timed(PARSE, assemble)
    for number, document in enumerate(documents):
        store = Store(folder / str(number))
        store.open()
        write, finish = clock.timed(WRITE, store.write), clock.timed(WRITE, store.finish)
        results = [parse(document, section, records) for section in document.sections]
        for result in results:
            if result.file is not None:
                write(result.file, result.crops)
        finish(build_index(document.info, [entry_of(r.info, r.file) for r in results]))
        store.close()
    return clock.spent
