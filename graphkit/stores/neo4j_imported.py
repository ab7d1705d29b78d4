"""What Neo4j's offline importer leaves undone of a store: done once, by the first to open it.

The importer makes no constraint and no index, and drops lists that are empty, which are
properties like any other here; and judgements, which move statements from one entity to another,
need a graph to work on. It is done in portions and can be broken off and begun again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import orjson

from graphkit.errors import StoreBusy, StoreError, StoreUnavailable
from graphkit.model import RELATIONS
from graphkit.statement import Batch, Judgement
from graphkit.stores.bolt import Connection
from graphkit.stores.lease import Lease
from graphkit.stores.neo4j_schema import prepare
from graphkit.stores.projection import SOURCE, STATEMENT, Column, edge_columns, entity_columns

__all__ = ["complete"]

_PORTION = 20_000  # nodes or edges in one transaction
_PENDING = "MATCH (n:PendingJudgement) RETURN n.record"
_DONE = """
MATCH (i:StoreInfo {key: 'store'}) SET i.imported = null
WITH i MATCH (n:PendingJudgement) DELETE n
"""


def complete(connection: Connection, wait: float, write: Callable[[Lease, Batch], object]) -> None:
    """Complete a store that the importer made; waits so many seconds for whoever is at it.

    `write` writes a batch as every load does. Takes minutes for each million facts. Raises
    `StoreUnavailable` for a user who may not.
    """
    try:
        with (lease := Lease(connection, wait)).held():
            for command in _commands():
                connection.run_in_transactions(command)
            prepare(connection)
            pending = [orjson.loads(each) for (each,) in connection.read_rows(_PENDING)]
            if pending:
                write(lease, Batch(judgements=tuple(Judgement(**each) for each in pending)))
            connection.command(_DONE)
    except StoreBusy:
        raise
    except StoreError as exc:
        raise StoreUnavailable(
            f"{exc}; the importer has left this store incomplete: open it once as a user who may "
            "write and make indexes"
        ) from exc


def _commands() -> Iterator[str]:
    yield from _filled("(x:Entity)", _lists(entity_columns("Company")))  # the same for every kind
    yield from _filled("(x:Source)", _lists(SOURCE))
    yield from _filled("(x:Statement)", _lists(STATEMENT))
    for relation in RELATIONS.values():
        if not relation.is_attribute:
            yield from _filled(f"()-[x:{relation.name}]->()", _lists(edge_columns(relation.name)))


def _lists(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(each.name for each in columns if each.type == "list")


def _filled(pattern: str, names: tuple[str, ...]) -> Iterator[str]:
    lacking = " OR ".join(f"x.{name} IS NULL" for name in names)
    filled = ", ".join(f"x.{name} = coalesce(x.{name}, [])" for name in names)
    yield (
        f"MATCH {pattern} WHERE {lacking} "
        f"CALL (x) {{ SET {filled} }} IN TRANSACTIONS OF {_PORTION} ROWS"
    )
