"""A real browser, and servers for it on this computer."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ocrquiz.review.app import make_app
from ocrquiz.review.guard import Door
from ocrquiz.review.serve import LOOPBACK, listen
from ocrquiz.review.workspace import Workspace

from ..review.places import TOKEN, workspace

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

PATIENCE = 10_000
"""Milliseconds that a page may take on a busy machine."""


# Not for the whole session: other tests look at which processes are left.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; `make test` installs it.")
        pytest.skip("Chromium is missing; `make test` installs it.")
    with sync_playwright() as playwright:
        # No sandbox, as root has none; every page that is opened is our own.
        yield (browser := playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]))
        browser.close()


@dataclass
class Window:
    """A browser window and what went wrong in it."""

    context: BrowserContext
    errors: list[str]

    def tab(self) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))
        return page


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """A window of its own, without the cookies and drafts of other tests."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield Window(context, [])
    context.close()


@dataclass
class Running:
    """A review server."""

    address: str
    stop: Callable[[], None]

    @property
    def key(self) -> str:
        """The address that lets in."""
        return f"{self.address}/?token={TOKEN}"


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Running]]:
    """Starts review servers; they end with the test."""
    running: list[Running] = []

    def start(out: Path, port: int = 0) -> Running:
        running.append(_start(workspace(out), port))
        return running[-1]

    yield start
    for server in running:
        server.stop()


def _start(work: Workspace, port: int) -> Running:
    listener = listen(LOOPBACK, port)
    port = listener.getsockname()[1]
    door = Door(frozenset({f"127.0.0.1:{port}"}), TOKEN, f"ocrquiz-{port}")
    server = uvicorn.Server(uvicorn.Config(make_app(work, door), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(timeout=10)

    return Running(f"http://127.0.0.1:{port}", stop)
