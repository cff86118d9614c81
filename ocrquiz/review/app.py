"""The review app's addresses: a page, its scripts, and JSON. What may reach them, `guard` decides."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ocrquiz.errors import ConflictError, OcrquizError, OutputError

from .guard import Door, Guard
from .rules import Remark, remarks
from .workspace import Content, NotThereError, Open, Revision, Summary, Workspace

HERE = Path(__file__).parent

KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
"""Types of what lies in `static/`."""

PNG = "image/png"


def make_app(workspace: Workspace, door: Door) -> Guard:
    """The app.

    Args:
        workspace: what it shows and changes.
        door: who may talk to it.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    static = {path.name: path for path in (HERE / "static").iterdir() if path.suffix in KINDS}
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )

    @app.get("/")
    def page() -> HTMLResponse:
        # What a browser keeps unsaved belongs to this output, not to another at the same address.
        folders = "\0".join(str(output.folder.resolve()) for output in workspace.outputs)
        title = ", ".join(output.title for output in workspace.outputs)
        template = templates.get_template("review.html")
        key = sha256(folders.encode()).hexdigest()[:16]
        return HTMLResponse(template.render(title=title, token=door.token, output=key))

    @app.get("/static/{name}")
    def script(name: str) -> Response:
        if name not in static:
            raise HTTPException(404)
        return Response(static[name].read_bytes(), media_type=KINDS[static[name].suffix])

    @app.get("/api/sections")
    def sections() -> list[Summary]:
        return workspace.summaries()

    @app.get("/api/open")
    def still_open() -> list[Open]:
        return workspace.still_open()

    @app.get("/api/sections/{number}")
    def section(number: int) -> Content:
        return workspace.content(number)

    @app.put("/api/sections/{number}")
    def save(number: int, revision: Revision) -> Content:
        return workspace.save(number, revision)

    @app.post("/api/remarks")
    def look(question: dict[str, Any]) -> list[Remark]:
        return remarks(question)

    @app.get("/pictures/{number}/{shot}")
    def picture(number: int, shot: int) -> Response:
        return Response(workspace.picture(number, shot), media_type=PNG)

    @app.get("/crops/{number}/{name}")
    def crop(number: int, name: str) -> Response:
        return Response(workspace.crop(number, name), media_type=PNG)

    @app.exception_handler(NotThereError)
    def nothing(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001
        return JSONResponse({"message": "There is nothing here."}, 404)

    @app.exception_handler(OcrquizError)
    def told(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001
        assert isinstance(error, OcrquizError)
        status = {ConflictError: 409, OutputError: 507}.get(type(error), 422)
        return JSONResponse({"message": str(error)}, status)

    return Guard(app, door)
