"""Records from foreign JSON, JSON lines, Parquet and SQL, as a stream.

A record may be nested; a mapping refers into it by dotted names or JMESPath. JSON lines, and a
list of records in one document, are told apart by how the file begins. Numbers stay as written.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from graphkit.ingest.files import open_bytes, refuse
from graphkit.ingest.jsonlines import json_object
from graphkit.ingest.mapping.inputs import Measured
from graphkit.ingest.tables import Torn
from graphkit.values import clean_text, shown

__all__ = ["Record", "json_records", "parquet_records", "written"]

_LEAD = 1 << 16
_HINT = 'write one object a line: {"name": "NIO"}'
_LOT = 10_000
_DEEPEST = 60_000  # brackets that may be open at once


class Record(NamedTuple):
    """One record; `line` is its line, or its number from 1 where records have no lines."""

    line: int
    given: Mapping[str, Any]


def json_records(
    path: Path, stream: Measured, records: str
) -> tuple[bool, Iterator[Record | Torn]]:
    """Whether the file has a record a line, and its records. Raises `InputError`."""
    raw = io.BufferedReader(stream, _LEAD)
    lead = raw.peek(_LEAD)[:_LEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not lead:
        refuse(path, "is empty", _HINT)
    if lead[:1] not in {b"{", b"["}:
        refuse(path, "is not JSON: it begins with neither { nor [", _HINT, line=1)
    if not records and lead[:1] == b"{" and _is_whole(lead.split(b"\n", 1)[0]):
        return True, _lines(stream, raw)
    where = f"{records}.item" if records else "item" if lead[:1] == b"[" else ""
    return False, _items(path, stream, raw, where)


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return len(line) >= _LEAD - 4  # longer than what was read of it
    return True


def _lines(stream: Measured, raw: io.BufferedReader[Measured]) -> Iterator[Record | Torn]:
    text = io.TextIOWrapper(raw, "utf-8-sig", errors="surrogateescape", newline="")
    for line, written in enumerate(text, 1):
        stream.allow()
        if clean := written.strip():
            yield _record(line, clean)


def _record(line: int, written: str) -> Record | Torn:
    found = json_object(line, written, _HINT)
    return found if isinstance(found, Torn) else Record(line, found)


def _items(
    path: Path, stream: Measured, raw: io.BufferedReader[Measured], where: str
) -> Iterator[Record | Torn]:
    import ijson

    number = 0
    shallow = _Shallow(path, raw)
    try:
        for number, found in enumerate(ijson.items(shallow, where, map_type=_Object), 1):
            stream.allow()
            shallow.depth = 0
            if isinstance(found, dict) and _is_twofold(found):
                message = "names a column twice, of which the last is shown here"
                yield Torn(number, [written(found)], "", message, "see which is right")
            elif isinstance(found, dict):
                yield Record(number, found)
            else:
                yield _no_object(number, found)
    except ijson.JSONError as exc:
        said = exc.args[0] if exc.args else ""
        reason = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        reason = clean_text(reason.partition("\n")[0])
        refuse(path, f"is not JSON after record {number}: {reason}", "mend it")
    if not number:
        hint = (
            "say where: records: data.items in the mapping, or --records"
            if where
            else "is it empty?"
        )
        refuse(path, f"has no records{f' at {where[:-5]}' if where[:-5] else ''}", hint)


class _Object(dict[str, Any]):
    """An object of a document; notes whether it names anything twice, of which one would be lost
    in silence."""

    twofold = False

    def __setitem__(self, name: str, value: Any) -> None:
        self.twofold = self.twofold or name in self
        super().__setitem__(name, value)


def _is_twofold(found: dict[str, Any]) -> bool:
    """Whether an object, or one in a list of it, names anything twice."""
    rest: list[Any] = [found]
    while rest:
        value = rest.pop()
        if isinstance(value, _Object) and value.twofold:
            return True
        inside = value.values() if isinstance(value, dict) else value
        rest += [each for each in inside if isinstance(each, dict | list)]
    return False


class _Shallow:
    """Bytes for a parser that takes the square of the depth: refuses what is nested too deeply.
    `depth` is about how many brackets stand open since the last record."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        self._path, self._raw = path, raw
        self.depth = 0

    def read(self, size: int = -1) -> bytes:
        """As a file's. Raises `InputError`."""
        found = self._raw.read(size)
        opened = found.count(b"[") + found.count(b"{")
        self.depth = max(0, self.depth + opened - found.count(b"]") - found.count(b"}"))
        if self.depth > _DEEPEST:
            refuse(self._path, "is nested too deeply", "write each value as text")
        return found


def _no_object(number: int, found: Any) -> Torn:
    try:
        told = json.dumps(found, default=str, ensure_ascii=False)
    except RecursionError:
        return Torn(number, [""], "", "is nested too deeply", "write each value as text")
    return Torn(number, [told], "", f"is {shown(told)}, not an object", "")


def parquet_records(path: Path) -> tuple[int, Iterator[Record | Torn]]:
    """How many records a Parquet file has, and the records. Raises `InputError`."""
    import pyarrow.parquet

    stream = open_bytes(path)
    try:
        found = pyarrow.parquet.ParquetFile(stream)
    except Exception as exc:  # the library raises whatever it likes on damaged files
        stream.close()
        refuse(path, f"is not a readable Parquet file: {clean_text(str(exc))}", "get it again")
    return found.metadata.num_rows, _batches(path, stream, found)


def _batches(path: Path, stream: BinaryIO, found: Any) -> Iterator[Record | Torn]:
    number = 0
    with stream:
        try:
            for batch in found.iter_batches(_LOT):
                for given in batch.to_pylist():
                    number += 1
                    yield Record(number, given)
        except Exception as exc:  # days past the calendar, zones that there are not, damage
            refuse(path, f"cannot be read after row {number}: {clean_text(str(exc))}", "mend it")


def written(given: Mapping[str, Any]) -> str:
    """A record on one line, as JSON; without what is nested too deeply to be written."""
    try:
        return json.dumps(given, ensure_ascii=False, default=_plain)
    except RecursionError:
        flat = {
            name: None if isinstance(each, list | dict) else each for name, each in given.items()
        }
        return json.dumps(flat, ensure_ascii=False, default=_plain)


def _plain(value: object) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)
