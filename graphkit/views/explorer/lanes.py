"""Threads that each own a store: stores are not shared, and a slow question holds up no search.

A *lane* is one thread with a session of its own, opened when it is first needed. There are two,
one for what is quick and one for whole questions, so that the picture stays alive while a stress
test runs. A request that takes too long is ended at its next step in the store.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from graphkit.errors import QueryError, StoreBusy
from graphkit.statement import Batch
from graphkit.stores.base import Login, Progress, Rows, Store, WriteReport
from graphkit.views.explorer.answers import Session

__all__ = ["Lane", "TimedStore"]

T = TypeVar("T")

_WAITING = 32  # requests that may wait in one lane


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

    def write(
        self,
        batch: Batch,  # noqa: ARG002 - the seam passes it
        *,
        progress: Progress | None = None,  # noqa: ARG002
    ) -> WriteReport:
        """Refused: pages only read."""
        raise QueryError("the explorer only reads")

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


class Lane:
    """One thread, and the session that lives in it."""

    def __init__(self, name: str, open_one: Callable[[], Store], seconds: float) -> None:
        self._open = open_one
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"graphkit-{name}")
        self._session: Session | None = None
        self._store: TimedStore | None = None
        self._waiting = 0

    async def run(self, work: Callable[[Session], T]) -> T:
        """What `work` makes of the session; raises what it raises, and `StoreBusy` where too
        many requests are waiting already.
        """
        if self._waiting >= _WAITING:
            raise StoreBusy("too many requests are waiting; try again in a moment")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._thread, self._work, work)
        finally:
            self._waiting -= 1

    def _work(self, work: Callable[[Session], T]) -> T:
        if self._session is None or self._store is None:
            self._store = TimedStore(self._open())
            self._session = Session(self._store)
        self._store.allow(self._seconds)
        return work(self._session)

    def close(self) -> None:
        """Let go of the store, after what runs; nothing that waits is begun."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._store is not None:
            self._store.close()
