"""What is to be told with every answer from a Neo4j server; reads the `StoreInfo` node alone.

It stands apart from what writes, so that the process of the console need not load that.
"""

from __future__ import annotations

from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.lease import unfinished
from graphkit.stores.makers import makers
from graphkit.stores.upsert import MARKS

__all__ = ["made_by_ours", "notice"]

_RULES = "MATCH (i:StoreInfo {key: 'store'}) RETURN i.rules"
_ANY = f"MATCH (s:Statement) WHERE s.{MARKS['Statement']} IS NOT NULL RETURN s.key LIMIT 1"


def made_by_ours(transaction: Transaction) -> bool:
    """Whether our own rules made the facts, as the server says."""
    return list(transaction.rows(_RULES)) == [(makers(),)]


def notice(connection: Connection) -> str:
    """That a load is under way, or was begun and not ended, or that another version's rules made
    the facts; "" if there is nothing to tell."""
    begun, holder = unfinished(connection)
    if str(begun) and holder:
        return f"{holder} is loading ({begun}); until that is done, parts of it are missing"
    if str(begun):
        return f"a load was broken off, parts of it are missing; load again: {begun}"
    if connection.read(_of_other_rules):
        return (
            "another version of graphkit has worked out what is here; the next load or undo "
            "works it out again, by the rules of this one"
        )
    return ""


def _of_other_rules(transaction: Transaction) -> bool:
    return not made_by_ours(transaction) and bool(list(transaction.rows(_ANY)))
