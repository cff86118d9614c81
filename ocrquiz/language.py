"""Which language a quiz is in: some screenshots are read with each pack; the one that makes sense wins."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from ocrquiz.errors import DependencyError
from ocrquiz.ocr.engine import check, languages
from ocrquiz.ocr.lexicon import DICTIONARIES, open_lexicon, ordinary_words
from ocrquiz.page.model import PageReading

from .executor import read_all
from .task import Job, Settings

log = logging.getLogger(__name__)

AUTO = "auto"
"""Asks for the language to be found out."""

SAMPLES = 3
"""Screenshots read with each pack; quizzes are in one language."""

NO_LANGUAGE = frozenset({"osd", "equ", "snum"})
"""Packs of Tesseract that hold no language."""

SCRIPTS = {
    "chi_sim": r"[一-鿿]",
    "chi_tra": r"[一-鿿]",
    "jpn": r"[぀-ヿ]",
    "kor": r"[가-힣]",
    "rus": r"[Ѐ-ӿ]",
    "ukr": r"[Ѐ-ӿ]",
    "ell": r"[Ͱ-Ͽ]",
    "ara": r"[؀-ۿ]",
    "heb": r"[֐-׿]",
    "hin": r"[ऀ-ॿ]",
    "tha": r"[฀-๿]",
}
"""Letters of a language, where they are its own; Japanese is told from Chinese by its kana."""

KANA_SHARE = 0.3
"""Share of kana in Japanese text at least; the rest is Chinese characters."""

UNLISTED = 0.6
"""Share of words taken for known in a language that there is no word list for."""


def detect(jobs: Sequence[Job], settings: Settings) -> str:
    """Find the language among the installed packs.

    Args:
        jobs: the screenshots; some of them are read.
        settings: how; its language does not matter.

    Returns:
        Tesseract's codes: the language, and English where it is another, since terms and code often are.

    Raises:
        DependencyError: no pack is installed.
    """
    installed = [code for code in languages(check(settings.engine, AUTO)) if code not in NO_LANGUAGE]
    if not installed:
        raise DependencyError(
            "Tesseract has no language pack.", "Debian, Ubuntu: apt install tesseract-ocr-eng"
        )
    known = [code for code in installed if code in DICTIONARIES or code in SCRIPTS] or installed
    step = max(1, len(jobs) // SAMPLES)
    sample = list(jobs[::step])[:SAMPLES]
    scores = {code: _score(code, sample, settings) for code in known} if len(known) > 1 else {known[0]: 1.0}
    best = max(scores, key=lambda code: scores[code])
    log.info("languages: %s", ", ".join(f"{code} {score:.2f}" for code, score in scores.items()))
    return best if best == "eng" or "eng" not in installed else f"{best}+eng"


def _score(code: str, sample: Sequence[Job], settings: Settings) -> float:
    """How well the screenshots read in a language, 0..1: by confidence and the share of what makes sense."""
    with closing(read_all(sample, replace(settings, lang=code))) as finished:
        pages = [record.page for _, record in finished if isinstance(record, PageReading)]
    lines = [line for page in pages for line in page.lines]
    letters = sum(len(line.text) for line in lines)
    if not letters:
        return 0.0
    confidence = sum(line.confidence * len(line.text) for line in lines) / letters
    return confidence * _sense(code, " ".join(line.text for line in lines))


def _sense(code: str, text: str) -> float:
    """Share of a text that is words, or at least letters, of a language."""
    if code in SCRIPTS:
        letters = re.findall(r"[^\W\d_]", text)
        own = len(re.findall(SCRIPTS[code], text)) / max(1, len(letters))
        return min(1.0, own / KANA_SHARE) if code == "jpn" else own
    lexicon = open_lexicon(code)
    words = ordinary_words(text)
    if not lexicon or not words:
        return UNLISTED
    return sum(lexicon.has(word) for word in words) / len(words)
