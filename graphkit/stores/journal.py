"""What a frame of the log says: a run, the records that it brought, and those it replaced. Pure.

The first line is `{"load": DATASETS}` or `{"undo": NUMBERS}`, the second `{"run": …}`. A load goes
on with its records as they were given, an undo with `{"put": [LABEL, KEY, RECORD]}`, the records as
they are again. Last come `{"was": [LABEL, KEY, RECORD]}`, those that were replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from graphkit.statement import Batch
from graphkit.stores.declared import Datasets
from graphkit.stores.records import batch_lines, batch_of
from graphkit.stores.revision import Records, Revision, forms, record_of
from graphkit.stores.runs import Run
from graphkit.stores.undoing import Step

__all__ = ["HEAD", "load_lines", "puts_of", "run_of", "step_of", "undo_lines"]

HEAD = 2  # lines of a frame that say which run it is
_PUT, _WAS = b'{"put":', b'{"was":'


def load_lines(run: Run, batch: Batch, datasets: Datasets, revision: Revision) -> Iterator[bytes]:
    """A load of these data sets, of which the batch is what is new or different."""
    records = batch_lines(batch, datasets)
    yield next(records)
    yield orjson.dumps({"run": run.as_record()})
    yield from records
    yield from _was_lines(revision)


def undo_lines(run: Run, revision: Revision) -> Iterator[bytes]:
    """An undo, of which the revision is what it changes."""
    yield orjson.dumps({"undo": run.undoes})
    yield orjson.dumps({"run": run.as_record()})
    for label, records in revision.was.items():
        for key, form in forms(label, ((key, revision.now[label][key]) for key in records)):
            yield orjson.dumps({"put": [label, key, form]})
    yield from _was_lines(revision)


def _was_lines(revision: Revision) -> Iterator[bytes]:
    for label, records in revision.was.items():
        for key, form in forms(label, records.items()):
            if form is not None:
                yield orjson.dumps({"was": [label, key, form]})


def run_of(number: int, lines: Sequence[bytes]) -> Run:
    """The run that a frame is; its first `HEAD` lines are enough."""
    return Run.from_record({**orjson.loads(lines[1])["run"], "number": number})


def puts_of(lines: Iterable[bytes]) -> Records | None:
    """The records that an undo puts back; None for a load."""
    rest = iter(lines)
    if "undo" not in orjson.loads(next(rest)):
        return None
    found: dict[str, dict[str, Any]] = {}
    for line in rest:
        if line.startswith(_PUT):
            label, key, form = orjson.loads(line)["put"]
            found.setdefault(label, {})[key] = record_of(label, form)
    return found


def step_of(number: int, lines: Sequence[bytes]) -> Step:
    """A frame as a step that can be taken back."""
    was: dict[tuple[str, str], Mapping[str, Any] | None] = {}
    puts = puts_of(lines)
    if puts is None:
        batch, _ = batch_of(line for line in lines if not line.startswith(_WAS))
        brought: Iterable[tuple[str, str]] = _places(batch)
    else:
        brought = ((label, key) for label, records in puts.items() for key in records)
    was.update(dict.fromkeys(brought))
    for line in lines:
        if line.startswith(_WAS):
            label, key, form = orjson.loads(line)["was"]
            was[label, key] = form
    return Step(run_of(number, lines), was)


def _places(batch: Batch) -> Iterator[tuple[str, str]]:
    yield from (("Dataset", each.name) for each in batch.datasets)
    yield from (("Entity", each.key) for each in batch.entities)
    yield from (("Source", each.key) for each in batch.sources)
    yield from (("Statement", each.key) for each in batch.statements)
    yield from (("Decision", each.key) for each in batch.decisions)
    yield from (("Judgement", each.key) for each in batch.judgements)
