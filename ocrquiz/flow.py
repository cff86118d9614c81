"""How screenshots are handed out to workers: in order, bounded, and no matter where the workers are."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator

from .task import Job

AHEAD = 4
"""Tasks handed out per worker: enough that none waits, few enough that results stay small in memory."""

LEAD = 1000
"""Screenshots that may be read while an earlier one is not finished: their pages wait in memory, some 100 kB
each, until its section is whole."""

ATTEMPTS = 2
"""Times a screenshot is tried when what it runs in breaks as a whole, which need not be its fault."""


class Flow:
    """Jobs on their way: waiting, handed out, finished."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        """All jobs wait; each is different from the others."""
        self._waiting = deque(jobs)
        self._places: dict[Job, int] = {}
        self._handed_out = 0
        self._running = 0
        self._breaks: Counter[Job] = Counter()

    def __len__(self) -> int:
        """How many are not finished."""
        return len(self._waiting) + self._running

    def take(self, workers: int) -> Iterator[Job]:
        """Hand out as many jobs as so many workers should have now."""
        most = AHEAD * workers
        lead = max(LEAD, 2 * most)
        while self._waiting and self._running < most:
            job = self._waiting[0]
            if job not in self._places:
                if self._places and self._handed_out - next(iter(self._places.values())) >= lead:
                    return
                self._places[job] = self._handed_out
                self._handed_out += 1
            self._waiting.popleft()
            self._running += 1
            yield job

    def finish(self, job: Job) -> None:
        """Note that a job is finished."""
        del self._places[job]
        self._running -= 1

    def put_back(self, jobs: Iterable[Job]) -> list[Job]:
        """Let jobs wait again, as what they ran in is broken.

        Returns:
            Those that have been tried often enough: they are finished.
        """
        hit = list(jobs)
        self._breaks.update(hit)
        hopeless = [job for job in hit if self._breaks[job] >= ATTEMPTS]
        for job in hopeless:
            self.finish(job)
        again = [job for job in hit if self._breaks[job] < ATTEMPTS]
        self._waiting.extendleft(reversed(again))
        self._running -= len(again)
        return hopeless
