"""A query of a user's own, run where it can do no harm: in a process that is ended when it has
taken too much memory or time.

The process is started for the one query, by `subprocess` and not by `multiprocessing`, which
would run the caller's own script again. What it runs is in `console_worker`; what it may still
do while it runs, in `confine`; what it may run at all, in `guard` and `neo4j_plan`.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from typing import IO, Any, cast

from graphkit import errors
from graphkit.errors import QueryError
from graphkit.stores.base import Rows
from graphkit.stores.starting import command_of
from graphkit.values import clean_text

__all__ = ["ConsoleRows", "run_guarded"]

_BYTES = 16 * 2**20  # of an answer: as objects, these can take twenty times as much memory
_SAID = 4_000  # bytes of what the engine said last that are looked at
# The engine's allocator would set 1 GB aside at the start, which would count as used.
_ENVIRONMENT = {"MIMALLOC_ARENA_RESERVE": "0", "RUST_BACKTRACE": "0"}


@dataclass(frozen=True, slots=True)
class ConsoleRows(Rows):
    """Rows of a query of the user's; `more` says that there were more than these, `notice` what
    is to be told with every answer, as `Store.notice`."""

    more: bool = False
    notice: str = ""


def run_guarded(
    url: str,
    cypher: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    write: bool = False,
    row_limit: int = 10_000,
    seconds: float = 30.0,
    memory_mb: int = 1024,
) -> ConsoleRows:
    """Run a query that only reads, and return its first `row_limit` rows, 16 MB at most.

    `seconds` is counted from when the store is open; `memory_mb` is what the query may use beyond
    what the open store takes, where the platform keeps to that (Linux). `write` allows changes
    on a Neo4j server. The embedded store refuses them always: its log of statements is what
    counts, and a change beside the log would be gone when the graph is next made from it.

    Raises `QueryError` for what may not be run, fails, or runs into a limit, which it names, and
    `StoreError` where the store cannot be opened.
    """
    try:
        request = json.dumps(
            {
                "url": url,
                "server": {"user": user, "password": password, "database": database},
                "write": write,
                "cypher": cypher,
                "parameters": dict(parameters or {}),
                "row_limit": row_limit,
                "seconds": seconds,
                "memory_mb": memory_mb,
                "bytes": _BYTES,
            }
        )
    except (TypeError, ValueError, RecursionError) as exc:
        raise QueryError(f"a parameter cannot be sent: {exc}") from exc
    with _process() as process:
        return _Answer(process, seconds, memory_mb).read(request.encode() + b"\n")


@contextmanager
def _process() -> Iterator[subprocess.Popen[bytes]]:
    """The worker, which does not outlive the block, however that is left."""
    process = subprocess.Popen(  # noqa: S603 - this very interpreter
        command_of("graphkit.stores.console_worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **_ENVIRONMENT},
        # Ctrl-C is for this process, which then ends the worker.
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


class _Answer:
    """What the worker says, and what its silence means."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, memory_mb: int) -> None:
        self._process = process
        self._request = cast("IO[bytes]", process.stdin)
        self._answer = cast("IO[bytes]", process.stdout)
        self._complaints = cast("IO[bytes]", process.stderr)
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._late = False
        self._room = 2 * _BYTES  # a worker that keeps to its own limit stays far below

    def read(self, request: bytes) -> ConsoleRows:
        """Send the request, and read the answer to its end."""
        with suppress(OSError):  # it ended already, which shows when its answer is read
            self._request.write(request)
            self._request.close()
        notice = self._value()["notice"]
        clock = Timer(self._seconds, self._end)
        clock.daemon = True
        clock.start()
        try:
            columns = tuple(self._value())
            rows = []
            while isinstance(value := self._value(), list):
                rows.append(tuple(value))
        finally:
            clock.cancel()
        return ConsoleRows(columns, rows, value["more"], notice)

    def _end(self) -> None:
        self._late = True
        self._process.kill()

    def _value(self) -> Any:
        """The next value that the worker wrote; raises the error that it wrote instead."""
        line = self._answer.readline(self._room)
        self._room -= len(line)
        if not line.endswith(b"\n"):
            raise self._failure()
        try:
            value = json.loads(line)
        except RecursionError as exc:
            raise QueryError("a value of the answer is nested too deeply") from exc
        if isinstance(value, dict) and "error" in value:
            kind, message = value["error"]
            if kind == "MemoryError":
                raise self._out_of_memory()
            raise getattr(errors, kind, QueryError)(message)
        return value

    def _failure(self) -> QueryError:
        """Why the worker ended without an answer."""
        if self._late:
            return _more(
                f"the query was ended after {self._seconds:g} seconds; ask for less", "seconds"
            )
        if self._room <= 0:
            return QueryError("the answer is too large; ask for less")
        status = self._process.wait()
        said = self._last_words()
        # Native code says so and aborts when it is refused memory; a system short of it kills.
        if "memory" in said or status == -9:
            return self._out_of_memory()
        return QueryError(f"the engine broke down over this query (status {status}): {said}")

    def _last_words(self) -> str:
        """What the engine wrote before it ended; it has ended, so there is nothing to wait for."""
        return clean_text(self._complaints.read(_SAID).decode(errors="replace"))

    def _out_of_memory(self) -> QueryError:
        return _more(
            f"the query needed more than {self._memory_mb:,} MB of memory and was ended; ask for "
            "less",
            "memory_mb",
        )


def _more(message: str, limit: str) -> QueryError:
    """What a query met that had a limit; who asks over MCP or in a page has no way to move it, so
    how to is a note."""
    made = QueryError(message)
    made.add_note(f"Or allow it more: `--{limit.partition('_')[0]}`, in Python `{limit}`.")
    return made
