"""From packs and foreign tables to files for Neo4j's offline importer.

The statements of large packs are checked by as many processes as there are processors (`shares`),
each of which spools its own, so that they are never all in memory. Where these find anything wrong,
or cannot know, the packs are read as every load reads them, and that says what it is.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from graphkit.errors import StoreError
from graphkit.garbage import uncollected
from graphkit.ingest import join
from graphkit.ingest.mapping import Budget, Delivery, deliver
from graphkit.ingest.reading import Reading
from graphkit.ingest.shares import Unsound, frames, marks, share, whole
from graphkit.loading import read
from graphkit.packs import find_pack
from graphkit.statement import Batch, Statement
from graphkit.stores.base import Progress
from graphkit.stores.bulk import Bulk, Spool, beside
from graphkit.stores.bulk import bulk as write_files

__all__ = ["bulk", "main"]

_SHARED_FROM = 4 * 2**20  # bytes of statements from which on several processes pay
_LOT = 10_000  # statements that are spooled at a time
_FRAMES, _MARKS = "frames", "marks"


def bulk(
    packs: Iterable[str | PathLike[str]],
    output: str | PathLike[str],
    *,
    mapping: str | PathLike[str] | None = None,
    budget: Budget | None = None,
    progress: Progress | None = None,
    shared_from: int = _SHARED_FROM,
) -> Bulk:
    """Check packs, or tables under a mapping, and write the graph that `load` makes of them to
    files for Neo4j's offline importer, in a folder that is not there yet.

    All of it, or nothing and an `InputError`. Entities and sources of packs are held in memory
    while they are checked, statements only below `shared_from` bytes, or where packs hold
    decisions or judgements, or anything is wrong; of tables under a mapping nothing is.
    """
    if mapping is not None:
        with deliver(packs, mapping, budget=budget, progress=progress) as delivery:
            delivery.check()
            return write_files(_batches(delivery), Path(output), progress=progress)
    folders = [find_pack(each) for each in packs]
    try:
        readings = frames(folders, shared_from, progress)
        if readings is not None:
            return write_files(
                [Batch(datasets=tuple(each.about.dataset for each in readings))],
                Path(output),
                progress=progress,
                spooled=lambda scratch: _spooled(readings, scratch, progress),
            )
    except Unsound:
        pass
    return write_files([read(folders, progress=progress)], Path(output), progress=progress)


def _batches(delivery: Delivery) -> Iterator[Batch]:
    yield from delivery.entities(10 * _LOT)
    statements: list[Statement] = []
    for row in delivery.rows():
        statements += () if row.repeated else row.statements
        if len(statements) >= _LOT:
            yield Batch(statements=tuple(statements))
            statements.clear()
    yield Batch(statements=tuple(statements))


def _spooled(readings: list[Reading], scratch: Path, progress: Progress | None) -> list[Path]:
    """Folders of spools in which other processes have put all records. Raises `Unsound`."""
    with (scratch / _FRAMES).open("wb") as file:
        joined = join(each.batch() for each in readings)
        pickle.dump((readings, joined), file, pickle.HIGHEST_PROTOCOL)
    count = os.cpu_count() or 1
    folders = [scratch / f"share-{place}" for place in range(count)]
    seed = {"PYTHONHASHSEED": str(random.randrange(1, 2**32))}  # noqa: S311 - no secret
    with ExitStack() as stack:
        tasks = [
            {"folder": str(folder), "frames": str(scratch / _FRAMES), "place": place, "step": count}
            for place, folder in enumerate(folders)
        ]
        started = [stack.enter_context(beside("graphkit.bulking", each, seed)) for each in tasks]
        for told in started:
            for line in told:
                said = json.loads(line)
                if said.get("unsound"):
                    raise Unsound
                if "counts" in said:
                    for reading, rows in zip(readings, said["counts"], strict=True):
                        reading.counts["statements"] = rows
                    break
                if progress:
                    progress(*said["progress"])
            else:
                raise StoreError(
                    "a process that reads the packs was ended; is there memory enough?"
                )
    if not whole(readings) or _any_twice(folder / _MARKS for folder in folders):
        raise Unsound
    return folders


def _any_twice(files: Iterable[Path]) -> bool:
    every = np.sort(np.concatenate([np.fromfile(file, np.uint64) for file in files]))
    return bool((every[1:] == every[:-1]).any())


def main() -> None:
    """Check and spool the share of a task, which is read from the standard input as JSON; tells
    its progress and its end on the standard output, one JSON value a line."""
    task = json.loads(sys.stdin.buffer.readline())
    try:
        with uncollected():
            told: dict[str, object] = {"counts": _share(task)}
    except Unsound:
        told = {"unsound": True}
    _tell(told)
    os._exit(0)  # not the interpreter's own end, which would let go of each record by itself


def _share(task: Mapping[str, Any]) -> list[int]:
    """Spool what of each pack falls to this process; how many statements each has in all."""
    with Path(task["frames"]).open("rb") as file:
        readings, joined = pickle.load(file)  # noqa: S301 - of our own, just now
    folder, place, step = Path(task["folder"]), task["place"], task["step"]
    folder.mkdir()
    spool = Spool(folder)
    spool.add(Batch(entities=joined.entities[place::step], sources=joined.sources[place::step]))
    progress = _progress if place == 0 else None
    with (folder / _MARKS).open("wb") as seen:
        for reading in readings:
            statements = share(reading, place, step, progress)
            while lot := tuple(islice(statements, _LOT)):
                array("Q", marks(lot)).tofile(seen)
                spool.add(Batch(statements=lot))
    spool.close()
    return [each.counts["statements"] for each in readings]


def _progress(step: str, done: int, total: int) -> None:
    _tell({"progress": (step, done, total)})


def _tell(what: Mapping[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()
