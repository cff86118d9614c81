"""Tests of finding the language out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from ocrquiz import language
from ocrquiz.errors import DependencyError
from ocrquiz.geometry import Box
from ocrquiz.page.model import Line, Page, PageReading
from ocrquiz.task import Job, Record, Settings

JOBS = [Job(Path(f"{i}.png"), f"{i}.png") for i in range(7)]


def packs(monkeypatch: pytest.MonkeyPatch, **readings: tuple[str, float]) -> list[Job]:
    """Pretend that each pack reads every screenshot as a text with a confidence; the jobs that are read."""
    read: list[Job] = []

    def read_all(jobs: Sequence[Job], settings: Settings) -> Generator[tuple[Job, Record], None, None]:
        text, confidence = readings[settings.lang]
        read.extend(jobs)
        for job in jobs:
            line = Line(Box(0, 0, 100, 20), text, confidence)
            yield job, PageReading(Page(job.name, 200, 100, 10.0, (line,)), "")

    monkeypatch.setattr(language, "read_all", read_all)
    monkeypatch.setattr(language, "check", lambda engine, _: engine)
    monkeypatch.setattr(language, "languages", lambda _: ["osd", *readings])
    return read


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ({"eng": ("Which of these is right?", 0.95), "spa": ("Which of these is right?", 0.9)}, "eng"),
        (
            {"eng": ("Cual de estas es la correcta", 0.9), "spa": ("Cuál de estas es la correcta", 0.9)},
            "spa+eng",
        ),
        ({"eng": ("RNEP Bb LI", 0.5), "chi_sim": ("以下哪个是正确的", 0.9)}, "chi_sim+eng"),
        ({"eng": ("Which of these is right?", 0.9), "kor": ("Which 오 these", 0.9)}, "eng"),
        ({"jpn": ("次のうち正しいものはどれですか", 0.9), "chi_sim": ("次 正", 0.4)}, "jpn"),
    ],
)
def test_the_language_whose_words_make_sense(
    monkeypatch: pytest.MonkeyPatch, readings: dict[str, tuple[str, float]], expected: str
) -> None:
    packs(monkeypatch, **readings)
    assert language.detect(JOBS, Settings()) == expected


def test_only_pack_is_taken_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    read = packs(monkeypatch, eng=("", 0.0))
    assert language.detect(JOBS, Settings()) == "eng"
    assert read == []


def test_few_screenshots_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = packs(monkeypatch, eng=("It is right.", 0.9), spa=("It is right.", 0.9))
    language.detect(JOBS, Settings())
    assert len(set(read)) == language.SAMPLES


def test_no_pack_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    packs(monkeypatch)
    with pytest.raises(DependencyError):
        language.detect(JOBS, Settings())
