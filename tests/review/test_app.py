"""What the review server shows and changes."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from ocrquiz.model import IssueCode, SectionFile
from ocrquiz.review.app import make_app
from ocrquiz.review.guard import TOKEN_HEADER

from ..corrections.sections import codes, read_question, stems
from .places import DOOR, HOST, TOKEN, as_read, convert, three_questions, workspace

FILE = "01-part.json"


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    folder = tmp_path / "shots"
    folder.mkdir()
    return folder


@pytest.fixture
def out(shots: Path, tmp_path: Path) -> Path:
    convert(tmp_path / "out", as_read(shots, *three_questions()))
    return tmp_path / "out"


@pytest.fixture
def page(out: Path) -> TestClient:
    headers = {"origin": f"http://{HOST}", TOKEN_HEADER: TOKEN}
    app = make_app(workspace(out), DOOR)
    return TestClient(app, base_url=f"http://{HOST}", cookies={DOOR.cookie: TOKEN}, headers=headers)


def loaded(page: TestClient) -> dict[str, Any]:
    content: dict[str, Any] = page.get("/api/sections/0").json()
    return content


def save(page: TestClient, content: dict[str, Any]) -> Any:
    return page.put("/api/sections/0", json={"version": content["version"], "items": content["items"]})


def on_disk(out: Path) -> SectionFile:
    return SectionFile.model_validate_json((out / FILE).read_bytes())


def test_lists_sections_and_what_is_open_worst_first(page: TestClient) -> None:
    (section,) = page.get("/api/sections").json()
    assert (section["questions"], section["to_review"], section["accepted"]) == (3, 3, 0)
    assert [one["question"] for one in page.get("/api/open").json()] == ["part-1", "part-2", "part-3"]


def test_saving_what_was_loaded_changes_nothing(page: TestClient, out: Path) -> None:
    before = (out / FILE).read_bytes()
    assert save(page, loaded(page)).status_code == 200
    assert (out / FILE).read_bytes() == before


def test_what_is_saved_is_on_disk_and_outlives_a_conversion(page: TestClient, out: Path, shots: Path) -> None:
    content = loaded(page)
    content["items"][0]["question"]["stem"] = "Right"
    content["items"][0]["accepted"] = True
    answer = save(page, content).json()
    assert answer["version"] != content["version"]
    assert stems(on_disk(out))[0] == "Right"
    convert(out, as_read(shots, *three_questions()))
    assert stems(on_disk(out))[0] == "Right"
    assert IssueCode.ACCEPTED in codes(on_disk(out).questions[0])
    assert [one["question"] for one in page.get("/api/open").json()] == ["part-2", "part-3"]
    assert loaded(page)["readings"]["part-1"]["stem"] == read_question(0).stem


def test_what_another_has_changed_is_not_overwritten(page: TestClient, out: Path) -> None:
    first, second = loaded(page), loaded(page)
    first["items"][0]["question"]["stem"] = "First"
    second["items"][0]["question"]["stem"] = "Second"
    assert save(page, first).status_code == 200
    answer = save(page, second)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.json()["message"]
    assert stems(on_disk(out))[0] == "First"


def test_conversion_that_reads_something_new_is_a_conflict_too(
    page: TestClient, out: Path, shots: Path
) -> None:
    content = loaded(page)
    convert(out, as_read(shots, read_question(0, "Read anew"), *three_questions()[1:]))
    assert save(page, content).status_code == 409


def test_new_and_moved_questions_come_back_with_their_ids(page: TestClient) -> None:
    content = loaded(page)
    new = json.loads(json.dumps(content["items"][0]))
    new["question"] |= {"id": "", "number": None, "stem": "New?"}
    new["origins"] = []
    content["items"] = [content["items"][2], new, *content["items"][:2]]
    items = save(page, content).json()["items"]
    assert [item["question"]["stem"] for item in items] == [i["question"]["stem"] for i in content["items"]]
    assert items[1]["question"]["id"]
    assert save(page, loaded(page)).json()["items"] == items


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "two"),
        ("type", "essay"),
        ("stem", None),
        ("options", "a"),
        ("regions", [1]),
    ],
)
def test_what_is_no_question_is_refused_with_its_place(
    field: str, value: object, page: TestClient, out: Path
) -> None:
    before = (out / FILE).read_bytes()
    content = loaded(page)
    content["items"][1]["question"][field] = value
    answer = save(page, content)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:5] == ["body", "items", 1, "question", field]
    assert (out / FILE).read_bytes() == before


def test_half_a_character_is_replaced(page: TestClient, out: Path) -> None:
    content = loaded(page)
    content["items"][0]["question"]["stem"] = "a\ud800b"
    body = json.dumps({"version": content["version"], "items": content["items"]})
    answer = page.put("/api/sections/0", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200
    assert stems(on_disk(out))[0] == "a\ufffdb"


@pytest.mark.parametrize("path", ["assets/../../secret.png", "/etc/passwd", "assets/.png", "x.png"])
def test_figure_that_is_no_crop_is_refused(path: str, page: TestClient, out: Path) -> None:
    before = (out / FILE).read_bytes()
    content = loaded(page)
    region = content["items"][0]["question"]["regions"][0]
    content["items"][0]["question"]["figures"] = [{"kind": "figure", "path": path, "region": region}]
    assert save(page, content).status_code == 422
    assert (out / FILE).read_bytes() == before


def test_region_on_another_picture_is_refused(page: TestClient) -> None:
    content = loaded(page)
    content["items"][0]["question"]["regions"][0]["screenshot"] = "../../secret.png"
    assert save(page, content).status_code == 422


def test_screenshots_are_shown_as_png(page: TestClient, shots: Path) -> None:
    answer = page.get("/pictures/0/1")
    assert answer.headers["content-type"] == "image/png"
    with Image.open(BytesIO(answer.content)) as shown, Image.open(shots / "1.png") as picture:
        assert shown.convert("RGB").tobytes() == picture.convert("RGB").tobytes()


@pytest.mark.parametrize(
    "path",
    [
        "/pictures/0/2",
        "/pictures/0/-1",
        "/pictures/1/0",
        "/crops/0/index.json",
        "/crops/0/..%2findex.json",
        "/crops/0/..%2f01-part.json",
        "/crops/0/secret.png",
        "/static/..%2fapp.py",
        "/static/..%2ftemplates%2freview.html",
        "/static/app.py",
        "/index.json",
        "/01-part.json",
        "/docs",
        "/openapi.json",
        "/api/sections/7",
    ],
)
def test_nothing_else_is_served(path: str, page: TestClient, out: Path) -> None:
    (out / "assets").mkdir()
    (out / "assets" / "secret.png").write_bytes(b"secret")
    assert page.get(path).status_code in (404, 422)


def test_picture_that_has_changed_is_not_shown(page: TestClient, shots: Path) -> None:
    Image.new("RGB", (200, 300), "red").save(shots / "1.png")
    assert page.get("/pictures/0/1").status_code == 404
    assert [shot["shown"] for shot in loaded(page)["shots"]] == [True, False]


def test_crop_that_is_a_link_out_of_the_folder_is_not_served(page: TestClient, out: Path) -> None:
    name = "figure-0123456789abcdef.png"
    content = loaded(page)
    region = content["items"][0]["question"]["regions"][0]
    content["items"][0]["question"]["figures"] = [
        {"kind": "figure", "path": f"assets/{name}", "region": region}
    ]
    assert save(page, content).status_code == 200
    (out / "assets").mkdir()
    (out / "assets" / name).write_bytes(b"png")
    assert page.get(f"/crops/0/{name}").content == b"png"
    (out / "assets" / name).unlink()
    (out / "secret").write_bytes(b"secret")
    (out / "assets" / name).symlink_to(out / "secret")
    assert page.get(f"/crops/0/{name}").status_code == 404


def test_page_escapes_the_title(shots: Path, tmp_path: Path) -> None:
    evil = '</title><script>alert(1)</script>"'
    out = tmp_path / "evil"
    convert(out, as_read(shots, *three_questions(), doc=evil))
    app = make_app(workspace(out), DOOR)
    page = TestClient(app, base_url=f"http://{HOST}", cookies={DOOR.cookie: TOKEN})
    text = page.get("/").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
