"""Entities on their way from many rows to the store, on disk, so that memory does not grow.

What several rows say of one entity adds up, as it does between packs. The file is a private one
that SQLite removes by itself; up to some megabytes it stays in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from graphkit.statement import Entity

__all__ = ["Spool"]

_GET = "SELECT record FROM entities WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO entities VALUES (?, ?)"


class Spool:
    """Entities by key; gives them back in order of key."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(
            "CREATE TABLE entities (key TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID"
        )
        self._database.execute("BEGIN")

    def add(self, entity: Entity, *, known: bool) -> None:
        """Keep an entity, or what it adds to the one of its key, if that is known to be there."""
        before = self.get(entity.key) if known else None
        merged = entity if before is None else before.merged(entity)
        self._database.execute(_PUT, (entity.key, _bytes(merged)))

    def add_all(self, entities: Sequence[Entity]) -> None:
        """Keep entities of which none is there yet."""
        self._database.executemany(_PUT, [(each.key, _bytes(each)) for each in entities])

    def get(self, key: str) -> Entity | None:
        """The entity of a key."""
        row = self._database.execute(_GET, (key,)).fetchone()
        return _entity(row[0]) if row else None

    def lots(self, most: int) -> Iterator[tuple[Entity, ...]]:
        """All of them, in lots of so many."""
        rows = self._database.execute("SELECT record FROM entities ORDER BY key")
        while found := rows.fetchmany(most):
            yield tuple(_entity(row[0]) for row in found)

    def close(self) -> None:
        """Remove them."""
        self._database.close()


def _bytes(entity: Entity) -> bytes:
    return orjson.dumps([entity.key, entity.kind, entity.name, entity.aliases, entity.details])


def _entity(record: bytes) -> Entity:
    key, kind, name, aliases, details = orjson.loads(record)
    return Entity(key, kind, name, _pairs(aliases), _pairs(details))


def _pairs(found: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in found)
