"""A foreign table opened, whichever format it has: its rows, and how a reference is read.

Which file is meant, and what becomes of its rows, is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from graphkit.ingest.files import refuse
from graphkit.ingest.mapping.books import open_book
from graphkit.ingest.mapping.delimited import open_delimited
from graphkit.ingest.mapping.inputs import open_input
from graphkit.ingest.mapping.queries import query_records, safe_url
from graphkit.ingest.mapping.records import Record, json_records, parquet_records
from graphkit.ingest.mapping.references import column_reader, record_reader
from graphkit.ingest.mapping.templates import Cell
from graphkit.ingest.tables import NamedRows, Row, Table, Torn

__all__ = ["SUFFIXES", "ForeignTable", "open_foreign", "open_query"]

_TEXT = frozenset({".csv", ".tsv", ".tab", ".txt", ".psv"})
_JSON = frozenset({".json", ".jsonl", ".ndjson"})
SUFFIXES = (*sorted(_TEXT), *sorted(_JSON), ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """A table that is open. `rows` can be read once and may raise `InputError`.

    `how` says how it is written; `columns` are those of its header, none where records name
    their own; `lined` is whether rows have lines, or else numbers; `share` how much was read;
    `text` are the rows of a table of text.
    """

    name: str
    how: str
    rows: Iterator[Row | Record | Torn]
    reader: Callable[[str], Cell]
    share: Callable[[], float]
    columns: tuple[str, ...] = ()
    lined: bool = True
    text: NamedRows | None = None

    def place(self, line: int) -> tuple[str, int]:
        """File and line of a row, for a message; a record has its number from 0 in brackets."""
        return (self.name, line) if self.lined else (f"{self.name}[{line - 1}]", 0)


def _any(_column: str) -> bool:
    return True


@contextmanager
def open_foreign(
    path: Path,
    options: Mapping[str, str] | None = None,
    *,
    used: Callable[[str], bool] = _any,
    guess: bool = False,
) -> Iterator[ForeignTable]:
    """A file by its suffix, packed or not, of which some columns are `used`. Raises `InputError`,
    and without `guess` also where its encoding is a toss-up."""
    told = options or {}
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        yield _text(path, "Excel", open_book(path, told.get("sheet", ""), used), lambda: 0.0)
        return
    if suffix == ".parquet":
        count, records = parquet_records(path)
        counted = _Counted(records, count)
        yield ForeignTable(
            str(path), "Parquet", iter(counted), record_reader, counted.share, lined=False
        )
        return
    with open_input(path, told.get("member", "")) as (stream, name):
        suffix = PurePath(name).suffix.lower()
        if suffix in _TEXT:
            encoding, delimiter = told.get("encoding", ""), told.get("delimiter", "")
            dialect, table = open_delimited(path, stream, suffix, encoding, delimiter, guess=guess)
            yield _text(path, str(dialect), table, lambda: stream.share)
        elif suffix in _JSON:
            lined, records = json_records(path, stream, told.get("records", ""))
            how = "JSON lines" if lined else "JSON"
            yield ForeignTable(
                str(path), how, records, record_reader, lambda: stream.share, lined=lined
            )
        else:
            hint = f"one of {', '.join(SUFFIXES)}, also packed as .gz or .zip"
            refuse(path, f"has no suffix of a table that is read: {suffix or 'none'}", hint)


def open_query(options: Mapping[str, str]) -> ForeignTable:
    """What a query finds. Raises `InputError`, at the latest with the first row."""
    url = options["url"]
    records = query_records(url, options["query"])
    return ForeignTable(
        safe_url(url), "SQL", iter(records), record_reader, lambda: 0.0, lined=False
    )


def _text(path: Path, how: str, table: Table, share: Callable[[], float]) -> ForeignTable:
    text = table.rows if isinstance(table.rows, NamedRows) else None
    columns = tuple(table.columns)
    return ForeignTable(str(path), how, iter(table.rows), column_reader, share, columns, text=text)


@dataclass(slots=True)
class _Counted:
    """Rows of a known number, which tell how many have been read."""

    rows: Iterator[Any]
    total: int
    done: int = field(default=0)

    def __iter__(self) -> Iterator[Any]:
        for row in self.rows:
            self.done += 1
            yield row

    def share(self) -> float:
        return self.done / self.total if self.total else 1.0
