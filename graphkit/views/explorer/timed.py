"""A store that is only read from, and only for so long."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphkit.errors import QueryError
from graphkit.statement import Batch
from graphkit.stores.base import Asked, Check, Login, Progress, Rows, Store, WriteReport
from graphkit.stores.plan import Plan
from graphkit.stores.runs import Note, Run

__all__ = ["TimedStore"]


class TimedStore(Store):
    """A store to read from until a deadline, which `allow` sets anew for each request."""

    def __init__(self, store: Store) -> None:
        self.url = store.url
        self._store = store
        self._seconds = 0.0
        self._deadline = time.monotonic()

    def allow(self, seconds: float) -> None:
        """Let what follows take this long."""
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise QueryError(f"that took longer than {self._seconds:g} seconds; ask for less")
        return left

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """As `Store.query`, in what is left of the time."""
        left = self._left()
        return self._store.query(
            cypher, parameters, timeout=left if timeout is None else min(left, timeout)
        )

    def gather(
        self, asked: Asked, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[Sequence[Any]]:
        """As `Store.gather`, in what is left of the time."""
        left = self._left()
        left = left if timeout is None else min(left, timeout)
        return self._store.gather(asked, parameters, timeout=left)

    def csv(
        self, match: str, returned: Mapping[str, str], parameters: Mapping[str, Any], by: str
    ) -> Iterator[str]:
        """As `Store.csv`, with the time looked at before each lot."""
        self._left()
        for lot in self._store.csv(match, returned, parameters, by):
            yield lot
            self._left()

    def write(
        self,
        batch: Batch,  # noqa: ARG002 - the seam passes it
        *,
        note: Note | None = None,  # noqa: ARG002
        expected: tuple[str, str] | None = None,  # noqa: ARG002
        check: Check | None = None,  # noqa: ARG002
        progress: Progress | None = None,  # noqa: ARG002
    ) -> WriteReport:
        """Refused: pages only read."""
        raise QueryError("the explorer only reads")

    def undo(
        self,
        run: str,  # noqa: ARG002
        *,
        and_later: bool = False,  # noqa: ARG002
        progress: Progress | None = None,  # noqa: ARG002
    ) -> Run:
        """Refused: pages only read."""
        raise QueryError("the explorer only reads")

    def plan(self, batch: Batch, *, progress: Progress | None = None) -> tuple[Plan, str]:
        """As `Store.plan`."""
        self._left()
        return self._store.plan(batch, progress=progress)

    def history(self) -> list[Run]:
        """As `Store.history`."""
        self._left()
        return self._store.history()

    def mark(self) -> str:
        """As `Store.mark`."""
        self._left()
        return self._store.mark()

    def content_hash(self) -> str:
        """As `Store.content_hash`."""
        self._left()
        return self._store.content_hash()

    def counts(self) -> Mapping[str, int]:
        """As `Store.counts`."""
        self._left()
        return self._store.counts()

    @property
    def login(self) -> Login:
        """As `Store.login`."""
        return self._store.login

    def notice(self) -> str:
        """As `Store.notice`."""
        return self._store.notice()

    def close(self) -> None:
        """As `Store.close`."""
        self._store.close()
