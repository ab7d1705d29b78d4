"""Beneficial Ownership Data Standard 0.4.

The format: https://standard.openownership.org/en/0.4.0/

Companies, authorities and people become entity and person statements; a relation becomes a
relationship whose interested party is its subject, with the interest that the vocabulary names.
BODS states what is so: what is only possible is left out. No interest is called beneficial
ownership: the sources of this graph do not speak of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from graphkit.export.dates import first_day, is_so, last_day, plain
from graphkit.export.part import Part, Row
from graphkit.export.report import Loss
from graphkit.export.writing import as_items, as_text
from graphkit.export.written import Written
from graphkit.model import KINDS, RELATIONS
from graphkit.statement import digest

__all__ = ["VERSION", "write"]

VERSION = "0.4"
_SOURCES = {  # kinds of ours as BODS has them; the others are third parties
    "official-register": "officialRegister",
    "filing": "selfDeclaration",
    "company-release": "selfDeclaration",
}
_WIKIDATA = "http://www.wikidata.org/entity/"


def write(part: Part, place: Path) -> Written:
    """Write the statements, a JSON list, to one file."""
    nodes = part.answering
    types = {each["key"]: KINDS[each["kind"]].maps.get("bods", "") for each in nodes}
    able = [each for each in part.edges if "bods" in RELATIONS[each["relation"]].maps]
    between = [
        each
        for each in able
        if types[each["subject"]] and types[each["object"]].startswith("entity:")
    ]
    kept = [each for each in between if is_so(each)]
    parties = [_party(part, each, types[each["key"]]) for each in nodes if types[each["key"]]]
    parties.sort(key=lambda each: each["recordType"])  # people come after entities
    sources = {each["key"]: each for each in part.sources}
    with place.open("w", encoding="utf-8") as file:
        file.writelines(
            as_items(chain(parties, (_relationship(part, each, sources) for each in kept)))
        )
    starts, ends = (
        sum(len(each.get(name, "")) in {4, 7} for each in kept)
        for name in ("valid_from", "valid_to")
    )
    lost = (
        part.merged_lost(),
        Loss("nodes that are no parties", len(nodes) - len(parties), "BODS has no such kind"),
        Loss("edges of other relations", len(part.edges) - len(able), "BODS has no such interest"),
        Loss("edges of those nodes", len(able) - len(between), "BODS needs an entity as subject"),
        Loss("edges that are only possible", len(between) - len(kept), "BODS has no doubt"),
        Loss("starts rounded to a first day", starts, "BODS has days only"),
        Loss("ends rounded to a last day", ends, "BODS has days only"),
        Loss("further sources", sum(len(each["sources"]) > 1 for each in kept), "BODS names one"),
        *part.evidence_lost(),
    )
    return Written({"parties": len(parties), "relationships": len(kept)}, lost)


def _statement(part: Part, kind: str, record: str, about: str, said: Row) -> Row:
    return {
        "statementId": digest("bods", kind, record, part.selection.known_on, said["on"]).ljust(
            32, "0"
        ),
        "declarationSubject": about,
        "statementDate": said.pop("on"),
        "recordId": record,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": said,
        "publicationDetails": {
            "publicationDate": part.selection.known_on,
            "bodsVersion": VERSION,
            "publisher": {"name": _publisher(part)},
        },
    }


def _publisher(part: Part) -> str:
    names = [each["publisher"] for each in part.datasets if each.get("publisher")]
    return "; ".join(dict.fromkeys(names)) or "graphkit"


def _party(part: Part, node: Row, type_: str) -> Row:
    kind, _, form = type_.partition(":")
    said: Row = {"on": part.selection.known_on, "isComponent": False}
    names = [name for _, name in part.names_of(node)]
    if kind == "person":
        said["personType"] = form
        said["names"] = [
            {"type": "alternative", "fullName": each} for each in (node["name"], *names)
        ]
    else:
        said["entityType"] = {"type": form}
        said["name"] = node["name"]
        said |= {"alternateNames": names} if names else {}
        said |= _founded(part, node["key"])
        if "country" in node:
            said["jurisdiction"] = {"name": node["country"], "code": node["country"]}
    identifiers = list(_identifiers(node))
    if identifiers:
        said["identifiers"] = identifiers
    return _statement(part, kind, node["key"], node["key"], said)


def _founded(part: Part, key: str) -> Row:
    """The dates of founding and end on which the sources agree."""
    told: Row = {}
    for attribute, name in (("founded", "foundingDate"), ("ceased", "dissolutionDate")):
        day = first_day(part.value_of(key, attribute))
        if day:
            told[name] = day
    return told


def _identifiers(node: Row) -> Iterator[Row]:
    if "lei" in node:
        yield {"id": node["lei"], "scheme": "XI-LEI"}
    if "uscc" in node:
        yield {"id": node["uscc"], "schemeName": "Unified Social Credit Code of China"}
    if "wikidata" in node:
        uri = f"{_WIKIDATA}{node['wikidata']}"
        yield {"id": node["wikidata"], "schemeName": "Wikidata", "uri": uri}


def _relationship(part: Part, edge: Row, sources: dict[str, Row]) -> Row:
    interest: Row = {
        "type": RELATIONS[edge["relation"]].maps["bods"],
        "directOrIndirect": "indirect" if "via" in edge else "unknown",
        "beneficialOwnershipOrControl": False,
        "details": part.sentence(edge),
    }
    shares = {"exact": "share", "minimum": "share_min", "maximum": "share_max"}
    share = {name: edge[given] for name, given in shares.items() if given in edge}
    start, end = first_day(plain(edge.get("valid_from", ""))), last_day(edge)
    interest |= {"share": share} if share else {}
    interest |= {"startDate": start} if start else {}
    interest |= {"endDate": end} if end else {}
    made = _statement(
        part,
        "relationship",
        edge["fact"],
        edge["object"],
        {
            "on": as_text(edge.get("known_from", part.selection.known_on)),
            "isComponent": False,
            "subject": edge["object"],
            "interestedParty": edge["subject"],
            "interests": [interest],
        },
    )
    source = sources.get(edge["sources"][0]) if edge["sources"] else None
    return made | ({"source": _source(source)} if source else {})


def _source(source: Row) -> Row:
    told: Row = {
        "type": [_SOURCES.get(source["kind"], "thirdParty")],
        "description": source["name"],
        "retrievedAt": source["retrieved"],
        "assertedBy": [{"name": source["publisher"]}],
    }
    return told | ({"url": source["url"]} if "url" in source else {})
