"""What several test modules share: the samples, converted once with each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

import ocrquiz
from ocrquiz.page.shelf import VARIABLE

# A busy machine is no failure.
settings.register_profile("ocrquiz", deadline=None)
settings.register_profile("stress", deadline=None, max_examples=1000)
settings.load_profile("ocrquiz")

ROOT = Path(__file__).parent.parent
POST = ROOT / "samples" / "_posts" / "evening-class.md"
PLATFORMS = ROOT / "samples" / "platforms"
LABELS = ROOT / "samples" / "labels" / "evening-class.json"


class Effort(Protocol):
    """How often something is tried: a little each time, a lot under `make stress`."""

    def __call__(self, *, short: int, long: int) -> int: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--stress", action="store_true", help="run the long forms of the tests that have one")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--stress"):
        settings.load_profile("stress")


@pytest.fixture
def effort(request: pytest.FixtureRequest) -> Effort:
    """Chooses between a short and a long form."""
    stressed = bool(request.config.getoption("--stress"))

    def choose(*, short: int, long: int) -> int:
        return long if stressed else short

    return choose


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


@pytest.fixture(scope="session")
def converted_platforms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the sample platforms."""
    out = tmp_path_factory.mktemp("platforms")
    ocrquiz.convert([PLATFORMS], out)
    return out
