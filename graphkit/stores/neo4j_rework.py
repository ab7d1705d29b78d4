"""Facts on a Neo4j server that other rules made, worked out again before anything is written.

A server keeps facts as they were made. What makes them changes with graphkit (`makers`), and an
answer must not rest on the rules of two versions: so a write by another version first works out
every fact from its statements, and how names are compared. It changes no record, so it is no run
of the history. Broken off, it is begun again by the next write; until it is done, `Store.notice`
tells.
"""

from __future__ import annotations

from functools import partial

from graphkit.stores.base import Progress
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.folding import folds
from graphkit.stores.lease import Lease
from graphkit.stores.lookup import Reader
from graphkit.stores.makers import makers
from graphkit.stores.neo4j_notice import made_by_ours
from graphkit.stores.neo4j_write import apply, commands
from graphkit.stores.plan import plan_again
from graphkit.stores.upsert import MARKS

__all__ = ["rework"]

_SET_RULES = "MATCH (i:StoreInfo {key: 'store'}) SET i.rules = $rules"
_OURS = f"s.{MARKS['Statement']} IS NOT NULL"
_COUNT = f"MATCH (s:Statement) WHERE {_OURS} RETURN count(DISTINCT s.fact)"
_FACTS = (
    f"MATCH (s:Statement) WHERE s.fact > $after AND {_OURS} "
    "RETURN DISTINCT s.fact AS fact ORDER BY fact LIMIT $most"
)
_NAMES = (
    f"MATCH (e:Entity) WHERE e.key > $after AND e.{MARKS['Entity']} IS NOT NULL "
    "RETURN e.key AS key, e.names ORDER BY key LIMIT $most"
)
_SET_FOLDED = (
    "UNWIND $rows AS row MATCH (e:Entity {key: row.key}) "
    "SET e.folded = row.folds[0], e.folded_long = row.folds[1]"
)


def rework(connection: Connection, lease: Lease, most: int, progress: Progress | None) -> None:
    """Work out every fact again, `most` of them in one transaction, if other rules made them;
    first, what lookups need of names."""
    if connection.read(made_by_ours):
        return
    named: str | None = ""
    while named is not None:
        named = connection.write(partial(_fold, lease=lease, after=named, most=most))
    ((total,),) = connection.read(lambda transaction: list(transaction.rows(_COUNT)))
    after: str | None = ""
    done = 0
    while after is not None:
        if progress and total:
            progress("facts again", done, total)
        after = connection.write(partial(_lot, lease=lease, after=after, most=most))
        done = min(done + most, total)
    if progress and total:
        progress("facts again", total, total)


def _fold(transaction: Transaction, lease: Lease, after: str, most: int) -> str | None:
    """Fold the names of the entities behind that one, as `_lot` does with facts."""
    found = list(transaction.rows(_NAMES, {"after": after, "most": most}))
    rows = [{"key": key, "folds": folds(names)} for key, names in found]
    transaction.do(_SET_FOLDED, {"rows": rows})
    lease.confirm(transaction)
    return str(found[-1][0]) if len(found) == most else None


def _lot(transaction: Transaction, lease: Lease, after: str, most: int) -> str | None:
    """Work out the facts behind that one; gives the last, or None when there are no more."""
    facts: list[str] = [
        fact for (fact,) in transaction.rows(_FACTS, {"after": after, "most": most})
    ]
    if facts:
        planned = plan_again(facts, Reader(transaction.rows, empty=False))
        apply(transaction, commands(planned.changes))
    lease.confirm(transaction)
    if len(facts) == most:
        return facts[-1]
    transaction.do(_SET_RULES, {"rules": makers()})
    return None
