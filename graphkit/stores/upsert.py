"""The Cypher that makes, changes and reads back the projection, generated from the model. Pure.

Only names of the vocabulary stand in the text; whatever comes from data is a parameter. It keeps
to what every engine does alike: specific label first, keys before properties, no engine's ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from graphkit.model import KINDS, RELATIONS
from graphkit.stores.projection import (
    DATASET,
    DECISION,
    JUDGEMENT,
    RECORDED,
    SOURCE,
    Column,
    edge_columns,
    entity_columns,
    present,
    properties,
)

__all__ = [
    "ANY_KIND",
    "INDEXED",
    "LOT",
    "MARKS",
    "SCHEMA_VERSION",
    "STATED_IN",
    "Changes",
    "Command",
    "EdgeGroup",
    "NodeGroup",
    "commands",
    "edges_by_fact",
    "lookup",
    "lots",
    "scan",
    "schema",
]

T = TypeVar("T")

SCHEMA_VERSION = 5  # of the projection; what another version projected is not read

# Engines find a key at once among labels that each have a unique key, not by the shared label.
ANY_KIND = "|".join(KINDS)
STATED_IN = "STATED_IN"
# What each of our nodes has, whatever it says: a server may hold others under the same label.
MARKS: Mapping[str, str] = {
    "Entity": "names",
    "Dataset": "retrieved",
    "Source": "retrieved",
    "Statement": "valid_from_earliest",
    "Decision": "verdict",
    "Judgement": "verdict",
}
# The properties other than their keys by which records are looked up, each with an index.
INDEXED: Mapping[str, tuple[str, ...]] = {
    "Statement": ("fact", "subject", "object", "source"),
    "Decision": ("statement", "withdraws"),
    "Judgement": ("left", "right", "withdraws"),
}
LOT = 5_000  # rows in one command: large enough to hide its overhead, small enough to stream


class NodeGroup(NamedTuple):
    """Nodes of one label to write; entities carry the shared label, too.

    `columns` read what `shown` makes of an item, which is done lot by lot, to spare memory. `new`
    says that none of them is in the store, where there are quicker ways to write that.
    """

    label: str
    columns: Sequence[Column]
    items: Sequence[Any]
    shown: Callable[[Any], Any] | None = None
    new: bool = False

    def lots(self, size: int) -> Iterator[list[Any]]:
        """The items as shown, at most `size` at a time."""
        for lot in lots(self.items, size):
            yield list(map(self.shown, lot)) if self.shown else list(lot)


class EdgeGroup(NamedTuple):
    """New edges of one type from nodes of one label to nodes of another.

    `ends` are the keys that each edge joins; `items`, as long, hold its properties, and are
    empty where the type has none.
    """

    type: str
    start: str
    end: str
    ends: Sequence[tuple[str, str]]
    columns: Sequence[Column] = ()
    items: Sequence[Any] = ()


class Changes(NamedTuple):
    """What a write does to the engine, in this order; each part is of what the labels say."""

    gone_nodes: Sequence[tuple[str, Sequence[str]]]  # label, keys; their edges go with them
    gone_edges: Sequence[tuple[str, Sequence[tuple[str, str]]]]  # type, (start key, edge key)
    nodes: Sequence[NodeGroup]
    edges: Sequence[EdgeGroup]
    removed: Sequence[tuple[str, Sequence[str]]] = ()  # label, keys; nothing of ours names them


class Command(NamedTuple):
    """One piece of Cypher that takes its rows as `$rows`."""

    cypher: str
    rows: list[dict[str, Any]]


def schema() -> list[str]:
    """The constraints and indexes that the projection needs, each harmless when it is there."""
    labels = ("StoreInfo", *(each for each in MARKS if each != "Entity"), *KINDS)
    return [
        *(
            f"CREATE CONSTRAINT {label.lower()}_key IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.key IS UNIQUE"
            for label in labels
        ),
        *(
            f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
            for label, names in INDEXED.items()
            for name in names
        ),
    ]


def lots(items: Sequence[T], size: int = LOT) -> Iterator[Sequence[T]]:
    """The items in order, at most `size` at a time: as many as one command or query takes."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _write_nodes(group: NodeGroup) -> Iterator[Command]:
    shared = " SET n:Entity" if group.label in KINDS else ""
    cypher = (
        f"UNWIND $rows AS row MERGE (n:{group.label} {{key: row.key}}){shared} SET n += row.props"
    )
    for lot in group.lots(LOT):
        props = properties(group.columns, lot)
        yield Command(cypher, [{"key": each.pop("key"), "props": each} for each in props])


def _write_edges(group: EdgeGroup) -> Iterator[Command]:
    cypher = (
        f"UNWIND $rows AS row MATCH (a:{group.start} {{key: row.subject}}) "
        f"MATCH (b:{group.end} {{key: row.object}}) CREATE (a)-[r:{group.type}]->(b)"
    )
    if not group.columns:
        for lot in lots(group.ends):
            yield Command(cypher, [{"subject": start, "object": end} for start, end in lot])
        return
    for ends, items in zip(lots(group.ends), lots(group.items), strict=True):
        props = present(group.columns, items)
        rows = [
            {"subject": start, "object": end, "props": each}
            for (start, end), each in zip(ends, props, strict=True)
        ]
        yield Command(f"{cypher} SET r += row.props", rows)


def commands(changes: Changes) -> Iterator[Command]:
    """The changes as Cypher, in order and in lots; all of it belongs in one transaction."""
    yield from _gone_nodes(changes.gone_nodes)
    for type_, edges in changes.gone_edges:
        cypher = (
            f"UNWIND $rows AS row MATCH (a:{ANY_KIND} {{key: row.subject}})-[r:{type_}]->() "
            "WHERE r.key = row.key DELETE r"
        )
        for lot in lots(edges):
            yield Command(cypher, [{"subject": start, "key": key} for start, key in lot])
    for nodes in changes.nodes:
        yield from _write_nodes(nodes)
    for group in changes.edges:
        yield from _write_edges(group)
    yield from _gone_nodes(changes.removed)


def _gone_nodes(gone: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Command]:
    for label, keys in gone:
        cypher = f"UNWIND $rows AS row MATCH (n:{label} {{key: row.key}}) DETACH DELETE n"
        for lot in lots(keys):
            yield Command(cypher, [{"key": key} for key in lot])


class Lookup(NamedTuple):
    """A query over `$keys` that gives lists of rows, which comes several times as fast as rows; and
    the names of the columns."""

    cypher: str
    names: tuple[str, ...]


def _entity_names() -> tuple[str, ...]:
    names = (column.name for kind in KINDS for column in entity_columns(kind))
    return tuple(dict.fromkeys(names))


_NODES = {
    "Entity": _entity_names(),
    "Source": tuple(column.name for column in SOURCE),
    "Statement": ("key", *RECORDED),
    "Dataset": tuple(column.name for column in DATASET),
    "Decision": tuple(column.name for column in DECISION),
    "Judgement": tuple(column.name for column in JUDGEMENT),
}


@cache
def lookup(label: str, by: str = "key", relation: str = "") -> Lookup:
    """Nodes of a label (Entity: of any kind) by the value of an indexed property; statements, if
    it is given, only of one relation.
    """
    names = _NODES[label]
    found = ", ".join(f"n.`{name}`" for name in names)
    pattern = ANY_KIND if label == "Entity" else label
    only = f" WHERE n.{MARKS[label]} IS NOT NULL"
    only += f" AND n.relation = '{RELATIONS[relation].name}'" if relation else ""
    # Of a source, or of an end, there may be more than a server has the memory for.
    rows = f"collect([{found}])" if by in {"key", "fact"} else f"[[{found}]]"
    return Lookup(
        f"UNWIND $keys AS wanted MATCH (n:{pattern} {{{by}: wanted}}){only} RETURN {rows}", names
    )


@cache
def scan(label: str) -> tuple[str, tuple[str, ...]]:
    """A query that gives every node of a label (Entity: of any kind) row by row, of statements
    those that somebody stated; and the names of its columns."""
    names = _NODES[label]
    found = ", ".join(f"n.`{name}`" for name in names)
    stated = " AND n.rule IS NULL" if label == "Statement" else ""
    return f"MATCH (n:{label}) WHERE n.{MARKS[label]} IS NOT NULL{stated} RETURN {found}", names


@cache
def edges_by_fact(relation: str) -> Lookup:
    """The edges of facts of one relation; `$keys` are maps of `subject` and `fact`."""
    names = tuple(column.name for column in edge_columns(RELATIONS[relation].name))
    found = ", ".join(f"r.`{name}`" for name in names)
    return Lookup(
        f"UNWIND $keys AS wanted MATCH (a:{ANY_KIND} {{key: wanted.subject}})-[r:{relation}]->(b) "
        f"WHERE r.fact = wanted.fact RETURN collect([a.key, b.key, {found}])",
        names,
    )
