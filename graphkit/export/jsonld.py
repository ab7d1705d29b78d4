"""JSON-LD with schema.org, FIBO and PROV.

The format: https://www.w3.org/TR/json-ld11/

A fact is a resource of its own, with its bounds on both clocks, derived (PROV) from statements,
which are derived from sources. A bare triple cannot say when it holds: only an export of one day
has them, and only for what is certain on it. What is not certain is of no class of another
vocabulary, and its description says so, for a reader of those knows nothing of our doubt.
Everything stands in the file, the context included.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from graphkit.export.dates import is_so, plain
from graphkit.export.part import Part, Row
from graphkit.export.report import Loss
from graphkit.export.writing import as_items, as_text
from graphkit.export.written import Written
from graphkit.model import KINDS, PREFIXES, RELATIONS
from graphkit.stores.projection import DAYS

__all__ = ["VOCABULARY", "write"]

VOCABULARY = "urn:graphkit:vocabulary:"
_PROV = "prov:wasDerivedFrom"
_LANGUAGES = {"pinyin": "zh-Latn-pinyin"}  # the others are tags as they are
_NAMES = {"legal": "schema:legalName", "ticker": "schema:tickerSymbol"}

Triples = dict[str, dict[str, list[Row]]]


def write(part: Part, place: Path) -> Written:
    """Write the graph to one file."""
    bare = _bare(part)
    resources = chain(
        (_node(part, each, bare) for each in part.nodes),
        (_fact(part, each) for each in part.edges),
        map(_statement, part.statements),
        map(_source, part.sources),
    )
    with place.open("w", encoding="utf-8") as file:
        file.write(f'{{"@context": {json.dumps(_context())},\n"@graph": ')
        file.writelines(as_items(resources))
        file.write("}\n")
    without = 0 if part.selection.as_of else len(part.edges)
    lost = (
        Loss("bare triples", without, "they cannot say when they hold; export one day with as_of"),
        *part.judged_lost(),
        Loss("data sets", len(part.datasets), "they are about packs, not about the graph"),
    )
    carried = {
        "nodes": len(part.nodes),
        "facts": len(part.edges),
        "statements": len(part.statements),
        "sources": len(part.sources),
    }
    return Written(carried, lost, "any reader of RDF, with the same facts, bounds and sources")


def _context() -> Row:
    link = {"@type": "@id"}
    named = {name: {"@id": f"gk:{name}", **link} for name in ("subject", "object", "qualification")}
    days = {name: {"@id": f"gk:{name}", "@type": "xsd:date"} for name in DAYS}
    return {
        "@vocab": VOCABULARY,
        "gk": VOCABULARY,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        **PREFIXES,
        **named,
        **days,
        _PROV: link,
        "schema:sameAs": link,
        "schema:url": link,
    }


def _urn(kind: str, key: str) -> str:
    return f"urn:graphkit:{kind}:{quote(key, safe=':')}"


def _terms(maps: Mapping[str, str], *, classes: bool) -> Iterator[tuple[str, bool]]:
    """The terms of RDF vocabularies, classes or properties, and whether each points back."""
    for prefix, vocabulary in (("schema:", "schema"), ("", "fibo"), ("prov:", "prov")):
        term = maps.get(vocabulary, "")
        name = f"{prefix}{term.removeprefix('^')}"
        if term and name.rpartition(":")[2][0].isupper() is classes:
            yield name, term.startswith("^")


def _types(kind: str, name: str, maps: Mapping[str, str]) -> list[str]:
    return [f"gk:{kind}", f"gk:{name}", *(term for term, _ in _terms(maps, classes=True))]


def _bare(part: Part) -> Triples:
    """The triples that hold for certain on the day, by subject and predicate."""
    made: Triples = defaultdict(lambda: defaultdict(list))
    for edge in part.edges:
        if edge.get("certainty") != "yes":
            continue
        known = _terms(RELATIONS[edge["relation"]].maps, classes=False)
        for term, back in ((f"gk:{edge['relation']}", False), *known):
            ends = (edge["subject"], edge["object"])
            start, end = reversed(ends) if back else ends
            target = {"@id": _urn("entity", end)}
            if target not in made[start][term]:
                made[start][term].append(target)
    return made


def _node(part: Part, node: Row, bare: Triples) -> Row:
    made: Row = {
        "@id": _urn("entity", node["key"]),
        "@type": _types("Entity", node["kind"], KINDS[node["kind"]].maps),
        "schema:name": node["name"],
    }
    for language, name in part.names_of(node):
        if language in _NAMES or language == "former":
            made.setdefault(_NAMES.get(language, "gk:former"), []).append(name)
        else:
            tag = {"@language": _LANGUAGES.get(language, language)} if language else {}
            made.setdefault("schema:alternateName", []).append({"@value": name, **tag})
    if "wikidata" in node:
        made["schema:sameAs"] = f"http://www.wikidata.org/entity/{node['wikidata']}"
    if "lei" in node:
        made["schema:leiCode"] = node["lei"]
    if "note" in node:
        made["schema:description"] = node["note"]
    rest = set(node) - {"key", "kind", "name", "names", "aliases", "wikidata", "lei", "note"}
    made |= {f"gk:{name}": node[name] for name in sorted(rest)}
    for relation in RELATIONS.values():
        day = part.value_of(node["key"], relation.name) if relation.value == "date" else ""
        if day and "schema" in relation.maps:
            made[f"schema:{relation.maps['schema']}"] = day
    return made | bare.get(node["key"], {})


def _fact(part: Part, edge: Row) -> Row:
    apart = {"subject", "object", "qualification", "key", "fact", "relation", "statements", *DAYS}
    apart |= {"sources"}
    links = ("subject", "object", "qualification")
    sure, sentence = is_so(edge), part.sentence(edge)
    return {
        "@id": _urn("fact", edge["key"]),
        "@type": _types("Fact", edge["relation"], RELATIONS[edge["relation"]].maps if sure else {}),
        "schema:description": sentence if sure else f"possibly: {sentence}",
        **{name: _urn("entity", edge[name]) for name in links if name in edge},
        **{name: as_text(edge[name]) for name in DAYS if name in edge},
        **{f"gk:{name}": value for name, value in edge.items() if name not in apart},
        _PROV: [_urn("statement", each) for each in edge["statements"]],
    }


def _statement(statement: Row) -> Row:
    stance = (statement["polarity"], statement["stage"])
    how = [each for each in stance if each not in {"asserted", "closed"}]
    made: Row = {
        "@id": _urn("statement", statement["key"]),
        "@type": ["gk:Statement", "prov:Entity", "schema:Claim"],
        "schema:description": ": ".join([*how, statement["name"]]),
        "gk:relation": f"gk:{statement['relation']}",
        "subject": _urn("entity", statement["subject"]),
        _PROV: _urn("source", statement["source"]),
    }
    if "object" in statement:
        made["object"] = _urn("entity", statement["object"])
    told = ("value", "valid_from", "valid_to", "expected_to", "polarity", "stage", "confidence")
    made |= {f"gk:stated_{name}": statement[name] for name in told if name in statement}
    words = {"quote": "schema:text", "summary": "schema:abstract", "rule": "gk:rule"}
    made |= {term: statement[name] for name, term in words.items() if name in statement}
    if statement["attribution"]:
        # Nearest first; the order is part of what is said.
        agents = [{"@type": "prov:Agent", "schema:name": each} for each in statement["attribution"]]
        made["gk:attribution"] = {"@list": agents}
    return made


def _source(source: Row) -> Row:
    made: Row = {
        "@id": _urn("source", source["key"]),
        "@type": ["gk:Source", "prov:Entity", "schema:CreativeWork"],
        "schema:name": source["name"],
        "schema:publisher": {"@type": "schema:Organization", "schema:name": source["publisher"]},
        "gk:source_kind": source["kind"],
        "gk:retrieved": {"@value": source["retrieved"], "@type": "xsd:date"},
    }
    terms = {"url": "schema:url", "language": "schema:inLanguage", "note": "schema:description"}
    made |= {term: source[name] for name, term in terms.items() if name in source}
    if "published" in source:
        exact = plain(source["published"])
        made["schema:datePublished" if exact else "gk:published"] = source["published"]
    if "snapshot_of" in source:
        made["gk:snapshot_of"] = {"@id": _urn("entity", source["snapshot_of"])}
    return made
