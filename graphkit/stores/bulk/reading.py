"""Lots of the spool as batches, and what a projection of statements asks beyond its own lot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from graphkit.statement import Batch, Decision, Entity, Source, Statement
from graphkit.stores.bulk.spool import DIGITS, KNOWN, Lot
from graphkit.stores.declared import Declared, Filed
from graphkit.stores.lookup import Reader, nothing
from graphkit.stores.records import entity_of, source_of
from graphkit.stores.upsert import lots
from graphkit.values import when

__all__ = ["SpoolReader", "batch_of", "empty_reader"]

_LOT = 10_000  # keys in one query; SQLite takes three times as many


def batch_of(lot: Lot) -> Batch:
    """The records of a lot."""
    lines = [line for path in lot.paths for line in path.read_bytes().splitlines()]
    # In one order, whichever they came in.
    lines.sort()
    found: list[dict[str, Any]] = [orjson.loads(line[DIGITS:]) for line in lines]
    match lot.kind:
        case "entities":
            return Batch(entities=tuple(map(entity_of, found)))
        case "sources":
            return Batch(sources=tuple(map(source_of, found)))
    facts = (line[:DIGITS].decode() for line in lines)
    told = map(Statement.from_record, found)
    return Batch(statements=tuple(each.about(fact) for each, fact in zip(told, facts, strict=True)))


def empty_reader() -> Reader:
    """A reader of a store with nothing in it."""
    return Reader(nothing, empty=True)


class SpoolReader(Reader):
    """What the spool knows of the entities and sources of a lot, who ceased, what was decided.

    Of statements it has the `judged` ones only: all of a fact stand in one lot.
    """

    def __init__(
        self, folder: Path, decisions: Iterable[Decision], judged: Iterable[Statement] = ()
    ) -> None:
        super().__init__(nothing, empty=True)
        self._known = sqlite3.connect(f"{(folder / KNOWN).absolute().as_uri()}?mode=ro", uri=True)
        self._decisions = tuple(decisions)
        self._judged = {each.key: each for each in judged}
        self._any_ceased = bool(list(self._known.execute("SELECT 1 FROM ceased LIMIT 1")))

    def close(self) -> None:
        """Let go of the database."""
        self._known.close()

    def entities(self, keys: Iterable[str]) -> dict[str, Declared]:
        """Entities with their kind and name, which is all that a statement shows of them."""
        found = self._select("SELECT key, kind, name FROM entity WHERE key", keys)
        return {key: Declared(Entity(key, kind, name), ()) for key, kind, name in found}

    def sources(self, keys: Iterable[str]) -> dict[str, Filed]:
        """Sources with their dates, which is all that a fact takes from them."""
        found = self._select("SELECT key, retrieved, published FROM source WHERE key", keys)
        return {
            key: Filed(
                Source(key, "", "", "", retrieved, published=when(text) if text else None), ()
            )
            for key, retrieved, text in found
        }

    def statements(self, by: str, keys: Iterable[str], relation: str = "") -> dict[str, Statement]:
        """Those that an entity ceased, by `subject`; judged ones, by `key`."""
        if by == "key":
            return {key: self._judged[key] for key in keys if key in self._judged}
        if (by, relation) != ("subject", "ceased") or not self._any_ceased:
            return {}
        rows = self._select("SELECT record FROM ceased WHERE subject", keys)
        found = (Statement.from_record(orjson.loads(made)) for (made,) in rows)
        return {each.key: each for each in found}

    def decisions(self, by: str, keys: Iterable[str]) -> dict[str, Decision]:
        """As `Reader.decisions`; people write them one by one, so there are not many."""
        wanted = set(keys) if self._decisions else set()
        return {each.key: each for each in self._decisions if getattr(each, by) in wanted}

    def _select(self, query: str, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        wanted = sorted(keys)
        for some in lots(wanted, _LOT):
            places = ", ".join("?" * len(some))
            yield from self._known.execute(f"{query} IN ({places})", some)
