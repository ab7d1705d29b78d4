"""A process that projects lots and writes their pages; `making` starts and feeds it.

It reads one JSON value, the task, from the standard input; for each lot it writes one line of
JSON to the standard output when the pages of the lot are on disk, or what is wrong with the lot.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.garbage import uncollected
from graphkit.statement import Decision, Statement
from graphkit.stores.bulk.pages import pages
from graphkit.stores.bulk.reading import SpoolReader, batch_of, empty_reader
from graphkit.stores.bulk.spool import Lot
from graphkit.stores.plan import plan

__all__ = ["LEVEL", "main", "piece"]

LEVEL = 1  # of compression: the next ones take twice the time for a tenth of the size


def piece(folder: Path, lot: int, table: str) -> Path:
    """Where a worker leaves its rows of a table."""
    return folder / f"{lot:06}-{table}.gz"


def main() -> None:
    """Work through the lots of a task."""
    task = json.loads(sys.stdin.buffer.readline())
    folder = Path(task["folder"])
    decisions = [Decision(**each) for each in task["decisions"]]
    with closing(SpoolReader(folder, decisions)) as reader, uncollected():
        for number, kind, paths, count in task["lots"]:
            lot = Lot(kind, tuple(map(Path, paths)), count)
            try:
                done = _project(lot, number, reader, task)
            except InputError as exc:
                done = {"problems": [asdict(each) for each in exc.problems]}
            sys.stdout.write(f"{json.dumps(done)}\n")
            sys.stdout.flush()
    # Not the interpreter's own end, which would let go of each record by itself.
    os._exit(0)


def _project(lot: Lot, number: int, reader: SpoolReader, task: Mapping[str, Any]) -> dict[str, Any]:
    batch = batch_of(lot)
    spool = reader if lot.kind == "statements" else empty_reader()
    planned = plan(batch, spool, tuple(task["datasets"]))
    texts: dict[str, list[str]] = defaultdict(list)
    many_lines = False
    for page in pages(planned.changes):
        texts[page.table].append(page.text)
        many_lines |= page.many_lines
    for table, parts in texts.items():
        raw = "".join(parts).encode()
        piece(Path(task["folder"]), number, table).write_bytes(gzip.compress(raw, LEVEL, mtime=0))
    for path in lot.paths:
        path.unlink()
    return {
        "tables": sorted(texts),
        "many_lines": many_lines,
        "report": asdict(planned.report),
        "judged": _judged(batch.statements, task["judged"]),
    }


def _judged(statements: Iterable[Statement], wanted: Iterable[str]) -> list[dict[str, Any]]:
    keys = set(wanted)
    return [each.as_record() for each in statements if each.key in keys] if keys else []
