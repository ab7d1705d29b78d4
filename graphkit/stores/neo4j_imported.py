"""What Neo4j's offline importer leaves undone of a store: done once, by the first to open it.

The importer makes no constraint and no index; and judgements, which move statements from one
entity to another, need a graph to work on. It can be broken off and begun again.
"""

from __future__ import annotations

from collections.abc import Callable

import orjson

from graphkit.errors import StoreBusy, StoreError, StoreUnavailable
from graphkit.statement import Batch, Judgement
from graphkit.stores.bolt import Connection
from graphkit.stores.lease import Lease
from graphkit.stores.neo4j_schema import prepare

__all__ = ["complete"]

_PENDING = "MATCH (n:PendingJudgement) RETURN n.record"
_DONE = """
MATCH (i:StoreInfo {key: 'store'}) SET i.imported = null
WITH i MATCH (n:PendingJudgement) DELETE n
"""


def complete(connection: Connection, wait: float, write: Callable[[Lease, Batch], object]) -> None:
    """Complete a store that the importer made; waits so many seconds for whoever is at it.

    `write` writes a batch as every load does. Takes a minute or two for each million facts. Raises
    `StoreUnavailable` for a user who may not.
    """
    try:
        with (lease := Lease(connection, wait)).held():
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
