"""The review server: its address, its key, and its life."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable

import uvicorn

from ocrquiz.errors import UsageError

from .app import make_app
from .guard import Door
from .workspace import Workspace

LOOPBACK = "127.0.0.1"

PORT = 8377
"""The same each time, as what a browser keeps unsaved belongs to the address."""

KEY_BYTES = 32
"""Of the token."""


def serve(workspace: Workspace, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        workspace: what is reviewed.
        host: address to listen at; whoever can reach it and knows the key can change the output.
        port: 0 for any that is free.
        on_ready: given the address to open, with the key in it, once it answers.

    Raises:
        UsageError: nothing can listen there.
    """
    listener = listen(host, port)
    port = listener.getsockname()[1]
    token = secrets.token_urlsafe(KEY_BYTES)
    names = [host, *(("localhost", LOOPBACK) if _is_loopback(host) else ())]
    door = Door(frozenset(f"{_bracketed(name)}:{port}" for name in names), token, f"ocrquiz-{port}")
    app = make_app(workspace, door)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    server = _Server(config, lambda: on_ready(f"http://{_bracketed(host)}:{port}/?token={token}"))
    with listener:
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Tells when it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address.

    Raises:
        UsageError: the address stands for many, or nothing can listen there.
    """
    if _is_any(host):
        raise UsageError(
            f"{host} stands for every address, and the server must know by which it is called.",
            "Give the address or the name that the browser will use.",
        )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        # A port that was in use a moment ago may be taken again, but not one that is in use now.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        raise UsageError(
            f"Cannot listen at {host}, port {port}: {error.strerror}.",
            "Give another port with --port; 0 takes any that is free.",
        ) from error
    return listener


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return not host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
