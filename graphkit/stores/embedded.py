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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from graphkit.errors import (
    GraphkitError,
    InputError,
    Problem,
    StoreBusy,
    StoreDamaged,
    StoreError,
    UnknownName,
)
from graphkit.garbage import uncollected
from graphkit.statement import Batch
from graphkit.stores.base import Asked, Check, Progress, Rows, Store, WriteReport
from graphkit.stores.content import content_hash, counts
from graphkit.stores.engine import Engine
from graphkit.stores.journal import HEAD, load_lines, puts_of, run_of, step_of, undo_lines
from graphkit.stores.lock import WriterLock
from graphkit.stores.log import START, Load, Mark, StatementLog, sync_folder
from graphkit.stores.lookup import Reader
from graphkit.stores.plan import Plan, plan, plan_back
from graphkit.stores.portions import portions
from graphkit.stores.records import batch_of
from graphkit.stores.revision import EMPTY, moved, shift
from graphkit.stores.runs import LISTED, Note, Run, check_mark, now, run_number
from graphkit.stores.undoing import check_undo, reversal

__all__ = ["EmbeddedStore"]

_LOGGER = logging.getLogger(__name__)

_WAIT = 10.0  # seconds that a writer waits for another
_LONG = 20_000_000  # bytes of the log that take seconds to work out
_PORTION = 500_000  # records that are worked out again at once

Stamp = tuple[int, int, int]  # inode, time and size of the engine's file


class _Graph(NamedTuple):
    """A graph in memory: how much of the log it holds, and the file that it was read from.

    `records` is the mark of its records, `mark` the place in the log.
    """

    engine: Engine
    mark: Mark
    stamp: Stamp | None
    records: str = EMPTY


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

    def write(
        self,
        batch: Batch,
        *,
        note: Note | None = None,
        expected: tuple[str, str] | None = None,
        check: Check | None = None,
        progress: Progress | None = None,
    ) -> WriteReport:
        """As `Store.write`; waits a while for another writer."""
        datasets = batch.names
        with self._writing() as graph:
            if expected:
                check_mark(graph.records, expected[0])
            planned = plan(batch, _reader(graph.engine), datasets, progress, check)
            if planned.report.any:
                run = self._run(graph, planned, note or Note())
                if expected:
                    check_mark(run.after, expected[1])
                news, revision = planned.taken.news, planned.taken.revision
                lines = load_lines(run, news, datasets, revision)
                self._commit(graph, planned, run, lines, progress)
            return planned.report

    def plan(self, batch: Batch, *, progress: Progress | None = None) -> tuple[Plan, str]:
        """As `Store.plan`."""
        engine = self.current()
        records = EMPTY if self._graph is None else self._graph.records
        with uncollected():
            return plan(batch, _reader(engine), batch.names, progress), records

    def history(self) -> list[Run]:
        """As `Store.history`."""
        self._check_open()
        with _disk_errors(self.folder, "read"):
            return [run_of(load.mark.number, load.lines) for load in self._log.heads(HEAD)]

    def undo(self, run: str, *, and_later: bool = False, progress: Progress | None = None) -> Run:
        """As `Store.undo`; waits a while for another writer."""
        number = run_number(run)
        self._check_open()
        if not self._log.path.exists():
            raise UnknownName("run", run, hint=LISTED)
        with self._writing() as graph:
            frames = (each for each in self._log.loads() if each.mark.number >= number)
            steps = [step_of(load.mark.number, load.lines) for load in frames]
            back = reversal(steps, number, and_later=and_later)
            reader = _reader(graph.engine)
            planned = check_undo(back, lambda: plan_back(back.records, reader, progress))
            note = Note("undo", ", ".join(each.key for each in back.undone))
            undoes = tuple(each.number for each in back.undone)
            made = self._run(graph, planned, note, undoes)
            lines = undo_lines(made, planned.taken.revision)
            self._commit(graph, planned, made, lines, progress)
            return made

    def mark(self) -> str:
        """As `Store.mark`."""
        self.current()
        return EMPTY if self._graph is None else self._graph.records

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """As `Store.query`; sees what any process has written by now."""
        return self.current().query(cypher, parameters or {}, timeout)

    def gather(
        self, asked: Asked, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[Sequence[Any]]:
        """As `Store.gather`, always in one list."""
        gathered = f"{asked.match} RETURN collect([{', '.join(asked.returned)}])"
        [[rows]] = self.query(gathered, parameters, timeout=timeout)
        return list(rows)

    def csv(
        self,
        match: str,
        returned: Mapping[str, str],
        parameters: Mapping[str, Any],
        by: str,  # noqa: ARG002 - for servers
    ) -> Iterator[str]:
        """As `Store.csv`, in one lot."""
        columns = ", ".join(f"{cypher} AS `{name}`" for name, cypher in returned.items())
        yield self.current().csv(f"{match} RETURN {columns}", parameters)

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

    @contextmanager
    def _writing(self) -> Iterator[_Graph]:
        """The graph as it is, with the right to change it."""
        self._check_open()
        with _disk_errors(self.folder, "written"), uncollected():
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock.held(self._wait):
                yield self._catch_up()

    @staticmethod
    def _run(graph: _Graph, planned: Plan, note: Note, undoes: tuple[int, ...] = ()) -> Run:
        """The run that carries out a plan. Raises `InputError` for what is not text."""
        with _not_text():
            after = moved(graph.records, shift(planned.taken.revision))
        number = graph.mark.number + 1
        return note.run(number, now(), planned.report, (graph.records, after), undoes)

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
                with uncollected():
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
            mark, records = engine.mark, engine.records
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
        return _Graph(engine, mark, stamp, records)

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
        self._tell_of_wait(graph)
        for load in self._log.loads(graph.mark):
            try:
                records = _carry_out(load, graph.engine, graph.records)
            except (GraphkitError, ValueError, TypeError, KeyError) as exc:
                reason = exc.problems[0] if isinstance(exc, InputError) else exc
                raise StoreDamaged(
                    f"load {load.mark.number} of {self._log.path} does not fit this version of "
                    f"graphkit: {reason}"
                ) from exc
            graph.engine.set_mark(load.mark, records)
            graph = graph._replace(mark=load.mark, records=records)
        return graph

    def _tell_of_wait(self, graph: _Graph) -> None:
        if self._log.size() - graph.mark.position > _LONG:
            _LOGGER.warning(
                "working out the facts of %s again from its log, as they were made by another "
                "version or not made whole; that takes about as long as loading them did",
                self.folder,
            )

    def _put_in_place(self, graph: _Graph) -> _Graph:
        self._new_file.replace(self._file)
        sync_folder(self.folder)
        return graph._replace(stamp=self._stamp())

    def _commit(
        self,
        graph: _Graph,
        planned: Plan,
        run: Run,
        lines: Iterable[bytes],
        progress: Progress | None,
    ) -> None:
        """Write the run: all of it, or nothing. Needs the lock."""
        engine = graph.engine
        self._graph = None  # half changed, it is of no use to anyone
        with self._log.appending(graph.mark) as load:
            with _not_text():
                load.add(lines)
            mark = load.finish()
            engine.apply(planned.changes, progress)
            engine.set_mark(mark, run.after)
            engine.save(self._new_file)
            load.commit()
        self._graph = self._put_in_place(graph._replace(mark=mark, records=run.after))


def _reader(engine: Engine) -> Reader:
    return Reader(engine.read, empty=engine.empty)


def _carry_out(load: Load, engine: Engine, records: str) -> str:
    """Change the graph by a load or an undo that is in the log; gives the mark of its records."""

    def apply(planned: Plan) -> str:
        engine.apply(planned.changes)
        return moved(records, shift(planned.taken.revision))

    puts = puts_of(load.lines)
    if puts is not None:
        return apply(plan_back(puts, _reader(engine)))
    batch, datasets = batch_of(load.lines)
    # In portions, which bound the memory that a large load takes.
    for portion in portions(batch, _PORTION):
        records = apply(plan(portion, _reader(engine), datasets))
    return records


@contextmanager
def _not_text() -> Iterator[None]:
    try:
        yield
    except TypeError as exc:
        problem = Problem("batch", 0, "", f"holds what is not text: {exc}")
        raise InputError([problem]) from exc


@contextmanager
def _disk_errors(folder: Path, done: str) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise StoreError(f"the store {folder} cannot be {done}: {reason}") from exc
