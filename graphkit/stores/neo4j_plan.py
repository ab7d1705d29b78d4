"""Whether a Neo4j server may run a query, judged on the plan that the server made of it. Pure.

The server's read mode refuses every write. Its plan shows what read mode lets through: files and
addresses, settings, other people's queries, procedures. Subqueries inside expressions are not in
the plan: `reach` looks at those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.errors import QueryError
from graphkit.stores.reach import PROCEDURES

__all__ = ["check_plan"]

_REFUSED = {
    "LoadCSV": "reads files and addresses; a query may only read the graph",
    "AdministrationCommand": "administers the server; use Neo4j's own tools",
    "Show": "shows settings, users or other queries; use Neo4j's own tools",
    "Terminate": "ends other people's queries; use Neo4j's own tools",
}


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None, *, write: bool) -> None:
    """Raises `QueryError` for what would do more than read the graph, or, with `write`, more
    than read and change it. `query_type` and `plan` are those of the EXPLAIN's summary.
    """
    if plan is None:
        raise QueryError("the server makes no plan of this; only queries can be run")
    for operator, details in _operators(plan):
        for name, why in _REFUSED.items():
            if operator.startswith(name):
                raise QueryError(f"{operator} {why}")
        procedure = details.partition("(")[0]
        if operator == "ProcedureCall" and procedure not in PROCEDURES:
            raise QueryError(
                f"the procedure {procedure} may not be called here; allowed are "
                f"{', '.join(sorted(PROCEDURES))}"
            )
    if query_type != "r" and not write:
        raise QueryError("this query does more than read; only reading queries can be run")


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each operator of a plan and its details; Neo4j writes `LoadCSV@neo4j`."""
    arguments = plan.get("args") or {}
    yield str(plan["operatorType"]).partition("@")[0], str(arguments.get("Details", ""))
    for child in plan.get("children") or ():
        yield from _operators(child)
