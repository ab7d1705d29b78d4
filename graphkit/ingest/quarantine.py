"""Refused rows in a folder of their own, to be mended and loaded as a pack.

The folder stands beside the pack. Its tables have the columns of the pack's and before them the
row's `line` there and the `reason`; what a spreadsheet might run as a formula has an apostrophe
before it, which a load takes away. Its `dataset.yaml` names the pack, whose good entities and
sources the mended rows may name. A folder that is there already is never changed: somebody may
be mending it.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from graphkit.ingest.about import FILE, TABLES
from graphkit.ingest.files import refuse
from graphkit.ingest.opening import QUARANTINE_COLUMNS, guarded
from graphkit.ingest.reading import Reading, Refused

__all__ = ["folder_names", "is_quarantine", "write_quarantine"]

_SUFFIX = re.compile(r"-quarantine(-\d+)?$")


def is_quarantine(folder: Path) -> bool:
    """Whether a folder is called like one of those that are written here."""
    return _SUFFIX.search(folder.name) is not None


def write_quarantine(reading: Reading) -> Path:
    """Write the refused rows of a reading; gives the folder. Raises `InputError`.

    The same rows again change nothing and give the same folder.
    """
    tables = dict.fromkeys((*TABLES, *reading.columns))
    files = {FILE: _about(reading), **{f"{name}.csv": _table(reading, name) for name in tables}}
    for folder in folder_names(reading.folder):
        if _holds(folder, files):
            return folder
        if not os.path.lexists(folder):
            _write(folder, files)
            return folder
    raise AssertionError  # the candidates never end


def folder_names(pack: Path) -> Iterator[Path]:
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


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether exactly these files are in a folder."""
    try:
        return sorted(each.name for each in folder.iterdir()) == sorted(files) and all(
            (folder / name).read_bytes() == content for name, content in files.items()
        )
    except OSError:
        return False


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """The whole folder at once: a crash leaves it out, and at most a hidden draft of it."""
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        draft.mkdir()
        for name, content in files.items():
            (draft / name).write_bytes(content)
        draft.rename(folder)
    except OSError as exc:
        shutil.rmtree(draft, ignore_errors=True)
        refuse(folder, f"cannot be written: {exc.strerror}", "refused rows go beside the pack")
