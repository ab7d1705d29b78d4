"""YAML as text with line numbers, and tables in it: a list of mappings, their keys the columns.

Scalars stay as written (`no` is not False, `2023-12` is not arithmetic). The parser's events are
read instead of its nodes: the node builder crashes the process on deep nesting, and repeated
anchors could grow without bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graphkit.ingest.files import open_text, refuse
from graphkit.ingest.tables import Row, Table, Torn, from_records
from graphkit.values import clean_text, shown

__all__ = ["Mapping", "Scalar", "Sequence", "Value", "read_yaml", "read_yaml_table"]

_DEEPEST = 4
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A single value, as written; a null is empty."""

    line: int
    text: str


class Sequence(NamedTuple):
    """A list."""

    line: int
    items: list[Any]


class Mapping(NamedTuple):
    """A mapping, in the order and with the repetitions of the file."""

    line: int
    pairs: list[tuple[Scalar, Any]]


Value = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """A construct that is not read here, and its line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read_yaml(path: Path, deepest: int = _DEEPEST) -> Value:
    """The one document in a YAML file, nested no deeper than that. Raises `InputError`."""
    text = open_text(path).read()
    try:
        events = yaml.parse(text, Loader=_Loader)
        found = _document(events, deepest)
    except yaml.YAMLError as exc:
        line = getattr(getattr(exc, "problem_mark", None), "line", 0) + 1
        reason = clean_text(str(getattr(exc, "problem", exc)))
        refuse(path, f"is not YAML: {reason}", "check colons, quotes and indents", line=line)
    except _RefusedError as exc:
        refuse(path, str(exc), "write it out as plain text", line=exc.line)
    if found is None:
        refuse(path, "is empty")
    return found


def _document(events: Iterator[Any], deepest: int) -> Value | None:
    found: Value | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if found is not None:
                raise _RefusedError("holds a second document", _line(event))
            found = _value(next(events), events, deepest)
    return found


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _value(event: Any, events: Iterator[Any], depth: int) -> Value:
    """What begins with this event; `depth` is how much deeper it may be nested."""
    line = _line(event)
    if depth < 0:
        raise _RefusedError("is nested too deeply", line)
    if isinstance(event, yaml.ScalarEvent):
        null = event.implicit[0] and event.value in _NULLS
        return Scalar(line, "" if null else str(event.value))
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, depth - 1))
        return Sequence(line, items)
    if isinstance(event, yaml.MappingStartEvent):
        pairs: list[tuple[Scalar, Any]] = []
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            name = _value(event, events, depth - 1)
            if not isinstance(name, Scalar):
                raise _RefusedError("has a list or mapping for a name", line)
            pairs.append((name, _value(next(events), events, depth - 1)))
        return Mapping(line, pairs)
    raise _RefusedError("uses an anchor", line)


def read_yaml_table(path: Path) -> Table:
    """The table in a YAML file: a list of mappings. Raises `InputError`."""
    found = read_yaml(path)
    if not isinstance(found, Sequence):
        refuse(path, "is not a list", "begin each row with a dash: - key: nio", line=found.line)
    return from_records(path, [_record(item) for item in found.items])


def _record(item: Value) -> Row | Torn:
    if not isinstance(item, Mapping):
        hint = "write each row as - key: nio"
        return Torn(item.line, [str(item[1])], "", "is not a mapping of columns", hint)
    given: dict[str, str] = {}
    named: set[str] = set()
    for name, value in item.pairs:
        column = clean_text(name.text)
        message = ""
        if column in named:
            message = f"names the column {shown(column)} twice"
        elif not isinstance(value, Scalar):
            message = "holds a list or a mapping"
        if message:
            cells = [f"{each.text}: {_plain(other)}" for each, other in item.pairs]
            return Torn(name.line, cells, column, message, "write one text for each column")
        named.add(column)
        if cell := value.text.strip():
            given[column] = cell
    return Row(item.line, given)


def _plain(value: Value) -> str:
    """A value on one line, for a person to mend."""
    match value:
        case Scalar():
            return value.text
        case Sequence():
            return f"[{', '.join(map(_plain, value.items))}]"
        case Mapping():
            inner = ", ".join(f"{name.text}: {_plain(each)}" for name, each in value.pairs)
            return f"{{{inner}}}"
