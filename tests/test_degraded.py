"""Confidence on screenshots that are made worse on purpose: who is sure is right, and doubt rises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import fmean

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

import ocrquiz
from ocrquiz.evaluate import compare
from ocrquiz.labels import LabelFile
from ocrquiz.reliability import Sample, error, lines

from .conftest import LABELS, POST

SECTIONS = 3
"""Of the samples: seven pictures, which take two seconds."""

Picture = NDArray[np.uint8]


def as_it_is(picture: Picture) -> Picture:
    return picture


def smaller(picture: Picture) -> Picture:
    return np.asarray(cv2.resize(picture, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def smaller_blurred_and_compressed(picture: Picture) -> Picture:
    blurred = cv2.GaussianBlur(smaller(picture), (0, 0), 1.0)
    done, coded = cv2.imencode(".jpg", blurred, [cv2.IMWRITE_JPEG_QUALITY, 60])
    assert done
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)


WAYS = (as_it_is, smaller, smaller_blurred_and_compressed)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Sample, ...]]:
    """How sure each question was and whether it is right, by what was done to the pictures."""
    labels = LabelFile.model_validate_json(LABELS.read_bytes())
    labels = labels.model_copy(update={"sections": labels.sections[:SECTIONS]})
    return {way.__name__: read(way, tmp_path_factory.mktemp(way.__name__), labels) for way in WAYS}


def read(way: Callable[[Picture], Picture], folder: Path, labels: LabelFile) -> tuple[Sample, ...]:
    """Convert the sections with their pictures changed."""
    text = re.split(r"^(?=#+ )", POST.read_text(encoding="utf-8"), flags=re.MULTILINE)
    post = folder / "_posts" / POST.name
    post.parent.mkdir()
    post.write_text("".join(text[: SECTIONS + 2]), encoding="utf-8")
    for name in {image for section in labels.sections for image in section.images}:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        picture = cv2.imread(str(POST.parent.parent / name))
        assert picture is not None
        cv2.imwrite(str(target), way(np.asarray(picture, dtype=np.uint8)))
    (result,) = ocrquiz.convert([post])
    return compare(result.sections, labels).samples


def test_who_is_sure_is_right_and_who_is_not_is_wrong(samples: dict[str, tuple[Sample, ...]]) -> None:
    every = [sample for several in samples.values() for sample in several]
    report = "\n".join(lines(every))
    assert share_right(s for s in every if s.confidence >= 0.9) >= 0.85, report
    assert share_right(s for s in every if s.confidence < 0.4) <= 0.2, report
    assert error(every) <= 0.2, report


def test_doubt_rises_the_worse_the_picture_is(samples: dict[str, tuple[Sample, ...]]) -> None:
    sure = [fmean(sample.confidence for sample in samples[way.__name__]) for way in WAYS]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > 0.9
    assert sure[-1] < 0.4


def share_right(samples: Iterable[Sample]) -> float:
    return fmean(sample.right for sample in samples)
