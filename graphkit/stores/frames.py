"""The embedded engine's bulk path: whole columns, for many new nodes and the first edges.

Several times faster than Cypher for many rows, but it takes pandas, and merges parallel edges
except on the first load of a type from a label; what it cannot take is left for Cypher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.model import KINDS
from graphkit.stores.projection import Column, values
from graphkit.stores.upsert import Changes, EdgeGroup, NodeGroup

if TYPE_CHECKING:
    import kglite
    import pandas as pd

__all__ = ["BULK_FROM", "load_bulk"]

BULK_FROM = 5_000  # new nodes from which on it pays to import pandas
_LOT = 50_000  # nodes in one frame: bounds the memory that a frame takes

_START, _END = "start ", "end "  # no property can be called that
_ENGINE_TYPES = {"text": "string", "date": "string", "list": "list", "number": "float"}

Advance = Callable[[int], None]


def _frame(columns: Sequence[Column], items: Sequence[Any]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The columns that hold anything, and the types that the engine must be told."""
    import pandas as pd

    made: dict[str, list[Any]] = {}
    types: dict[str, str] = {}
    for column in columns:
        found = values(column, items)
        if column.type == "list" or any(each is not None for each in found):
            made[column.name] = found
            if column.type in _ENGINE_TYPES:
                types[column.name] = _ENGINE_TYPES[column.type]
    # As one block of objects: pandas need not look at each value, and the engine reads it fastest.
    return pd.DataFrame(made, dtype=object), types


def _add_nodes(graph: kglite.KnowledgeGraph, group: NodeGroup, advance: Advance) -> None:
    for items in group.lots(_LOT):
        frame, types = _frame(group.columns, items)
        graph.add_nodes(
            frame,
            group.label,
            "key",
            "name",
            column_types=types,
            labels=["Entity"] if group.label in KINDS else None,
        )
        advance(len(items))


def _takes(graph: kglite.KnowledgeGraph, label: str) -> bool:
    """Whether nodes of this label may come so: not where the first of them came by Cypher."""
    found: Any = graph.cypher(f"MATCH (n:{label}) RETURN n.id, n.key LIMIT 1")
    return all(each["n.id"] == each["n.key"] for each in found)


def _add_edges(graph: kglite.KnowledgeGraph, group: EdgeGroup) -> None:
    frame, types = _frame(group.columns, group.items)
    names = list(frame.columns)
    starts, ends = zip(*group.ends, strict=True)
    frame[_START], frame[_END] = list(starts), list(ends)
    graph.add_relationships(
        frame,
        group.type,
        group.start,
        _START,
        group.end,
        _END,
        columns=names,
        column_types=types,
    )


def _first_of_type(groups: Iterable[EdgeGroup]) -> dict[tuple[str, str], EdgeGroup]:
    """The largest group of each type and label to start from."""
    largest: dict[tuple[str, str], EdgeGroup] = {}
    for group in groups:
        known = largest.get((group.type, group.start))
        if known is None or len(known.ends) < len(group.ends):
            largest[group.type, group.start] = group
    return largest


def load_bulk(
    graph: kglite.KnowledgeGraph, changes: Changes, advance: Advance, *, empty: bool
) -> Changes:
    """Write what the bulk path can take, once what goes is gone; returns the rest.

    `empty` says that there is nothing in the graph yet.
    """
    known = []
    for nodes in changes.nodes:
        if nodes.new and (empty or _takes(graph, nodes.label)):
            _add_nodes(graph, nodes, advance)
        else:
            known.append(nodes)
    first = _first_of_type(changes.edges if empty else ())
    for edges in first.values():
        _add_edges(graph, edges)
        advance(len(edges.ends))
    rest = [each for each in changes.edges if first.get((each.type, each.start)) is not each]
    return changes._replace(nodes=known, edges=rest)
