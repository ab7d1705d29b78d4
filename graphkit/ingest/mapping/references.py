"""What `$(…)` refers to in a row: a column by its name, or a JMESPath into a nested record.

A name that the row has as it is written always means that; what else can be read as JMESPath
(https://jmespath.org) is looked for in the record. Rows of text tables have columns alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from graphkit.errors import BadValue
from graphkit.ingest.tables import cell_text
from graphkit.values import clean_text, shown

__all__ = ["column_reader", "leaves", "problem_of", "record_reader", "used_by"]

_PLAIN = re.compile(r"\w[\w \-/]*(?:\.\w[\w \-/]*)*")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
_PATHS = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
_DEEPEST = 12


def problem_of(reference: str) -> str:
    """Why a reference can be neither the name of a column nor a JMESPath; "" where it can."""
    if _PLAIN.fullmatch(reference) or ("(" not in reference and "[" not in reference):
        return ""
    try:
        jmespath.compile(reference)
    except JMESPathError as exc:
        return clean_text(str(exc).splitlines()[0])
    return ""


def column_reader(reference: str) -> Callable[[Mapping[str, str]], tuple[str, ...]]:
    """A reader of one column of a text table."""

    def read(row: Mapping[str, str]) -> tuple[str, ...]:
        return (row.get(reference, ""),)

    return read


def record_reader(reference: str) -> Callable[[Mapping[str, Any]], tuple[str, ...]]:
    """A reader of one value, or the texts of a list, in a record. Raises `BadValue`."""
    steps = reference.split(".") if _DOTTED.fullmatch(reference) else None
    search = None if steps else _compiled(reference)

    def read(record: Mapping[str, Any]) -> tuple[str, ...]:
        if reference in record:
            return _texts(record[reference])
        if steps is not None:
            found: Any = record
            for step in steps:
                if not isinstance(found, Mapping):
                    return ("",)
                found = found.get(step)
            return _texts(found)
        try:
            return _texts(search(record) if search else None)
        except JMESPathError as exc:
            raise BadValue(f"{shown(reference)} cannot be worked out", "mend $(…)") from exc

    return read


def _compiled(reference: str) -> Callable[[Any], Any] | None:
    try:
        search: Callable[[Any], Any] = jmespath.compile(reference).search
    except JMESPathError:
        return None  # then it is the name of a column, which a record may lack
    return search


def _texts(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list):
        return (cell_text(found),)
    return tuple(text for each in found if (text := cell_text(each))) or ("",)


def leaves(record: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[str]:
    """The dotted names of everything in a record that is not a mapping itself."""
    for name, value in record.items():
        here = f"{before}{name}"
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from leaves(value, f"{here}.", depth + 1)
        elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
            for each in value:
                if isinstance(each, Mapping) and depth < _DEEPEST:
                    yield from leaves(each, f"{here}[].", depth + 1)
        else:
            yield here


def used_by(references: Iterable[str]) -> Callable[[str], bool]:
    """Whether a column, or what `leaves` calls one, is referred to."""
    names = set(references)
    paths = {path for each in names for path in _PATHS.findall(each)}

    def used(column: str) -> bool:
        path = column.replace("[]", "")
        return column in names or any(path == each or path.startswith(f"{each}.") for each in paths)

    return used
