"""From packs and foreign tables to a store: read, check, join, write, and say what was done.

The one place where ingest and stores meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from os import PathLike
from pathlib import Path
from uuid import uuid4

from graphkit.errors import GraphkitError
from graphkit.ingest import join, read_packs, sift_packs
from graphkit.ingest.about import read_about
from graphkit.ingest.mapping import (
    Budget,
    GoodRow,
    Resolve,
    TableReport,
    deliver,
    read_mapped,
    sift_mapped,
)
from graphkit.ingest.mapping.keys import unresolved
from graphkit.ingest.mapping.marks import Marks, mark
from graphkit.ingest.places import placed
from graphkit.ingest.quarantine import Drafts, is_quarantine
from graphkit.ingest.together import pack_folders
from graphkit.packs import find_pack
from graphkit.planning.guard import ALLOWED, guarded
from graphkit.questions.entities import namesakes
from graphkit.statement import Batch, Entity
from graphkit.stores.base import Change, Check, Progress, Store, WriteReport
from graphkit.stores.lookup import Reader, reader_of
from graphkit.stores.runs import Note
from graphkit.values import clean_text
from graphkit.wording import counted

__all__ = [
    "Given",
    "LoadReport",
    "MappedReport",
    "check_mapped",
    "give",
    "load",
    "load_mapped",
    "read",
]

_LOOKED_UP = 1_000  # new entities whose names are looked for among others
_LOT = 100_000  # records of tables that are written at once
_PARTLY = (
    "Earlier parts of this load were written: `graphkit history` shows them, and the undo of the "
    "first takes all of them back."
)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `rejected` counts the rows that went into `quarantine`, a folder for each
    pack that had any. In every table, rows read are rows in the store and rows rejected."""

    batch: Batch
    written: WriteReport
    rejected: int = 0
    quarantine: tuple[Path, ...] = ()

    def __str__(self) -> str:
        """A few lines for a person."""
        lines = [f"{counted(len(self.batch.datasets), 'packs')}:"]
        if not self.written.any:
            lines[0] += " nothing has changed; all of it was in the store already."
        shown = ["entities", "sources", "statements", "facts"]
        shown[3:3] = [name for name in ("decisions", "judgements") if getattr(self.batch, name)]
        lines += [f"  {name:<11}{_said(getattr(self.written, name))}" for name in shown]
        if self.rejected:
            rows = "row was" if self.rejected == 1 else "rows were"
            places = ", ".join(map(str, self.quarantine))
            lines.append(
                f"{self.rejected:,} {rows} not loaded; they are in {places}, with reasons."
            )
        return "\n".join(lines)

    __repr__ = __str__  # a notebook shows the last value of a cell


def load_note(batch: Batch) -> Note:
    """What the load of a batch is called in the history."""
    return Note("load", ", ".join(batch.names))


def _said(change: Change) -> str:
    parts = [
        f"{count:,} {word}"
        for word in ("added", "changed", "removed", "unchanged")
        if (count := getattr(change, word))
    ]
    return ", ".join(parts) or "none"


def read(packs: Iterable[str | PathLike[str]], *, progress: Progress | None = None) -> Batch:
    """Check packs, by path or bundled name, and join them. Raises `InputError`."""
    return join(read_packs(map(find_pack, packs), progress=progress))


@dataclass(frozen=True, slots=True)
class Given:
    """What packs or tables bring, whole. `partial` are the data sets of which that is only a part,
    `rejected` counts the rows that wait in `drafts`."""

    batch: Batch
    partial: frozenset[str]
    rejected: int
    drafts: Drafts


@contextmanager
def give(
    store: Store,
    paths: Sequence[str | PathLike[str]],
    mapping: str | PathLike[str] | None = None,
    *,
    keep_going: bool = False,
    budget: Budget | None = None,
    resolve: Resolve | None = None,
    progress: Progress | None = None,
) -> Iterator[Given]:
    """Everything that packs bring to a store, or tables under a mapping.

    Raises `InputError` for any bad row; with `keep_going` those are put into quarantine, if the
    `drafts` are settled: once the good ones are where they belong.
    """
    with Drafts() as drafts:
        if mapping is not None:
            reader = partial(sift_mapped, drafts=drafts) if keep_going else read_mapped
            mapped = reader(paths, mapping, budget=budget, resolve=resolve, progress=progress)
            batch = _added(reader_of(store), mapped.batch) if mapped.mended else mapped.batch
            lacking = frozenset(batch.names if mapped.refused or mapped.partial else ())
            yield Given(batch, lacking, mapped.refused, drafts)
        elif keep_going:
            sifted = sift_packs(map(find_pack, paths), drafts=drafts, progress=progress)
            lacking = frozenset(
                name for each in sifted if each.refused for name in each.batch.names
            )
            batch = join([each.batch for each in sifted])
            rejected = sum(len(each.refused) for each in sifted)
            yield Given(batch, lacking | _parts(paths), rejected, drafts)
        else:
            yield Given(read(paths, progress=progress), _parts(paths), 0, drafts)


def _added(reader: Reader, batch: Batch) -> Batch:
    """What rows that were refused before say of entities, beside what the good rows of the same
    data set said: in one table, all rows add up."""
    stored = reader.entities(each.key for each in batch.entities)

    def whole(each: Entity) -> Entity:
        said = dict(stored[each.key].by) if each.key in stored else {}
        before = said.get(tuple(batch.names), each)
        return before.merged(each) if (before.kind, before.name) == (each.kind, each.name) else each

    return replace(batch, entities=tuple(map(whole, batch.entities)))


def _parts(packs: Iterable[str | PathLike[str]]) -> frozenset[str]:
    """The data sets of which these packs are only a part: refused rows that were mended."""
    folders = (folder for pack in packs for folder in pack_folders(find_pack(pack)))
    abouts = [read_about(folder) for folder in folders if is_quarantine(folder)]
    return frozenset(each.dataset.name for each in abouts if each.quarantine_of)


def load(
    store: Store,
    packs: Sequence[str | PathLike[str]],
    *,
    keep_going: bool = False,
    allow_share: float = ALLOWED,
    progress: Progress | None = None,
) -> LoadReport:
    """Check packs and write them to a store: all of it, or nothing and an `InputError`.

    With `keep_going` the good rows are written, and the others put into quarantine. What would
    correct more than `allow_share` of a data set's statements is refused as `TooMuchChanged`.
    """
    with give(store, packs, keep_going=keep_going, progress=progress) as given:
        note, check = load_note(given.batch), guarded(store, allow_share)
        with placed(map(find_pack, packs)):
            written = store.write(given.batch, note=note, check=check, progress=progress)
        return LoadReport(given.batch, written, given.rejected, given.drafts.settle())


@dataclass(frozen=True, slots=True)
class MappedReport:
    """What a check or a load of foreign tables did, table by table, and in `written` to the store.

    For every table, rows are those loaded, unchanged, left out by filters, and refused; the last
    are in `quarantine`. `left` are tables that the mapping has no part for.
    """

    tables: tuple[TableReport, ...]
    written: WriteReport | None = None
    loaded: tuple[int, ...] = ()
    rejected: int = 0
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
            lines += [f"  {name:<11}{_said(getattr(self.written, name))}" for name in shown]
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
            batch = _added(self._reader, batch)
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
