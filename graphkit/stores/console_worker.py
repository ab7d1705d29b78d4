"""The process that runs one query of a user's: `console` starts it, feeds it and ends it.

It opens the store, gives up what it no longer needs, runs the query and writes what it finds,
one JSON value a line: {} when the store is open, the columns, each row as a list, and
{"more": bool} or {"error": [kind, message]} at the end. It imports nothing but one engine.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit

from graphkit.errors import GraphkitError, QueryError, StoreError
from graphkit.stores.confine import confine

__all__ = ["main"]

Found = tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]


class Reader(Protocol):
    """An open store that can run one query. `files` is whether it has to open more for that."""

    files: bool

    def run(self, cypher: str, parameters: Mapping[str, Any], seconds: float, rows: int) -> Found:
        """Columns, and rows one by one, at most so many; raises `QueryError`."""


class _Embedded:
    """The embedded store, as far as its log goes."""

    files = False

    def __init__(self, url: str, *, write: bool) -> None:
        from graphkit.stores import open_store  # noqa: PLC0415
        from graphkit.stores.embedded import EmbeddedStore  # noqa: PLC0415

        if write:
            raise QueryError(
                "the embedded store is made from its log of statements, so what a query changed "
                "would be lost; write statements into a pack, and load that"
            )
        store = open_store(url)
        if not isinstance(store, EmbeddedStore):
            raise StoreError(f"{url} is not a folder of the embedded store")
        self._engine = store.current()

    def run(self, cypher: str, parameters: Mapping[str, Any], seconds: float, rows: int) -> Found:
        return self._engine.stream(cypher, parameters, seconds, rows)


def main() -> None:
    """Run the query that stands on the standard input; never raises."""
    request = json.loads(sys.stdin.buffer.readline())
    # Whatever else writes to the standard output must not end up among the rows.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    last: dict[str, Any]
    try:
        last = {"more": _answer(request, out)}
    except GraphkitError as exc:
        # Native code that is refused memory for a Python value panics.
        starved = type(exc.__cause__).__name__ == "PanicException"
        last = {"error": ["MemoryError" if starved else type(exc).__name__, str(exc)]}
    except MemoryError:
        last = {"error": ["MemoryError", ""]}
    except RecursionError:
        last = {"error": ["QueryError", "a value of the answer is nested too deeply"]}
    _write(out, last)
    out.close()
    # The interpreter's own end would look for files that can no longer be opened.
    os._exit(0)


def _open(request: Mapping[str, Any]) -> Reader:
    if urlsplit(request["url"]).scheme.split("+", 1)[0] in {"neo4j", "bolt"}:
        from graphkit.stores.console_neo4j import Neo4jReader  # noqa: PLC0415

        return Neo4jReader(request["url"], write=request["write"], **request["server"])
    return _Embedded(request["url"], write=request["write"])


def _answer(request: Mapping[str, Any], out: BinaryIO) -> bool:
    """Write the answer; returns whether there are more rows than were asked for."""
    reader = _open(request)
    _write(out, {})
    out.flush()
    confine(request["memory_mb"], request["seconds"], files=reader.files)
    limit, room = request["row_limit"], request["bytes"]
    columns, rows = reader.run(
        request["cypher"], request["parameters"], request["seconds"], limit + 1
    )
    _write(out, columns)
    for count, row in enumerate(rows):
        if count == limit:
            return True
        room -= _write(out, row, room)
        if room <= 0:
            if count == 0:
                raise QueryError(
                    f"a single row is larger than {request['bytes']:,} bytes; return less of it"
                )
            return True
    return False


def _write(out: BinaryIO, value: Any, room: int | None = None) -> int:
    """Write one value unless it is larger than `room`; returns how large it is, in bytes."""
    line = json.dumps(value, separators=(",", ":"), default=str).encode() + b"\n"
    if room is None or len(line) < room:
        out.write(line)
    return len(line)
