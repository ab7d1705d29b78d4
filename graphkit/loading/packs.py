"""A load of packs, all of it or nothing, and how a load is told: its report, its note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from graphkit.ingest.places import placed
from graphkit.loading.giving import give
from graphkit.packs import find_pack
from graphkit.planning.guard import ALLOWED, guarded
from graphkit.statement import Batch
from graphkit.stores.base import Change, Progress, Store, WriteReport
from graphkit.stores.runs import Note
from graphkit.wording import counted

__all__ = ["LoadReport", "load", "load_note", "said"]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `refused` counts the rows that went into `quarantine`, a folder for each
    pack that had any. In every table, rows read are rows in the store and rows refused."""

    batch: Batch
    written: WriteReport
    refused: int = 0
    quarantine: tuple[Path, ...] = ()

    def __str__(self) -> str:
        """A few lines for a person."""
        lines = [f"{counted(len(self.batch.datasets), 'packs')}:"]
        if not self.written.any:
            lines[0] += " nothing has changed; all of it was in the store already."
        shown = ["entities", "sources", "statements", "facts"]
        shown[3:3] = [name for name in ("decisions", "judgements") if getattr(self.batch, name)]
        lines += [f"  {name:<11}{said(getattr(self.written, name))}" for name in shown]
        if self.refused:
            rows = "row was" if self.refused == 1 else "rows were"
            places = ", ".join(map(str, self.quarantine))
            lines.append(f"{self.refused:,} {rows} not loaded; they are in {places}, with reasons.")
        return "\n".join(lines)

    __repr__ = __str__  # a notebook shows the last value of a cell


def load_note(batch: Batch) -> Note:
    """What the load of a batch is called in the history."""
    return Note("load", ", ".join(batch.names))


def said(change: Change) -> str:
    """How many records of a sort were added, changed …, for a person."""
    parts = [
        f"{count:,} {word}"
        for word in ("added", "changed", "removed", "unchanged")
        if (count := getattr(change, word))
    ]
    return ", ".join(parts) or "none"


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
        return LoadReport(given.batch, written, given.refused, given.drafts.settle())
