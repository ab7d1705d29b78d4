"""Tables in comma-separated text. Line numbers stay right where a quoted cell has several lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from graphkit.errors import InputError, Problem
from graphkit.ingest.files import open_text
from graphkit.ingest.tables import Cells, Table, Torn, from_cells

__all__ = ["no_limit", "read_csv"]

_NO_LIMIT = 2**31 - 1  # the longest that the csv module takes on every platform


def no_limit() -> None:
    """Let cells be of any length: the module's own limit on a cell is far below what people
    paste, and stops the whole file; a cell that is too long is a problem of that cell.
    """
    if csv.field_size_limit() < _NO_LIMIT:
        csv.field_size_limit(_NO_LIMIT)


def read_csv(path: Path) -> Table:
    """The table in a CSV file. Raises `InputError`."""
    no_limit()
    text = open_text(path, _column_at)
    total = sum(1 for _ in text)
    text.seek(0)
    return from_cells(path, _cells(path, text), total)


def _cells(path: Path, text: TextIO) -> Iterator[Cells | Torn]:
    """The rows by position. Raises `InputError` at the end, for quotes that do not pair."""
    problems: list[Problem] = []
    reader = csv.reader(text, strict=True)
    line = 1
    while True:
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
            break
        except csv.Error as exc:
            spans = reader.line_num > line
            message = "a quotation mark opens a cell here and does not close it"
            if "expected after" in str(exc) and not spans:
                message = "text follows the quotation mark that closes a cell"
            hint = 'write a quotation mark inside a quoted cell twice: "the ""best"" car"'
            problems.append(Problem(str(path), line, "", message, hint))
            if spans:
                break  # everything from here on may be inside out
            line = reader.line_num + 1
    if problems:
        raise InputError(problems)


def _column_at(raw: bytes, offset: int) -> str:
    """The name of the column that a byte falls into, judged by its own line alone."""
    start = raw.rfind(b"\n", 0, offset) + 1
    header = raw.split(b"\n", 1)[0].removeprefix(b"\xef\xbb\xbf")
    names, cells = (
        next(csv.reader([part.decode("latin-1").replace("\r", "")]), [])
        for part in (header, raw[start:offset])
    )
    place = max(len(cells), 1)
    return names[place - 1] if start and place <= len(names) else str(place)
