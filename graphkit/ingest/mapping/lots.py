"""The rows of a table by the thousand, column by column, where they are even; else row by row.

What `from_cells` of `graphkit.ingest.tables` says of one row holds here of many: cells are without
blanks around them, rows without any cell are no rows, and those of another width are torn.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from graphkit.errors import BadValue, InputError
from graphkit.ingest.mapping.records import Record
from graphkit.ingest.mapping.templates import Cell
from graphkit.ingest.tables import Cells, NamedRows, Row, Torn

__all__ = ["MOST", "AnyRow", "Lot", "Reader", "of_cells", "of_rows"]

T = TypeVar("T")

MOST = 5_000  # rows of a lot: enough for arrays to pay, and a few megabytes
_PAIR = 2  # a row by position is its line and its cells

AnyRow = Row | Record | Torn
Reader = Callable[[str], Cell]


class Lot(NamedTuple):
    """Rows of one table in order. `row` gives one by its place in the lot; `columns` gives what
    rows have for a few references, equal where it is equal, and None for one that has no cells."""

    lines: Sequence[int]
    row: Callable[[int], AnyRow]
    columns: Callable[[Sequence[str]], list[Hashable]]

    def picked(self, places: Sequence[int]) -> Lot:
        """The rows at these places alone."""
        row, columns = self.row, self.columns

        def some(references: Sequence[str]) -> list[Hashable]:
            every = columns(references)
            return [every[at] for at in places]

        return Lot([self.lines[at] for at in places], lambda at: row(places[at]), some)


def of_rows(rows: Iterable[AnyRow], reader: Reader) -> Iterator[Lot]:
    """Lots of rows that are there one by one. Raises `InputError` where they do."""
    for some in _pieces(iter(rows)):
        yield _one_by_one(some, reader)


def of_cells(rows: NamedRows, reader: Reader) -> Iterator[Lot]:
    """Lots of the rows of a table of text. Raises `InputError` where they do."""
    for some in _pieces(rows.cells):
        yield _by_columns(some, rows.header) or _one_by_one([*rows.named(some)], reader)


def _pieces(rows: Iterator[T]) -> Iterator[list[T]]:
    """The rows in lists; those that come before an error come before it here, too."""
    while True:
        some: list[T] = []
        try:
            some.extend(islice(rows, MOST))
        except InputError:
            if some:
                yield some
            raise
        if not some:
            return
        yield some


def _by_columns(rows: list[Cells | Torn], header: list[str]) -> Lot | None:
    """The rows, if all of them have as many cells as the header, and some in each."""
    if set(map(len, rows)) != {_PAIR}:
        return None  # one of them is torn
    lines: tuple[int, ...]
    every: tuple[list[str], ...]
    lines, every = zip(*rows, strict=True)
    if set(map(len, every)) != {len(header)}:
        return None
    found = {
        name: list(map(str.strip, cells))
        for name, cells in zip(header, zip(*every, strict=True), strict=True)
    }
    if not all(found[header[0]]) and not all(map(any, zip(*found.values(), strict=True))):
        return None

    def row(at: int) -> Row:
        cells = ((name, every_[at]) for name, every_ in found.items())
        return Row(lines[at], {name: cell for name, cell in cells if cell})

    def columns(references: Sequence[str]) -> list[Hashable]:
        nothing = [""] * len(lines)
        if len(references) == 1:
            return list(found.get(references[0], nothing))
        if not references:
            return [()] * len(lines)
        return list(zip(*(found.get(each, nothing) for each in references), strict=True))

    return Lot(lines, row, columns)


def _one_by_one(rows: list[AnyRow], reader: Reader) -> Lot:
    def columns(references: Sequence[str]) -> list[Hashable]:
        cells = [reader(each) for each in references]
        return [_cells(row, cells) for row in rows]

    return Lot([each.line for each in rows], rows.__getitem__, columns)


def _cells(row: AnyRow, cells: list[Cell]) -> Hashable:
    if isinstance(row, Torn):
        return None
    try:
        return tuple([cell(row.given) for cell in cells])
    except BadValue:
        return None
