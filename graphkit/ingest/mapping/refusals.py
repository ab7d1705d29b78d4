"""Refused rows: counted against the budget, and written out to be mended and loaded again.

They go into a folder beside what was loaded, table by table, in the original columns after `line`
and `reason`; records of other formats as JSON lines with `_line` and `_reason`. Nothing is kept in
memory but a first few. What a spreadsheet might run as a formula gets an apostrophe there, which is
taken off again when the row is read (`graphkit.values.safe_cell` does so for good).
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, Problem
from graphkit.ingest.files import refuse
from graphkit.ingest.mapping.inputfiles import MARKER, Found, Root, marker
from graphkit.ingest.mapping.records import Record, written
from graphkit.ingest.mapping.terms import Budget
from graphkit.ingest.opening import QUARANTINE_COLUMNS, guarded
from graphkit.ingest.quarantine import folder_names
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Row, Torn

__all__ = ["BESIDE", "Refusals"]

BESIDE = (*QUARANTINE_COLUMNS, *(f"_{each}" for each in QUARANTINE_COLUMNS))
_MOST_KEPT = 1_000  # problems that are shown
_MOST_REASONS = 3  # kinds of fault that are told when the budget is spent
_JUDGED_FROM = 1_000  # rows from which on a share of them means something


class Refusals:
    """The refused rows of a delivery. With `keep`, they are written to a draft folder for each
    root, which `settle` puts in place and `discard` removes.
    """

    def __init__(self, budget: Budget, *, keep: bool) -> None:
        self._budget, self._keep = budget, keep
        self.problems: list[Problem] = []
        self.count = 0
        self._reasons: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], Problem] = {}
        self._drafts: dict[Root, Path] = {}
        self._files: dict[Path, Any] = {}

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
        if self._keep:
            self._write(found, columns, row, problems)

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

    def _write(
        self,
        found: Found,
        columns: tuple[str, ...],
        row: Row | Record | Torn,
        problems: list[Problem],
    ) -> None:
        reason = "; ".join(
            f"{each.column}: {each.message}" if each.column else each.message for each in problems
        )
        try:
            if columns:
                self._cells(found, columns, row, reason)
            else:
                self._record(found, row, reason)
        except OSError as exc:
            refuse(found.root.path, f"refused rows cannot be written: {exc.strerror}")

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
        draft = self._draft(found.root)
        name = found.name if found.name.lower().endswith(suffix) else f"{found.name}{suffix}"
        path = draft / name
        if path not in self._files:
            self._files[path] = path.open(
                "w", encoding="utf-8", errors="surrogateescape", newline=""
            )
            if header:
                csv.writer(self._files[path], lineterminator="\n").writerow(header)
        return self._files[path]

    def _draft(self, root: Root) -> Path:
        if root not in self._drafts:
            base = next(folder_names(root.path))
            draft = base.with_name(f".{base.name}.{os.getpid()}.{len(self._drafts)}")
            draft.mkdir()
            origin = root.origin or root.path
            (draft / MARKER).write_bytes(marker(origin))
            self._drafts[root] = draft
        return self._drafts[root]

    def settle(self) -> tuple[Path, ...]:
        """Put the drafts in place; gives the folders. Those of the same rows are found again."""
        self._close()
        return tuple(self._settled(root, draft) for root, draft in self._drafts.items())

    def _settled(self, root: Root, draft: Path) -> Path:
        for folder in folder_names(root.path):
            if _same(folder, draft):
                shutil.rmtree(draft)
                return folder
            if not os.path.lexists(folder):
                draft.rename(folder)
                return folder
        raise AssertionError  # the names never end

    def discard(self) -> None:
        """Remove the drafts."""
        self._close()
        for draft in self._drafts.values():
            shutil.rmtree(draft, ignore_errors=True)

    def _close(self) -> None:
        for file in self._files.values():
            file.close()
        self._files.clear()


def _same(folder: Path, draft: Path) -> bool:
    """Whether two folders hold the same files."""
    try:
        mine, theirs = (sorted(each.name for each in path.iterdir()) for path in (draft, folder))
        return mine == theirs and all(_equal(folder / name, draft / name) for name in mine)
    except OSError:
        return False


def _equal(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        pieces: Iterator[tuple[bytes, bytes]] = zip(
            iter(lambda: left.read(io.DEFAULT_BUFFER_SIZE), b""),
            iter(lambda: right.read(io.DEFAULT_BUFFER_SIZE), b""),
            strict=True,
        )
        return all(itertools.starmap(bytes.__eq__, pieces))
