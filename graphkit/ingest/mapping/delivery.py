"""Foreign tables as a stream of records, in memory that does not grow with their rows.

`check` reads everything once (twice, where statements name entities of other rows by their key)
and knows of every row whether it is good; `entities` and `statements` then give the records of the
good ones in portions. What is held meanwhile is at most 24 bytes for each distinct statement and
48 for each distinct entity; the entities themselves wait on disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from graphkit.errors import InputError
from graphkit.garbage import uncollected
from graphkit.ingest.claims import content
from graphkit.ingest.mapping.foreign import ForeignTable
from graphkit.ingest.mapping.inputfiles import Found, Root, find, opened
from graphkit.ingest.mapping.keys import Resolve
from graphkit.ingest.mapping.making import Maker, Yield
from graphkit.ingest.mapping.marks import Marks, mark
from graphkit.ingest.mapping.records import Record
from graphkit.ingest.mapping.references import leaves, used_by
from graphkit.ingest.mapping.refusals import BESIDE, Refusals, bared
from graphkit.ingest.mapping.spool import Spool
from graphkit.ingest.mapping.terms import Budget, TableMapping
from graphkit.ingest.opening import Progress
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Row, Torn
from graphkit.model import KINDS
from graphkit.statement import Batch, Entity, Statement
from graphkit.values import shown

__all__ = ["Delivery", "GoodRow", "TableReport"]

_KINDS = tuple(KINDS)
_SAMPLED = 1_000  # records whose names are looked at for what is not mapped
_PROGRESS_EVERY = 5_000


@dataclass(slots=True)
class TableReport:
    """What became of the rows of one table; every row is in one of the counts.

    `good` rows bring something that no earlier row brought, `repeated` ones do not; `left_out`
    are those that the filters leave out. `unmapped` are the columns that the mapping never
    refers to.
    """

    name: str
    how: str
    rows: int = 0
    good: int = 0
    repeated: int = 0
    left_out: int = 0
    refused: int = 0
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodRow:
    """One good row: its place, and what it brings that no earlier row brought."""

    table: int
    line: int
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    repeated: bool


@dataclass(slots=True)
class _Seen:
    """What one reading of all tables has met so far."""

    said: Marks = field(default_factory=Marks)
    labels: Marks = field(default_factory=Marks)


class Delivery:
    """Tables under one mapping, to be checked and then read; also a context manager.

    `resolve` says which entity is meant where the mapping gives no key. With `keep`, refused rows
    are written beside what is loaded; without it any of them makes `check` raise.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        mapping: TableMapping,
        *,
        keep: bool = False,
        budget: Budget | None = None,
        resolve: Resolve | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.mapping = mapping
        self._tables, self.left = find(paths, mapping)
        self._resolve, self._progress, self._keep = resolve, progress, keep
        self._known = Marks()
        self._spool = Spool()
        self._refused: set[tuple[int, int]] = set()
        self._refusals = Refusals(budget or mapping.budget, keep=keep)
        self.reports: list[TableReport] = []
        self.quarantine: tuple[Path, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return len(self._refused)

    def check(self) -> None:
        """Read and judge every row. Raises `InputError`, and then nothing is left behind."""
        try:
            by_key = any(each.part.by_key for each in self._tables)
            if by_key:
                self._meet_origins()
            for _ in self._rows("read", enter=True):
                pass
            if by_key:
                self.reports.clear()
                for _ in self._rows("check", enter=False):
                    pass
            if self._refused and not self._keep:
                raise InputError(self._refusals.problems)
            self.quarantine = self._refusals.settle()
        except BaseException:
            self._refusals.discard()
            raise

    def entities(self, most: int) -> Iterator[Batch]:
        """The data set and sources, then the entities of good rows in portions of so many."""
        mapping = self.mapping
        datasets = (mapping.dataset,)
        yield Batch(datasets, tuple(mapping.entities.values()), tuple(mapping.sources.values()))
        for lot in self._spool.lots(most):
            yield Batch(datasets, lot)

    def rows(self) -> Iterator[GoodRow]:
        """The good rows in order, with what each brings; reads the tables again.

        Raises `InputError` where a row has gone bad since `check`.
        """
        reports, self.reports = self.reports, []
        before = len(self._refused)
        try:
            yield from self._rows("load", enter=False)
        finally:
            self.reports = reports
        if len(self._refused) > before:
            raise InputError(self._refusals.problems)

    def _rows(self, step: str, *, enter: bool) -> Iterator[GoodRow]:
        seen = _Seen()
        with uncollected():
            for at, found in enumerate(self._tables):
                yield from self._table(at, found, seen, step, enter=enter)

    def _table(
        self, at: int, found: Found, seen: _Seen, step: str, *, enter: bool
    ) -> Iterator[GoodRow]:
        with opened(found) as table:
            report = TableReport(table.name, table.how)
            self.reports.append(report)
            maker = self._maker(found, table, final=not enter)
            names: dict[str, None] = dict.fromkeys(table.columns)
            for row in _unguarded(table) if found.root.origin else table.rows:
                report.rows += 1
                if self._progress and report.rows % _PROGRESS_EVERY == 0:
                    self._tell(step, table, report.rows)
                if isinstance(row, Record) and report.rows <= _SAMPLED:
                    names |= dict.fromkeys(leaves(row.given))
                if (at, row.line) in self._refused:
                    report.refused += 1
                    continue
                faults: list[Fault] = []
                made = _made(maker, row, faults)
                good = None
                if not faults:
                    if made is None:
                        report.left_out += 1
                        continue
                    good = self._take(at, row.line, made, seen, faults, enter=enter)
                if good is None:
                    self._refuse(at, found, table, row, faults)
                    continue
                report.repeated += good.repeated
                report.good += not good.repeated
                yield good
            if self._progress:
                self._progress(f"{step} {table.name}", report.rows, report.rows)
            self._refusals.check(found, report.rows)
            used = used_by(found.part.references())
            report.unmapped = tuple(each for each in names if not used(each) and each not in BESIDE)

    def _maker(self, found: Found, table: ForeignTable, *, final: bool) -> Maker:
        def kind_of(key: str) -> str | None:
            note = self._known.get(mark(key))
            if note is None:
                return None if final else ""
            return _KINDS[note & 0xFF]

        return Maker(self.mapping, found.part, table.reader, kind_of, self._resolve)

    def _take(
        self, at: int, line: int, made: Yield, seen: _Seen, faults: list[Fault], *, enter: bool
    ) -> GoodRow | None:
        """Hold a row against those before it, and enter what it makes; None where it is bad."""
        wholes = [mark((each, "whole")) for each in made.entities]
        firsts = [self._known.get(each) for each in wholes]
        for entity, first in zip(made.entities, firsts, strict=True):
            if first is None:  # else the very same has been held against the others before
                self._hold(entity, faults)
        faults += _within(made)
        said = [(each, mark(content(each))) for each in made.statements]
        fresh = [pair for pair in said if self._is_new(*pair, seen, faults)]
        if faults:
            return None
        row = mark((at, line))
        brings = any(first in {None, row} for first in firsts)
        if enter and None in firsts:
            self._enter(made.entities, wholes, row)
        for statement, says in fresh:
            seen.said.put(says, line)
            if statement.row:
                seen.labels.put(mark(statement.row), says)
        repeated = not fresh and (bool(made.statements) or not brings)
        return GoodRow(at, line, made.entities, tuple([each for each, _ in fresh]), repeated)

    def _hold(self, entity: Entity, faults: list[Fault]) -> None:
        note = self._known.get(mark(entity.key))
        if note is not None and note != _note(entity):
            first = self._spool.get(entity.key)
            was = f"{first.kind} {shown(first.name)}" if first else "another"
            message = f"{entity.key} is {entity.kind} {shown(entity.name)} here and {was} before"
            faults.append(Fault("", message, "one key stands for one entity of one name"))

    def _is_new(self, statement: Statement, says: int, seen: _Seen, faults: list[Fault]) -> bool:
        if statement.row:
            before = seen.labels.get(mark(statement.row))
            if before is not None and before != says:
                message = f"the id {statement.row} was given to another statement before"
                faults.append(Fault("", message, "give each statement an id of its own, or none"))
            return before is None
        return seen.said.get(says) is None

    def _enter(self, entities: Sequence[Entity], wholes: Sequence[int], row: int) -> None:
        """Keep what no earlier row said of these entities; the row is the first to say it."""
        for each, whole in zip(entities, wholes, strict=True):
            if self._known.get(whole) is None:
                key = mark(each.key)
                self._spool.add(each, known=self._known.get(key) is not None)
                self._known.put(key, _note(each))
                self._known.put(whole, row)

    def _refuse(
        self,
        at: int,
        found: Found,
        table: ForeignTable,
        row: Row | Record | Torn,
        faults: list[Fault],
    ) -> None:
        report = self.reports[-1]
        report.refused += 1
        self._refused.add((at, row.line))
        place = table.place(row.line)
        self._refusals.add(found, table.columns, row, faults, place, report.rows)

    def _tell(self, step: str, table: ForeignTable, rows: int) -> None:
        share = table.share()
        total = int(rows / share) if share > 0 else rows
        if self._progress:
            self._progress(f"{step} {table.name}", rows, max(rows, total))

    def _meet_origins(self) -> None:
        """Let refused rows name the entities of the tables that they came from."""
        roots: Mapping[Path, Root] = {
            each.root.origin: each.root for each in self._tables if each.root.origin
        }
        for origin in roots:
            with Delivery([origin], self.mapping, keep=True, budget=Budget(share=100)) as other:
                other.meet(self._known)

    def meet(self, known: Marks) -> None:
        """Enter the kinds and names of all entities of good rows in `known`, and nothing else."""
        self._refusals = Refusals(Budget(share=100.0), keep=False)
        for _ in self._rows("read", enter=True):
            pass
        for lot in self._spool.lots(10_000):
            for each in lot:
                known.put(mark(each.key), _note(each))

    def close(self) -> None:
        """Remove what waits on disk."""
        self._spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _made(maker: Maker, row: Row | Record | Torn, faults: list[Fault]) -> Yield | None:
    """What a row makes, if the filters admit it."""
    if isinstance(row, Torn):
        faults.append(Fault(row.column, row.message, row.hint))
        return None
    return maker.make(row.given, faults)


def _within(made: Yield) -> Iterator[Fault]:
    """What cannot both be right within one row."""
    if len(made.entities) > 1:
        named = {each.key: (each.kind, each.name) for each in made.entities}
        for each in made.entities:
            if named[each.key] != (each.kind, each.name):
                message = f"{each.key} is {shown(each.name)} and {shown(named[each.key][1])} here"
                yield Fault("", message, "one key stands for one entity of one name")
    if len(made.statements) > 1:
        labelled = {each.row: each for each in made.statements if each.row}
        for statement in made.statements:
            if statement.row and labelled[statement.row] != statement:
                message = f"the id {statement.row} is given to several statements here"
                yield Fault("", message, "give each statement an id of its own, or none")
                return


def _unguarded(table: ForeignTable) -> Iterator[Row | Record | Torn]:
    """The rows of a table of refused ones, as they were before they were written there."""
    for row in table.rows:
        if isinstance(row, Row):
            yield Row(row.line, {name: bared(cell) for name, cell in row.given.items()})
        else:
            yield row


def _note(entity: Entity) -> int:
    """Kind and name of an entity in 64 bits."""
    return mark(entity.name) & ~0xFF | _KINDS.index(entity.kind)
