"""Which files a mapping is applied to: a folder, or single files, or a folder of refused rows."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from graphkit.errors import InputError, Problem
from graphkit.ingest import yamls
from graphkit.ingest.files import refuse, within
from graphkit.ingest.mapping.foreign import SUFFIXES, ForeignTable, open_foreign, open_query
from graphkit.ingest.mapping.inputs import PACKED
from graphkit.ingest.mapping.references import used_by
from graphkit.ingest.mapping.terms import Part, TableMapping
from graphkit.values import shown

__all__ = ["MARKER", "Found", "Root", "find", "marker", "opened"]

MARKER = "quarantine.yaml"  # in a folder of refused rows: which folder or file they came from
_UNPACKED = (".csv", ".jsonl")  # what refused rows of other formats are written as


@dataclass(frozen=True, slots=True)
class Root:
    """A path that the user named. `origin` is set where it holds refused rows: the path beside
    it that they came from."""

    path: Path
    origin: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One table to be read: a file, or a query where `path` is None."""

    root: Root
    part: Part
    path: Path | None

    @property
    def name(self) -> str:
        """How the file of its refused rows is called, but for a suffix."""
        return self.path.name if self.path else _query_name(self.part)


def _query_name(part: Part) -> str:
    """What stands for a file name where there is a query."""
    return f"query-{part.number + 1}"


def find(paths: Sequence[Path], mapping: TableMapping) -> tuple[list[Found], list[Path]]:
    """The tables that are meant, and the tables beside them that no part of the mapping is for.

    Raises `InputError` where a part finds no file, or a file no part.
    """
    found: list[Found] = []
    left: list[Path] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        if not os.path.lexists(path):
            refuse(path, "is missing")
        if path.is_dir():
            root = Root(path, _origin(path))
            mine = list(_in_folder(root, mapping, left))
            problems += _lacking(root, mapping, mine) if root.origin is None else ()
        else:
            root = Root(path)
            mine = [Found(root, part, path) for part in mapping.parts if _fits(path.name, part)]
            if not mine:
                names = ", ".join(each.file for each in mapping.parts if each.file)
                message = f"no table of {mapping.path} is called {shown(path.name)}"
                problems.append(Problem(str(path), 0, "", message, f"it names {names}"))
        found += mine
    if problems:
        raise InputError(problems)
    return found, left


def _fits(name: str, part: Part) -> bool:
    # A name with brackets in it ("makers [2023].csv") names that file before it is a pattern.
    return bool(part.file) and (name == part.file or fnmatch.fnmatchcase(name, part.file))


def _in_folder(root: Root, mapping: TableMapping, left: list[Path]) -> Iterator[Found]:
    try:
        files = sorted(each for each in root.path.iterdir() if not each.name.startswith("."))
    except OSError as exc:
        refuse(root.path, f"cannot be read: {exc.strerror}")
    used: set[Path] = set()
    for part in mapping.parts:
        if part.options.get("url") and root.origin is None:
            yield Found(root, part, None)
        for each in files:
            name = each.name
            if root.origin is not None and part.options.get("url"):
                fits = name == f"{_query_name(part)}.jsonl"
            else:
                bare = name.removesuffix(each.suffix) if each.suffix in _UNPACKED else ""
                fits = _fits(name, part) or (root.origin is not None and _fits(bare, part))
            if fits:
                within(root.path, each)
                used.add(each)
                yield Found(root, part, each)
    tables = {*SUFFIXES, *PACKED}
    left += [each for each in files if each not in used and each.suffix.lower() in tables]


def _lacking(root: Root, mapping: TableMapping, found: list[Found]) -> Iterator[Problem]:
    numbers = {each.part.number for each in found}
    for part in mapping.parts:
        if part.number not in numbers:
            message = f"{root.path} has no file called {shown(part.file)}"
            hint = "put it there, or name single files in place of the folder"
            yield Problem(str(mapping.path), part.line, "file", message, hint)


def _origin(folder: Path) -> Path | None:
    """Where refused rows came from, if this is a folder of them. Raises `InputError`."""
    file = folder / MARKER
    if not os.path.lexists(file):
        return None
    page = yamls.read_yaml(file)
    named = {name.text: value for name, value in getattr(page, "pairs", [])}
    name = getattr(named.get("quarantine_of"), "text", "")
    if name in {"", ".."} or Path(name).name != name:
        refuse(file, "does not name the folder or file beside it", "write quarantine_of: name")
    return folder.absolute().with_name(name)


@contextmanager
def opened(found: Found) -> Iterator[ForeignTable]:
    """The table itself. Raises `InputError`."""
    if found.path is None:
        yield open_query(found.part.options)
        return
    # Refused rows are written in one way, whatever the table was written in.
    told: Mapping[str, str] = found.part.options if found.root.origin is None else {}
    with open_foreign(found.path, told, used=used_by(found.part.references())) as table:
        yield table


def marker(origin: Path) -> bytes:
    """What stands in the file that marks a folder of refused rows."""
    # As the disk has it: tidied, a name with two blanks or in decomposed letters is of no file.
    page = {"quarantine_of": origin.absolute().name}
    return yaml.safe_dump(page, allow_unicode=True, width=10_000).encode()
