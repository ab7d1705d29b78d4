"""Refused rows in a folder of their own, to be mended and loaded as a pack.

The folder stands beside the pack. Its tables have the columns of the pack's and before them the
row's `line` there and the `reason`; what a spreadsheet might run as a formula has an apostrophe
before it, which a load takes away. Its `dataset.yaml` names the pack, whose good entities and
sources the mended rows may name. A folder that is there already is never changed: somebody may
be mending it. Until the good rows are where they belong, the folder is a hidden draft.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from uuid import uuid4

import yaml

from graphkit.errors import BadValue
from graphkit.ingest.about import FILE, TABLES
from graphkit.ingest.files import refuse
from graphkit.ingest.opening import QUARANTINE_COLUMNS, guarded
from graphkit.ingest.reading import Reading, Refused

__all__ = ["Drafts", "draft_quarantine", "is_quarantine"]

_SUFFIX = re.compile(r"-quarantine(-\d+)?$")


class Drafts:
    """Folders of refused rows, each written whole before it is seen.

    They stand hidden beside their places until `settle`; what is not settled when the block ends
    is removed. A crash leaves at most a hidden draft.
    """

    def __init__(self) -> None:
        self._drafts: list[tuple[Path, Path]] = []

    def add(self, pack: Path) -> Path:
        """A new folder to write the refused rows of a pack, or table, to. Raises `OSError`."""
        base = next(_folder_names(pack))
        draft = base.with_name(f".{base.name}.{uuid4().hex}")
        draft.mkdir()
        self._drafts.append((pack, draft))
        return draft

    def settle(self) -> tuple[Path, ...]:
        """Put them in place; gives the folders, in order. Those of the same rows are found again.

        Raises `BadValue`: what the good rows were wanted for is done by then.
        """
        drafts, self._drafts = self._drafts, []
        try:
            return tuple(_settled(pack, draft) for pack, draft in drafts)
        except OSError as exc:
            self._drafts = drafts
            raise BadValue(
                f"refused rows cannot be put beside {drafts[0][0]}: {exc.strerror}",
                "mend that and do the same again, which changes nothing else",
            ) from exc

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for _pack, draft in self._drafts:
            shutil.rmtree(draft, ignore_errors=True)


def is_quarantine(folder: Path) -> bool:
    """Whether a folder is called like one of those that are written here."""
    return _SUFFIX.search(folder.name) is not None


def draft_quarantine(reading: Reading, drafts: Drafts) -> None:
    """Write the refused rows of a reading. Raises `InputError`."""
    tables = dict.fromkeys((*TABLES, *reading.columns))
    files = {FILE: _about(reading), **{f"{name}.csv": _table(reading, name) for name in tables}}
    try:
        draft = drafts.add(reading.folder)
        for name, content in files.items():
            (draft / name).write_bytes(content)
    except OSError as exc:
        message = f"refused rows cannot be written beside it: {exc.strerror}"
        refuse(reading.folder, message)


def _folder_names(pack: Path) -> Iterator[Path]:
    """What the folder of refused rows may be called: `cars-quarantine`, `cars-quarantine-2`, …
    beside `cars`."""
    named = pack if pack.name not in {"", ".."} else pack.absolute()
    base = f"{_SUFFIX.sub('', named.name)}-quarantine"
    yield named.with_name(base)
    yield from (named.with_name(f"{base}-{count}") for count in itertools.count(2))


def _about(reading: Reading) -> bytes:
    about = reading.about
    page: dict[str, object] = {
        name: value
        for name in ("name", "title", "summary", "leaves_out", "publisher", "licence", "retrieved")
        if (value := getattr(about.dataset, name))
    }
    page["quarantine_of"] = about.quarantine_of or about.dataset.name
    if about.quote_words is not None:
        page["assertions"] = {"quote_words": about.quote_words}
    return yaml.safe_dump(page, allow_unicode=True, sort_keys=False).encode()


def _table(reading: Reading, name: str) -> bytes:
    columns = reading.columns[name]
    own = [column for column in columns if column not in QUARANTINE_COLUMNS]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*QUARANTINE_COLUMNS, *own])
    for row in reading.refused:
        if row.table == name:
            cells = _cells(row, columns) or [row.given.get(column, "") for column in own]
            writer.writerow([row.line, _reason(row), *map(guarded, cells)])
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cells(row: Refused, columns: tuple[str, ...]) -> list[str]:
    """The cells by place, of a row that could not be taken apart."""
    beside = {place for place, column in enumerate(columns) if column in QUARANTINE_COLUMNS}
    return [cell for place, cell in enumerate(row.cells) if place not in beside]


def _reason(row: Refused) -> str:
    return "; ".join(
        f"{problem.column}: {problem.message}" if problem.column else problem.message
        for problem in (*row.problems, *row.following)
    )


def _settled(pack: Path, draft: Path) -> Path:
    for folder in _folder_names(pack):
        if _same(folder, draft):
            shutil.rmtree(draft)
            return folder
        if not os.path.lexists(folder):
            draft.rename(folder)
            return folder
    raise AssertionError  # the names never end


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
