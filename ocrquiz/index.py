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


def build_index(
    document: DocumentInfo, sections: Sequence[tuple[SectionInfo, SectionFile | None]]
) -> IndexFile:
    """Make the index.

    Args:
        document: where the sections come from.
        sections: in order; without a file where there are no screenshots.
    """
    entries = [
        IndexEntry(
            section=info,
            file=file_name(info) if file else None,
            counts=count(file) if file else Counts(),
        )
        for info, file in sections
    ]
    return IndexFile(
        document=document,
        sections=entries,
        counts=sum((entry.counts for entry in entries), start=Counts()),
    )
