"""One query of a user's against a Neo4j server: planned first, and run only if the plan allows it.

Only the worker process of `console` imports this.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

# The driver loads these only to take and give their types, which a console has no use for; they
# take longer to load than all the rest.
for _unused in ("numpy", "pandas", "pyarrow"):
    sys.modules.setdefault(_unused, None)  # type: ignore[arg-type]

import neo4j  # noqa: E402
from neo4j.exceptions import DriverError, Neo4jError  # noqa: E402
from neo4j.graph import Node, Path, Relationship  # noqa: E402
from neo4j.spatial import Point  # noqa: E402

from graphkit.errors import QueryError, StoreUnavailable  # noqa: E402
from graphkit.stores.neo4j_plan import check_plan  # noqa: E402
from graphkit.stores.reach import check_reach  # noqa: E402

__all__ = ["Neo4jReader"]

_PLACE = re.compile(r"\(line (\d+), (column \d+) \(offset: \d+\)\)")


class Neo4jReader:
    """A connection to the server at `url`. Raises `StoreUnavailable` where there is none."""

    files = True  # the driver opens a connection when it needs one

    def __init__(
        self,
        url: str,
        *,
        user: str | None,
        password: str | None,
        database: str | None,
        write: bool,
    ) -> None:
        auth = None if user is None else (user, password or "")
        try:
            self._driver = neo4j.GraphDatabase.driver(
                url, auth=auth, notifications_min_severity="OFF"
            )
            self._driver.verify_connectivity(database=database)
        except (DriverError, Neo4jError, ValueError) as exc:
            raise StoreUnavailable(f"{url}: {_message(exc)}") from exc
        self._session = self._driver.session(
            database=database,
            default_access_mode=neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS,
        )
        self._write = write

    def run(
        self, cypher: str, parameters: Mapping[str, Any], seconds: float, rows: int
    ) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
        """Columns, and rows one by one; the caller takes as many as it wants."""
        text = check_reach(cypher).text
        with _translated():
            plan = self._plan(text, parameters, seconds)
            check_plan(plan.query_type, plan.plan, write=self._write)
            result = self._run(text, parameters, seconds)
            columns = tuple(result.keys())

        def found() -> Iterator[tuple[Any, ...]]:
            with _translated():
                for record in result:
                    yield tuple(map(_plain, record.values()))

        return columns, found()

    def _plan(
        self, text: str, parameters: Mapping[str, Any], seconds: float
    ) -> neo4j.ResultSummary:
        try:
            return self._run(f"EXPLAIN\n{text}", parameters, seconds).consume()
        except Neo4jError as exc:
            # The places that the server names are one line too far down.
            raise QueryError(_PLACE.sub(_line_above, _message(exc))) from exc

    def _run(self, text: str, parameters: Mapping[str, Any], seconds: float) -> neo4j.Result:
        # The server's own clock ends what is left of a query when this process is ended.
        query = neo4j.Query(text, timeout=seconds)  # type: ignore[arg-type]
        return self._session.run(query, dict(parameters))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (DriverError, Neo4jError, ValueError, TypeError, OverflowError) as exc:
        raise QueryError(_message(exc)) from exc


def _line_above(match: re.Match[str]) -> str:
    return f"(line {int(match[1]) - 1}, {match[2]})"


def _message(exc: Exception) -> str:
    return (getattr(exc, "message", None) or str(exc)).split("\n", 1)[0]


def _plain(value: Any) -> Any:
    """A value as `Rows` promises it."""
    if isinstance(value, Relationship):
        return {"type": value.type, **{name: _plain(each) for name, each in value.items()}}
    if isinstance(value, Node):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, Path):
        return [_plain(each) for each in _along(value)]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, Point):
        return {"srid": value.srid, **dict(zip("xyz", value, strict=False))}
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def _along(path: Path) -> Iterator[Any]:
    yield path.nodes[0]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield relationship
        yield node
