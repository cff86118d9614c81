"""Who may talk to the review server, and who may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ocrquiz.review.app import make_app
from ocrquiz.review.guard import MAX_BODY, TOKEN_HEADER

from .places import DOOR, HOST, TOKEN, as_read, convert, three_questions, workspace

ORIGIN = f"http://{HOST}"
COOKIE = {DOOR.cookie: TOKEN}
WRITE = {"origin": ORIGIN, TOKEN_HEADER: TOKEN}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    shots = tmp_path / "shots"
    shots.mkdir()
    convert(tmp_path / "out", as_read(shots, *three_questions()))
    return tmp_path / "out"


def client(out: Path, cookies: dict[str, str] | None = None, base: str = ORIGIN) -> TestClient:
    return TestClient(make_app(workspace(out), DOOR), base_url=base, cookies=cookies, follow_redirects=False)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def removing_all(out: Path) -> dict[str, object]:
    version = client(out, COOKIE).get("/api/sections/0").json()["version"]
    return {"version": version, "items": []}


def test_key_lets_in_once_and_does_not_stay_in_the_address(out: Path) -> None:
    browser = client(out)
    first = browser.get("/", params={"token": TOKEN})
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/api/sections", "/api/sections/0", "/pictures/0/0", "/static/main.js"]
)
def test_nothing_is_shown_without_the_key(path: str, out: Path) -> None:
    for cookies in (None, {DOOR.cookie: "wrong"}, {"ocrquiz-1": TOKEN}):
        answer = client(out, cookies).get(path)
        assert answer.status_code == 403
        assert "Part" not in answer.text


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "é"])
def test_wrong_key_does_not_let_in(token: str, out: Path) -> None:
    assert client(out).get("/", params={"token": token}).status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1.evil.com:8377",
        "evil.com",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost:8378",
        "LOCALHOST.:8377",
        "",
    ],
)
def test_foreign_host_is_refused(host: str, out: Path) -> None:
    answer = client(out, COOKIE).get("/api/sections", headers={"host": host})
    assert answer.status_code == 403


def test_every_name_of_ours_is_answered(out: Path) -> None:
    for host in DOOR.hosts:
        assert client(out, COOKIE).get("/api/sections", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {TOKEN_HEADER: TOKEN},
        {TOKEN_HEADER: TOKEN, "origin": "null"},
        {TOKEN_HEADER: TOKEN, "origin": "http://evil.com"},
        {TOKEN_HEADER: TOKEN, "origin": "https://127.0.0.1:8377"},
        {TOKEN_HEADER: TOKEN, "origin": "http://127.0.0.1:8377.evil.com"},
        {"origin": ORIGIN},
        {"origin": ORIGIN, TOKEN_HEADER: "wrong"},
        {**WRITE, "sec-fetch-site": "cross-site"},
        {**WRITE, "sec-fetch-site": "same-site"},
        {**WRITE, "host": "evil.com"},
    ],
)
def test_write_from_elsewhere_is_refused_and_changes_nothing(headers: dict[str, str], out: Path) -> None:
    before = everything(out)
    answer = client(out, COOKIE).put("/api/sections/0", json=removing_all(out), headers=headers)
    assert answer.status_code == 403
    assert everything(out) == before


def test_write_without_the_cookie_is_refused(out: Path) -> None:
    before = everything(out)
    assert client(out).put("/api/sections/0", json=removing_all(out), headers=WRITE).status_code == 403
    assert everything(out) == before


def test_same_write_from_our_page_is_done(out: Path) -> None:
    answer = client(out, COOKIE).put("/api/sections/0", json=removing_all(out), headers=WRITE)
    assert answer.status_code == 200
    assert answer.json()["items"] == []


def test_reading_by_another_page_is_refused(out: Path) -> None:
    for headers in ({"origin": "http://evil.com"}, {"sec-fetch-site": "cross-site"}):
        assert client(out, COOKIE).get("/api/sections", headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/", "/api/sections", "/nothing", "/pictures/0/0", "/static/main.js"])
@pytest.mark.parametrize("cookies", [COOKIE, None])
def test_every_answer_has_the_policy_and_none_opens_the_door_to_other_pages(
    path: str, cookies: dict[str, str] | None, out: Path
) -> None:
    headers = client(out, cookies).get(path, headers={"origin": ORIGIN}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not any(name.startswith("access-control-") for name in headers)


def test_too_much_is_refused(out: Path) -> None:
    before = everything(out)
    large = b" " * (MAX_BODY + 1)
    headers = {**WRITE, "content-type": "application/json"}
    answer = client(out, COOKIE).put("/api/sections/0", content=large, headers=headers)
    assert answer.status_code == 413
    assert everything(out) == before


def test_web_socket_is_closed(out: Path) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), client(out, COOKIE).websocket_connect("/api/sections"):
        pass
