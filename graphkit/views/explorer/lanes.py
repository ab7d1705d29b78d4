"""Threads that each own a store: stores are not shared, and a slow question holds up no search.

A *lane* is one thread with what it works on, made when it is first needed: there is one for what
is quick, one for whole questions, and one for the index of names, so that the picture stays alive
while a stress test runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from graphkit.errors import StoreBusy

__all__ = ["Lane"]

Tool = TypeVar("Tool")
T = TypeVar("T")

_WAITING = 32  # requests that may wait in one lane


class Lane(Generic[Tool]):
    """One thread, and the tool that it alone uses, which `make` makes in it.

    The thread ends with the program, whatever it is at then: whoever stops the program does not
    wait for the answer to a question.
    """

    def __init__(self, name: str, make: Callable[[], Tool]) -> None:
        self._make = make
        self._tool: Tool | None = None
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self.waiting = 0
        Thread(target=self._work, name=f"graphkit-{name}", daemon=True).start()

    async def run(self, work: Callable[[Tool], T]) -> T:
        """What `work` makes with the tool; raises what it raises, and `StoreBusy` where too many
        requests are waiting already.
        """
        if self.waiting >= _WAITING:
            raise StoreBusy("too many requests are waiting; try again in a moment")
        self.waiting += 1
        try:
            return await asyncio.wrap_future(self.begin(work))
        finally:
            self.waiting -= 1

    def begin(self, work: Callable[[Tool], T]) -> Future[T]:
        """Have it done, without waiting for it."""
        future: Future[T] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return  # whoever asked has gone
            try:
                if self._tool is None:
                    self._tool = self._make()
                future.set_result(work(self._tool))
            except BaseException as exc:  # raised where the result is awaited
                future.set_exception(exc)

        self._jobs.put(job)
        return future

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def close(self) -> None:
        """End the thread after what it is at and what waits."""
        self._jobs.put(None)
