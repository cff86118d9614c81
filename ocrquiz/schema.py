"""JSON Schema of what is written, made from the models. `python -m ocrquiz.schema` renews `schemas/`."""

from __future__ import annotations

import ast
import inspect
import json
import sys
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .corrections.model import Corrections
from .errors import Reason, UsageError
from .model import IndexFile, SectionFile

KINDS: dict[str, type[BaseModel]] = {
    "section": SectionFile,
    "index": IndexFile,
    "corrections": Corrections,
}

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _AsWritten(GenerateJsonSchema):
    """What is written has every key, also those that have a default."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """With what the docstrings say of the attributes."""
        made = super().model_schema(schema)
        for name, text in attribute_docstrings(schema["cls"]).items():
            made["properties"][name].setdefault("description", text)
        return made

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ARG002 - pydantic's signature
        return True


def attribute_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """What the docstrings below a model's own attributes say, by the attribute's name."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)
    return {
        attribute.target.id: inspect.cleandoc(docstring.value.value)
        for attribute, docstring in pairwise(definition.body)
        if isinstance(attribute, ast.AnnAssign)
        and isinstance(attribute.target, ast.Name)
        and isinstance(docstring, ast.Expr)
        and isinstance(docstring.value, ast.Constant)
        and isinstance(docstring.value.value, str)
    }


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a kind of file.

    Args:
        kind: `section`, `index` or `corrections`.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in KINDS:
        raise UsageError(f"There is no schema {kind!r}.", f"Choose {' or '.join(KINDS)}.")
    schema = KINDS[kind].model_json_schema(schema_generator=_AsWritten)
    screenshot = schema.get("$defs", {}).get("Screenshot")
    if screenshot is not None:
        # The model is the ground floor and does not know the errors, so the closed set is filled in here.
        screenshot["properties"]["reason"]["anyOf"][0]["enum"] = [reason.value for reason in Reason]
    return {"$schema": DIALECT, **schema}


def schema_text(kind: str) -> str:
    """The schema as it is kept in `schemas/` and printed by `ocrquiz schema`.

    Args:
        kind: `section`, `index` or `corrections`.

    Raises:
        UsageError: there is no such kind.
    """
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write all schemas as `KIND.schema.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.schema.json").write_text(schema_text(kind), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas"))
