"""Tables in Excel workbooks and Parquet files; their libraries are loaded only for them.

Both libraries raise whatever they like on damaged files, so every exception of theirs becomes a
problem here, and nothing of them is seen outside.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graphkit.errors import BadValue, GraphkitError
from graphkit.ingest.files import read_bytes, refuse
from graphkit.ingest.tables import Cells, Row, Table, Torn, cell_text, from_cells
from graphkit.values import clean_text, shown

__all__ = ["open_workbook", "read_excel", "read_parquet", "sheet_row"]

_LARGEST = 1 << 30  # bytes that a workbook may unpack to; a few kilobytes can claim terabytes
_DIGITS = 15  # of a number, that Excel keeps; it writes zeros for the rest
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_excel(path: Path) -> Table:
    """The sheet of an Excel workbook that is called like its file, or its only one.

    Raises `InputError`.
    """
    with open_workbook(path) as book:
        rows = _sheet_rows(path, book)
    return from_cells(path, iter(rows), len(rows), sheet=True)


@contextmanager
def open_workbook(path: Path) -> Iterator[Any]:
    """An Excel workbook. Raises `InputError`, also for whatever the block finds damaged in it."""
    import openpyxl

    raw = read_bytes(path)
    if not raw:
        refuse(path, "is empty", line=1)
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(raw)) as parts:
            warnings.simplefilter("ignore")  # of styles and extensions, which hold no data
            size = sum(part.file_size for part in parts.infolist())
            if size > _LARGEST:
                refuse(path, f"unpacks to {size:,} bytes", "split it, or save it as CSV")
            yield openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
    except GraphkitError:
        raise
    except Exception as exc:
        refuse(path, f"is not a readable Excel workbook: {clean_text(str(exc))}", "save it as CSV")


def _sheet_rows(path: Path, book: Any) -> list[Cells | Torn]:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if len(sheets) > 1 and path.stem not in sheets:
        names = ", ".join(map(shown, sheets))
        refuse(path, f"has several sheets: {names}", f"call one {path.stem}")
    sheet = sheets.get(path.stem) or next(iter(sheets.values()))
    sheet.reset_dimensions()  # some programs write wrong ones, and rows would go missing
    found = list(sheet.iter_rows())
    width = max(map(len, found), default=0)
    return [sheet_row(line, row, width) for line, row in enumerate(found, 1)]


def sheet_row(
    line: int, row: tuple[Any, ...], width: int, unused: Container[int] = ()
) -> Cells | Torn:
    """A row of a sheet as text, filled up to `width` cells; torn at one that cannot be read, unless
    its place, from 1, is `unused`."""
    cells: list[str] = []
    fault: tuple[str, str, str] | None = None
    for place, cell in enumerate(row, 1):
        try:
            cells.append(_cell(cell))
        except BadValue as exc:
            cells.append(str(cell.value))
            if place not in unused:
                fault = fault or (str(place), exc.message, exc.hint)
    cells += [""] * (width - len(cells))
    return Torn(line, cells, *fault) if fault else (line, cells)


def _cell(cell: Any) -> str:
    """A cell as its sheet shows it, where that matters: a share as `49%`, a month as `2023-12`, a
    code as `000625`, and the name TRUE, which a sheet takes for a flag, as `TRUE`."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise BadValue("holds a formula", "paste it as a value")
    if cell.data_type == "e":
        raise BadValue(f"holds the error {value}", "mend it in the sheet")
    if isinstance(value, bool):
        return str(value).upper()
    shape = _QUOTED.sub("", cell.number_format or "").casefold()
    if isinstance(value, int | float) and _is_cut(value):
        message = f"holds a number of which a sheet keeps only {_DIGITS} digits"
        raise BadValue(message, "write it as text, with the digits of its source")
    if isinstance(value, int) and value >= 0 and shape and not shape.strip("0"):
        return str(value).zfill(len(shape))
    if isinstance(value, int | float) and "%" in shape:
        return f"{value * 100:.12g}%"
    if isinstance(value, datetime | date) and "y" in shape and "d" not in shape:
        return value.strftime("%Y-%m" if "m" in shape else "%Y")
    return cell_text(value)


def _is_cut(value: Any) -> bool:
    """Whether a whole number, such as a code, may have had more digits than are left of it."""
    if abs(value) < 10**_DIGITS:
        return False
    return isinstance(value, float) or not str(abs(value))[_DIGITS:].strip("0")


def read_parquet(path: Path) -> Table:
    """The table in a Parquet file; its first row counts as line 2, as if a header stood above.

    Raises `InputError`.
    """
    import pyarrow.parquet

    raw = read_bytes(path)
    if not raw:
        refuse(path, "is empty", line=1)
    try:
        found = pyarrow.parquet.read_table(pyarrow.BufferReader(raw))
        names = [clean_text(name) for name in found.column_names]
        records = list(_parquet_rows(names, found))
    except Exception as exc:
        refuse(path, f"is not a readable Parquet file: {clean_text(str(exc))}", "save it as CSV")
    if len(set(names)) != len(names):
        refuse(path, "two columns have the same name", "rename one of them", line=1)
    return Table(path, dict.fromkeys(names, 1), records, len(records))


def _parquet_rows(names: list[str], found: Any) -> Iterator[Row | Torn]:
    line = 1
    for batch in found.to_batches(max_chunksize=10_000):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            line += 1
            given: dict[str, str] = {}
            for name, value in zip(names, values, strict=True):
                try:
                    cell = cell_text(value)
                except BadValue as exc:
                    yield Torn(line, [str(each) for each in values], name, exc.message, exc.hint)
                    break
                if cell:
                    given[name] = cell
            else:
                if given:
                    yield Row(line, given)
