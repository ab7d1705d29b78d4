"""Refused rows: counted against the budget, and written out to be mended and loaded again.

They go into a folder beside what was loaded, table by table, in the original columns after `line`
and `reason`; records of other formats as JSON lines with `_line` and `_reason`. Nothing is kept in
memory but a first few. What a spreadsheet might run as a formula gets an apostrophe there, which is
taken off again when the row is read (`graphkit.values.safe_cell` does so for good).
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, Problem
from graphkit.ingest.files import refuse
from graphkit.ingest.mapping.inputfiles import MARKER, Found, Root, marker
from graphkit.ingest.mapping.records import Record, written
from graphkit.ingest.mapping.terms import Budget
from graphkit.ingest.opening import QUARANTINE_COLUMNS, guarded
from graphkit.ingest.quarantine import Drafts
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Row, Torn

__all__ = ["BESIDE", "Refusals"]

BESIDE = (*QUARANTINE_COLUMNS, *(f"_{each}" for each in QUARANTINE_COLUMNS))
_UNWRITTEN = "refused rows cannot be written"
_MOST_KEPT = 1_000  # problems that are shown
_MOST_REASONS = 3  # kinds of fault that are told when the budget is spent
_JUDGED_FROM = 1_000  # rows from which on a share of them means something


class Refusals:
    """The refused rows of a delivery. With `drafts`, they are written to a folder of these for
    each root.
    """

    def __init__(self, budget: Budget, drafts: Drafts | None = None) -> None:
        self._budget = budget
        self._kept = None if drafts is None else _Kept(drafts)
        self.problems: list[Problem] = []
        self.count = 0
        self._reasons: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], Problem] = {}

    def add(
        self,
        found: Found,
        columns: tuple[str, ...],
        row: Row | Record | Torn,
        faults: list[Fault],
        place: tuple[str, int],
        read: int,
    ) -> None:
        """Refuse a row, of which `read` were read by now. Raises `InputError` over the budget."""
        self.count += 1
        problems = [Problem(*place, each.column, each.message, each.hint) for each in faults]
        for each in problems:
            kind = (each.column, each.message.partition("'")[0])
            self._reasons[kind] += 1
            self._first.setdefault(kind, each)
        if len(self.problems) < _MOST_KEPT:
            self.problems += problems
        self._check(found, read)
        if self._kept is not None:
            self._kept.write(found, columns, row, problems)

    def check(self, found: Found, read: int) -> None:
        """Hold the count against the budget at the end of a table."""
        self._check(found, max(read, _JUDGED_FROM))

    def _check(self, found: Found, read: int) -> None:
        budget = self._budget
        spent = (
            self.count > (budget.count or 0)
            if budget.share is None
            else read >= _JUDGED_FROM and 100 * self.count > budget.share * read
        )
        if not spent:
            return
        name = str(found.path or found.name)
        message = f"{self.count:,} of {read:,} rows are bad, and the budget is {budget}"
        stop = Problem(name, 0, "", message, "mend the mapping, or raise the budget: --budget 5%")
        common = self._reasons.most_common(_MOST_REASONS)
        raise InputError([stop, *(self._first[kind] for kind, _ in common)])

    def close(self) -> None:
        """Have everything that was written on disk. Raises `InputError`."""
        if self._kept is not None:
            self._kept.close()


class _Kept:
    """The files of refused rows."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._folders: dict[Root, Path] = {}
        self._files: dict[Path, Any] = {}

    def write(
        self,
        found: Found,
        columns: tuple[str, ...],
        row: Row | Record | Torn,
        problems: list[Problem],
    ) -> None:
        """Write a row, in its own columns."""
        reason = "; ".join(
            f"{each.column}: {each.message}" if each.column else each.message for each in problems
        )
        try:
            if columns:
                self._cells(found, columns, row, reason)
            else:
                self._record(found, row, reason)
        except OSError as exc:
            refuse(found.root.path, f"{_UNWRITTEN}: {exc.strerror}")

    def _cells(
        self, found: Found, columns: tuple[str, ...], row: Row | Record | Torn, reason: str
    ) -> None:
        own = [each for each in columns if each not in BESIDE]
        file = self._file(found, ".csv", [*QUARANTINE_COLUMNS, *own])
        given = row.given if isinstance(row, Row) else {}
        cells = row.cells if isinstance(row, Torn) else [given.get(each, "") for each in own]
        csv.writer(file, lineterminator="\n").writerow([row.line, reason, *map(guarded, cells)])

    def _record(self, found: Found, row: Row | Record | Torn, reason: str) -> None:
        about = {"_line": row.line, "_reason": reason}
        file = self._file(found, ".jsonl", [])
        if isinstance(row, Torn):
            file.write(f"{written(about)[:-1]}}} {row.cells[0]}\n")
        else:
            given = {name: each for name, each in row.given.items() if name not in BESIDE}
            file.write(f"{written({**about, **given})}\n")

    def _file(self, found: Found, suffix: str, header: list[str]) -> Any:
        folder = self._folder(found.root)
        name = found.name if found.name.lower().endswith(suffix) else f"{found.name}{suffix}"
        path = folder / name
        if path not in self._files:
            self._files[path] = path.open(
                "w", encoding="utf-8", errors="surrogateescape", newline=""
            )
            if header:
                csv.writer(self._files[path], lineterminator="\n").writerow(header)
        return self._files[path]

    def _folder(self, root: Root) -> Path:
        if root not in self._folders:
            folder = self._drafts.add(root.path)
            (folder / MARKER).write_bytes(marker(root.origin or root.path))
            self._folders[root] = folder
        return self._folders[root]

    def close(self) -> None:
        """Close the files; raises `InputError` where one cannot be written to its end."""
        files, self._files = self._files, {}
        for path, file in files.items():
            try:
                file.close()
            except OSError as exc:
                refuse(path.parent, f"{_UNWRITTEN}: {exc.strerror}")
