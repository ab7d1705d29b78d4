"""From packs to a store: read, check, join, write, and say what was done.

The one place where ingest and stores meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from graphkit.ingest import join, read_packs, sift_packs
from graphkit.packs import find_pack
from graphkit.statement import Batch
from graphkit.stores.base import Change, Progress, Store, WriteReport

__all__ = ["LoadReport", "load", "read"]


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
        packs = len(self.batch.datasets)
        lines = [f"{packs} {'pack' if packs == 1 else 'packs'}:"]
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


def load(
    store: Store,
    packs: Iterable[str | PathLike[str]],
    *,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> LoadReport:
    """Check packs and write them to a store: all of it, or nothing and an `InputError`.

    With `keep_going` the good rows are written, and the others put into quarantine.
    """
    if not keep_going:
        batch = read(packs, progress=progress)
        return LoadReport(batch, store.write(batch, progress=progress))
    sifted = sift_packs(map(find_pack, packs), progress=progress)
    batch = join([each.batch for each in sifted])
    return LoadReport(
        batch,
        store.write(batch, progress=progress),
        sum(len(each.refused) for each in sifted),
        tuple(each.quarantine for each in sifted if each.quarantine is not None),
    )
