"""Foreign tables as a stream of records, in memory that does not grow with their rows.

`check` reads everything once (twice, where statements name entities of other rows by their key)
and knows of every row whether it is good; `entities` and `statements` then give the records of the
good ones in portions. What is held meanwhile is at most 24 bytes for each distinct statement and
48 for each distinct entity; the entities themselves wait on disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from graphkit.errors import InputError
from graphkit.garbage import uncollected
from graphkit.ingest.mapping.foreign import ForeignTable
from graphkit.ingest.mapping.holding import GoodRow, Held, Seen
from graphkit.ingest.mapping.inputfiles import Found, Root, find, opened
from graphkit.ingest.mapping.keys import Resolve
from graphkit.ingest.mapping.lots import MOST, AnyRow, Lot, of_cells, of_rows
from graphkit.ingest.mapping.making import Maker, Yield
from graphkit.ingest.mapping.outline import Outliner
from graphkit.ingest.mapping.records import Record
from graphkit.ingest.mapping.references import leaves, used_by
from graphkit.ingest.mapping.refusals import BESIDE, Refusals
from graphkit.ingest.mapping.terms import Budget, TableMapping
from graphkit.ingest.opening import Progress, unguarded
from graphkit.ingest.quarantine import Drafts
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Torn
from graphkit.statement import Batch

__all__ = ["Delivery", "GoodRow", "TableReport"]

_SAMPLED = 1_000  # records whose names are looked at for what is not mapped


@dataclass(slots=True)
class TableReport:
    """What became of the rows of one table; every row is in one of the counts.

    `good` rows bring something that no earlier row brought, `repeated` ones do not; `left_out`
    are those that the filters leave out. `silent` counts the good and repeated ones of which no
    statement is made although the mapping has some. `unmapped` are the columns that the mapping
    never refers to.
    """

    name: str
    how: str
    rows: int = 0
    good: int = 0
    repeated: int = 0
    left_out: int = 0
    refused: int = 0
    silent: int = 0
    unmapped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """A table while it is read."""

    at: int
    found: Found
    table: ForeignTable
    report: TableReport
    maker: Maker
    outliner: Outliner | None
    step: str
    progress: Progress | None
    names: dict[str, None] = field(default_factory=dict)

    def rows(self) -> Iterator[AnyRow]:
        """The rows as they were before they were refused, if they are; notes their names."""
        rows = unguarded(self.table.rows) if self.found.root.origin else self.table.rows
        for number, row in enumerate(rows):
            if number < _SAMPLED and isinstance(row, Record):
                self.names |= dict.fromkeys(leaves(row.given))
            yield row

    def lots(self) -> Iterator[Lot]:
        """The same by the thousand."""
        if self.table.text is None or self.found.root.origin:
            return of_rows(self.rows(), self.table.reader)
        return of_cells(self.table.text, self.table.reader)

    def tell(self) -> None:
        """Tell how far it is."""
        if self.progress:
            rows, share = self.report.rows, self.table.share()
            total = int(rows / share) if share > 0 else rows
            self.progress(f"{self.step} {self.table.name}", rows, max(rows, total))


class Delivery:
    """Tables under one mapping, to be checked and then read; also a context manager.

    `resolve` says which entity is meant where the mapping gives no key. With `drafts`, refused rows
    are written there, to be settled beside what was read; without, any makes `check` raise.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        mapping: TableMapping,
        *,
        drafts: Drafts | None = None,
        budget: Budget | None = None,
        resolve: Resolve | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.mapping = mapping
        self._tables, self.left = find(paths, mapping)
        self._resolve, self._progress, self._drafts = resolve, progress, drafts
        self._held = Held()
        self._refused: set[tuple[int, int]] = set()
        self._refusals = Refusals(budget or mapping.budget, drafts)
        self.reports: list[TableReport] = []

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return len(self._refused)

    @property
    def mended(self) -> bool:
        """Whether all of it are rows that were refused before."""
        return all(each.root.origin is not None for each in self._tables)

    @property
    def partial(self) -> bool:
        """Whether it is only a part of what the mapping is for: mended rows, or some tables."""
        whole = {each.part.number for each in self._tables if each.root.origin is None}
        return len(whole) < len(self.mapping.parts)

    def check(self) -> None:
        """Read and judge every row. Raises `InputError`."""
        try:
            by_key = any(each.part.by_key for each in self._tables)
            if by_key:
                self._meet_origins()
            self._judge("read", enter=True)
            if by_key:
                self.reports.clear()
                self._judge("check", enter=False)
            if self._refused and self._drafts is None:
                raise InputError(self._refusals.problems)
        finally:
            self._refusals.close()

    def entities(self, most: int) -> Iterator[Batch]:
        """The data set and sources, then the entities of good rows in portions of so many."""
        mapping = self.mapping
        datasets = (mapping.dataset,)
        yield Batch(datasets, tuple(mapping.entities.values()), tuple(mapping.sources.values()))
        for lot in self._held.spool.lots(most):
            yield Batch(datasets, lot)

    def rows(self) -> Iterator[GoodRow]:
        """The good rows in order, with what each brings; reads the tables again.

        Raises `InputError` where a row has gone bad since `check`.
        """
        reports, self.reports = self.reports, []
        before = len(self._refused)
        try:
            yield from self._rows()
        finally:
            self.reports = reports
        if len(self._refused) > before:
            raise InputError(self._refusals.problems)

    def _rows(self) -> Iterator[GoodRow]:
        seen = Seen()
        with uncollected():
            for at, found in enumerate(self._tables):
                with self._table(at, found, "load", final=True) as reading:
                    for row in reading.rows():
                        good = self._one(reading, row, seen, enter=False)
                        if good is not None:
                            yield good

    def _judge(self, step: str, *, enter: bool) -> None:
        """Take all rows, by the thousand where they make what those before them do not hinder."""
        seen = Seen()
        with uncollected():
            for at, found in enumerate(self._tables):
                with self._table(at, found, step, final=not enter) as reading:
                    for lot in reading.lots():
                        self._lot(reading, lot, seen, enter=enter)

    @contextmanager
    def _table(self, at: int, found: Found, step: str, *, final: bool) -> Iterator[_Reading]:
        with opened(found) as table:
            report = TableReport(table.name, table.how)
            self.reports.append(report)

            def kind_of(key: str) -> str | None:
                return self._held.kind(key) or (None if final else "")

            maker = Maker(self.mapping, found.part, table.reader, kind_of, self._resolve)
            outliner = Outliner(maker, self.mapping, found.part)
            reading = _Reading(
                at,
                found,
                table,
                report,
                maker,
                outliner if outliner.can else None,
                step,
                self._progress,
                dict.fromkeys(table.columns),
            )
            yield reading
            if self._progress:
                self._progress(f"{step} {table.name}", report.rows, report.rows)
            self._refusals.check(found, report.rows)
            used = used_by(found.part.references())
            report.unmapped = tuple(
                each for each in reading.names if not used(each) and each not in BESIDE
            )

    def _lot(self, reading: _Reading, lot: Lot, seen: Seen, *, enter: bool) -> None:
        """Take the rows of a lot."""
        at, report = reading.at, reading.report
        before, size = report.rows, len(lot.lines)
        gone = [
            place
            for place, line in enumerate(lot.lines if self._refused else ())
            if (at, line) in self._refused
        ]
        places: Sequence[int] = range(size)
        if gone:
            places = sorted({*places} - {*gone})
            lot_ = lot.picked(places)
        else:
            lot_ = lot
        found = reading.outliner.outline(lot_) if reading.outliner else None
        repeats = self._held.take_all(at, found.rows, seen, enter=enter) if found else None
        if found is None or repeats is None:
            for place in range(size):
                self._one(reading, lot.row(place), seen, enter=enter)
            return
        report.refused += len(gone)
        report.left_out += found.left_out
        repeated = int(repeats[found.good].sum())
        report.repeated += repeated
        report.good += len(found.good) - repeated
        if reading.found.part.said:
            report.silent += len({*found.good}.difference(found.rows.by))
        for place in found.bad:
            report.rows = before + places[place]
            self._one(reading, lot_.row(place), seen, enter=enter)
        report.rows = before + size
        if size == MOST:
            reading.tell()

    def _one(self, reading: _Reading, row: AnyRow, seen: Seen, *, enter: bool) -> GoodRow | None:
        """Take one row; gives what is good."""
        at, report = reading.at, reading.report
        report.rows += 1
        if report.rows % MOST == 0:
            reading.tell()
        if (at, row.line) in self._refused:
            report.refused += 1
            return None
        faults: list[Fault] = []
        made = _made(reading.maker, row, faults)
        good = None
        if not faults:
            if made is None:
                report.left_out += 1
                return None
            good = self._held.take(at, row.line, made, seen, faults, enter=enter)
        if good is None:
            report.refused += 1
            self._refused.add((at, row.line))
            place = reading.table.place(row.line)
            columns = reading.table.columns
            self._refusals.add(reading.found, columns, row, faults, place, report.rows)
            return None
        report.repeated += good.repeated
        report.good += not good.repeated
        report.silent += bool(made and reading.found.part.said and not made.statements)
        return good

    def _meet_origins(self) -> None:
        """Let refused rows name the entities of the tables that they came from."""
        roots: dict[Path, Root] = {
            each.root.origin: each.root for each in self._tables if each.root.origin
        }
        for origin in roots:
            with Delivery([origin], self.mapping) as other:
                other.meet(self._held)

    def meet(self, held: Held) -> None:
        """Let another know the kinds and names of all entities of good rows, and nothing else."""
        self._refusals = Refusals(Budget(share=100.0))
        self._judge("read", enter=True)
        for lot in self._held.spool.lots(10_000):
            held.meet(lot)

    def close(self) -> None:
        """Remove what waits on disk."""
        self._held.close()
        self._refusals.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _made(maker: Maker, row: AnyRow, faults: list[Fault]) -> Yield | None:
    """What a row makes, if the filters admit it."""
    if isinstance(row, Torn):
        faults.append(Fault(row.column, row.message, row.hint))
        return None
    return maker.make(row.given, faults)
