"""Documents in, section results out as they finish: the order of the work, and what becomes of failures."""

from __future__ import annotations

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocrquiz.errors import Reason
from ocrquiz.model import Issue, IssueCode, Question, Screenshot, SectionFile, SectionInfo
from ocrquiz.page.model import PageReading
from ocrquiz.sources import Document, ScreenshotRef, Section

from .executor import read_all
from .task import Failure, Job, Record, Settings

if TYPE_CHECKING:
    from ocrquiz.parse import ParsedSection
    from ocrquiz.parse.cues import Cues

log = logging.getLogger(__name__)

ASSETS = "assets/"
"""Where the section files say that the crops are."""

Outcome = tuple[Job, Record]

Progress = Callable[[int, int, str], None]
"""Called with how many screenshots are read, how many there are, and which is next (empty at the end)."""


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A section, read.

    Attributes:
        document: it belongs to.
        info: place and heading.
        file: what is to be written; None for a section without screenshots.
        crops: PNG bytes of the pictures that the questions show, by file name.
    """

    document: Document
    info: SectionInfo
    file: SectionFile | None
    crops: Mapping[str, bytes] = field(default_factory=dict)


def read_documents(
    documents: Sequence[Document], settings: Settings, on_progress: Progress | None = None
) -> Generator[SectionResult, None, None]:
    """Read the screenshots of documents.

    The results do not depend on the number of workers. A picture that several sections show under the same
    name is read once. Close the iterator to stop early.

    Args:
        documents: what to read.
        settings: how.
        on_progress: told of each screenshot that is finished.

    Yields:
        Each section, in order, as soon as its screenshots are read.

    Raises:
        DependencyError: the engine failed.
    """
    plan = [(document, section) for document in documents for section in document.sections]
    uses = Counter(job for _, section in plan for job in _jobs(section))
    tracker = _Tracker(list(uses), on_progress)
    records: dict[Job, Record] = {}
    with closing(_logged(read_all(list(uses), settings))) as finished:
        for document, section in plan:
            while any(job not in records for job in _jobs(section)):
                job, record = next(finished)
                records[job] = record
                tracker.finished(job)
            yield assemble(document, section, records, settings.cues)
            for job in _jobs(section):
                uses[job] -= 1
                if not uses[job]:
                    del records[job]


def assemble(
    document: Document, section: Section, records: Mapping[Job, Record], cues: Cues | None = None
) -> SectionResult:
    """Put a section together.

    Args:
        document: that it belongs to.
        section: all of whose screenshots are in `records`, as far as they have a file.
        records: what became of the screenshots.
        cues: wordings to know; those that come with ocrquiz if None.
    """
    info = SectionInfo(
        index=section.index,
        number=section.number,
        title=section.title,
        slug=section.slug,
        links=list(section.links),
    )
    if not section.screenshots:
        return SectionResult(document, info, None)
    outcomes = {ref.name: _outcome(ref, records) for ref in section.screenshots}
    questions: Sequence[Question] = ()
    issues: Sequence[Issue] = ()
    empty: Set[str] = frozenset()
    try:
        parsed = _parse(section.slug, outcomes.values(), cues)
        questions, issues, empty = parsed.questions, parsed.issues, parsed.empty
    except Exception as error:
        # A mistake of ours in one section must not cost the others.
        log.debug("section %s\n%s", section.slug, traceback.format_exc())
        failure = Failure(Reason.CRASHED, f"Unexpected error in its section: {type(error).__name__}: {error}")
        outcomes = {name: o if isinstance(o, Failure) else failure for name, o in outcomes.items()}
    file = SectionFile(
        document=document.info,
        section=info,
        screenshots=[_screenshot(name, outcome, empty) for name, outcome in outcomes.items()],
        questions=list(questions),
        issues=[*issues, *_failures(outcomes)],
    )
    crops: dict[str, bytes] = {}
    for outcome in outcomes.values():
        if isinstance(outcome, PageReading):
            crops |= outcome.crops
    used = sorted(figure_names(file.questions))
    return SectionResult(document, info, file, {name: crops[name] for name in used if name in crops})


def figure_names(questions: Iterable[Question]) -> set[str]:
    """File names of the crops that questions and their options show."""
    figures = [f for q in questions for f in [*q.figures, *(f for o in q.options for f in o.figures)]]
    return {figure.path.removeprefix(ASSETS) for figure in figures}


def jobs_of(documents: Iterable[Document]) -> list[Job]:
    """The screenshots of some documents, each once, in order."""
    return list(dict.fromkeys(j for d in documents for section in d.sections for j in _jobs(section)))


def _jobs(section: Section) -> list[Job]:
    return list(dict.fromkeys(Job(r.file, r.name) for r in section.screenshots if r.file and not r.error))


def _outcome(ref: ScreenshotRef, records: Mapping[Job, Record]) -> Record:
    if ref.error is not None:
        return Failure(ref.error.reason, str(ref.error))
    if ref.file is None:
        return Failure(Reason.MISSING, "There is no such file.")
    return records[Job(ref.file, ref.name)]


def _parse(slug: str, outcomes: Iterable[Record], cues: Cues | None) -> ParsedSection:
    # The workers read by now, and need not wait until this is imported.
    from ocrquiz.parse import parse_section

    return parse_section(slug, [o.page for o in outcomes if isinstance(o, PageReading)], cues)


def _screenshot(name: str, outcome: Record, empty: Set[str]) -> Screenshot:
    if isinstance(outcome, Failure):
        return Screenshot(path=name, status="failed", reason=outcome.reason.value, message=outcome.message)
    return Screenshot(
        path=name,
        sha256=outcome.sha256,
        width=outcome.page.width,
        height=outcome.page.height,
        status="empty" if name in empty else "ok",
    )


def _failures(outcomes: Mapping[str, Record]) -> list[Issue]:
    return [
        Issue(
            code=IssueCode.SCREENSHOT_FAILED,
            severity="error",
            message=f"{name} could not be read, so questions may be missing here. {outcome.message}",
        )
        for name, outcome in outcomes.items()
        if isinstance(outcome, Failure)
    ]


def _logged(finished: Generator[Outcome, None, None]) -> Generator[Outcome, None, None]:
    with closing(finished):
        for job, record in finished:
            if isinstance(record, Failure):
                log.info("%s: %s", job.name, record.message)
                if record.detail:
                    log.debug("%s\n%s", job.name, record.detail)
            else:
                log.info("%s: read", job.name)
            yield job, record


class _Tracker:
    """Counts what is read and names what comes next."""

    def __init__(self, jobs: Sequence[Job], callback: Progress | None) -> None:
        self._left = dict.fromkeys(jobs)
        self._total = len(self._left)
        self._callback = callback
        self._tell()

    def finished(self, job: Job) -> None:
        del self._left[job]
        self._tell()

    def _tell(self) -> None:
        if self._callback is not None and self._total:
            current = next(iter(self._left), None)
            self._callback(self._total - len(self._left), self._total, current.name if current else "")
