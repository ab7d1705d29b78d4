"""The process that runs one query of a user's: `console` starts it, feeds it and ends it.

It opens the store, gives up what it no longer needs, runs the query and writes what it finds,
one JSON value a line: {"notice": text} when the store is open, the columns, each row as a list,
and {"more": bool} or {"error": [kind, message]} at the end. It imports nothing but one engine.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Mapping
from contextlib import closing
from typing import Any, BinaryIO, Protocol

from graphkit.errors import GraphkitError, QueryError, StoreError
from graphkit.stores.address import is_server
from graphkit.stores.confine import confine, used_most

__all__ = ["main"]

_GRACE = 1.0  # seconds: `console` has the clock, the engine's own only ends what is left behind
Request = Mapping[str, Any]  # what `console` sends
Found = Generator[tuple[Any, ...]]  # the columns, then the rows one by one


class _Reader(Protocol):
    """An open store that can run one query. `files` is whether it has to open more for that,
    `notice` what is to be told with every answer."""

    files: bool
    notice: str

    def run(self, request: Request) -> Found:
        """What the query finds, one row further than was asked for; raises `QueryError`."""


class _Embedded:
    """The embedded store, as far as its log goes."""

    files = False

    def __init__(self, url: str, *, write: bool) -> None:
        from graphkit.stores import open_store
        from graphkit.stores.embedded import EmbeddedStore

        if write:
            raise QueryError(
                "the embedded store is made from its log of statements, so what a query changed "
                "would be lost; write statements into a pack, and load that"
            )
        store = open_store(url)
        if not isinstance(store, EmbeddedStore):
            raise StoreError(f"{url} is not a folder of the embedded store")
        self.notice = store.notice()
        self._engine = store.current()

    def run(self, request: Request) -> Found:
        return self._engine.stream(
            request["cypher"],
            request["parameters"],
            request["seconds"] + _GRACE,
            request["row_limit"] + 1,
        )


class _Server:
    """A Neo4j server. A query is planned first, and run if the plan allows it."""

    files = True  # the driver opens a connection when it needs one

    def __init__(self, url: str, *, write: bool, **login: str | None) -> None:
        # The driver loads these for their types only, and takes three times as long for it.
        for each in ("numpy", "pandas", "pyarrow"):
            sys.modules[each] = None  # type: ignore[assignment]
        from graphkit.stores.address import Address
        from graphkit.stores.bolt import Connection
        from graphkit.stores.neo4j_notice import notice
        from graphkit.stores.neo4j_schema import check_version

        self._connection = Connection(Address.of(url, **login))
        self._connection.read(check_version)
        self.notice = notice(self._connection)
        self._write = write

    def run(self, request: Request) -> Found:
        from graphkit.stores.neo4j_plan import check_plan
        from graphkit.stores.reach import check_reach

        text, given = check_reach(request["cypher"]).text, request["parameters"]
        # The server's own clock ends what is left of a query when this process is ended.
        with self._connection.once(
            read=not self._write, timeout=request["seconds"] + _GRACE
        ) as transaction:
            check_plan(*transaction.plan(text, given), write=self._write)
            yield from transaction.stream(text, given)


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
        # Native code that is refused memory for a Python value panics, without saying why.
        panicked = type(exc.__cause__).__name__ == "PanicException"
        kind = "MemoryError" if panicked and used_most(request["memory_mb"]) else type(exc).__name__
        last = {"error": [kind, str(exc)]}
    except MemoryError:
        last = {"error": ["MemoryError", ""]}
    except RecursionError:
        last = {"error": ["QueryError", "a value of the answer is nested too deeply"]}
    _write(out, last)
    out.close()
    # The interpreter's own end would look for files that can no longer be opened.
    os._exit(0)


def _answer(request: Request, out: BinaryIO) -> bool:
    """Write the answer; returns whether there are more rows than were asked for."""
    url, write = request["url"], request["write"]
    reader: _Reader = (
        _Server(url, write=write, **request["server"])
        if is_server(url)
        else _Embedded(url, write=write)
    )
    _write(out, {"notice": reader.notice})
    out.flush()
    confine(request["memory_mb"], request["seconds"], files=reader.files)
    with closing(reader.run(request)) as found:
        _write(out, next(found))
        more = _write_rows(out, found, request["row_limit"], request["bytes"])
        if write:
            for _ in found:  # what is not run to its end is undone
                pass
    return more


def _write_rows(out: BinaryIO, rows: Found, limit: int, size: int) -> bool:
    """Write so many rows, and so many bytes of them; returns whether there are more."""
    room = size
    for count, row in enumerate(rows):
        if count == limit:
            return True
        room -= _write(out, row, room)
        if room <= 0:
            if count == 0:
                raise QueryError(f"a single row is larger than {size:,} bytes; return less of it")
            return True
    return False


def _write(out: BinaryIO, value: Any, room: int | None = None) -> int:
    """Write one value unless it is larger than `room`; returns how large it is, in bytes."""
    line = json.dumps(value, separators=(",", ":"), default=str).encode() + b"\n"
    if room is None or len(line) < room:
        out.write(line)
    return len(line)
