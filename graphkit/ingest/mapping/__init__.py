"""From other people's tables to records: a mapping says what their columns mean.

`read_mapped` gives all records at once, as `read_pack` does, `sift_mapped` the good ones, with the
others in quarantine. Both hold everything in memory; `deliver` does not. `read_mapping` reads the
mapping; `propose` makes one for a table that nobody has mapped yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from os import PathLike
from pathlib import Path

from graphkit.ingest.mapping.delivery import Delivery, GoodRow, TableReport
from graphkit.ingest.mapping.keys import Resolve, name_key
from graphkit.ingest.mapping.parse import read_budget, read_mapping
from graphkit.ingest.mapping.terms import Budget, TableMapping
from graphkit.ingest.opening import Progress
from graphkit.ingest.quarantine import Drafts
from graphkit.statement import Batch

__all__ = [
    "Budget",
    "Delivery",
    "GoodRow",
    "Mapped",
    "Resolve",
    "TableMapping",
    "TableReport",
    "deliver",
    "name_key",
    "read_budget",
    "read_mapped",
    "read_mapping",
    "sift_mapped",
]

_LOT = 100_000


@dataclass(frozen=True, slots=True)
class Mapped:
    """The records of good rows, what became of every row, table by table, and the folders of
    refused rows. `left` are tables beside them that the mapping names no part for; `partial` and
    `mended` are as in a `Delivery`."""

    batch: Batch
    reports: tuple[TableReport, ...]
    refused: int = 0
    quarantine: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    partial: bool = False
    mended: bool = False


def deliver(
    paths: Iterable[str | PathLike[str]],
    mapping: str | PathLike[str],
    *,
    drafts: Drafts | None = None,
    budget: Budget | None = None,
    resolve: Resolve | None = None,
    progress: Progress | None = None,
) -> Delivery:
    """Tables (files, or folders of them) under the mapping in a YAML file, to be checked and read
    as a stream. See `Delivery`; raises `InputError` for the mapping."""
    return Delivery(
        [Path(each) for each in paths],
        read_mapping(Path(mapping)),
        drafts=drafts,
        budget=budget,
        resolve=resolve,
        progress=progress,
    )


def read_mapped(
    paths: Iterable[str | PathLike[str]],
    mapping: str | PathLike[str],
    *,
    budget: Budget | None = None,
    resolve: Resolve | None = None,
    progress: Progress | None = None,
) -> Mapped:
    """All records of tables (files, or folders of them) under the mapping in a YAML file.

    `resolve` says which entity is meant where the mapping gives no key. Raises `InputError` with
    every problem, of the mapping or of rows.
    """
    return _mapped(deliver(paths, mapping, budget=budget, resolve=resolve, progress=progress))


def sift_mapped(
    paths: Iterable[str | PathLike[str]],
    mapping: str | PathLike[str],
    *,
    drafts: Drafts | None = None,
    budget: Budget | None = None,
    resolve: Resolve | None = None,
    progress: Progress | None = None,
) -> Mapped:
    """As `read_mapped`, but bad rows go into a quarantine folder beside what was read; with
    `drafts`, only once these are settled, and `quarantine` is empty.

    Raises `InputError`, and writes nothing, where more rows are bad than the budget allows.
    """
    with Drafts() as own:
        mapped = _mapped(
            deliver(
                paths,
                mapping,
                drafts=drafts or own,
                budget=budget,
                resolve=resolve,
                progress=progress,
            )
        )
        return replace(mapped, quarantine=own.settle())


def _mapped(delivery: Delivery) -> Mapped:
    with delivery:
        delivery.check()
        parts = list(delivery.entities(_LOT))
        batch = Batch(
            parts[0].datasets,
            tuple(chain.from_iterable(each.entities for each in parts)),
            parts[0].sources,
            tuple(statement for row in delivery.rows() for statement in row.statements),
        )
        return Mapped(
            batch,
            tuple(delivery.reports),
            delivery.refused,
            left=tuple(delivery.left),
            partial=delivery.partial,
            mended=delivery.mended,
        )
