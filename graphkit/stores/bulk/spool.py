"""Records on disk, on their way to the projection: as many as the disk holds.

Each is a line that begins with a digest of what has to stay together: the fact of a statement,
the key of an entity or a source. Lines are kept in files by the first digits of it, so that a
lot is a few whole files, and the same records make the same lots in whichever order they came.
Beside them stands a database of the little that facts need to know of entities and sources.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import orjson

from graphkit.statement import Batch, Dataset, Decision, Judgement, Statement, digest
from graphkit.stores.records import entity_record, record

__all__ = ["DIGITS", "KINDS_OF_RECORD", "KNOWN", "Lot", "Spool"]

KINDS_OF_RECORD = ("entities", "sources", "statements")
KNOWN = "known.db"
DIGITS = 24  # of a digest
_HELD = 32 * 2**20  # bytes of lines kept in memory before they are written
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE entity (key TEXT PRIMARY KEY, kind TEXT, name TEXT) WITHOUT ROWID;
CREATE TABLE source (key TEXT PRIMARY KEY, retrieved TEXT, published TEXT) WITHOUT ROWID;
CREATE TABLE ceased (subject TEXT, record TEXT);
CREATE INDEX ceased_subject ON ceased (subject);
"""
# A second, different record of a key is found when its lot is projected.
_ROWS = {
    "entity": "INSERT OR IGNORE INTO entity VALUES (?, ?, ?)",
    "source": "INSERT OR IGNORE INTO source VALUES (?, ?, ?)",
    "ceased": "INSERT INTO ceased VALUES (?, ?)",
}
_COUNTS = "counts.json"


class Lot(NamedTuple):
    """Records of one kind that can be projected by themselves: their files and their number."""

    kind: str
    paths: tuple[Path, ...]
    records: int


class _Parts:
    """Lines in files of a folder, each named by the two digits from `place` on of its lines."""

    def __init__(self, folder: Path, place: int = 0) -> None:
        folder.mkdir()
        self.counts: dict[str, int] = defaultdict(int)
        self._others: dict[str, list[Path]] = defaultdict(list)
        self._folder = folder
        self._place = place
        self._held: dict[bytes, list[bytes]] = defaultdict(list)
        self._bytes = 0

    def add(self, line: bytes) -> None:
        self._held[line[self._place : self._place + 2]].append(line)
        self._bytes += len(line)
        if self._bytes > _HELD:
            self.flush()

    def flush(self) -> None:
        for found, lines in self._held.items():
            digits = found.decode()
            with (self._folder / digits).open("ab") as file:
                file.writelines(lines)
            self.counts[digits] += len(lines)
        self._held.clear()
        self._bytes = 0

    def adopt(self, folder: Path, counts: Mapping[str, int]) -> None:
        """Take in the files of other parts, which are in this folder."""
        for digits, lines in counts.items():
            self.counts[digits] += lines
            self._others[digits].append(folder / digits)

    def lots(self, most: int) -> Iterator[tuple[tuple[Path, ...], int]]:
        """The files in groups of about `most` lines; a file of more is taken apart again."""
        self.flush()
        group: list[Path] = []
        count = 0
        for digits, lines in sorted(self.counts.items()):
            if count and count + lines > most:
                yield tuple(group), count
                group, count = [], 0
            if lines > most and self._place + 2 < DIGITS:
                yield from self._apart(digits).lots(most)
                continue
            group += self._files(digits)
            count += lines
        if count:
            yield tuple(group), count

    def _apart(self, digits: str) -> _Parts:
        parts = _Parts(self._folder / f"{digits}-", self._place + 2)
        for whole in self._files(digits):
            with whole.open("rb") as lines:
                for line in lines:
                    parts.add(line)
            whole.unlink()
        return parts

    def _files(self, digits: str) -> list[Path]:
        own = self._folder / digits
        return [own, *self._others[digits]] if own.exists() else self._others[digits]


class Spool:
    """Takes batches in, one after the other, as parts of one load; gives them back in lots."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts = {kind: _Parts(folder / kind) for kind in KINDS_OF_RECORD}
        self._known = sqlite3.connect(folder / KNOWN, isolation_level=None)
        self._known.executescript(_TABLES)
        self._known.execute("BEGIN")
        self.datasets: dict[Dataset, None] = {}
        self.decisions: dict[Decision, None] = {}
        self.judgements: dict[Judgement, None] = {}

    def add(self, batch: Batch) -> None:
        """Take in one more part of the load. Raises `TypeError` for text that is not Unicode."""
        self.datasets |= dict.fromkeys(batch.datasets)
        self.decisions |= dict.fromkeys(batch.decisions)
        self.judgements |= dict.fromkeys(batch.judgements)
        for entity in batch.entities:
            self._keep("entities", digest(entity.key), orjson.dumps(entity_record(entity)))
        for source in batch.sources:
            self._keep("sources", digest(source.key), orjson.dumps(record(source)))
        for statement in batch.statements:
            self._keep("statements", statement.fact, orjson.dumps(statement.as_record()))
        self._known.executemany(
            _ROWS["entity"],
            ((each.key, each.kind, each.name) for each in batch.entities),
        )
        self._known.executemany(
            _ROWS["source"],
            (
                (each.key, each.retrieved, each.published and each.published.text)
                for each in batch.sources
            ),
        )
        self._known.executemany(_ROWS["ceased"], _ceased(batch))

    def close(self) -> None:
        """Leave everything for another spool to `adopt`."""
        counts = {}
        for kind, parts in self._parts.items():
            parts.flush()
            counts[kind] = parts.counts
        (self._folder / _COUNTS).write_bytes(orjson.dumps(counts))
        with closing(self._known):
            self._known.execute("COMMIT")

    def adopt(self, folder: Path) -> None:
        """Take in what a spool that is closed holds in its folder, but for its data sets,
        decisions and judgements."""
        for kind, counts in orjson.loads((folder / _COUNTS).read_bytes()).items():
            self._parts[kind].adopt(folder / kind, counts)
        with closing(sqlite3.connect(folder / KNOWN)) as other:
            for name, row in _ROWS.items():
                self._known.executemany(row, other.execute(f"SELECT * FROM {name}"))  # noqa: S608

    def lots(self, most: int) -> list[Lot]:
        """Everything that was taken in, in lots of about `most` records; nothing can be added
        after that."""
        with closing(self._known):
            self._known.execute("COMMIT")
        return [
            Lot(kind, paths, count)
            for kind, parts in self._parts.items()
            for paths, count in parts.lots(most)
        ]

    def _keep(self, kind: str, place: str, made: bytes) -> None:
        self._parts[kind].add(b"%b%b\n" % (place.encode(), made))


def _ceased(batch: Batch) -> Iterator[tuple[str, bytes]]:
    ended: Iterator[Statement] = (each for each in batch.statements if each.relation == "ceased")
    return ((each.subject, orjson.dumps(each.as_record())) for each in ended)
