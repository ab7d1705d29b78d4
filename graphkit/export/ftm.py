"""FollowTheMoney entities, one JSON object a line.

The format: https://followthemoney.tech

Kinds and relations become the schemata that the vocabulary names for them; a relation without one,
or whose ends that schema does not take, becomes an UnknownLink with its role. Nodes of a kind
without a schema are left out, and the edges that touch them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from graphkit.export.dates import ended, is_so, plain
from graphkit.export.part import Part, Row
from graphkit.export.report import Loss
from graphkit.export.written import Written
from graphkit.model import KINDS, RELATIONS

__all__ = ["EDGES", "write"]


class Edge(NamedTuple):
    """The two ends of a schema for relationships, and the schemata that each end takes."""

    start: str
    end: str
    starts: frozenset[str]
    ends: frozenset[str]


_LEGAL = frozenset({"Company", "Organization", "PublicBody", "Person"})
_ORGANIZATIONS = frozenset({"Company", "Organization", "PublicBody"})
_ASSETS = frozenset({"Company", "Asset", "License"})
_THINGS = _LEGAL | _ASSETS | {"Address"}
_LINK = "UnknownLink"
EDGES: Mapping[str, Edge] = {
    "Ownership": Edge("owner", "asset", _LEGAL, _ASSETS),
    "Directorship": Edge("director", "organization", _LEGAL, _ORGANIZATIONS),
    "Succession": Edge("predecessor", "successor", _LEGAL, _LEGAL),
    _LINK: Edge("subject", "object", _THINGS, _THINGS),
}
_NAMES = {"former": "previousName", "ticker": "ticker"}
_ORGANIZED = {"lei": "leiCode", "uscc": "uscCode"}

Properties = dict[str, list[str]]


def write(part: Part, place: Path) -> Written:
    """Write the entities to one file."""
    schemata = {each["key"]: KINDS[each["kind"]].maps.get("ftm", "") for each in part.answering}
    issuers = _issuers(part)
    for key, schema in schemata.items():
        if schema == "License" and key not in issuers:
            schemata[key] = "Asset"  # a License needs its authority
    kept = [edge for edge in part.edges if schemata[edge["subject"]] and schemata[edge["object"]]]
    shapes = Counter(_schema(edge, schemata) for edge in kept)
    with place.open("w", encoding="utf-8") as file:
        for entity in chain(
            _nodes(part, schemata, issuers), (_link(part, edge, schemata) for edge in kept)
        ):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")
    nodes = sum(map(bool, schemata.values()))
    unclear = sum(not plain(edge.get("valid_from", "2000")) for edge in kept)
    lost = (
        part.merged_lost(),
        Loss(
            "nodes without a schema",
            len(part.answering) - nodes,
            "FollowTheMoney has no such kind",
        ),
        Loss("edges of those nodes", len(part.edges) - len(kept), "they need both their ends"),
        Loss("relations as UnknownLink", shapes[_LINK], "what they are is in their role"),
        Loss("starts as words", unclear, "FollowTheMoney has dates, but no 'by' or 'after'"),
        Loss("bounds, certainty and confidence", len(kept), "the summary says it in words"),
        *part.evidence_lost(),
    )
    return Written({"nodes": nodes, "edges": len(kept)}, lost)


def _issuers(part: Part) -> dict[str, list[str]]:
    """Who grants each right."""
    made: dict[str, list[str]] = {}
    for edge in part.edges:
        if edge["relation"] == "ISSUED_BY":
            made.setdefault(edge["subject"], []).append(edge["object"])
    return made


def _nodes(
    part: Part, schemata: Mapping[str, str], issuers: Mapping[str, list[str]]
) -> Iterator[Row]:
    for node in part.answering:
        schema = schemata[node["key"]]
        if schema:
            said = _about(part, node, schema)
            if schema == "License":
                said["authority"] = issuers[node["key"]]
            yield {"id": node["key"], "schema": schema, "properties": said}


def _about(part: Part, node: Row, schema: str) -> Properties:
    said: Properties = {"name": [node["name"]]}
    for language, name in part.names_of(node):
        kind = _NAMES.get(language, "alias")
        kind = "alias" if kind == "ticker" and schema != "Company" else kind
        said.setdefault(kind, []).append(name)
    if "country" in node:
        said["country"] = [node["country"].lower()]
    if "wikidata" in node:
        said["wikidataId"] = [node["wikidata"]]
    if schema in _LEGAL - {"Person"}:
        said |= {
            relation.maps["ftm"]: [day]
            for relation in RELATIONS.values()
            if relation.value == "date"
            and "ftm" in relation.maps
            and (day := part.value_of(node["key"], relation.name))
        }
        said |= {code: [node[name]] for name, code in _ORGANIZED.items() if name in node}
    if "note" in node:
        said["notes"] = [node["note"]]
    if schema == "Address":
        said["full"] = [node["name"]]
    return said


def _schema(edge: Row, schemata: Mapping[str, str]) -> str:
    """The schema of an edge: what is only possible is a link, for no other has doubt."""
    named = RELATIONS[edge["relation"]].maps.get("ftm", _LINK)
    shape = EDGES[named]
    fits = (
        is_so(edge)
        and schemata[edge["subject"]] in shape.starts
        and schemata[edge["object"]] in shape.ends
    )
    return named if fits else _LINK


def _link(part: Part, edge: Row, schemata: Mapping[str, str]) -> Row:
    schema = _schema(edge, schemata)
    said: Properties = {
        EDGES[schema].start: [edge["subject"]],
        EDGES[schema].end: [edge["object"]],
        "role": [_role(edge)],
        "summary": [_summary(part, edge)],
        "recordId": [edge["fact"]],
    }
    for name, day in (("startDate", plain(edge.get("valid_from", ""))), ("endDate", ended(edge))):
        if day:
            said[name] = [day]
    if schema == "Ownership" and "share" in edge:
        said["percentage"] = [f"{edge['share']:g}"]
    if "status" in edge:
        said["status"] = [edge["status"]]
    return {"id": edge["key"].replace("@", "-"), "schema": schema, "properties": said}


def _role(edge: Row) -> str:
    named = edge.get("role") or edge["relation"].lower().replace("_", " ")
    return str(named if is_so(edge) else f"possibly: {named}")


def _summary(part: Part, edge: Row) -> str:
    when_ = " – ".join(edge.get(name, "") for name in ("valid_from", "valid_to")).strip(" –")
    sure = "" if is_so(edge) else "; not certain"
    return f"{part.sentence(edge)}{f' ({when_})' if when_ else ''}; {edge['confidence']}{sure}"
