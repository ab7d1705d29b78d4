"""Which file holds a table of a pack, in which format, and whether its columns are right."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from graphkit.errors import Problem
from graphkit.ingest.claims import STATEMENT_COLUMNS
from graphkit.ingest.csvs import read_csv
from graphkit.ingest.documents import ENTITY_COLUMNS, SOURCE_COLUMNS
from graphkit.ingest.files import refuse, within
from graphkit.ingest.jsonlines import read_json_lines
from graphkit.ingest.rows import did_you_mean
from graphkit.ingest.sheets import read_excel, read_parquet
from graphkit.ingest.tables import Row, Table, Torn
from graphkit.ingest.verdicts import DECISION_COLUMNS, JUDGEMENT_COLUMNS
from graphkit.ingest.yamls import read_yaml_table
from graphkit.values import safe_cell, shown

__all__ = [
    "QUARANTINE_COLUMNS",
    "Progress",
    "bared",
    "column_problems",
    "guarded",
    "has_table",
    "lacking_columns",
    "open_table",
    "rows_of",
    "table_at",
    "table_path",
    "unguarded",
]

T = TypeVar("T")

# Called as progress(step, done, total): `step` is the file being read, the others count its rows.
Progress = Callable[[str, int, int], None]

# What a folder of refused rows has beside the columns of the pack; nothing reads them.
QUARANTINE_COLUMNS = ("line", "reason")

_COLUMNS: Mapping[str, Mapping[str, bool]] = {
    "entities": ENTITY_COLUMNS,
    "sources": SOURCE_COLUMNS,
    "statements": STATEMENT_COLUMNS,
    "decisions": DECISION_COLUMNS,
    "judgements": JUDGEMENT_COLUMNS,
}
_FORMATS: Mapping[str, Callable[[Path], Table]] = {
    ".csv": read_csv,
    ".jsonl": read_json_lines,
    ".yaml": read_yaml_table,
    ".xlsx": read_excel,
    ".parquet": read_parquet,
}
_PROGRESS_EVERY = 5_000


def has_table(folder: Path, name: str) -> bool:
    """Whether there is a table of that name, in whichever format."""
    return any(os.path.lexists(folder / f"{name}{suffix}") for suffix in _FORMATS)


def table_path(folder: Path, name: str) -> Path:
    """The file of the table of that name, in whichever format it is there. Raises `InputError`."""
    paths = [folder / f"{name}{suffix}" for suffix in _FORMATS]
    found = [path for path in paths if os.path.lexists(path)]
    if not found:
        others = ", ".join(path.suffix for path in paths[1:])
        refuse(paths[0], "is missing", f"write it, or the same with {others}")
    if len(found) > 1:
        refuse(found[1], f"stands beside {found[0]}", "keep the one that is right")
    within(folder, found[0])
    return found[0]


def open_table(folder: Path, name: str) -> Table:
    """The table of that name. Raises `InputError`."""
    path = table_path(folder, name)
    return _FORMATS[path.suffix](path)


def table_at(path: Path) -> Table:
    """The table in one file, by its suffix. Raises `InputError`."""
    reader = _FORMATS.get(path.suffix.lower())
    if reader is None:
        refuse(path, "is no table", f"give a file with {', '.join(_FORMATS)}")
    return reader(path)


def column_problems(table: Table, name: str, *, quarantine: bool) -> Iterator[Problem]:
    """A problem for each column that the table `name` should not have, or should."""
    known = _COLUMNS[name]
    file = str(table.path)
    for column, line in table.columns.items():
        if column not in known and not (quarantine and column in QUARANTINE_COLUMNS):
            hint = did_you_mean(column, known, f"the columns are {', '.join(known)}")
            message = f"no column of {name} is called {shown(column)}"
            yield Problem(file, line, column, message, hint)
    for column in lacking_columns(table, name):
        line = min(table.columns.values())
        yield Problem(file, line, column, "this column is missing", "every row needs it")


def lacking_columns(table: Table, name: str) -> list[str]:
    """The columns that every row of the table `name` needs and that this one does not have."""
    if not table.columns:  # an empty list of rows lacks nothing
        return []
    needed = (column for column, needed in _COLUMNS[name].items() if needed)
    return [column for column in needed if column not in table.columns]


def rows_of(
    table: Table, name: str, progress: Progress | None, *, quarantine: bool
) -> Iterable[Row | Torn]:
    """The rows with the cells that mean something, those of a quarantine without what guards
    them, and progress told on the way."""
    rows = table.rows if progress is None else _told(table, progress)
    ignored = table.columns.keys() - _COLUMNS[name].keys()
    if quarantine:
        rows = unguarded(rows)
    return _without(rows, ignored) if ignored else rows


def guarded(cell: str) -> str:
    """A cell of a table that people mend in a spreadsheet and that is read again: what that might
    run as a formula gets an apostrophe first. `bared` takes it away again."""
    bare = cell.lstrip("'")
    return f"'{cell}" if safe_cell(bare) != bare else cell


def bared(cell: str) -> str:
    """A cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def unguarded(rows: Iterable[Row | Torn | T]) -> Iterator[Row | Torn | T]:
    """Rows of a quarantine as they were before they were written there."""
    for row in rows:
        if isinstance(row, Row):
            yield Row(row.line, {name: bared(cell) for name, cell in row.given.items()})
        elif isinstance(row, Torn):
            yield row._replace(cells=[bared(cell) for cell in row.cells])
        else:
            yield row


def _told(table: Table, progress: Progress) -> Iterator[Row | Torn]:
    step, done = str(table.path), 0
    for done, row in enumerate(table.rows, 1):
        if done % _PROGRESS_EVERY == 0:
            progress(step, done, max(done, table.total))
        yield row
    progress(step, done, done)


def _without(rows: Iterable[Row | Torn], ignored: set[str]) -> Iterator[Row | Torn]:
    for row in rows:
        if isinstance(row, Row):
            given = {name: cell for name, cell in row.given.items() if name not in ignored}
            yield Row(row.line, given)
        else:
            yield row
