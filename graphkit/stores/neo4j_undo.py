"""An undo on a Neo4j server: in one transaction, or in a series that can be carried on.

What is large is put back in an order in which every record finds what it names, at every moment:
judgements go before statements and statements before what they name, and come back the other way.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.errors import StoreError
from graphkit.stores.base import Progress
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.lease import Lease, Unfinished
from graphkit.stores.lookup import Reader, every_record
from graphkit.stores.neo4j_runs import Begun, Recorder, begun, datasets_of, steps
from graphkit.stores.neo4j_write import apply, commands
from graphkit.stores.plan import Plan, plan_back
from graphkit.stores.putting import put_back
from graphkit.stores.revision import Records, mark_of
from graphkit.stores.runs import Note, Run
from graphkit.stores.undoing import Reversal, check_undo, reversal

__all__ = ["Undo"]

# Label, and whether records of it are put there or taken away.
_ORDER = (
    *(("Decision", False), ("Judgement", False)),
    *(("Dataset", True), ("Entity", True), ("Source", True)),
    *(("Statement", True), ("Statement", False), ("Decision", True), ("Judgement", True)),
    *(("Source", False), ("Entity", False), ("Dataset", False)),
)


class Undo:
    """One undo, under its lease."""

    def __init__(
        self, connection: Connection, lease: Lease, number: int, *, and_later: bool
    ) -> None:
        self._connection = connection
        self._lease = lease
        self._number = number
        self._and_later = and_later

    def run(self, most: int, progress: Progress | None) -> Run:
        """Put everything back, in lots of about `most` records."""
        stands, back, records = self._connection.read(self._look)
        total, done = sum(map(len, back.records.values())), 0
        note = Note("undo", ", ".join(each.key for each in back.undone))
        undoes = tuple(each.number for each in back.undone)
        recorder = Recorder(self._lease.me, note, (), undoes)
        recorder.begin(stands, records)
        name = (f"undo of {note.what}",)
        if total > most:
            self._connection.write(
                lambda transaction: self._lease.note(
                    transaction, self._lease.confirm(transaction).begun(name)
                )
            )
        made: Run | None = None
        for lot in _lots(back.records, most):
            if progress:
                progress("undoing", done, total)
            done += sum(map(len, lot.values()))
            made = self._write(lot, recorder, back, name, last=done == total) or made
        if progress:
            progress("undoing", total, total)
        if made is None:
            raise StoreError(f"{back.undone[0].key} cannot be undone: it changed nothing")
        return made

    def _look(self, transaction: Transaction) -> tuple[Begun, Reversal, str]:
        """What is to be put back; raises `StoreError` where that may not be done."""
        stands = begun(transaction)
        # This very undo, if it was broken off: it is carried on.
        broken_off = stands.run if stands.run and self._number in stands.run.undoes[:1] else None
        but = broken_off.key if broken_off else ""
        found = steps(transaction, self._number, but)
        back = reversal(found, self._number, and_later=self._and_later)
        check_undo(back, lambda: put_back(back.records, Reader(transaction.rows, empty=False)))
        records = stands.records or mark_of(every_record(transaction.rows))
        return stands, back, records

    def _write(
        self, lot: Records, recorder: Recorder, back: Reversal, name: tuple[str], *, last: bool
    ) -> Run | None:
        def work(transaction: Transaction) -> Run | None:
            planned: Plan = plan_back(lot, Reader(transaction.rows, empty=False), part=True)
            part = recorder.prepare(planned)
            apply(transaction, commands(planned.changes))
            left = self._lease.confirm(transaction)
            made = recorder.record(transaction, planned, part, last=last)
            if last:
                loads = left.ended(name)
                broken_off = tuple(each for each in back.undone if not each.whole)
                for datasets in datasets_of(transaction, broken_off):
                    loads = Unfinished(loads).ended(datasets)
                self._lease.note(transaction, loads)
            return made

        return self._connection.write(work)


def _lots(records: Records, most: int) -> Iterator[Records]:
    """The records in lots of at most so many; in one, if there are no more."""
    if sum(map(len, records.values())) <= most:
        yield records
        return
    for label, there in _ORDER:
        items = [
            (key, each)
            for key, each in records.get(label, {}).items()
            if (each is not None) is there
        ]
        for at in range(0, len(items), most):
            yield {label: dict(items[at : at + most])}
