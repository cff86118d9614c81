"""A cluster that loses a worker on the way, on many posts: the same bytes as one machine writes.

The form for each day is in `test_cluster`.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

import ocrquiz
from ocrquiz import cluster

from ..clusters import scheduler, worker
from ..conftest import POST, ROOT, Effort
from .test_killed import content

SITE = POST.parent.parent
REAL = Path(os.environ.get("OCRQUIZ_POSTS", ROOT.parent / "shared" / "real"))
"""Somebody's own posts, where there are some."""

COPIES = 6
"""Of the samples: 90 screenshots."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes")


def copies(folder: Path, number: int) -> Path:
    """The samples so many times, each with posts and pictures of its own."""
    for n in range(number):
        (folder / f"{n}").mkdir(parents=True)
        (folder / f"{n}" / "images").symlink_to(SITE / "images")
        post = folder / f"{n}" / "_posts" / f"evening-{n}.md"
        post.parent.mkdir()
        post.write_bytes(POST.read_bytes())
    return folder


def check(source: Path, folder: Path) -> None:
    """Convert on this machine, and on two workers of which one is killed when a third is read."""
    ocrquiz.convert([source], folder / "here")
    with (
        scheduler(folder / "s") as (address, _),
        worker(address, folder / "kept"),
        worker(address, folder / "other", "--no-nanny") as lost,
    ):
        with cluster.connected(address) as client:
            client.wait_for_workers(2, timeout=60)

        def kill_one(done: int, total: int, name: str) -> None:  # noqa: ARG001
            if done == total // 3:
                lost.send_signal(signal.SIGKILL)

        results = ocrquiz.convert([source], folder / "there", scheduler=address, on_progress=kill_one)
        assert lost.wait(timeout=10) == -signal.SIGKILL
    assert all(result.complete for result in results)
    assert content(folder / "there") == content(folder / "here")


@pytest.fixture(autouse=True)
def _only_under_stress(effort: Effort) -> None:
    if not effort(short=0, long=1):
        pytest.skip("many pictures, for make stress")


def test_copies_of_the_samples(tmp_path: Path) -> None:
    check(copies(tmp_path / "site", COPIES), tmp_path)


def test_real_posts(tmp_path: Path) -> None:
    posts = next(REAL.glob("**/_posts"), None)
    if posts is None:
        pytest.skip(f"no posts below {REAL}")
    check(posts, tmp_path)
