"""What a store holds, as one hash and as counts: the same on every engine. Pure but for the reader.

A hash stands for each record; their sum does not depend on the order in which they are read.
Who declared an entity or cites a source is left out: it depends on how packs were put together
in loads, not on what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import orjson

from graphkit.model import KINDS, RELATIONS
from graphkit.stores.projection import (
    DECISION,
    JUDGEMENT,
    SOURCE,
    STATEMENT,
    Column,
    edge_columns,
    entity_columns,
)

__all__ = ["content_hash", "counts"]

Read = Callable[[str], Iterable[tuple[Any, ...]]]

_RECORDS = {"Source": SOURCE, "Statement": STATEMENT, "Decision": DECISION, "Judgement": JUDGEMENT}
_LEFT_OUT = {"datasets", "declarations"}


def _names(of: str, columns: Sequence[Column]) -> str:
    return ", ".join(f"{of}.`{each.name}`" for each in columns if each.name not in _LEFT_OUT)


def _queries() -> Iterator[tuple[str, str]]:
    nodes = {kind: entity_columns(kind) for kind in KINDS}
    for label, columns in {**nodes, **_RECORDS}.items():
        # What is without a key is not ours: a server may hold data of others.
        found = _names("n", columns)
        yield label, f"MATCH (n:{label}) WHERE n.key IS NOT NULL RETURN {found}"
    for relation in RELATIONS.values():
        if not relation.is_attribute:
            found = _names("r", edge_columns(relation.name))
            yield (
                relation.name,
                (
                    f"MATCH (a)-[r:{relation.name}]->(b) WHERE r.key IS NOT NULL "
                    f"RETURN a.key, b.key, {found}"
                ),
            )
    yield (
        "STATED_IN",
        (
            "MATCH (a:Statement)-[:STATED_IN]->(b:Source) "
            "WHERE a.key IS NOT NULL AND b.key IS NOT NULL RETURN a.key, b.key"
        ),
    )


def content_hash(read: Read) -> str:
    """64 hexadecimal digits for every entity, source, statement and fact that `read` finds."""
    total = 0
    for label, query in _queries():
        for row in read(query):
            total += int.from_bytes(sha256(orjson.dumps([label, *row])).digest())
    return f"{total % 2**256:064x}"


def counts(read: Read) -> dict[str, int]:
    """How many data sets, entities, sources, statements, decisions and facts `read` finds."""

    def first(query: str) -> int:
        return int(next(iter(read(query)))[0])

    labels = {"datasets": "Dataset", "entities": "Entity", "sources": "Source"}
    made = {name: first(f"MATCH (n:{label}) RETURN count(n.key)") for name, label in labels.items()}
    made["statements"] = first("MATCH (n:Statement) WHERE n.rule IS NULL RETURN count(n.key)")
    made["decisions"] = first("MATCH (n:Decision) RETURN count(n.key)")
    facts = "MATCH (:Entity)-[r]->(:Entity) RETURN count(DISTINCT r.fact)"
    return {**made, "facts": first(facts)}
