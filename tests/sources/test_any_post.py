"""Posts that nobody would write: nothing is raised, no title is lost, each picture is accounted for once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrquiz.errors import UsageError
from ocrquiz.index import build_index, entry_of
from ocrquiz.pipeline import assemble, jobs_of
from ocrquiz.sources import Document, load

from ..fakes import reading
from .files import names
from .posts import PIECES, POST, Post, Wanted, posts, site


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that posts are written to, with pictures around it."""
    return site(tmp_path_factory.mktemp("posts")) / POST


@settings(max_examples=2 * settings().max_examples)
@given(posts())
def test_no_title_is_lost_and_each_picture_is_found_or_refused_for_its_reason(
    post: Path, wanted: Post
) -> None:
    post.write_bytes(wanted.data)
    (document,) = load([str(post)])
    found = [(s.number, s.title, names(s.screenshots)) for s in document.sections]
    assert found == [(part.number, part.title, named(part)) for part in wanted.parts]
    assert document.info.title == wanted.title
    shown = [reason for part in wanted.parts for reason in part.pictures.values()]
    assert counted(document) == (len(shown), len(shown) - shown.count(None))


@settings(max_examples=2 * settings().max_examples)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_a_post_holds_nothing_is_raised_and_counts_add_up(post: Path, text: str) -> None:
    post.write_text(text, encoding="utf-8")
    if "\0" in text:
        with pytest.raises(UsageError, match="no text file"):
            load([str(post)])
        return
    (document,) = load([str(post)])
    refs = [ref for section in document.sections for ref in section.screenshots]
    assert counted(document) == (len(refs), sum(ref.error is not None for ref in refs))
    assert len({section.slug for section in document.sections}) == len(document.sections)


def named(part: Wanted) -> list[str]:
    return [f"{name}: {reason}" if reason else name for name, reason in part.pictures.items()]


def counted(document: Document) -> tuple[int, int]:
    """What the index says if every file can be read: screenshots, and those of them that failed."""
    records = {job: reading(job.name) for job in jobs_of([document])}
    files = [assemble(document, section, records) for section in document.sections]
    index = build_index(document.info, [entry_of(result.info, result.file) for result in files])
    for written in [index, *(result.file for result in files if result.file)]:
        written.model_dump_json().encode()
    return index.counts.screenshots, index.counts.failed
