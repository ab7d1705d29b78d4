"""What a write changes in the records of a store: each as it was, and as it is to be. Pure.

A revision is kept with its run, so that the run can be taken back exactly. Facts are not in it:
they follow from the records. The *mark* of a store is a hash of all its records, as a sum, so that
a write moves it by what it changes; it stays the same when a later version of the rules makes
other facts of the same records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby, islice
from typing import Any, NamedTuple

import orjson

from graphkit.statement import Decision, Judgement, Statement
from graphkit.stores.declared import Declared
from graphkit.stores.projection import (
    SOURCE,
    declared_of,
    entity_columns,
    filed_of,
    present,
)
from graphkit.stores.records import dataset_of, record

__all__ = ["EMPTY", "Records", "Revision", "forms", "mark_of", "moved", "record_of", "shift"]

# By label and key; None where there is none. Entities stand under `Entity`, whatever their kind.
Records = Mapping[str, Mapping[str, Any]]

EMPTY = "0" * 64  # the mark of a store without records
_LOT = 5_000  # records worked out at once


class Revision(NamedTuple):
    """The records that a write changes: as they `was`, and as they are `now`, of the same keys."""

    was: Records
    now: Records


def _declared_forms(items: Sequence[Declared]) -> list[dict[str, Any]]:
    kinds: dict[str, list[Declared]] = defaultdict(list)
    for each in items:
        kinds[each.entity.kind].append(each)
    made = {kind: iter(present(entity_columns(kind), group)) for kind, group in kinds.items()}
    return [next(made[each.entity.kind]) for each in items]


class _Absent(dict[str, Any]):
    """Properties, None where there is none."""

    def __missing__(self, key: str) -> None:
        return None


class _Form(NamedTuple):
    write: Callable[[Sequence[Any]], Iterable[dict[str, Any]]]
    read: Callable[[Mapping[str, Any]], Any]


_FORMS: Mapping[str, _Form] = {
    "Dataset": _Form(partial(map, record), dataset_of),
    "Entity": _Form(_declared_forms, lambda made: declared_of(_Absent(made))),
    "Source": _Form(partial(present, SOURCE), lambda made: filed_of(_Absent(made))),
    "Statement": _Form(partial(map, Statement.as_record), Statement.from_record),
    "Decision": _Form(partial(map, record), lambda made: Decision(**made)),
    "Judgement": _Form(partial(map, record), lambda made: Judgement(**made)),
}


def forms(label: str, records: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Records by key as JSON values, with who declared them, in their order; None stays None."""
    rest = iter(records)
    # A lot at a time, as what is worked out by columns is several times quicker so.
    while lot := list(islice(rest, _LOT)):
        written = iter(_FORMS[label].write([each for _, each in lot if each is not None]))
        for key, each in lot:
            yield key, None if each is None else next(written)


def record_of(label: str, form: Mapping[str, Any] | None) -> Any:
    """The inverse of `forms`, also after a trip through JSON."""
    return None if form is None else _FORMS[label].read(form)


def _weight(label: str, records: Iterable[tuple[str, Any]]) -> int:
    """What these records, by key, weigh in the mark of a store."""
    total = 0
    for key, form in forms(label, records):
        if form is not None:
            text = orjson.dumps([label, key, form], option=orjson.OPT_SORT_KEYS)
            total += int.from_bytes(sha256(text).digest())
    return total


def shift(revision: Revision) -> int:
    """By how much a revision moves the mark of a store."""
    return sum(
        _weight(label, ((key, revision.now[label][key]) for key in was))
        - _weight(label, was.items())
        for label, was in revision.was.items()
    )


def moved(mark: str, by: int) -> str:
    """The mark of a store after a revision that moves it by so much."""
    return f"{(int(mark, 16) + by) % 2**256:064x}"


def mark_of(records: Iterable[tuple[str, str, Any]]) -> str:
    """The mark of a store that holds these records, each with its label and key, by label."""
    by_label = groupby(records, key=lambda each: each[0])
    return moved(
        EMPTY, sum(_weight(label, (each[1:] for each in group)) for label, group in by_label)
    )
