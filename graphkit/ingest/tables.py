"""A table from a file: rows of text by column name, each with the line a person can go to.

The formats differ only here and in the modules beside: whoever takes a `Table` does not know what
it was read from. Cells are text, without blanks around them, and never empty: an empty cell is
left out. What the columns mean is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from math import isnan
from pathlib import Path
from typing import Any, NamedTuple

from graphkit.errors import BadValue, InputError, Problem
from graphkit.ingest.files import refuse
from graphkit.values import clean_text, shown

__all__ = ["Cells", "NamedRows", "Row", "Table", "Torn", "cell_text", "from_cells", "from_records"]


class Row(NamedTuple):
    """One row; `line` counts from 1 and includes the header."""

    line: int
    given: dict[str, str]


class Torn(NamedTuple):
    """A row that could not be taken apart into its columns, with what there is of it.

    `column` is the name of the one at fault, by position its number, or empty.
    """

    line: int
    cells: list[str]
    column: str
    message: str
    hint: str


# A row by position, before the header gave its cells names: its line, and its cells.
Cells = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` gives the line on which each column was first named; `rows` can be read once and
    may raise `InputError` at its end; `total` is about how many rows there are.
    """

    path: Path
    columns: dict[str, int]
    rows: Iterable[Row | Torn]
    total: int


def _number(value: float) -> str:
    if isnan(value):  # how a data frame says that a cell is empty
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ")


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    str: str.strip,
    bool: lambda value: "yes" if value else "no",
    int: str,
    float: _number,
    Decimal: str,
    datetime: _moment,
    date: date.isoformat,
}


def cell_text(value: object) -> str:
    """What a typed cell would say in a text file. Raises `BadValue` for what has no such form."""
    for type_ in type(value).__mro__:
        if type_ in _WRITTEN:
            return _WRITTEN[type_](value)
    raise BadValue(f"holds a {type(value).__name__}", "write it as text")


def from_cells(
    path: Path, rows: Iterator[Cells | Torn], total: int, *, sheet: bool = False
) -> Table:
    """A table whose first row that is not empty names the columns. In a `sheet` no text falls
    into two cells for the comma in it. Raises `InputError`."""
    line, cells = _first(path, rows)
    header = [clean_text(cell) for cell in cells]
    while not header[-1]:
        header.pop()
    if len(header) == 1:
        rows = _below_a_title(path, line, cells, rows, 1 if sheet or len(cells) > 1 else 2)
    _check_header(path, line, header)
    return Table(path, dict.fromkeys(header, line), NamedRows(header, len(cells), rows), total)


def _first(path: Path, rows: Iterator[Cells | Torn]) -> Cells:
    for row in rows:
        if isinstance(row, Torn):
            refuse(path, row.message, row.hint, line=row.line, column=row.column)
        if any(map(clean_text, row[1])):
            return row
    return refuse(path, "is empty", "the first line names the columns", line=1)


def _below_a_title(
    path: Path, line: int, cells: list[str], rows: Iterator[Cells | Torn], most: int
) -> Iterator[Cells | Torn]:
    """The rows, of which the next was looked at: where it has more than so many cells, the only
    one above is the title of the table, and no column. Raises `InputError`."""
    seen: list[Cells | Torn] = []
    for row in rows:
        seen.append(row)
        filled = 0 if isinstance(row, Torn) else sum(map(bool, map(str.strip, row[1])))
        if filled > most:
            title = next(filter(None, map(clean_text, cells)))
            message = f"has only {shown(title)}, and the row below it {filled} cells"
            refuse(path, message, "delete what stands above the names of the columns", line=line)
        if filled:
            break
    return chain(seen, rows)


def _check_header(path: Path, line: int, header: list[str]) -> None:
    problems = [
        Problem(str(path), line, str(place), "this column has no name", "name it, or delete it")
        for place, name in enumerate(header, 1)
        if not name
    ]
    problems += [
        Problem(
            str(path), line, name, f"two columns are called {shown(name)}", "delete one of them"
        )
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    if len(header) == 1:
        for mark, called in ((";", "semicolons"), ("\t", "tabs")):
            if mark in header[0]:
                message = f"the columns are separated by {called}"
                problems.append(Problem(str(path), line, "", message, "save it with commas"))
    if problems:
        raise InputError(problems)


@dataclass(frozen=True, slots=True)
class NamedRows:
    """Rows by column, from `cells` by position, which can be read once; up to `widest` they may
    have empty cells more, as the header had."""

    header: list[str]
    widest: int
    cells: Iterator[Cells | Torn]

    def __iter__(self) -> Iterator[Row | Torn]:
        return self.named(self.cells)

    def named(self, rows: Iterable[Cells | Torn]) -> Iterator[Row | Torn]:
        """Some of the rows, by column; those without any cell are left out."""
        header, width = self.header, len(self.header)
        for row in rows:
            if isinstance(row, Torn):
                place = int(row.column or 0)
                yield row._replace(column=header[place - 1]) if 0 < place <= width else row
                continue
            line, cells = row
            if width < len(cells) <= self.widest and not any(map(str.strip, cells[width:])):
                cells = cells[:width]
            if len(cells) == width:
                stripped = zip(header, map(str.strip, cells), strict=True)
                given = {name: cell for name, cell in stripped if cell}
                if given:
                    yield Row(line, given)
            elif any(map(str.strip, cells)):
                message = f"has {len(cells)} cells where the header has {width}"
                hint = 'a text with a comma in it needs quotes around it: "a, b"'
                yield Torn(line, cells, "", message, hint)


def from_records(path: Path, records: list[Row | Torn]) -> Table:
    """A table whose rows each name their own columns."""
    columns: dict[str, int] = {}
    for record in records:
        if isinstance(record, Row):
            for name in record.given:
                columns.setdefault(name, record.line)
    return Table(path, columns, records, len(records))
