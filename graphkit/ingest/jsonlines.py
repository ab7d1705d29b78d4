"""Tables in JSON lines: one object a line, its keys the columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphkit.errors import BadValue
from graphkit.ingest.files import open_text, refuse
from graphkit.ingest.tables import Row, Table, Torn, cell_text, from_records
from graphkit.values import clean_text, shown

__all__ = ["json_object", "read_json_lines"]


_HINT = 'write one object a line: {"key": "nio"}'


class _TwiceError(ValueError):
    """A key that an object names twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _TwiceError
    return made


# Numbers stay as written: "2023.10" is not 2023.1, and a long one costs nothing.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=str, parse_int=str, parse_constant=str
)


def read_json_lines(path: Path) -> Table:
    """The table in a JSON lines file. Raises `InputError`."""
    records = [
        _record(line, written.strip())
        for line, written in enumerate(open_text(path), 1)
        if written.strip()
    ]
    if not records:
        refuse(path, "is empty", _HINT, line=1)
    return from_records(path, records)


def json_object(line: int, written: str, hint: str) -> dict[str, Any] | Torn:
    """The object that stands in a line of JSON lines; `hint` says how one is written."""
    try:
        found = _DECODER.decode(written)
    except json.JSONDecodeError as exc:
        message = f"is not JSON: {exc.msg} at character {exc.pos + 1}"
        return Torn(line, [written], "", message, hint)
    except _TwiceError:
        return Torn(line, [written], "", "names a column twice", "delete one of them")
    except RecursionError:
        return Torn(line, [written], "", "is nested too deeply", "write each value as text")
    if not isinstance(found, dict):
        return Torn(line, [written], "", f"is {shown(written)}, not an object", hint)
    return found


def _record(line: int, written: str) -> Row | Torn:
    found = json_object(line, written, _HINT)
    if isinstance(found, Torn):
        return found
    given: dict[str, str] = {}
    for name, value in found.items():
        try:
            cell = cell_text(value)
        except BadValue as exc:
            return Torn(line, [written], clean_text(name), exc.message, exc.hint)
        if cell:
            given[clean_text(name)] = cell
    return Row(line, given)
