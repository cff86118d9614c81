"""Screenshots read side by side, in processes of this machine or on a cluster."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from .task import Job, Record, Settings


def read_all(jobs: Sequence[Job], settings: Settings) -> Generator[tuple[Job, Record], None, None]:
    """Read screenshots, where the settings say.

    Close the iterator to end early; processes of this machine are gone when `close()` returns.

    Args:
        jobs: each different from the others.
        settings: see there.

    Yields:
        Each job once, as it finishes, in any order.

    Raises:
        DependencyError: the engine failed, or something of the cluster is missing.
        UsageError: the cluster cannot be reached.
    """
    if settings.scheduler is None:
        from .workers import read_here

        return read_here(jobs, settings)
    from .cluster import read_on_cluster

    return read_on_cluster(jobs, settings)


def check_scheduler(address: str) -> None:
    """See that there is a cluster.

    Raises:
        DependencyError: Dask is not installed.
        UsageError: the scheduler cannot be reached.
    """
    from .cluster import connected

    with connected(address):
        pass
