"""Rows of a foreign Excel workbook, as a stream; what its cells say is read as in a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graphkit.ingest.files import refuse
from graphkit.ingest.sheets import open_workbook, sheet_row
from graphkit.ingest.tables import Cells, Table, Torn, from_cells
from graphkit.values import clean_text, shown

__all__ = ["open_book"]


def open_book(path: Path, sheet: str, used: Callable[[str], bool]) -> Table:
    """The sheet of that name, or the only one; a cell that cannot be read makes a row bad only in
    a column that is `used`. Raises `InputError`."""
    with open_workbook(path) as book:
        found = {each.title: each for each in book.worksheets}
    chosen = found.get(sheet) if sheet else next(iter(found.values()), None)
    if chosen is None or (len(found) > 1 and not sheet):
        names = ", ".join(map(shown, found))
        refuse(
            path,
            f"has the sheets {names}",
            "say which: sheet: name in the mapping, or --sheet",
        )
    chosen.reset_dimensions()  # some programs write wrong ones, and rows would go missing
    return from_cells(path, _rows(path, chosen, used), 0, sheet=True)


def _rows(path: Path, sheet: Any, used: Callable[[str], bool]) -> Iterator[Cells | Torn]:
    width = 0
    unused: set[int] | None = None  # not known before the header
    rows = sheet.iter_rows()
    line = 0
    while True:
        line += 1
        try:
            row = next(rows, None)
        except Exception as exc:
            refuse(path, f"is damaged: {clean_text(str(exc))}", "save it as CSV", line=line)
        if row is None:
            return
        found = sheet_row(line, row, width, unused or ())
        width = width or len(row)
        if unused is None and not isinstance(found, Torn) and any(map(clean_text, found[1])):
            names = enumerate(found[1], 1)
            unused = {place for place, name in names if not used(clean_text(name))}
        yield found
