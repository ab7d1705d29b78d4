"""The Cypher that makes changes on a Neo4j server. Pure; a transaction runs it.

Edges are made as everywhere (`upsert`). Nodes are not, because a server may hold what is not ours:

- A node is ours if it has the property that marks its label (`MARKS`). A node of another's under
  our label and key is never written to: its row is missing from the count that the command
  returns, and the write is refused.
- A node that changes its kind or its source stays the same node, with whatever others have tied
  to it. For that, entities are merged by the label that they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.model import KINDS
from graphkit.stores.projection import entity_columns, properties
from graphkit.stores.upsert import LOT, MARKS, STATED_IN, Changes, Command, NodeGroup
from graphkit.stores.upsert import commands as plain_commands

__all__ = ["commands", "is_counted"]

_COUNT = " RETURN count(n)"


def is_counted(command: Command) -> bool:
    """Whether the command returns how many of its rows it wrote, which should be all."""
    return command.cypher.endswith(_COUNT)


def commands(changes: Changes) -> Iterator[Command]:
    """The changes as Cypher, in order and in lots; all of it belongs in one transaction."""
    statements = "UNWIND $rows AS row MATCH (n:Statement {key: row.key})"
    loose = [key for label, keys in changes.gone_nodes if label == "Statement" for key in keys]
    yield from _by_key(f"{statements}-[r:{STATED_IN}]->() DELETE r", loose)
    yield from plain_commands(changes._replace(gone_nodes=(), nodes=(), edges=()))
    # Only now: edges are found from nodes of their kind.
    for label, keys in changes.gone_nodes:
        if label in KINDS:
            yield _unlabel(label, keys)
    for group in changes.nodes:
        yield from _write_nodes(group)
    yield from plain_commands(Changes((), (), (), changes.edges))
    # Those that were not tied to a source again are not stated any more.
    gone = f"{statements} WHERE NOT (n)-[:{STATED_IN}]->() DETACH DELETE n"
    yield from _by_key(gone, loose)


def _by_key(cypher: str, keys: Sequence[str]) -> Iterator[Command]:
    for at in range(0, len(keys), LOT):
        yield Command(cypher, [{"key": key} for key in keys[at : at + LOT]])


def _unlabel(kind: str, keys: Sequence[str]) -> Command:
    """Entities that are no longer of this kind lose its label and what only it has."""
    nothing = {column.name: None for column in entity_columns(kind) if column.name != "key"}
    nothing.pop(MARKS["Entity"])
    return Command(
        f"UNWIND $rows AS row MATCH (n:Entity {{key: row.key}}) REMOVE n:{kind} SET n += row.props",
        [{"key": key, "props": nothing} for key in keys],
    )


def _write_nodes(group: NodeGroup) -> Iterator[Command]:
    label, special = group.label, ""
    if label in KINDS:
        label, special = "Entity", f" SET n:{label}"
    mark = MARKS[label]
    cypher = (
        f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}}) "
        f"ON CREATE SET n.{mark} = row.props.{mark} "
        f"WITH n, row WHERE n.{mark} IS NOT NULL{special} SET n += row.props{_COUNT}"
    )
    for lot in group.lots(LOT):
        props = properties(group.columns, lot)
        yield Command(cypher, [{"key": each.pop("key"), "props": each} for each in props])
