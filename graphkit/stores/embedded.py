"""The embedded store: a folder with the log of statements and the engine's file made from it.

`statements.log` is the data of record; `graph.kgl` is its projection, and is made anew when it is
missing, damaged, behind, or of another version. A write changes the graph in memory, saves it
beside its place, appends the load to the log, which is what makes it count, and only then puts
the new file in its place. Wherever that is interrupted, the next to open finds a log with or
without the load, and a file that is as far as the log or behind it.

Readers take no lock and never wait. Who finds the engine's file behind the log brings it up to
date, or, while another process is writing, reads the last state that was put in place.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from graphkit.errors import InputError, Problem, StoreBusy, StoreDamaged, StoreError
from graphkit.statement import Batch
from graphkit.stores.base import Progress, Rows, Store, WriteReport
from graphkit.stores.content import content_hash, counts
from graphkit.stores.declared import Datasets
from graphkit.stores.engine import Engine
from graphkit.stores.garbage import uncollected
from graphkit.stores.lock import WriterLock
from graphkit.stores.log import START, Mark, StatementLog, sync_folder
from graphkit.stores.lookup import Reader
from graphkit.stores.plan import Plan, plan
from graphkit.stores.records import batch_lines, batch_of

__all__ = ["EmbeddedStore"]

_LOGGER = logging.getLogger(__name__)

_WAIT = 10.0  # seconds that a writer waits for another

Stamp = tuple[int, int, int]  # inode, time and size of the engine's file


class _Graph(NamedTuple):
    """A graph in memory: how much of the log it holds, and the file that it was read from."""

    engine: Engine
    mark: Mark
    stamp: Stamp | None


class EmbeddedStore(Store):
    """A store in a folder, which is made by the first write.

    `wait` is how many seconds a write waits for another process before it is `StoreBusy`.
    """

    def __init__(self, folder: Path, *, wait: float = _WAIT) -> None:
        self.folder = folder
        self.url = str(folder)
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder} is not a folder; name one, or a path that is not there yet")
        self._log = StatementLog(folder / "statements.log")
        self._file = folder / "graph.kgl"
        self._new_file = folder / "graph.new.kgl"
        self._lock = WriterLock(folder)
        self._wait = wait
        self._graph: _Graph | None = None
        self._ahead: Mark | None = None  # of an engine's file that the log does not reach
        self._closed = False

    def write(self, batch: Batch, *, progress: Progress | None = None) -> WriteReport:
        """As `Store.write`; waits a while for another writer."""
        self._check_open()
        datasets = tuple(sorted({each.name for each in batch.datasets}))
        with _disk_errors(self.folder, "written"), uncollected():
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock.held(self._wait):
                graph = self._catch_up()
                planned = plan(batch, _reader(graph.engine), datasets, progress)
                if planned.report.any:
                    self._commit(graph, planned, datasets, progress)
                return planned.report

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """As `Store.query`; sees what any process has written by now."""
        return self.current().query(cypher, parameters or {}, timeout)

    def content_hash(self) -> str:
        """As `Store.content_hash`."""
        return content_hash(self.current().read)

    def counts(self) -> Mapping[str, int]:
        """As `Store.counts`."""
        return counts(self.current().read)

    def close(self) -> None:
        """As `Store.close`."""
        self._graph = None
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"the store {self.url} is closed; open it again")

    def _stamp(self) -> Stamp | None:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def current(self) -> Engine:
        """The engine with the last load that any process put in place."""
        self._check_open()
        with _disk_errors(self.folder, "read"):
            if self._graph is None or self._graph.stamp != self._stamp():
                self._graph = self._open()
            return self._graph.engine

    def _open(self) -> _Graph:
        graph = self._load()
        if graph and self._is_whole(graph.mark):
            return graph
        if not self._log.path.exists():
            return _Graph(Engine.new(), START, self._stamp())
        try:
            with self._lock.held(0):
                return self._catch_up()
        except (StoreBusy, OSError):
            # Another process is at it, or the folder is read-only: nothing may be written.
            return graph or self._replay(_Graph(Engine.new(), START, self._stamp()))

    def _load(self) -> _Graph | None:
        """The engine's file, if it can be read and its mark stands in the log."""
        stamp = self._stamp()
        if stamp is None:
            return None
        try:
            engine = Engine.load(self._file)
            mark = engine.mark
        except StoreError as exc:
            _LOGGER.info("%s cannot be read, and is made anew: %s", self._file, exc)
            return None
        if mark is None or not self._log.holds(mark):
            if not self._log.path.exists():
                raise StoreDamaged(
                    f"{self._log.path} is missing, and with it the data of record; restore it, "
                    f"or remove {self._file} to begin anew"
                )
            self._ahead = mark
            return None
        return _Graph(engine, mark, stamp)

    def _is_whole(self, mark: Mark) -> bool:
        """Whether the log ends at this mark, whatever of a load that was cut short follows."""
        return self._log.size() <= mark.position or next(self._log.loads(mark), None) is None

    def _catch_up(self) -> _Graph:
        """The graph as far as the log goes, saved where it was not. Needs the lock."""
        self._sweep()
        graph = self._graph
        if graph is None or graph.stamp is None or graph.stamp != self._stamp():
            graph = self._load()
        if graph is None or not self._is_whole(graph.mark):
            self._keep_ahead()
            graph = self._replay(graph or _Graph(Engine.new(), START, None))
            if graph.mark != START:
                graph.engine.save(self._new_file)
                graph = self._put_in_place(graph)
        self._graph = graph
        return graph

    def _sweep(self) -> None:
        """Remove what a writer that was stopped left of a new file, under whatever suffix."""
        for left in self.folder.glob(f"{self._new_file.name}*"):
            left.unlink(missing_ok=True)

    def _keep_ahead(self) -> None:
        """Keep, and tell of, an engine's file that has loads which the log lost with its tail."""
        mark, self._ahead = self._ahead, None
        if mark is None or mark.position <= self._log.size():
            return
        kept = self.folder / "graph.ahead.kgl"
        self._file.replace(kept)
        _LOGGER.warning(
            "%s was cut short: went back to its last whole load; load %d is in %s only",
            self._log.path,
            mark.number,
            kept,
        )

    def _replay(self, graph: _Graph) -> _Graph:
        """The graph with the loads that the log has beyond it, in memory."""
        engine, mark, stamp = graph
        for load in self._log.loads(mark):
            try:
                batch, datasets = batch_of(load.lines)
                engine.apply(plan(batch, _reader(engine), datasets).changes)
            except (InputError, ValueError, TypeError, KeyError) as exc:
                reason = exc.problems[0] if isinstance(exc, InputError) else exc
                raise StoreDamaged(
                    f"load {load.mark.number} of {self._log.path} does not fit this version of "
                    f"graphkit: {reason}"
                ) from exc
            mark = load.mark
            engine.set_mark(mark)
        return _Graph(engine, mark, stamp)

    def _put_in_place(self, graph: _Graph) -> _Graph:
        self._new_file.replace(self._file)
        sync_folder(self.folder)
        return graph._replace(stamp=self._stamp())

    def _commit(
        self, graph: _Graph, planned: Plan, datasets: Datasets, progress: Progress | None
    ) -> None:
        """Write the load: all of it, or nothing. Needs the lock."""
        engine = graph.engine
        self._graph = None  # half changed, it is of no use to anyone
        with self._log.appending(graph.mark) as load:
            try:
                load.add(batch_lines(planned.news, datasets))
            except TypeError as exc:
                problem = Problem("batch", 0, "", f"holds what is not text: {exc}")
                raise InputError([problem]) from exc
            mark = load.finish()
            engine.apply(planned.changes, progress)
            engine.set_mark(mark)
            engine.save(self._new_file)
            load.commit()
        self._graph = self._put_in_place(graph._replace(mark=mark))


def _reader(engine: Engine) -> Reader:
    return Reader(engine.read, empty=engine.empty)


@contextmanager
def _disk_errors(folder: Path, done: str) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise StoreError(f"the store {folder} cannot be {done}: {reason}") from exc
