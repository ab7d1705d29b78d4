"""One writer at a time on a folder, between processes. Knows nothing of what is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from graphkit.errors import StoreBusy

__all__ = ["WriterLock"]


class WriterLock:
    """The right to write in `folder`, held through `writer.lock` there.

    The operating system lets go of it when its process ends, however that ends. `writer.pid`
    beside it is only for the message to whoever waits.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._holder = folder / "writer.pid"

    def _lock(self) -> FileLock:
        return FileLock(self.folder / "writer.lock", thread_local=False)

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        """Hold the lock; raises `StoreBusy` with the holder's pid after `wait` seconds, and
        `OSError` where the folder cannot be written.
        """
        lock = self._lock()
        try:
            lock.acquire(timeout=wait, poll_interval=0.02)
        except Timeout as exc:
            raise StoreBusy(
                f"{self.folder} is being written by {self._who()}; "
                "wait until it is done, or write to another folder"
            ) from exc
        try:
            self._holder.write_text(str(os.getpid()), encoding="ascii")
            yield
        finally:
            with suppress(OSError):
                self._holder.unlink(missing_ok=True)
            lock.release()

    def _who(self) -> str:
        try:
            pid = self._holder.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            pid = ""
        return f"process {pid}" if pid else "another process"
