"""A load of foreign tables under a mapping, in portions, and what it says of every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from os import PathLike
from pathlib import Path
from uuid import uuid4

from graphkit.errors import GraphkitError
from graphkit.ingest.mapping import Budget, GoodRow, Resolve, TableReport, deliver
from graphkit.ingest.mapping.keys import unresolved
from graphkit.ingest.mapping.marks import Marks, mark
from graphkit.ingest.quarantine import Drafts
from graphkit.loading.giving import added
from graphkit.loading.packs import load_note, said
from graphkit.planning.guard import ALLOWED, guarded
from graphkit.questions.entities import namesakes
from graphkit.statement import Batch, Entity
from graphkit.stores.base import Check, Progress, Store, WriteReport
from graphkit.stores.lookup import reader_of
from graphkit.values import clean_text
from graphkit.wording import counted

__all__ = ["MappedReport", "check_mapped", "load_mapped"]

_LOOKED_UP = 1_000  # new entities whose names are looked for among others
_LOT = 100_000  # records of tables that are written at once
_PARTLY = (
    "Earlier parts of this load were written: `graphkit history` shows them, and the undo of the "
    "first takes all of them back."
)


@dataclass(frozen=True, slots=True)
class MappedReport:
    """What a check or a load of foreign tables did, table by table, and in `written` to the store.

    For every table, rows are those loaded, unchanged, left out by filters, and refused; the last
    are in `quarantine`. `left` are tables that the mapping has no part for.
    """

    tables: tuple[TableReport, ...]
    written: WriteReport | None = None
    loaded: tuple[int, ...] = ()
    refused: int = 0
    quarantine: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    unclear: tuple[str, ...] = ()

    def __str__(self) -> str:
        """A few lines for a person."""
        lines: list[str] = []
        for at, table in enumerate(self.tables):
            lines += _told(table, self.loaded[at] if self.loaded else None)
        unread = "is not read: the mapping names no such table."
        lines += [clean_text(f"{path} {unread}") for path in self.left]
        if self.written is not None:
            shown = ("entities", "sources", "statements", "facts")
            lines += [f"  {name:<11}{said(getattr(self.written, name))}" for name in shown]
        if self.quarantine:
            places = ", ".join(map(str, self.quarantine))
            lines.append(f"Refused rows are in {places}, with reasons: mend them and load those.")
        return "\n".join([*lines, *self.unclear])

    __repr__ = __str__  # a notebook shows the last value of a cell


def _told(table: TableReport, loaded: int | None) -> Iterator[str]:
    """What became of the rows of a table; the counts add up to the first of them."""
    if loaded is None:
        counts = [(table.good, "good"), (table.repeated, "repeated")]
    else:
        counts = [(loaded, "loaded"), (table.good - loaded + table.repeated, "unchanged")]
    counts += [(table.refused, "quarantined"), (table.left_out, "left out by filters")]
    told = ", ".join(f"{count:,} {word}" for count, word in counts)
    yield clean_text(f"{table.name} ({table.how}): {counted(table.rows, 'rows')}: {told}.")
    if table.silent:
        yield f"  without a statement, for want of a cell: {counted(table.silent, 'rows')}"
    if table.unmapped:
        yield f"  not mapped: {clean_text(', '.join(table.unmapped))}"


def check_mapped(
    paths: Iterable[str | PathLike[str]],
    mapping: str | PathLike[str],
    *,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> MappedReport:
    """Check tables under a mapping; nothing is written. Raises `InputError`."""
    with deliver(paths, mapping, budget=budget, progress=progress) as delivery:
        delivery.check()
        return MappedReport(tuple(delivery.reports), left=tuple(delivery.left))


def load_mapped(
    store: Store,
    paths: Iterable[str | PathLike[str]],
    mapping: str | PathLike[str],
    *,
    keep_going: bool = False,
    budget: Budget | None = None,
    resolve: Resolve | None = None,
    allow_share: float = ALLOWED,
    progress: Progress | None = None,
) -> MappedReport:
    """Check all rows of tables under a mapping, then write them in portions.

    Nothing is written unless all rows are good, or, with `keep_going`, no more are bad than the
    budget allows. Each portion is written whole, as a run; a load that is broken off between two
    of them is finished by the same load once more, and the undo of the first run takes back all of
    them. What fits into one portion is written at once. Refused rows are put into quarantine last.
    """
    with (
        Drafts() as drafts,
        deliver(
            paths,
            mapping,
            drafts=drafts if keep_going else None,
            budget=budget,
            resolve=resolve,
            progress=progress,
        ) as delivery,
    ):
        delivery.check()
        check = guarded(store, allow_share)
        writer = _Writer(
            store, len(delivery.reports), check, progress, resolving=resolve is not None
        )
        try:
            for batch in delivery.entities(_LOT):
                writer.add(batch, mended=delivery.mended)
            for row in delivery.rows():
                writer.take(row)
            writer.flush(last=True)
        except GraphkitError as exc:
            if writer.written.any:
                exc.add_note(_PARTLY)
            raise
        return MappedReport(
            tuple(delivery.reports),
            writer.written,
            tuple(writer.loaded),
            delivery.refused,
            drafts.settle(),
            tuple(delivery.left),
            namesakes(store, writer.beside),
        )


class _Writer:
    """Gathers records into portions, writes them, and counts the rows that change the store."""

    def __init__(
        self,
        store: Store,
        tables: int,
        check: Check,
        progress: Progress | None,
        *,
        resolving: bool,
    ) -> None:
        self._store, self._check, self._progress = store, check, progress
        self._resolving = resolving
        self._alone = not store.counts()["datasets"]
        self._reader = reader_of(store, empty=self._alone)
        self._fresh = Marks()  # keys of entities that the store had not, or otherwise
        self._batch = Batch()
        self._rows: list[GoodRow] = []
        self._size = 0
        self._load, self._part = "", 1
        self.beside: list[str] = []  # the first of the entities beside those that were there
        self.written = WriteReport()
        self.loaded = [0] * tables

    def add(self, batch: Batch, *, mended: bool) -> None:
        """Take data sets, sources and entities."""
        if mended:
            batch = added(self._reader, batch)
        if self._batch.entities and self._size + len(batch.entities) > _LOT:
            self.flush()
        fresh = self._new(batch.entities)
        looked_up = chain(fresh, unresolved(batch.entities) if self._resolving else ())
        self.beside += islice(looked_up, 0 if self._alone else _LOOKED_UP - len(self.beside))
        for key in fresh:
            self._fresh.put(mark(key), 1)
        known = self._batch
        self._batch = Batch(
            batch.datasets or known.datasets,
            (*known.entities, *batch.entities),
            (*known.sources, *batch.sources),
        )
        self._size += len(batch.entities)

    def _new(self, entities: Iterable[Entity]) -> list[str]:
        brought = {each.key: each for each in entities}
        stored = self._reader.entities(brought)
        return [
            key
            for key, each in brought.items()
            if key not in stored or stored[key].entity.merged(each) != stored[key].entity
        ]

    def take(self, row: GoodRow) -> None:
        """Take a row."""
        if row.repeated:
            return
        if self._size + len(row.statements) > _LOT:
            self.flush()
        self._rows.append(row)
        self._size += len(row.statements)

    def flush(self, *, last: bool = False) -> None:
        """Write what has been taken; unless it is the first and `last`, as a part of the load."""
        if not last and not self._load:
            self._load = uuid4().hex
        statements = {each.key: each for row in self._rows for each in row.statements}
        stored = self._reader.statements("key", statements)
        for row in self._rows:
            changes = any(stored.get(each.key) != each for each in row.statements)
            if not row.statements:
                changes = any(self._fresh.get(mark(each.key)) for each in row.entities)
            self.loaded[row.table] += changes
        batch = replace(self._batch, statements=tuple(statements.values()))
        note = load_note(batch)
        if self._load:
            what = f"{note.what}, part {self._part}"
            note = replace(note, what=what, load=self._load, part=self._part)
        written = self._store.write(batch, note=note, check=self._check, progress=self._progress)
        self._part += written.any
        self.written += written
        self._reader.empty = False
        self._batch, self._rows, self._size = Batch(batch.datasets), [], 0
