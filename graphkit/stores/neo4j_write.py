"""The Cypher that makes changes on a Neo4j server, and what refuses them.

Edges are made as everywhere (`upsert`). Nodes are not, because a server may hold what is not ours:

- A node is ours if it has the property that marks its label (`MARKS`), and only ours are read and
  changed. What is not there for us is created, and where a node of another's has that label and
  key, the server itself refuses a second one.
- A node that changes its kind or its source stays the same node, with whatever others have tied
  to it. For that, entities are merged by the label that they share.
- A node to which others have tied something is not removed: a guard looks for one first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graphkit.errors import StoreError
from graphkit.model import KINDS
from graphkit.stores.bolt import Transaction
from graphkit.stores.projection import entity_columns, present, properties
from graphkit.stores.upsert import (
    LOT,
    MARKS,
    STATED_IN,
    Changes,
    Command,
    EdgeGroup,
    NodeGroup,
    lots,
)
from graphkit.stores.upsert import commands as plain_commands

__all__ = ["apply", "commands"]

_TIED = "RETURN count(n) AS tied"
_REFUSAL = (
    "others have tied relationships to nodes that would be removed; nothing was changed: "
    "remove those relationships first"
)


def apply(transaction: Transaction, made: Iterable[Command]) -> None:
    """Run the commands; raises `StoreError` where something of another's is in the way."""
    for command in made:
        parameters = {"rows": command.rows}
        if not command.cypher.endswith(_TIED):
            transaction.do(command.cypher, parameters)
        elif list(transaction.rows(command.cypher, parameters)) != [(0,)]:
            raise StoreError(_REFUSAL)


def commands(changes: Changes) -> Iterator[Command]:
    """The changes as Cypher, in order and in lots; all of it belongs in one transaction."""
    statements = "UNWIND $rows AS row MATCH (n:Statement {key: row.key})"
    loose = [key for label, keys in changes.gone_nodes if label == "Statement" for key in keys]
    removed = [key for label, keys in changes.removed if label == "Statement" for key in keys]
    yield from _by_key(f"{statements}-[r:{STATED_IN}]->() DELETE r", [*loose, *removed])
    yield from plain_commands(changes._replace(gone_nodes=(), nodes=(), edges=(), removed=()))
    # Only now: edges are found from nodes of their kind.
    for label, keys in changes.gone_nodes:
        if label in KINDS:
            yield _unlabel(label, keys)
    tied = {key: end for each in changes.edges if each.type == STATED_IN for key, end in each.ends}
    for group in changes.nodes:
        if not group.new:
            yield from _merge_nodes(group)
        elif group.label == "Statement":
            yield from _create_stated(group, tied)
        else:
            yield from _create_nodes(group)
    # Edges are always new.
    others = [each for each in changes.edges if each.type != STATED_IN]
    yield from plain_commands(Changes((), (), (), others))
    if tied:
        ends = list(tied.items())
        yield from plain_commands(
            Changes((), (), (), [EdgeGroup(STATED_IN, "Statement", "Source", ends)])
        )
    # Those that were not tied to a source again are not stated any more.
    gone = f"{statements} WHERE NOT (n)-[:{STATED_IN}]->() DETACH DELETE n"
    yield from _by_key(gone, loose)
    for label, keys in changes.removed:
        found = f"UNWIND $rows AS row MATCH (n:{label} {{key: row.key}})"
        ours = f"n.{MARKS['Entity' if label in KINDS else label]} IS NOT NULL"
        yield from _by_key(f"{found} WHERE {ours} AND EXISTS {{ (n)--() }} {_TIED}", keys)
        yield from _by_key(f"{found} WHERE {ours} DELETE n", keys)


def _by_key(cypher: str, keys: Sequence[str]) -> Iterator[Command]:
    for lot in lots(keys):
        yield Command(cypher, [{"key": key} for key in lot])


def _unlabel(kind: str, keys: Sequence[str]) -> Command:
    """Entities that are no longer of this kind lose its label and what only it has."""
    nothing = {column.name: None for column in entity_columns(kind) if column.name != "key"}
    nothing.pop(MARKS["Entity"])
    return Command(
        f"UNWIND $rows AS row MATCH (n:Entity {{key: row.key}}) REMOVE n:{kind} SET n += row.props",
        [{"key": key, "props": nothing} for key in keys],
    )


def _create_nodes(group: NodeGroup) -> Iterator[Command]:
    labels = f"{group.label}:Entity" if group.label in KINDS else group.label
    cypher = f"UNWIND $rows AS row CREATE (n:{labels}) SET n += row.props"
    for lot in group.lots(LOT):
        yield Command(cypher, [{"props": each} for each in present(group.columns, lot)])


def _create_stated(group: NodeGroup, tied: dict[str, str]) -> Iterator[Command]:
    """Statements together with what ties each to its source, which is taken out of `tied`: there
    is no need to find it again."""
    cypher = (
        "UNWIND $rows AS row MATCH (d:Source {key: row.source}) "
        f"CREATE (n:Statement)-[:{STATED_IN}]->(d) SET n += row.props"
    )
    for lot in group.lots(LOT):
        made = present(group.columns, lot)
        rows = [{"source": tied.pop(each["key"]), "props": each} for each in made]
        yield Command(cypher, rows)


def _merge_nodes(group: NodeGroup) -> Iterator[Command]:
    label = "Entity" if group.label in KINDS else group.label
    also = f" SET n:{group.label}" if group.label in KINDS else ""
    cypher = f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}}){also} SET n += row.props"
    for lot in group.lots(LOT):
        rows = [{"key": each.pop("key"), "props": each} for each in properties(group.columns, lot)]
        yield Command(cypher, rows)
