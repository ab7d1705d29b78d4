"""The store on a Neo4j server: one machine, a cluster, or Aura.

The server's nodes of statements are the data of record; facts are edges, made in the transaction
that makes the statements. A batch of up to `PORTION` records is one transaction. A larger one is
a series of them (`portions`), of which readers see what is done so far; the store remembers that
it was begun until it is done, and tells (`notice`). Broken off anywhere, by the end of the client
or of the server, the same write does the rest and comes to the same. One load at a time (`lease`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, pairwise
from typing import Any, NamedTuple

from graphkit.errors import InputError, Problem, QueryError, StoreError
from graphkit.garbage import uncollected
from graphkit.statement import Batch
from graphkit.stores.address import Address
from graphkit.stores.base import Asked, Check, Login, Progress, Rows, Store, WriteReport
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.content import content_hash, counts
from graphkit.stores.declared import Datasets
from graphkit.stores.intake import take_in
from graphkit.stores.lease import Lease
from graphkit.stores.lookup import Reader, every_record, nothing
from graphkit.stores.memory import LoadReader, Memory
from graphkit.stores.neo4j_imported import complete
from graphkit.stores.neo4j_notice import notice
from graphkit.stores.neo4j_plan import check_plan
from graphkit.stores.neo4j_rework import rework
from graphkit.stores.neo4j_runs import Begun, Part, Recorder, begun, history
from graphkit.stores.neo4j_schema import check_version, prepare
from graphkit.stores.neo4j_undo import Undo
from graphkit.stores.neo4j_write import apply, commands
from graphkit.stores.plan import Plan, plan
from graphkit.stores.portions import portions, size
from graphkit.stores.reach import check_reach
from graphkit.stores.revision import mark_of, moved, shift
from graphkit.stores.runs import Note, Run, check_mark, run_number
from graphkit.stores.upsert import MARKS, Command

__all__ = ["PORTION", "Neo4jStore"]

PORTION = 10_000  # records in one transaction; from 1,000 to 20,000 the speed is the same
_WAIT = 30.0  # seconds that a write waits for another
_TIMEOUT = 120.0  # seconds that a query may take where nobody says
_GATHERED = 100_000  # rows of a dozen values, some 100 MB of the server's memory
_REMEMBERED = 1_000  # queries that need not be looked at again
_LOT = 10_000  # nodes whose rows it puts together, where these are more
# The keys of each so many nodes of a label, in order; and what is greater than any key.
_EVERY_SO_MANY = """
MATCH (n:{}) WHERE n.key > '' WITH n.key AS key ORDER BY key WITH collect(key) AS keys
RETURN [at IN range(0, size(keys) - 1, $lot) | keys[at]]
"""
_AFTER_ALL = "~"

_IS_EMPTY = f"MATCH (n:{'|'.join(MARKS)}) WHERE n.key IS NOT NULL RETURN n.key LIMIT 1"


class Neo4jStore(Store):
    """A store in one database of a server; nothing is spoken to before it is used."""

    def __init__(self, address: Address, *, wait: float = _WAIT, portion: int = PORTION) -> None:
        self.url = address.shown
        self._address = address
        self._connection = Connection(address)
        self._wait = wait
        self._portion = portion
        self._checked = self._prepared = self._closed = False
        self._unkept = ""  # the mark that no run has kept
        self._allowed: dict[str, str] = {}  # what may be asked: as written, and as it is run

    def write(
        self,
        batch: Batch,
        *,
        note: Note | None = None,
        expected: tuple[str, str] | None = None,
        check: Check | None = None,
        progress: Progress | None = None,
    ) -> WriteReport:
        """As `Store.write`, for a batch of one portion. A larger one is checked as a whole, and
        nothing is written if anything is wrong with it; what then fails half way stays."""
        try:
            with self._writing(progress) as lease:
                load = _Load(self._connection, lease, batch, note or Note(), expected, check)
                return load.run(self._portion, progress)
        except (UnicodeError, TypeError, OverflowError) as exc:
            problem = Problem("batch", 0, "", f"holds what is not text: {exc}")
            raise InputError([problem]) from exc

    def plan(self, batch: Batch, *, progress: Progress | None = None) -> tuple[Plan, str]:
        """As `Store.plan`; the batch is planned as a whole, in one transaction."""
        self._open()

        def work(transaction: Transaction) -> tuple[Plan, str]:
            reader = Reader(transaction.rows, empty=_is_empty(transaction))
            return plan(batch, reader, batch.names, progress), _mark(transaction)

        return self._connection.read(work)

    def history(self) -> list[Run]:
        """As `Store.history`."""
        self._open()
        return self._connection.read(history)

    def undo(self, run: str, *, and_later: bool = False, progress: Progress | None = None) -> Run:
        """As `Store.undo`; what needs more than one transaction is carried on by the same undo,
        where it was broken off."""
        number = run_number(run)
        with self._writing(progress) as lease:
            undo = Undo(self._connection, lease, number, and_later=and_later)
            return undo.run(self._portion, progress)

    def mark(self) -> str:
        """As `Store.mark`; worked out from all records, and once, where none was kept, as after an
        import: whatever is written later keeps one."""
        self._open()
        kept = self._connection.read(begun).records
        if not kept and not self._unkept:
            self._unkept = self._connection.read(_mark)
        return kept or self._unkept

    @contextmanager
    def _writing(self, progress: Progress | None) -> Iterator[Lease]:
        """The right to write, to a store whose facts our own rules made."""
        self._open()
        if not self._prepared:
            prepare(self._connection)
            self._prepared = True
        with (lease := Lease(self._connection, self._wait)).held():
            rework(self._connection, lease, self._portion, progress)
            yield lease

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """As `Store.query`; may be answered by a read replica."""
        self._open()
        given = parameters or {}
        text = self._allowed.get(cypher) or check_reach(cypher).text

        def work(transaction: Transaction) -> Rows:
            if cypher not in self._allowed:
                check_plan(*transaction.plan(text, given), write=False)
                if len(self._allowed) == _REMEMBERED:
                    self._allowed.clear()
                self._allowed[cypher] = text
            return transaction.table(text, given)

        try:
            return self._connection.read(work, timeout=timeout or _TIMEOUT)
        except (UnicodeError, TypeError, OverflowError) as exc:
            raise QueryError(f"a parameter cannot be sent: {exc}") from exc

    def gather(
        self, asked: Asked, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[Sequence[Any]]:
        """As `Store.gather`: a row of its own costs the driver many times what is in it."""
        value = f"[{', '.join(asked.returned)}]"
        lots = self._gathered(asked.match, value, parameters, asked.by, timeout)
        return list(chain.from_iterable(lots))

    def _gathered(
        self,
        match: str,
        value: str,
        parameters: Mapping[str, Any],
        by: str,
        timeout: float | None = None,
    ) -> Iterator[list[Any]]:
        """An expression of all that is found: in one list if it is not much, in lots if it is. All
        queries together may take the `timeout`."""
        until = None if timeout is None else time.monotonic() + timeout

        def ask(cypher: str, given: Mapping[str, Any]) -> Rows:
            left = None if until is None else until - time.monotonic()
            if left is not None and left <= 0:
                raise QueryError(f"that took longer than {timeout:g} seconds; ask for less")
            return self.query(cypher, given, timeout=left)

        some = f"{match} WITH {value} AS row LIMIT {_GATHERED + 1} RETURN collect(row)"
        [[found]] = ask(some, parameters)
        if len(found) <= _GATHERED:
            yield found
        elif not by:
            yield [row for (row,) in ask(f"{match} RETURN {value}", parameters)]
        else:
            node, label = by.split(":")
            [[keys]] = ask(_EVERY_SO_MANY.format(label), {"lot": _LOT})
            # In a clause of its own, so that a server begins with it.
            first = f"MATCH ({by}) WHERE $low <= {node}.key AND {node}.key < $high WITH {node}"
            for low, high in pairwise((*keys, _AFTER_ALL)):
                given = {**parameters, "low": low, "high": high}
                [[lot]] = ask(f"{first} {match} RETURN collect({value})", given)
                yield lot

    def csv(
        self, match: str, returned: Mapping[str, str], parameters: Mapping[str, Any], by: str
    ) -> Iterator[str]:
        """As `Store.csv`; each row is one text, for which the server puts its values together."""
        # In a list, for the planner takes twice as long over a sum of as many texts.
        values = ", ".join(f"toString({cypher})" for cypher in returned.values())
        quoted = """coalesce('"' + replace(value, '"', '""') + '"', '')"""
        line = f"substring(reduce(line = '', value IN [{values}] | line + ',' + {quoted}), 1)"
        head = ",".join(returned)
        for lines in self._gathered(match, line, parameters, by):
            yield "\n".join((head, *lines, ""))

    def content_hash(self) -> str:
        """As `Store.content_hash`."""
        self._open()
        return content_hash(self._connection.read_rows)

    def counts(self) -> Mapping[str, int]:
        """As `Store.counts`."""
        self._open()
        return counts(self._connection.read_rows)

    @property
    def login(self) -> Login:
        """As `Store.login`."""
        each = self._address
        return {"user": each.user, "password": each.password, "database": each.database}

    def notice(self) -> str:
        """As `Store.notice`: that a load is under way, or was begun and not ended, or that another
        version's rules made the facts."""
        self._open()
        return notice(self._connection)

    def close(self) -> None:
        """As `Store.close`."""
        self._closed = True
        self._connection.close()

    def _complete(self, lease: Lease, batch: Batch) -> WriteReport:
        note = Note("import", "judgements")
        return _Load(self._connection, lease, batch, note).run(self._portion, None)

    def _open(self) -> None:
        if self._closed:
            raise StoreError(f"the store {self.url} is closed; open it again")
        if not self._checked:
            if not self._connection.read(check_version):
                complete(self._connection, self._wait, self._complete)
            self._checked = True


class _Ready(NamedTuple):
    """A portion that is planned: what is to be recorded of it, and the commands that write it."""

    planned: Plan
    part: Part
    commands: Iterable[Command]


class _Load:
    """One write, under its lease."""

    def __init__(
        self,
        connection: Connection,
        lease: Lease,
        batch: Batch,
        note: Note,
        expected: tuple[str, str] | None = None,
        check: Check | None = None,
    ) -> None:
        self._connection = connection
        self._lease = lease
        self._batch = batch
        self._datasets: Datasets = batch.names
        self._memory = Memory()
        self._recorder = Recorder(lease.me, note, self._datasets)
        self._expected = expected
        self._check = check

    @uncollected()
    def run(self, most: int, progress: Progress | None) -> WriteReport:
        """Write the batch in portions of about `most` records.

        While the server writes one, the next is planned; each is begun when the one before it is
        committed.
        """
        total, done, report = size(self._batch), 0, WriteReport()
        self._memory.fresh = self._connection.read(_is_empty)
        carried_on = self._recorder.begin(*self._connection.read(_standing))
        if self._expected and not carried_on:
            check_mark(self._recorder.records, self._expected[0])
        if total > most:
            self._connection.read(self._check_all)
            self._connection.write(self._begin)
        writing: Future[Plan] | None = None
        with ThreadPoolExecutor(1, "graphkit-writer") as writer:
            for portion in portions(self._batch, most):
                ahead = self._plan_ahead(portion)
                if writing:
                    report += writing.result().report
                if progress:
                    progress("writing", done, total)
                last = (done := done + size(portion)) == total
                writing = writer.submit(self._write, portion, ahead, last=last)
                if ahead is None:
                    self._memory.keep(writing.result().changes, portion)
            report += writing.result().report if writing else WriteReport()
        if progress:
            progress("writing", total, total)
        return report

    def _plan_ahead(self, portion: Batch) -> _Ready | None:
        """A portion with all its rows, where it needs nothing that the server has.

        Decisions and judgements are about records of other portions.
        """
        if not self._memory.fresh or portion.decisions or portion.judgements:
            return None
        reader = LoadReader(nothing, self._memory, fresh=True)
        check = self._check if portion is self._batch else None
        planned = plan(portion, reader, self._datasets, check=check)
        self._memory.keep(planned.changes, portion)
        # Here, and not where they are sent, so that the server has never to wait for them.
        made = list(commands(planned.changes))
        return _Ready(planned, self._recorder.prepare(planned), made)

    def _check_all(self, transaction: Transaction) -> None:
        """Refuse the batch as a whole, if anything is wrong with it."""
        reader = LoadReader(transaction.rows, self._memory, fresh=self._memory.fresh)
        taken = take_in(self._batch, reader, self._datasets)
        if self._check:
            self._check(taken)
        # What is carried on was checked when it was begun, from another mark.
        if self._expected and self._recorder.records == self._expected[0]:
            check_mark(moved(self._expected[0], shift(taken.revision)), self._expected[1])

    def _begin(self, transaction: Transaction) -> None:
        self._lease.note(transaction, self._lease.confirm(transaction).begun(self._datasets))

    def _write(self, portion: Batch, ahead: _Ready | None, *, last: bool) -> Plan:
        # What is run again may have been committed all the same, so only the first time can
        # nothing be there.
        once = iter([ahead] if ahead else [])
        whole = portion is self._batch
        check = self._check if whole else None

        def work(transaction: Transaction) -> Plan:
            planned, part, made = next(once, None) or self._plan(transaction, portion, check)
            if whole and self._expected and planned.report.any:
                check_mark(moved(self._recorder.records, part.shift), self._expected[1])
            apply(transaction, made)
            left = self._lease.confirm(transaction)
            self._recorder.record(transaction, planned, part, last=last)
            if last:
                self._lease.note(transaction, left.ended(self._datasets))
            return planned

        return self._connection.write(work)

    def _plan(self, transaction: Transaction, portion: Batch, check: Check | None) -> _Ready:
        reader = LoadReader(transaction.rows, self._memory, fresh=False)
        planned = plan(portion, reader, self._datasets, check=check)
        part = self._recorder.prepare(planned)
        return _Ready(planned, part, commands(planned.changes))


def _is_empty(transaction: Transaction) -> bool:
    return not list(transaction.rows(_IS_EMPTY))


def _standing(transaction: Transaction) -> tuple[Begun, str]:
    """Where the history stands, and the mark of the records."""
    return begun(transaction), _mark(transaction)


def _mark(transaction: Transaction) -> str:
    return begun(transaction).records or mark_of(every_record(transaction.rows))
