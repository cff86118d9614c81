"""Who may talk to the review server: the browser that was given the token, on a page of our own.

Every other page that the browser has open can send requests to a server on this computer. So the name by
which the server is called, where a request comes from, and a token that no other page knows are checked for
each request, before anything else is done with it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 16 * 1024 * 1024
"""Bytes of a request: a section of 500 long questions has two million."""

TOKEN_HEADER = "x-ocrquiz-token"
"""Sent with everything that changes something; a page of another origin cannot set it."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
"""Sent with every response."""

SAFE_METHODS = frozenset({"GET", "HEAD"})

_CLOSED = (
    "This page opens with the address that 'ocrquiz review' has printed in the terminal: it holds the key. "
    "The key is a new one each time the program starts.\n"
)


@dataclass(frozen=True, slots=True)
class Door:
    """By which names the server may be called, and the key.

    Attributes:
        hosts: names with the port, as the `Host` header has them.
        token: what the browser must know.
        cookie: name of the cookie that holds the token; with the port, as cookies do not know of ports.
    """

    hosts: frozenset[str]
    token: str
    cookie: str

    @property
    def origins(self) -> frozenset[str]:
        """Pages of our own, as the `Origin` header names them."""
        return frozenset(f"http://{host}" for host in self.hosts)


class Guard:
    """Lets through only what may pass, and sends our headers with every response."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        response = self._answer(Request(scope))
        await (response or _Limited(self._app))(scope, receive, send_with_headers)

    def _answer(self, request: Request) -> Response | None:
        """The answer to what may not pass, and to the first visit; None for what may."""
        headers = request.headers
        if headers.getlist("host") not in [[host] for host in self._door.hosts]:
            return _refused("This server does not answer to that name.")
        if not self._comes_from_us(request):
            return _refused("Requests from other pages are not answered.")
        given = request.query_params.get("token") if request.url.path == "/" else None
        if given is not None and _equal(given, self._door.token):
            return self._let_in()
        if not _equal(_cookie(headers, self._door.cookie), self._door.token):
            return _refused(_CLOSED)
        if request.method not in SAFE_METHODS and not _equal(headers.get(TOKEN_HEADER, ""), self._door.token):
            return _refused("The token is missing.")
        return None

    def _comes_from_us(self, request: Request) -> bool:
        origins = request.headers.getlist("origin")
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return False
        if not origins:
            return request.method in SAFE_METHODS
        return len(origins) == 1 and origins[0] in self._door.origins

    def _let_in(self) -> Response:
        """Keep the token in a cookie, and out of the address that the browser shows and remembers."""
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(self._door.cookie, self._door.token, httponly=True, samesite="strict", path="/")
        return response


class _Limited:
    """Refuses bodies that are too large, whatever their headers say."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            await PlainTextResponse("This is too much at once.\n", 413)(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            # As if the browser had gone: nothing is made of the part that was received.
            return message if size <= MAX_BODY else {"type": "http.disconnect"}

        await self._app(scope, counted, send)


def _refused(why: str) -> Response:
    return PlainTextResponse(why, status_code=403)


def _equal(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _cookie(headers: Headers, name: str) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""
