"""Reads records back from an engine by their keys, in lots; knows only how to ask one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.decisions import Standing, standing
from graphkit.statement import Dataset, Decision, Judgement, Statement
from graphkit.stores.declared import Declared, Filed
from graphkit.stores.projection import (
    dataset_at,
    decision_of,
    declared_of,
    filed_of,
    judgement_of,
    statement_of,
)
from graphkit.stores.upsert import edges_by_fact, lookup, lots, scan

if TYPE_CHECKING:
    from graphkit.stores.base import Store

__all__ = ["Edge", "Reader", "Run", "every_record", "nothing", "reader_of"]

Run = Callable[[str, Mapping[str, Any]], Iterable[tuple[Any, ...]]]


def nothing(_cypher: str, _parameters: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
    """The answer of a store with nothing in it."""
    return ()


class Edge(NamedTuple):
    """An edge as it is in the engine."""

    relation: str
    start: str
    end: str
    properties: dict[str, Any]


class Reader:
    """Records by key. An `empty` store is not asked at all."""

    def __init__(self, run: Run, *, empty: bool) -> None:
        self._run = run
        self.empty = empty

    def _ask(self, cypher: str, keys: Iterable[Any]) -> Iterator[Sequence[Any]]:
        wanted = [] if self.empty else list(keys)
        for lot in lots(wanted):
            for (rows,) in self._run(cypher, {"keys": lot}):
                yield from rows

    def _nodes(
        self, label: str, by: str, keys: Iterable[str], relation: str = ""
    ) -> Iterator[dict[str, Any]]:
        cypher, names = lookup(label, by, relation)
        for row in self._ask(cypher, sorted(keys)):
            yield dict(zip(names, row, strict=True))

    def datasets(self, keys: Iterable[str]) -> dict[str, Dataset]:
        """Data sets by name."""
        return {each["key"]: dataset_at(each) for each in self._nodes("Dataset", "key", keys)}

    def entities(self, keys: Iterable[str]) -> dict[str, Declared]:
        """Entities of any kind."""
        return {each["key"]: declared_of(each) for each in self._nodes("Entity", "key", keys)}

    def sources(self, keys: Iterable[str]) -> dict[str, Filed]:
        """Sources."""
        return {each["key"]: filed_of(each) for each in self._nodes("Source", "key", keys)}

    def statements(self, by: str, keys: Iterable[str], relation: str = "") -> dict[str, Statement]:
        """Statements by their `key`, `fact`, `subject`, `object` or `source`, inferred ones too;
        with `relation`, only those of that relation.
        """
        found = map(statement_of, self._nodes("Statement", by, keys, relation))
        return {each.key: each for each in found}

    def decisions(self, by: str, keys: Iterable[str]) -> dict[str, Decision]:
        """Decisions by their `key`, `statement` or `withdraws`."""
        found = map(decision_of, self._nodes("Decision", by, keys))
        return {each.key: each for each in found}

    def decided(self, statements: Iterable[str]) -> Mapping[str, tuple[Standing, ...]]:
        """What was and is decided on these statements, by their keys, each with its days; withdrawn
        decisions are included. Statements that nobody decided on are not."""
        made = self.decisions("statement", statements)
        return standing({**made, **self.decisions("withdraws", made)}.values()) if made else {}

    def judgements(self, by: str, keys: Iterable[str]) -> dict[str, Judgement]:
        """Judgements by their `key`, `left`, `right` or `withdraws`."""
        found = map(judgement_of, self._nodes("Judgement", by, keys))
        return {each.key: each for each in found}

    def edges(self, relation: str, facts: Iterable[tuple[str, str]]) -> Iterator[Edge]:
        """Edges of one relation, given the keys they start from and their facts."""
        cypher, names = edges_by_fact(relation)
        wanted = [{"subject": start, "fact": fact} for start, fact in sorted(facts)]
        for start, end, *found in self._ask(cypher, wanted):
            yield Edge(relation, start, end, dict(zip(names, found, strict=True)))


_RECORDS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "Dataset": dataset_at,
    "Entity": declared_of,
    "Source": filed_of,
    "Statement": statement_of,
    "Decision": decision_of,
    "Judgement": judgement_of,
}


def every_record(
    read: Callable[[str], Iterable[tuple[Any, ...]]],
) -> Iterator[tuple[str, str, Any]]:
    """Every record of a store, with its label and key, as they are read."""
    for label, record_of in _RECORDS.items():
        cypher, names = scan(label)
        for row in read(cypher):
            found = dict(zip(names, row, strict=True))
            yield label, found["key"], record_of(found)


def reader_of(store: Store, *, empty: bool = False) -> Reader:
    """Records of an open store, by what anybody may ask of it."""
    return Reader(lambda cypher, given: store.query(cypher, given).rows, empty=empty)
