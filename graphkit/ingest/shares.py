"""The statements of large packs in shares, one for each processor, while nothing is wrong.

That something is wrong is all that is told here; what it is, and where, the reading of whole
packs says (`pack`), which needs all statements in memory to compare them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from graphkit.errors import InputError
from graphkit.ingest.about import FILE
from graphkit.ingest.claims import StatementReader, content
from graphkit.ingest.mapping.marks import mark
from graphkit.ingest.opening import (
    Progress,
    column_problems,
    has_table,
    open_table,
    rows_of,
    table_path,
)
from graphkit.ingest.pack import DECISIONS, JUDGEMENTS, read_frame
from graphkit.ingest.reading import Reading
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Torn
from graphkit.ingest.together import disagreements, pack_folders
from graphkit.statement import Statement

__all__ = ["Unsound", "frames", "marks", "share", "whole"]

_STRIPE = 500  # rows that go to one process before the next one gets any


class Unsound(Exception):
    """Something is wrong, or is not known to be right without the whole packs in memory."""


def frames(
    paths: Iterable[Path], least: int, progress: Progress | None = None
) -> list[Reading] | None:
    """The packs at these paths without their statements; None where the files of statements are
    not `least` bytes together, or packs have what takes all statements to be checked. Raises
    `Unsound`."""
    try:
        found = [folder for path in paths for folder in pack_folders(path)]
        folders = list({folder.absolute(): folder for folder in found}.values())
        if any(has_table(each, name) for each in folders for name in (DECISIONS, JUDGEMENTS)):
            return None
        if sum(table_path(each, "statements").stat().st_size for each in folders) < least:
            return None
        readings = [read_frame(folder, progress) for folder in folders]
    except (InputError, OSError) as exc:
        raise Unsound from exc
    if any(each.problems or each.refused or each.about.quarantine_of for each in readings):
        raise Unsound
    if list(disagreements(readings)):
        raise Unsound
    return readings


def share(
    reading: Reading, place: int, step: int, progress: Progress | None = None
) -> Iterator[Statement]:
    """The statements of a pack that fall to one of `step` processes. Raises `Unsound`."""
    about, faults = reading.about, list[Fault]()
    reader = StatementReader(
        about.dataset.name, reading.directory, reading.sources, None, about.quote_words
    )
    number = -1
    try:
        table = open_table(reading.folder, "statements")
        if list(column_problems(table, "statements", quarantine=False)):
            raise Unsound
        for number, row in enumerate(rows_of(table, "statements", progress, quarantine=False)):
            if number // _STRIPE % step != place:
                continue
            statement = None if isinstance(row, Torn) else reader.read(row.given, faults)
            if statement is None:
                raise Unsound
            yield statement
    except InputError as exc:
        raise Unsound from exc
    reading.counts["statements"] = number + 1


def whole(readings: Iterable[Reading]) -> bool:
    """Whether what packs assert of their rows is so, once all are counted."""
    return not any(list(each.about.broken(each.folder / FILE, each.counts)) for each in readings)


def marks(statements: Sequence[Statement]) -> Iterator[int]:
    """What no two statements may share, label and content, in 64 bits each.

    They stand for the same in processes with the same PYTHONHASHSEED.
    """
    labelled = (mark((each.dataset, each.row)) for each in statements if each.row)
    # None has another hash in each process.
    contents = (
        mark((each.dataset, *says[:-1], *(part or "" for part in says.claim)))
        for each, says in zip(statements, map(content, statements), strict=True)
    )
    return chain(labelled, contents)
