"""The embedded engine, kglite, behind plain Python values: nothing of it leaves this module.

It holds one graph in memory and saves it as one file. A graph that failed in the middle of a
change is to be dropped and loaded again; all-or-nothing is the business of `embedded`.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Self

import kglite

from graphkit.errors import QueryError, StoreError
from graphkit.stores.base import Progress, Rows
from graphkit.stores.frames import BULK_FROM, load_bulk
from graphkit.stores.guard import check_reading
from graphkit.stores.log import START, Mark
from graphkit.stores.makers import makers
from graphkit.stores.revision import EMPTY
from graphkit.stores.upsert import SCHEMA_VERSION, Changes, commands, schema

__all__ = ["ENGINE", "Engine"]

ENGINE = f"kglite {kglite.__version__}, rules {makers()}"

_INFO = (
    "MATCH (i:StoreInfo {key: 'store'}) "
    "RETURN i.schema_version, i.engine, i.position, i.number, i.sha256"
)
_RECORDS = "MATCH (i:StoreInfo {key: 'store'}) RETURN i.records"
_VIRTUAL = ("id", "title", "type")  # names that the engine adds to every node
_PLAIN = frozenset({type(None), bool, int, float, str})

# The engine would print its advice on queries to the user's terminal.
kglite.set_query_warning_policy("silent")


def _reason(exc: Exception) -> str:
    """What the engine says, without the lines that point at a place in the text."""
    return str(exc).split("\n", 1)[0]


@contextmanager
def _translated(error: type[Exception]) -> Iterator[None]:
    """Turn whatever the engine raises into one of our errors."""
    try:
        yield
    except RecursionError as exc:
        raise error("a value is nested too deeply") from exc
    except (kglite.KgError, ValueError, TypeError, OverflowError) as exc:
        raise error(_reason(exc)) from exc
    except BaseException as exc:
        # A panic of the engine's native code is no Exception.
        if type(exc).__name__ == "PanicException":
            raise error(f"the engine failed: {exc}") from exc
        raise


def _plain(value: Any) -> Any:
    """A value as the seam promises it: no dates, no engine's wrapping of nodes and edges."""
    if type(value) in _PLAIN:
        return value
    if type(value) is list and _PLAIN.issuperset(map(type, value)):
        return value
    if isinstance(value, dict):
        if value.keys() == {"id", "labels", "properties"}:
            return _own(value["properties"])
        if value.keys() == {"id", "start", "end", "type", "properties"}:
            return {"type": value["type"], **_own(value["properties"])}
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value


def _own(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(each) for name, each in found.items() if name not in _VIRTUAL}


class Engine:
    """One graph in memory."""

    def __init__(self, graph: kglite.KnowledgeGraph) -> None:
        self._graph = graph
        # All the time but for our own changes: the engine plans anew after each turn of the mode.
        graph.read_only(True)

    @classmethod
    def new(cls) -> Self:
        """An empty graph."""
        return cls(kglite.KnowledgeGraph())

    @classmethod
    def load(cls, path: Path) -> Self:
        """The graph of a file; raises `StoreError` where there is none that can be read."""
        with _translated(StoreError):
            try:
                return cls(kglite.load(str(path), verify="eager"))
            except OSError as exc:
                raise StoreError(str(exc)) from exc

    def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Rows of a query of our own."""
        with _translated(StoreError):
            view: Any = self._graph.cypher(cypher, params=dict(parameters or {}), timeout_ms=0)
            for row in view:
                yield tuple(row.values())

    def csv(self, cypher: str, parameters: Mapping[str, Any]) -> str:
        """The rows of a query of our own as CSV, with the names of the columns first."""
        with _translated(StoreError):
            return str(
                self._graph.cypher(f"{cypher} FORMAT CSV", params=dict(parameters), timeout_ms=0)
            )

    def query(self, cypher: str, parameters: Mapping[str, Any], timeout: float | None) -> Rows:
        """Rows of a query of the user's, which may only read; raises `QueryError`."""
        with _translated(QueryError):
            view = self._view(cypher, parameters, timeout, None)
            columns = tuple(view.columns)
            cells = [view.column(name) for name in columns]  # much quicker than row by row
        plain = (
            each if _PLAIN.issuperset(map(type, each)) else map(_plain, each) for each in cells
        )
        rows = list(zip(*plain, strict=True))
        return Rows(columns, rows)

    def stream(
        self, cypher: str, parameters: Mapping[str, Any], timeout: float, row_limit: int
    ) -> Generator[tuple[Any, ...]]:
        """As `query`, one by one: the columns first, then the rows, at most `row_limit`."""
        with _translated(QueryError):
            view = self._view(cypher, parameters, timeout, row_limit)
            yield tuple(view.columns)
            for row in view:
                yield tuple(map(_plain, row.values()))

    def _view(
        self, cypher: str, parameters: Mapping[str, Any], timeout: float | None, limit: int | None
    ) -> Any:
        """The engine's own result of a query that only reads."""
        return self._graph.cypher(
            check_reading(cypher),
            params=dict(parameters),
            timeout_ms=None if timeout is None else max(1, round(timeout * 1000)),
            row_limit=limit,
            hide_structural_keys=True,
        )

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with _translated(StoreError):
            self._graph.read_only(False)
            try:
                yield
            finally:
                self._graph.read_only(True)

    @property
    def empty(self) -> bool:
        """Whether nothing was ever written to it."""
        return len(self._graph) == 0

    def apply(self, changes: Changes, progress: Progress | None = None) -> None:
        """Make the changes; raises `StoreError`, after which this graph is of no use."""
        nodes = sum(len(each.items) for each in changes.nodes)
        total, done = nodes + sum(len(each.ends) for each in changes.edges), 0

        def advance(rows: int) -> None:
            nonlocal done
            done = min(done + rows, total)
            if progress:
                progress("writing", done, total)

        def run(commanded: Changes) -> None:
            for command in commands(commanded):
                self._graph.cypher(command.cypher, params={"rows": command.rows}, timeout_ms=0)
                advance(len(command.rows))

        with self._changing():
            if sum(len(each.items) for each in changes.nodes if each.new) >= BULK_FROM:
                empty = self.empty
                run(changes._replace(nodes=(), edges=(), removed=()))
                changes = changes._replace(gone_nodes=(), gone_edges=())
                changes = load_bulk(self._graph, changes, advance, empty=empty)
            # After the bulk of a first load, which is quicker without.
            for each in schema():
                self._graph.cypher(each)
            run(changes)

    @property
    def mark(self) -> Mark | None:
        """How much of the log it holds; None where another version wrote it."""
        found = list(self.read(_INFO))
        if not found or found[0][:2] != (SCHEMA_VERSION, ENGINE):
            return START if self.empty else None
        return Mark(*found[0][2:])

    @property
    def records(self) -> str:
        """The mark of its records."""
        found = [each for (each,) in self.read(_RECORDS) if each]
        return str(found[0]) if found else EMPTY

    def set_mark(self, mark: Mark, records: str) -> None:
        """Note how much of the log it holds, and the mark of its records."""
        info = {
            "name": "store",
            "schema_version": SCHEMA_VERSION,
            "engine": ENGINE,
            "records": records,
        }
        with self._changing():
            self._graph.cypher(
                "MERGE (i:StoreInfo {key: 'store'}) SET i += $info",
                params={"info": {**info, **mark._asdict()}},
            )

    def save(self, path: Path) -> None:
        """Save the graph to a file, on disk when it returns; raises `StoreError`."""
        with warnings.catch_warnings(), _translated(StoreError):
            # Lists cannot be read in place from the file, which only costs memory.
            warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
            try:
                self._graph.save(str(path))
            except (kglite.FileIoError, OSError) as exc:
                raise StoreError(f"{path} cannot be written: {_reason(exc)}") from exc
