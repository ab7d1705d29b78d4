"""The store on a Neo4j server: one machine, a cluster, or Aura.

The server's nodes of statements are the data of record; facts are edges, made in the transaction
that makes the statements. A batch of up to `PORTION` records is one transaction. A larger one is
a series of them (`portions`), of which readers see what is done so far; the store remembers that
it was begun until it is done, and tells (`notice`). Broken off anywhere, by the end of the client
or of the server, the same write does the rest and comes to the same. One load at a time (`lease`).
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from graphkit.errors import InputError, Problem, QueryError, StoreError
from graphkit.statement import Batch
from graphkit.stores.address import Address
from graphkit.stores.base import Login, Progress, Rows, Store, WriteReport
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.content import content_hash, counts
from graphkit.stores.declared import Datasets
from graphkit.stores.intake import take_in
from graphkit.stores.lease import Lease, unfinished
from graphkit.stores.lookup import nothing
from graphkit.stores.memory import LoadReader, Memory
from graphkit.stores.neo4j_imported import complete
from graphkit.stores.neo4j_plan import check_plan
from graphkit.stores.neo4j_schema import check_version, prepare
from graphkit.stores.neo4j_write import commands, is_guard
from graphkit.stores.plan import Plan, plan
from graphkit.stores.portions import portions, size
from graphkit.stores.reach import check_reach
from graphkit.stores.upsert import MARKS

__all__ = ["PORTION", "Neo4jStore"]

PORTION = 10_000  # records in one transaction; from 1,000 to 20,000 the speed is the same
_WAIT = 30.0  # seconds that a write waits for another
_TIMEOUT = 120.0  # seconds that a query may take where nobody says

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
        self._allowed: set[str] = set()

    def write(self, batch: Batch, *, progress: Progress | None = None) -> WriteReport:
        """As `Store.write`, for a batch of one portion. A larger one is checked as a whole, and
        nothing is written if anything is wrong with it; what then fails half way stays."""
        self._open()
        if not self._prepared:
            prepare(self._connection)
            self._prepared = True
        try:
            with (lease := Lease(self._connection, self._wait)).held():
                return self._load(lease, batch, progress)
        except (UnicodeError, TypeError, OverflowError) as exc:
            problem = Problem("batch", 0, "", f"holds what is not text: {exc}")
            raise InputError([problem]) from exc

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """As `Store.query`; may be answered by a read replica."""
        self._open()
        text, given = check_reach(cypher).text, parameters or {}

        def work(transaction: Transaction) -> Rows:
            if text not in self._allowed:
                check_plan(*transaction.plan(text, given), write=False)
                self._allowed.add(text)
            return transaction.table(text, given)

        try:
            return self._connection.read(work, timeout=timeout or _TIMEOUT)
        except (UnicodeError, TypeError, OverflowError) as exc:
            raise QueryError(f"a parameter cannot be sent: {exc}") from exc

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
        """As `Store.notice`: that a load is under way, or was begun and not ended."""
        self._open()
        begun, holder = unfinished(self._connection)
        if not str(begun):
            return ""
        if holder:
            return f"{holder} is loading ({begun}); until that is done, parts of it are missing"
        return f"a load was broken off, parts of it are missing; load again: {begun}"

    def close(self) -> None:
        """As `Store.close`."""
        self._closed = True
        self._connection.close()

    def _load(self, lease: Lease, batch: Batch, progress: Progress | None = None) -> WriteReport:
        return _Load(self._connection, lease, batch).run(self._portion, progress)

    def _open(self) -> None:
        if self._closed:
            raise StoreError(f"the store {self.url} is closed; open it again")
        if not self._checked:
            if not self._connection.read(check_version):
                complete(self._connection, self._wait, self._load)
            self._checked = True


class _Load:
    """One write, under its lease."""

    def __init__(self, connection: Connection, lease: Lease, batch: Batch) -> None:
        self._connection = connection
        self._lease = lease
        self._batch = batch
        self._datasets: Datasets = tuple(sorted({each.name for each in batch.datasets}))
        self._memory = Memory()

    def run(self, most: int, progress: Progress | None) -> WriteReport:
        """Write the batch in portions of about `most` records.

        While the server writes one, the next is planned; each is begun when the one before it is
        committed.
        """
        total, done, report = size(self._batch), 0, WriteReport()
        self._memory.fresh = self._connection.read(_is_empty)
        if total > most:
            self._connection.read(self._check)
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

    def _plan_ahead(self, portion: Batch) -> Plan | None:
        """The plan of a portion, where it needs nothing that the server has.

        Decisions and judgements are about records of other portions.
        """
        if not self._memory.fresh or portion.decisions or portion.judgements:
            return None
        reader = LoadReader(nothing, self._memory, fresh=True)
        planned = plan(portion, reader, self._datasets)
        self._memory.keep(planned.changes, portion)
        return planned

    def _check(self, transaction: Transaction) -> None:
        """Refuse the batch as a whole, if anything is wrong with it."""
        reader = LoadReader(transaction.rows, self._memory, fresh=self._memory.fresh)
        take_in(self._batch, reader, self._datasets)

    def _begin(self, transaction: Transaction) -> None:
        self._lease.note(transaction, self._lease.confirm(transaction).begun(self._datasets))

    def _write(self, portion: Batch, ahead: Plan | None, *, last: bool) -> Plan:
        # What is run again may have been committed all the same, so only the first time can
        # nothing be there.
        plans = iter([ahead] if ahead else [])

        def work(transaction: Transaction) -> Plan:
            planned = next(plans, None)
            fresh = planned is not None
            if planned is None:
                reader = LoadReader(transaction.rows, self._memory, fresh=False)
                planned = plan(portion, reader, self._datasets)
            _apply(transaction, planned, fresh=fresh)
            left = self._lease.confirm(transaction)
            if last:
                self._lease.note(transaction, left.ended(self._datasets))
            return planned

        try:
            return self._connection.write(work)
        except StoreError:
            # Whoever took over may have written what this would write a second time: then that,
            # and not what the server says of it, is the reason.
            self._connection.write(self._lease.confirm)
            raise


def _is_empty(transaction: Transaction) -> bool:
    return not list(transaction.rows(_IS_EMPTY))


def _apply(transaction: Transaction, planned: Plan, *, fresh: bool) -> None:
    for command in commands(planned.changes, fresh=fresh):
        parameters = {"rows": command.rows}
        if not is_guard(command):
            transaction.do(command.cypher, parameters)
        elif list(transaction.rows(command.cypher, parameters)) != [(0,)]:
            raise StoreError(
                "the database holds nodes of another's under the labels and keys of this load; "
                "give graphkit a database of its own with ?database=NAME"
            )
