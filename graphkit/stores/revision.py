"""What a write changes in the records of a store: each as it was, and as it is to be. Pure.

A revision is kept with its run, so that the run can be taken back exactly. Facts are not in it:
they follow from the records. The *mark* of a store is a hash of all its records, as a sum, so that
a write moves it by what it changes; it stays the same when a later version of the rules makes
other facts of the same records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

from graphkit.statement import Decision, Judgement, Statement
from graphkit.stores.declared import Declared, Filed
from graphkit.stores.projection import SOURCE, declared_of, entity_columns, filed_of, properties
from graphkit.stores.records import dataset_of, record

__all__ = ["EMPTY", "Records", "Revision", "form_of", "mark_of", "moved", "record_of", "shift"]

# By label and key; None where there is none. Entities stand under `Entity`, whatever their kind.
Records = Mapping[str, Mapping[str, Any]]

EMPTY = "0" * 64  # the mark of a store without records


class Revision(NamedTuple):
    """The records that a write changes: as they `was`, and as they are `now`, of the same keys."""

    was: Records
    now: Records

    def __bool__(self) -> bool:
        return any(self.was.values())


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value is not None}


def _declared_form(each: Declared) -> dict[str, Any]:
    (found,) = properties(entity_columns(each.entity.kind), [each])
    return _plain(found)


def _filed_form(each: Filed) -> dict[str, Any]:
    (found,) = properties(SOURCE, [each])
    return _plain(found)


class _Absent(dict[str, Any]):
    """Properties, None where there is none."""

    def __missing__(self, key: str) -> None:
        return None


class _Form(NamedTuple):
    write: Callable[[Any], dict[str, Any]]
    read: Callable[[Mapping[str, Any]], Any]


_FORMS: Mapping[str, _Form] = {
    "Dataset": _Form(record, dataset_of),
    "Entity": _Form(_declared_form, lambda made: declared_of(_Absent(made))),
    "Source": _Form(_filed_form, lambda made: filed_of(_Absent(made))),
    "Statement": _Form(Statement.as_record, Statement.from_record),
    "Decision": _Form(record, lambda made: Decision(**made)),
    "Judgement": _Form(record, lambda made: Judgement(**made)),
}


def form_of(label: str, each: Any) -> dict[str, Any] | None:
    """A record, with who declared it, as JSON values."""
    return None if each is None else _FORMS[label].write(each)


def record_of(label: str, form: Mapping[str, Any] | None) -> Any:
    """The inverse of `form_of`, also after a trip through JSON."""
    return None if form is None else _FORMS[label].read(form)


def _weight(label: str, key: str, each: Any) -> int:
    form = form_of(label, each)
    if form is None:
        return 0
    text = orjson.dumps([label, key, form], option=orjson.OPT_SORT_KEYS)
    return int.from_bytes(sha256(text).digest())


def shift(revision: Revision) -> int:
    """By how much a revision moves the mark of a store."""
    return sum(
        _weight(label, key, revision.now[label][key]) - _weight(label, key, was)
        for label, records in revision.was.items()
        for key, was in records.items()
    )


def moved(mark: str, by: int) -> str:
    """The mark of a store after a revision that moves it by so much."""
    return f"{(int(mark, 16) + by) % 2**256:064x}"


def mark_of(records: Iterable[tuple[str, str, Any]]) -> str:
    """The mark of a store that holds these records, each with its label and key."""
    return moved(EMPTY, sum(_weight(*each) for each in records))
