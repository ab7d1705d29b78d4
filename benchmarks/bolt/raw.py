"""The same graph as `load` makes, written with the plain driver as fast as we know how.

No check, no planning, no lease: the rows are ready before the clock starts. Nodes are created,
not merged; a statement is created together with what ties it to its source; edges find both ends
by the index of their own label. Nulls are not sent. What is left is the driver and the server.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import neo4j

from graphkit.model import KINDS
from graphkit.statement import Batch
from graphkit.stores.lookup import nothing
from graphkit.stores.memory import LoadReader, Memory
from graphkit.stores.neo4j_schema import schema
from graphkit.stores.plan import plan
from graphkit.stores.portions import portions
from graphkit.stores.projection import properties
from graphkit.stores.upsert import EdgeGroup, NodeGroup

Rows = dict[str, list[dict[str, Any]]]


def rows_of(batch: Batch) -> Rows:
    """Every row of the graph, by the command that writes it, in the order of the commands."""
    memory = Memory()
    memory.fresh = True
    found: Rows = defaultdict(list)
    names = tuple(sorted(each.name for each in batch.datasets))
    for portion in portions(batch, 50_000):
        changes = plan(portion, LoadReader(nothing, memory, fresh=True), names).changes
        memory.keep(changes, portion)
        stated = [group.ends for group in changes.edges if group.type == "STATED_IN"]
        sources = dict(stated[0]) if stated else {}
        for group in changes.nodes:
            found[_node(group.label)] += _node_rows(group, sources)
        for group in changes.edges:
            if group.type != "STATED_IN":
                found[_edge(group.type, group.start, group.end)] += _edge_rows(group)
    return dict(found)


def _node_rows(group: NodeGroup, sources: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for lot in group.lots(10_000):
        for each in properties(group.columns, lot):
            row: dict[str, Any] = {"p": _said(each)}
            if group.label == "Statement":
                row["s"] = sources[each["key"]]
            yield row


def _edge_rows(group: EdgeGroup) -> Iterator[dict[str, Any]]:
    made = properties(group.columns, group.items)
    for (start, end), each in zip(group.ends, made, strict=True):
        yield {"a": start, "b": end, "p": _said(each)}


def _said(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in found.items() if each is not None}


def _node(label: str) -> str:
    if label == "Statement":
        return (
            "UNWIND $rows AS row MATCH (s:Source {key: row.s}) "
            "CREATE (n:Statement)-[:STATED_IN]->(s) SET n = row.p"
        )
    labels = f"{label}:Entity" if label in KINDS else label
    return f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row.p"


def _edge(relation: str, start: str, end: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{key: row.a}}) MATCH (b:{end} {{key: row.b}}) "
        f"CREATE (a)-[r:{relation}]->(b) SET r = row.p"
    )


def load(url: str, auth: tuple[str, str], rows: Rows, size: int) -> None:
    """Write all rows, `size` in one command and transaction."""
    with neo4j.GraphDatabase.driver(url, auth=auth) as driver, driver.session() as session:
        for command in schema().values():
            session.run(command).consume()
        session.run("CALL db.awaitIndexes(300)").consume()
        for command, every in rows.items():
            for lot in _lots(every, size):
                session.execute_write(_write, command, lot)


def _write(transaction: neo4j.ManagedTransaction, command: str, lot: list[Any]) -> None:
    transaction.run(command, rows=lot).consume()


def _lots(every: list[Any], size: int) -> Iterator[list[Any]]:
    for at in range(0, len(every), size):
        yield every[at : at + size]
