"""The index of a document: what its section files are called and what they count."""

from __future__ import annotations

from collections.abc import Sequence

from ocrquiz.model import Counts, DocumentInfo, IndexEntry, IndexFile, SectionFile, SectionInfo


def file_name(section: SectionInfo) -> str:
    """Name of the section's file: `NN-slug.json`."""
    return f"{section.index:02d}-{section.slug}.json" if section.slug else f"{section.index:02d}.json"


def count(file: SectionFile) -> Counts:
    """Totals over a section."""
    return Counts(
        screenshots=len(file.screenshots),
        questions=len(file.questions),
        to_review=sum(question.to_review for question in file.questions),
        failed=sum(screenshot.status == "failed" for screenshot in file.screenshots),
    )


def entry_of(info: SectionInfo, file: SectionFile | None) -> IndexEntry:
    """What the index says of a section; without a file where there are no screenshots."""
    if file is None:
        return IndexEntry(section=info, file=None, counts=Counts())
    return IndexEntry(section=info, file=file_name(info), counts=count(file))


def build_index(document: DocumentInfo, entries: Sequence[IndexEntry]) -> IndexFile:
    """Make the index.

    Args:
        document: where the sections come from.
        entries: of the sections, in order.
    """
    total = sum((entry.counts for entry in entries), start=Counts())
    return IndexFile(document=document, sections=list(entries), counts=total)
