"""The history of a store on a Neo4j server: a node for each run, and what takes it back.

What a run replaced is kept in parts, one for each transaction of the run and written in it, so a
run that was broken off can be carried on or taken back as far as it came. `StoreInfo` knows the
number of the last run, the mark of the records, and the run that was begun and not ended.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import orjson

from graphkit.errors import UnknownName
from graphkit.stores.base import WriteReport
from graphkit.stores.bolt import Transaction
from graphkit.stores.declared import Datasets
from graphkit.stores.plan import Plan
from graphkit.stores.putting import Place
from graphkit.stores.revision import Revision, forms, moved, shift
from graphkit.stores.runs import LISTED, Note, Run, now
from graphkit.stores.undoing import Step

__all__ = ["Begun", "Part", "Recorder", "begun", "datasets_of", "history", "steps"]

_INFO = """
MATCH (i:StoreInfo {key: 'store'})
OPTIONAL MATCH (r:Run {key: i.running})
RETURN i.runs, i.records, i.running_by, r.run, r.parts
"""
_SET_INFO = """
MATCH (i:StoreInfo {key: 'store'})
SET i.runs = $runs, i.records = $records, i.running = $running, i.running_by = $by
"""
_OURS = "r.number IS NOT NULL AND r.run IS NOT NULL"
_RUNS = f"MATCH (r:Run) WHERE {_OURS} AND r.number >= $since RETURN r.run ORDER BY r.number"
_SET_RUN = "MERGE (r:Run {key: $key}) SET r += $props"
_ADD_PART = "CREATE (p:RunPart {key: $key}) SET p += $props"
_PARTS = "MATCH (p:RunPart {run: $run}) RETURN p.was ORDER BY p.number"
_DATASETS = f"MATCH (r:Run) WHERE {_OURS} AND r.number IN $numbers RETURN r.datasets"


class Begun(NamedTuple):
    """Where the history stands: the number of the last run, the mark of the records (None where
    none was kept), and the run that was begun and not ended, with who began it and its parts."""

    number: int = 0
    records: str | None = None
    run: Run | None = None
    by: str | None = None
    parts: int = 0


def begun(transaction: Transaction) -> Begun:
    """Where the history stands."""
    for number, records, by, text, parts in transaction.rows(_INFO):
        run = Run.from_record(json.loads(text)) if text else None
        return Begun(number or 0, records, run, by, parts or 0)
    return Begun()


def history(transaction: Transaction, since: int = 1) -> list[Run]:
    """The runs from a number on, the oldest first."""
    rows = transaction.rows(_RUNS, {"since": since})
    return [Run.from_record(json.loads(text)) for (text,) in rows]


def steps(transaction: Transaction, since: int, but: str) -> list[Step]:
    """The runs from a number on as steps that can be taken back, but for the one of that key."""
    runs = [run for run in history(transaction, since) if run.key != but]
    made = [Step(run, _was(transaction, run.key)) for run in runs]
    if not made or made[0].run.number != since:
        raise UnknownName("run", f"run-{since}", hint=LISTED)
    return made


def datasets_of(transaction: Transaction, runs: tuple[Run, ...]) -> Iterator[Datasets]:
    """The data sets of these runs."""
    for (names,) in transaction.rows(_DATASETS, {"numbers": [each.number for each in runs]}):
        yield tuple(names or ())


def _was(transaction: Transaction, key: str) -> dict[Place, Mapping[str, Any] | None]:
    found: dict[Place, Mapping[str, Any] | None] = {}
    for (packed,) in transaction.rows(_PARTS, {"run": key}):
        for line in zlib.decompress(bytes(packed)).splitlines():
            label, name, form = orjson.loads(line)
            found.setdefault((label, name), form)
    return found


def _packed(revision: Revision) -> bytes:
    """What a revision replaces, small: most of it is the keys of what is new."""
    lines = (
        orjson.dumps([label, key, form])
        for label, records in revision.was.items()
        for key, form in forms(label, records.items())
    )
    return zlib.compress(b"\n".join(lines), 6)


class Part(NamedTuple):
    """What one transaction changes: by how much it moves the mark, and what it replaces."""

    shift: int
    was: bytes


class Recorder:
    """Writes one run into the history, transaction by transaction.

    `me` tells this writer from every other; `carried_on` is the key of a run that was broken off
    and is now carried on.
    """

    def __init__(
        self,
        me: str,
        note: Note,
        datasets: Datasets = (),
        undoes: tuple[int, ...] = (),
    ) -> None:
        self._me = me
        self._note = note
        self._datasets = datasets
        self._undoes = undoes
        self._carried_on = ""
        self.records = ""  # the mark when it began

    def begin(self, stands: Begun, records: str) -> bool:
        """Note where the history stands and the mark of the records, before anything is written.

        Returns whether the last run was this one, broken off, and is carried on now.
        """
        self.records = records
        last = stands.run
        mine = (self._note.command, self._note.what, self._note.plan, self._undoes)
        if last and (last.command, last.what, last.plan, last.undoes) == mine:
            self._carried_on = last.key
        return bool(self._carried_on)

    @staticmethod
    def prepare(planned: Plan) -> Part:
        """What a part will hold; to be worked out before anything is locked."""
        revision = planned.taken.revision
        return Part(shift(revision), _packed(revision))

    def record(
        self, transaction: Transaction, planned: Plan, part: Part, *, last: bool
    ) -> Run | None:
        """Note what this transaction changes; the lease is confirmed in it. Returns the run, or
        None where there is none yet because nothing has changed."""
        stands = begun(transaction)
        run, parts = stands.run, stands.parts
        if run is None or (stands.by != self._me and run.key != self._carried_on):
            if not planned.report.any:
                return None
            parts = 0
            marks = (self.records, self.records)
            run = self._note.run(stands.number + 1, now(), WriteReport(), marks, self._undoes)
        after = moved(stands.records or self.records, part.shift)
        run = replace(run, report=run.report + planned.report, after=after, whole=last)
        if planned.report.any:
            parts += 1
            about = {"name": f"{run.key}, part {parts}", "run": run.key, "number": parts}
            given = {"key": f"{run.key}.{parts}", "props": {**about, "was": part.was}}
            transaction.do(_ADD_PART, given)
        about = {"name": run.title, "number": run.number, "run": json.dumps(run.as_record())}
        props = {**about, "parts": parts, "datasets": list(self._datasets)}
        transaction.do(_SET_RUN, {"key": run.key, "props": props})
        info = {"runs": max(run.number, stands.number), "records": after}
        state = {"running": None, "by": None} if last else {"running": run.key, "by": self._me}
        transaction.do(_SET_INFO, {**info, **state})
        return run
