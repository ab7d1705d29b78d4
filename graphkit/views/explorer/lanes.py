"""Threads that each own a store: stores are not shared, and a slow question holds up no search.

A *lane* is one thread with a session of its own, opened when it is first needed. There are two,
one for what is quick and one for whole questions, so that the picture stays alive while a stress
test runs. A request that takes too long is ended at its next step in the store.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from graphkit.errors import StoreBusy
from graphkit.stores.base import Store
from graphkit.views.explorer.answers import Session
from graphkit.views.explorer.timed import TimedStore

__all__ = ["Lane"]

T = TypeVar("T")

_WAITING = 32  # requests that may wait in one lane


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
