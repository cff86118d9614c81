"""The schemas: kept up to date, and true of what is written."""

from __future__ import annotations

import json

import pytest

from ocrquiz.errors import Reason, UsageError
from ocrquiz.schema import KINDS, schema_of, schema_text

from .conftest import ROOT


@pytest.mark.parametrize("kind", KINDS)
def test_kept_schema_is_the_models(kind: str) -> None:
    kept = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(kind), "run 'make schemas'"


def test_reasons_are_a_closed_set() -> None:
    reason = schema_of("section")["$defs"]["Screenshot"]["properties"]["reason"]
    assert {"enum": list(Reason), "type": "string"} in reason["anyOf"]


def test_every_key_is_required_and_no_other_is_allowed() -> None:
    schema = schema_of("section")
    for model in [schema, *schema["$defs"].values()]:
        if model["type"] == "object":
            assert model["required"] == list(model["properties"])
            assert model["additionalProperties"] is False


def test_schema_is_json() -> None:
    assert json.loads(schema_text("index"))["properties"]["sections"]


def test_unknown_kind_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        schema_of("nonsense")
