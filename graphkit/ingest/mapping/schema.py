"""The JSON schema of a mapping, made from the vocabulary, so that an editor can complete one.

`mapping.schema.json` beside this file is what `text` gives, and a test holds the two together;
`write` writes it anew after a change of the vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graphkit.ingest.about import DATASET_NEEDS, DATASET_TEXTS
from graphkit.ingest.claims import STATEMENT_COLUMNS
from graphkit.ingest.documents import ENTITY_COLUMNS, SOURCE_COLUMNS
from graphkit.ingest.mapping.templates import BOUNDS, CASES, PRECISIONS
from graphkit.model import (
    ALIAS_LANGUAGES,
    CONFIDENCES,
    ENTITY_FIELDS,
    KINDS,
    POLARITIES,
    RELATIONS,
    SOURCE_KINDS,
    STAGES,
)

__all__ = ["ENDS", "OPTIONS", "PATH", "schema", "text", "write"]

PATH = Path(__file__).with_name("mapping.schema.json")

ENDS = ("subject", "object")
# How a table is read, where that is not to be detected.
OPTIONS: Mapping[str, str] = {
    "encoding": "encoding of a text file, as utf-8 or gb18030; detected if not given",
    "delimiter": "what separates its columns; detected if not given",
    "member": "name or pattern of the file inside a zip archive",
    "sheet": "sheet of an Excel workbook",
    "records": "where in a JSON document the list of records is, as data.items",
}
_CHOICES: Mapping[str, Iterable[str]] = {
    "polarity": POLARITIES,
    "stage": STAGES,
    "confidence": CONFIDENCES,
}
_SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
_SCALARS: Mapping[str, Any] = {"type": "array", "items": _SCALAR, "minItems": 1}


def _object(
    properties: Mapping[str, Any], required: Iterable[str] = (), doc: str = ""
) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "additionalProperties": False}
    if doc:
        made["description"] = doc
    return {**made, "required": list(required), "properties": dict(properties)}


def _either(type_: str, then: Mapping[str, Any], otherwise: Mapping[str, Any]) -> dict[str, Any]:
    """One schema for this JSON type and another for the rest; errors are those of the one."""
    return {"if": {"type": type_}, "then": dict(then), "else": dict(otherwise)}


def _value() -> dict[str, Any]:
    whole = _object(
        {
            "from": {**_SCALAR, "description": "text with $(column) in it"},
            "split": {"type": "string", "description": "what separates several values in a cell"},
            "case": {"enum": list(CASES)},
            "values": {"type": "object", "additionalProperties": _SCALAR},
            "default": {**_SCALAR, "description": "where the cell is empty or not in `values`"},
            "format": _either("array", _SCALARS, {**_SCALAR, "description": "strptime: %d/%m/%Y"}),
            "precision": {"enum": list(PRECISIONS)},
            "as": {"enum": list(BOUNDS)},
        },
        ("from",),
        "A text from cells: what is done to it after the references are filled in",
    )
    return _either("object", whole, _SCALAR)


def _condition() -> dict[str, Any]:
    words = _either("array", _SCALARS, _SCALAR)
    given = {"value": {"$ref": "#/$defs/value"}, "is": words, "is_not": words}
    doc = 'Rows that are meant: the value is one of these, or none of those; "" is empty'
    return _object(given, ("value",), doc)


def _where() -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": "#/$defs/condition"}}


def _entity(cell: Mapping[str, Any], *, constant: bool) -> dict[str, Any]:
    docs = {each.name: each.doc for kind in KINDS.values() for each in kind.fields}
    docs |= {each.name: each.doc for each in ENTITY_FIELDS}
    properties: dict[str, Any] = {
        name: {**cell, "description": docs[name]} if name in docs else dict(cell)
        for name in ENTITY_COLUMNS
    }
    properties["kind"] = {"enum": list(KINDS)}
    properties["aliases"] = _object({language: dict(cell) for language in ALIAS_LANGUAGES})
    if constant:
        del properties["key"]
    else:
        properties["where"] = {"$ref": "#/$defs/where"}
    return _object(properties, ("kind", "name"))


def _statement(cell: Mapping[str, Any]) -> dict[str, Any]:
    docs = {each.name: each.doc for rel in RELATIONS.values() for each in rel.fields}
    properties: dict[str, Any] = {
        name: {**cell, "description": docs[name]} if name in docs else dict(cell)
        for name in STATEMENT_COLUMNS
    }
    properties |= {name: {"$ref": "#/$defs/end"} for name in ENDS}
    properties["relation"] = {"enum": list(RELATIONS)}
    for name, words in _CHOICES.items():
        properties[name] = {**_either("object", cell, {"enum": list(words)})}
    properties["where"] = {"$ref": "#/$defs/where"}
    return _object(properties, ("subject", "relation"))


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    cell = {"$ref": "#/$defs/value"}
    source = {name: dict(_SCALAR) for name in SOURCE_COLUMNS if name != "key"}
    source["kind"] = {"enum": list(SOURCE_KINDS)}
    end = _either(
        "object",
        _object({"key": cell}, ("key",), "An entity that other rows make, by its key"),
        {"type": "string"},
    )
    query = _object(
        {"url": {"type": "string"}, "query": {"type": "string"}},
        ("url", "query"),
        "A query instead of a file; the url may be env:NAME, for what may not stand in a file",
    )
    part = _object(
        {
            "file": {"type": "string", "description": "its name, or a pattern: *.csv"},
            "sql": query,
            **{name: {"type": "string", "description": doc} for name, doc in OPTIONS.items()},
            "where": {"$ref": "#/$defs/where"},
            "source": {"type": "string", "description": "key of the source of its statements"},
            "entities": {"type": "object", "additionalProperties": {"$ref": "#/$defs/entity"}},
            "statements": {"type": "array", "items": {"$ref": "#/$defs/statement"}},
        }
    )
    dataset = _object({name: dict(_SCALAR) for name in DATASET_TEXTS}, DATASET_NEEDS)
    whole = _object(
        {
            "dataset": dataset,
            "budget": {**_SCALAR, "description": "rows that may be refused: 1000, or 5%"},
            "sources": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": _object(source, ("title", "publisher", "kind")),
            },
            "entities": {
                "type": "object",
                "additionalProperties": _entity(_SCALAR, constant=True),
            },
            "tables": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/table"}},
        },
        ("dataset", "sources", "tables"),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A mapping of foreign tables to the vocabulary of graphkit",
        **whole,
        "$defs": {
            "value": _value(),
            "condition": _condition(),
            "where": _where(),
            "entity": _entity(cell, constant=False),
            "end": end,
            "statement": _statement(cell),
            "table": part,
        },
    }


def text() -> str:
    """The schema as it is written to `PATH`."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    """Write the schema to `PATH`."""
    PATH.write_text(text(), encoding="utf-8")
