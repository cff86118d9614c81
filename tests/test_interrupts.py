"""Interrupts wait for the end of a step that must be whole."""

from __future__ import annotations

import signal
import threading

import pytest

from ocrquiz.interrupts import uninterrupted


def test_interrupt_comes_after_the_step() -> None:
    steps = []

    def step() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            steps.append("done")

    with pytest.raises(KeyboardInterrupt):
        step()
    assert steps == ["done"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interrupt_nothing_happens() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with uninterrupted():
        pass
    assert signal.getsignal(signal.SIGTERM) == before


def test_error_of_the_step_is_its_own() -> None:
    with pytest.raises(ValueError, match="mine"), uninterrupted():
        raise ValueError("mine")


def test_other_threads_just_do_it() -> None:
    done = []

    def step() -> None:
        with uninterrupted():
            done.append(True)

    thread = threading.Thread(target=step)
    thread.start()
    thread.join()
    assert done
