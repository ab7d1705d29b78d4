"""The graph as two Arrow tables, one row a node and one row an edge, on both clocks.

The one place that says which columns leave the store, and with which types; data frames, NetworkX
graphs and files are made from these tables. Read column by column, never record by record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from graphkit.errors import UnknownName
from graphkit.model import ENTITY_FIELDS, KINDS, RELATIONS, Field
from graphkit.stores.base import Store
from graphkit.stores.columns import Read, read_table
from graphkit.stores.projection import DAYS, OPEN, Column, edge_columns, entity_columns
from graphkit.values import nearest

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["CATEGORIES", "LEFT_OUT", "Selection", "Tables", "read_tables", "select"]

# Columns of the store that tell how packs were put together in loads, and stay there.
LEFT_OUT = frozenset({"datasets", "declarations", "stands_for"})
_EDGES = tuple(each for each in RELATIONS.values() if not each.is_attribute)
_FIELDS: tuple[Field, ...] = (
    *ENTITY_FIELDS,
    *(field for kind in KINDS.values() for field in kind.fields),
    *(field for relation in _EDGES for field in relation.fields),
)
# Columns of few different texts.
CATEGORIES = frozenset(
    {"relation", "kind", "confidence", "polarity", "certainty", "country", "industry"}
    | {field.name for field in _FIELDS if field.type == "choice"}
    | {f"{field.name}_currency" for field in _FIELDS if field.type == "money"}
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of the graph is meant.

    `as_of` is an ISO day, or "" for facts of all times; `known_on` an ISO day. `relations` and
    `kinds` are names of the vocabulary, in its order. Without `isolated`, a node that no edge of
    the selection touches is left out.
    """

    as_of: str
    known_on: str
    relations: tuple[str, ...] = tuple(each.name for each in _EDGES)
    kinds: tuple[str, ...] = tuple(KINDS)
    isolated: bool = True

    @property
    def whole(self) -> bool:
        """Whether every fact and node that is known on the day belongs to it."""
        return not self.as_of and self.isolated and self == select(self.as_of, self.known_on)


@dataclass(frozen=True, slots=True)
class Tables:
    """Nodes by `key` and edges from `subject` to `object`, each sorted by `key`.

    A node has kind, name, names, aliases (`language:name`), the fields of its kind, and `same_as`,
    the key of the node that stands for it where people judged the two to be one. An edge is one
    fact, as known on the day of knowledge: relation, fact, `valid_from` and `valid_to` as people
    write them, `DAYS` as timestamps of whole days (null where that side is `OPEN`), of which
    `known_to` is always open: that it came to be known otherwise is later knowledge; sure,
    confidence, polarity, the keys of its sources and statements, the rules that shaped it, and the
    fields of its relation; an amount of money has its currency beside it. With a day in the world
    there is `certainty`, yes or possible.
    """

    nodes: pa.Table
    edges: pa.Table


def select(
    as_of: str,
    known_on: str,
    relations: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    *,
    isolated: bool = True,
) -> Selection:
    """A selection; None means all. Raises `UnknownName` for what the vocabulary does not have."""
    return Selection(
        as_of,
        known_on,
        _chosen("relation between nodes", relations, [each.name for each in _EDGES]),
        _chosen("kind of node", kinds, list(KINDS)),
        isolated,
    )


def _chosen(what: str, given: Iterable[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    if given is None:
        return tuple(known)
    wanted = {given} if isinstance(given, str) else set(given)
    for name in sorted(wanted - set(known)):
        raise UnknownName(what, name, nearest(name, known))
    return tuple(each for each in known if each in wanted)


def read_tables(store: Store, selection: Selection) -> Tables:
    """The selected part of the graph."""
    import pyarrow as pa
    import pyarrow.compute as pc

    nodes = _together([_nodes(store, kind) for kind in selection.kinds])
    edges = _together([_edges(store, name, selection) for name in selection.relations])
    if set(selection.kinds) != set(KINDS):
        kept = nodes["key"].combine_chunks()
        ends = (pc.is_in(edges[end], value_set=kept) for end in ("subject", "object"))
        edges = edges.filter(pc.and_(*ends))
    if not selection.isolated:
        touched = pa.chunked_array([*edges["subject"].chunks, *edges["object"].chunks], pa.string())
        nodes = nodes.filter(pc.is_in(nodes["key"], value_set=touched.unique()))
    return Tables(nodes.sort_by("key"), edges.sort_by("key"))


def _together(tables: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables(tables, promote_options="default").unify_dictionaries()


def _reads(of: str, columns: Iterable[Column]) -> list[Read]:
    return [
        Read(each.name, f"{of}.`{each.name}`", _type(each))
        for each in columns
        if each.name not in LEFT_OUT
    ]


def _type(column: Column) -> str:
    if column.name in CATEGORIES:
        return "category"
    if column.name in DAYS:
        return "day"
    return "text" if column.type == "date" else column.type


def _nodes(store: Store, kind: str) -> pa.Table:
    # What is without these is not ours: a server may hold data of others.
    match = f"MATCH (n:{kind}) WHERE n.key IS NOT NULL AND n.names IS NOT NULL"
    return read_table(store, match, _reads("n", entity_columns(kind)), {}, f"n:{kind}")


def _edges(store: Store, relation: str, selection: Selection) -> pa.Table:
    import pyarrow as pa

    match = (
        f"MATCH (a:Entity)-[r:{relation}]->(b:Entity) WHERE r.key IS NOT NULL "
        "AND r.known_from <= $known_on AND $known_on < r.known_to"
    )
    parameters = {"known_on": selection.known_on}
    if selection.as_of:
        match += " AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest"
        parameters["as_of"] = selection.as_of
    ends = (Read("subject", "a.key"), Read("object", "b.key"))
    columns = [*ends, *_reads("r", edge_columns(relation))]
    found = read_table(store, match, columns, parameters, "a:Entity")
    named = pa.repeat(pa.scalar(relation), found.num_rows).dictionary_encode()
    found = found.add_column(2, "relation", named)
    if selection.as_of:
        at = found.column_names.index("valid_from") + 2
        found = found.add_column(at, "certainty", _certainty(found, selection.as_of))
    return _opened(found)


def _certainty(edges: pa.Table, as_of: str) -> pa.Array:
    """How surely each edge, of which it is known that it may, holds on a day."""
    import pyarrow as pa
    import pyarrow.compute as pc

    day = pa.scalar(datetime.fromisoformat(as_of), pa.timestamp("s"))
    begun = pc.less_equal(edges["valid_from_latest"], day)
    lasts = pc.less(day, edges["valid_to_earliest"])
    surely = pc.and_(edges["sure"], pc.and_(begun, lasts))
    return pc.if_else(surely, "yes", "possible").combine_chunks().dictionary_encode()


def _opened(edges: pa.Table) -> pa.Table:
    """The days with null for an open side, which the store keeps as a day out of reach; until when
    it was known like this lies beyond the day of knowledge, and is not told."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for name, day in OPEN.items():
        beyond = pa.scalar(datetime.fromisoformat(day), pa.timestamp("s"))
        hidden = pc.or_(pc.equal(edges[name], beyond), name == "known_to")
        days = pc.if_else(hidden, None, edges[name])
        edges = edges.set_column(edges.column_names.index(name), name, days)
    return edges
