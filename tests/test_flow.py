"""Jobs handed out: each until it is finished, in order, neither too many at a time nor far ahead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz import flow
from ocrquiz.flow import AHEAD, ATTEMPTS, Flow
from ocrquiz.task import Job


def jobs(number: int) -> list[Job]:
    return [Job(Path(f"{i}.png"), f"{i}.png") for i in range(number)]


@given(st.integers(0, 60), st.integers(1, 4), st.randoms(use_true_random=False), st.integers(0, 3))
def test_every_job_is_finished_once_whatever_breaks(
    number: int, workers: int, chance: st.DataObject, breaks: int
) -> None:
    wanted = jobs(number)
    on_the_way, running, finished = Flow(wanted), [], []
    while on_the_way:
        running += on_the_way.take(workers)
        assert len(running) <= AHEAD * workers
        if breaks and chance.random() < 0.3:
            breaks -= 1
            finished += on_the_way.put_back(running)
            running = []
            continue
        done = running.pop(chance.randrange(len(running)))
        on_the_way.finish(done)
        finished.append(done)
    assert sorted(finished, key=wanted.index) == wanted


def test_jobs_are_handed_out_in_order() -> None:
    on_the_way = Flow(jobs(30))
    order = []
    while on_the_way:
        taken = list(on_the_way.take(2))
        order += taken
        for job in taken:
            on_the_way.finish(job)
    assert order == jobs(30)


def test_job_that_does_not_finish_holds_the_others_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "LEAD", 20)
    on_the_way = Flow(jobs(100))
    slow, *others = on_the_way.take(1)
    read = 1
    while others:
        read += len(others)
        for job in others:
            on_the_way.finish(job)
        others = list(on_the_way.take(1))
    assert read == 20
    on_the_way.finish(slow)
    assert list(on_the_way.take(1))


def test_job_is_given_up_when_all_breaks_around_it_again() -> None:
    on_the_way = Flow(jobs(1))
    for _ in range(ATTEMPTS - 1):
        assert on_the_way.put_back(on_the_way.take(1)) == []
    assert on_the_way.put_back(on_the_way.take(1)) == jobs(1)
    assert not on_the_way
