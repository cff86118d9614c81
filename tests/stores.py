"""Object stores for tests: one in memory, and two on this machine that speak S3 and Google's protocol."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.request import Request, urlopen

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from .conftest import POST, ROOT

SHOTS = ROOT / "samples" / "images" / "evening-class"


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    """What is behind memory://, empty."""
    system = fsspec.filesystem("memory")
    for store in (system.store, system.pseudo_dirs):
        store.clear()
    yield system
    system.store.clear()


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[fsspec.AbstractFileSystem]:
    """What is behind s3://, empty."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    # The pretended stores outlive the server.
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST"))
    # fsspec keeps what it has opened, with the address of an earlier server.
    fsspec.filesystem("s3").clear_instance_cache()
    yield fsspec.filesystem("s3")
    fsspec.filesystem("s3").clear_instance_cache()
    server.stop()


@pytest.fixture
def gs(monkeypatch: pytest.MonkeyPatch) -> Iterator[fsspec.AbstractFileSystem]:
    """What is behind gs://, empty."""
    pytest.importorskip("gcsfs")
    emulator = pytest.importorskip("gcp_storage_emulator.server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = emulator.create_server("127.0.0.1", port, in_memory=True)
    server.start()
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{port}")
    # As with S3: what was opened before knows another address.
    fsspec.get_filesystem_class("gs").clear_instance_cache()
    yield fsspec.filesystem("gs")
    fsspec.get_filesystem_class("gs").clear_instance_cache()
    server.stop()


def put_samples(system: fsspec.AbstractFileSystem, folder: str) -> str:
    """Copy the samples' post and its pictures; the path of the post."""
    for shot in SHOTS.iterdir():
        system.pipe_file(f"{folder}/images/evening-class/{shot.name}", shot.read_bytes())
    system.pipe_file(f"{folder}/_posts/{POST.name}", POST.read_bytes())
    return f"{folder}/_posts/{POST.name}"
