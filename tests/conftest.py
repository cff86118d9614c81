"""What several test modules share: the samples, converted once with each engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

import ocrquiz

# A busy machine is no failure.
settings.register_profile("ocrquiz", deadline=None)
settings.load_profile("ocrquiz")

ROOT = Path(__file__).parent.parent
POST = ROOT / "samples" / "_posts" / "evening-class.md"
PLATFORMS = ROOT / "samples" / "platforms"
LABELS = ROOT / "samples" / "labels" / "evening-class.json"


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The samples' output folder, by engine."""

    @cache
    def convert(engine: str) -> Path:
        out = tmp_path_factory.mktemp(engine)
        ocrquiz.convert([POST], out, engine=engine)
        return out

    return convert


@pytest.fixture(scope="session")
def converted_platforms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the sample platforms."""
    out = tmp_path_factory.mktemp("platforms")
    ocrquiz.convert([PLATFORMS], out)
    return out
