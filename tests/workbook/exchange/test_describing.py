"""The descriptor of an exported workbook: other programs can rely on what it says of the files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from reportgen.workbook.exchange import exported
from tests.support.exchange import OWN, rows
from tests.support.years import typed

FIELD_TYPES = {"string", "number", "integer", "date"}  # of those that Table Schema knows, the ones used here


def test_the_descriptor_keeps_to_the_specification(tmp_path: Path) -> None:
    """What Data Package, Tabular Data Resource and Table Schema (version 1) require of it."""
    files = exported(typed(tmp_path, OWN), "书 2020")
    package = json.loads(files["datapackage.json"])

    assert "tabular-data-package" == package["profile"]
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert all(source["title"] for source in package["sources"])
    assert len(package["resources"]) == len({resource["name"] for resource in package["resources"]}) == 6
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert ("tabular-data-resource", "utf-8") == (resource["profile"], resource["encoding"])
        assert resource["path"] in files
        assert (",", "\r\n", '"', True) == tuple(
            resource["dialect"][key] for key in ("delimiter", "lineTerminator", "quoteChar", "doubleQuote")
        )
        assert [] == [*_flaws(resource["schema"], rows(files[resource["path"]]), package, files)]


def _flaws(schema: dict[str, Any], records: list[list[str]], package: Any, files: dict[str, bytes]) -> Any:
    """Yield where a schema is not as Table Schema has it, or does not fit the records it describes."""
    fields = schema["fields"]
    head, *body = records
    if head != [field["name"] for field in fields] or len(set(head)) < len(head):
        yield "names"
    if schema["missingValues"] != [""]:
        yield "missingValues"
    for at, field in enumerate(fields):
        values = [record[at] for record in body]
        yield from (f"{field['name']}: {flaw}" for flaw in _field_flaws(field, values))
    key = schema.get("primaryKey")
    if key and len({record[head.index(key)] for record in body} - {""}) < len(body):
        yield "primaryKey"
    for foreign in schema.get("foreignKeys", ()):
        target = foreign["reference"]
        path = next(one["path"] for one in package["resources"] if one["name"] == target["resource"])
        there, *others = rows(files[path])
        known = {record[there.index(target["fields"])] for record in others}
        if not {record[head.index(foreign["fields"])] for record in body} <= known:
            yield "foreignKeys"


def _field_flaws(field: dict[str, Any], values: list[str]) -> Any:
    patterns = {"number": r"-?[0-9]+(\.[0-9]+)?", "integer": r"-?[0-9]+", "date": r"[0-9]{4}(-[0-9]{2}){2}"}
    held = [value for value in values if value]
    if field["type"] not in FIELD_TYPES:
        yield "type"
    if not all(re.fullmatch(patterns.get(field["type"], r"(?s).*"), value) for value in held):
        yield "value"
    bounds = field.get("constraints", {})
    if bounds.get("required") and len(held) < len(values):
        yield "required"
    if bounds.get("unique") and len(set(held)) < len(held):
        yield "unique"
    if not set(held) <= set(bounds.get("enum", held)):
        yield "enum"
    if "minimum" in bounds and not all(
        bounds["minimum"] <= int(value) <= bounds["maximum"] for value in held
    ):
        yield "bounds"


def test_what_is_stated_as_a_key_is_one(tmp_path: Path) -> None:
    """Indicators by name; earlier years refer to them; lists only where all of them do."""
    package = json.loads(exported(typed(tmp_path), "书")["datapackage.json"])
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    strange = typed(tmp_path, {"名单!A2": "别的", "名单!A3": "别的"})
    other = json.loads(exported(strange, "书")["datapackage.json"])

    assert ("指标名称", "指标名称") == (schemas["indicators"]["primaryKey"], schemas["history"]["primaryKey"])
    assert ["indicators"] == [key["reference"]["resource"] for key in schemas["lists"]["foreignKeys"]]
    assert "foreignKeys" not in next(one["schema"] for one in other["resources"] if one["name"] == "lists")
