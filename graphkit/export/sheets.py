"""Single tables as CSV, Excel or Parquet files. What a cell means is decided by who fills it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from graphkit.errors import BadValue
from graphkit.export.writing import as_text, as_xml
from graphkit.values import safe_cell

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["WRITERS", "Sheet"]

_MOST_ROWS = 1_048_576  # of a sheet of Excel, with its header
_LONGEST = 32_767  # characters in a cell of it
_FIRST_YEAR = 1900  # of its calendar
_LOT = 10_000  # rows of a table that are Python's values at a time


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns, how many rows it has, and these, to be read once: cells,
    None where there is nothing. `table` is the same with types, where there are any.
    """

    name: str
    columns: tuple[str, ...]
    size: int
    rows: Iterable[Sequence[Any]]
    table: pa.Table | None = None

    @classmethod
    def of_table(cls, name: str, table: pa.Table) -> Self:
        """A sheet of typed columns."""
        return cls(name, tuple(table.column_names), table.num_rows, _rows(table), table)


def _rows(table: pa.Table) -> Iterator[Sequence[Any]]:
    """The rows of a table; those of one lot at a time are Python's values."""
    from graphkit.export.networks import values_of

    for start in range(0, table.num_rows, _LOT):
        lot = table.slice(start, _LOT)
        yield from zip(*map(values_of, lot.columns), strict=True)


def _write_csv(folder: Path, sheet: Sheet) -> int:
    """Write `NAME.csv`; returns how many texts were made safe for spreadsheets."""
    changed = 0
    with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(sheet.columns)
        for row in sheet.rows:
            texts = ["" if each is None else as_text(each) for each in row]
            safe = [safe_cell(each) for each in texts]
            changed += sum(map(str.__ne__, texts, safe))
            writer.writerow(safe)
    return changed


def _write_xlsx(folder: Path, sheet: Sheet) -> int:
    """Write `NAME.xlsx`; returns how many texts Excel cannot hold as they are."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    if sheet.size >= _MOST_ROWS:
        raise BadValue(
            f"{sheet.name} has {sheet.size:,} rows, and a sheet of Excel holds {_MOST_ROWS:,}",
            "export as csv or parquet",
        )
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    changed = 0

    def cell(value: Any) -> Any:
        nonlocal changed
        if isinstance(value, date) and value.year >= _FIRST_YEAR:
            made = WriteOnlyCell(page, value)
            made.number_format = "yyyy-mm-dd"
            return made
        if value is None or isinstance(value, (bool, float)):
            return value
        text = as_text(value)
        fits = as_xml(text)[:_LONGEST]
        changed += fits != text
        made = WriteOnlyCell(page, fits)
        made.data_type = "s"  # never a formula, however it begins
        return made

    page.append([cell(each) for each in sheet.columns])
    for row in sheet.rows:
        page.append([cell(each) for each in row])
    book.save(folder / f"{sheet.name}.xlsx")
    return changed


def _write_parquet(folder: Path, sheet: Sheet) -> int:
    """Write `NAME.parquet`; returns 0, for nothing has to be changed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = sheet.table
    if table is None:
        columns: Iterable[Sequence[Any]] = zip(*sheet.rows, strict=True)
        if not sheet.size:
            columns = [[] for _ in sheet.columns]
        texts = [pa.array(each, pa.string()) for each in columns]
        table = pa.Table.from_arrays(texts, names=list(sheet.columns))
    pq.write_table(table, folder / f"{sheet.name}.parquet")
    return 0


WRITERS: Mapping[str, Callable[[Path, Sheet], int]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "parquet": _write_parquet,
}
