"""What several test modules share: the samples, converted once with each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

import ocrquiz
from ocrquiz.page.shelf import VARIABLE

# A busy machine is no failure.
settings.register_profile("ocrquiz", deadline=None)
settings.load_profile("ocrquiz")

ROOT = Path(__file__).parent.parent
POST = ROOT / "samples" / "_posts" / "evening-class.md"
LABELS = ROOT / "samples" / "labels" / "evening-class.json"


@pytest.fixture(autouse=True, scope="session")
def _nothing_kept() -> Iterator[None]:
    """What is tested is read, not remembered, and the user's folder is not ours to write to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "")
        yield


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The samples' output folder, by engine."""

    @cache
    def convert(engine: str) -> Path:
        out = tmp_path_factory.mktemp(engine)
        ocrquiz.convert([POST], out, engine=engine)
        return out

    return convert
