"""A plan as a file: written line by line, sealed by a hash, and read with suspicion.

The file is one JSON document, of which each difference and each record is a line of its own, so
that it can be read by people, compared with `diff`, and read here without holding all of it twice.
The last line has the sha256 of all bytes before it: a plan that was altered, or formatted anew, is
refused. Records are data that anybody may have written, and are checked like those of a receipt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from graphkit.ingest.files import refuse
from graphkit.planning.differences import OPERATIONS, Difference
from graphkit.questions.receipts.unpacking import Unpacker
from graphkit.statement import Batch
from graphkit.stores.base import Change, WriteReport
from graphkit.stores.records import batch_lines
from graphkit.values import shown
from graphkit.writing import write_whole

__all__ = ["FORMAT", "Plan", "read"]

FORMAT = 1
_OPEN = b'{"graphkit_plan":%d,\n' % FORMAT
_LONGEST = 2**20  # bytes of a line
_MARK = 64  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written to one store, as it was when the plan was made.

    `what` names the delivery, `before` and `after` are the marks of the store, `report` counts the
    records, `differences` are everything but what is merely added. `batch` is what is written: the
    new and different records, and all data sets. `id` stands for the whole plan, and for no other.
    `refused` counts the rows of the delivery that were left out and are in `quarantine`; this the
    file does not tell.
    """

    what: str
    made_at: str
    before: str
    after: str
    report: WriteReport
    differences: tuple[Difference, ...] = field(repr=False)
    batch: Batch = field(repr=False)
    id: str = ""
    refused: int = 0
    quarantine: tuple[Path, ...] = ()

    @property
    def any(self) -> bool:
        """Whether it would change anything."""
        return self.before != self.after

    def __str__(self) -> str:
        """The plan as a person reads it, a screenful of each kind of difference."""
        from graphkit.planning.showing import lines

        return "\n".join(lines(self))

    __repr__ = __str__  # a notebook shows the last value of a cell

    def count(self, operation: str, what: str = "") -> int:
        """How many differences there are of an operation, all or of one kind of record."""
        return sum(
            each.operation == operation and what in {"", each.what} for each in self.differences
        )

    def write(self, path: str | PathLike[str]) -> Path:
        """Write it to a file, whole or not at all. Raises `BadValue` where it cannot be written."""
        return write_whole(path, _sealed(_lines(self)))


def sealed(plan: Plan) -> str:
    """The id of a plan: the hash of its file."""
    digest = sha256()
    for line in _lines(plan):
        digest.update(line)
    return digest.hexdigest()


def _sealed(lines: Iterable[bytes]) -> Iterator[bytes]:
    digest = sha256()
    for line in lines:
        digest.update(line)
        yield line
    yield b'"sha256":"%s"}\n' % digest.hexdigest().encode()


def _lines(plan: Plan) -> Iterator[bytes]:
    report = {what: change for what, change in asdict(plan.report).items() if any(change.values())}
    about = {
        "what": plan.what,
        "made_at": plan.made_at,
        "before": plan.before,
        "after": plan.after,
        "report": report,
    }
    yield _OPEN
    yield b'"about":' + orjson.dumps(about) + b",\n"
    yield b'"differences":[\n'
    yield from _listed(orjson.dumps(asdict(each)) for each in plan.differences)
    yield b'],\n"records":[\n'
    records = batch_lines(plan.batch, plan.batch.names)
    next(records)
    yield from _listed(records)
    yield b"],\n"


def _listed(items: Iterable[bytes]) -> Iterator[bytes]:
    last = None
    for each in items:
        if last is not None:
            yield last + b",\n"
        last = each
    if last is not None:
        yield last + b"\n"


def read(path: str | PathLike[str]) -> Plan:
    """Read a plan from a file. Raises `InputError` for any that was altered or is none."""
    file = Path(path)
    if not file.is_file():
        refuse(file, "is not a file" if file.exists() else "is missing")
    try:
        with file.open("rb") as raw:
            return _Reader(raw, str(file)).plan()
    except OSError as exc:
        refuse(file, f"cannot be read: {exc.strerror or exc}")


class _Reader(Unpacker):
    """Reads one file, line by line."""

    def __init__(self, raw: BinaryIO, file: str) -> None:
        super().__init__(file, "plan")
        self._raw = raw
        self._digest = sha256()
        self._line = 0
        self._records: Mapping[str, Callable[[dict[str, Any], str], Any]] = {
            "dataset": self.dataset,
            "entity": self.entity,
            "source": self.source,
            "statement": self.statement,
            "decision": self.decision,
            "judgement": self.judgement,
        }

    def plan(self) -> Plan:
        """The plan, if it is whole."""
        first = self._next()
        if first != _OPEN:
            if first.startswith(b'{"graphkit_plan":'):
                refuse(self.file, "is a plan of another version of graphkit", "make it again")
            refuse(self.file, "is not a plan", "make one with `graphkit plan -o plan.json`")
        about = self._about()
        self._expect(b'"differences":[\n')
        differences = tuple(self._difference(each) for each in self._items())
        self._expect(b'"records":[\n')
        batch = self._batch()
        made = self._digest.hexdigest()
        if self._next() != b'"sha256":"%s"}\n' % made.encode() or self._raw.read(1):
            self._altered()
        return Plan(
            about["what"], about["made_at"], about["before"], about["after"], about["report"],
            differences, batch, made,
        )  # fmt: skip

    def _altered(self) -> None:
        refuse(self.file, "was altered after it was made", "make it again", line=self._line)

    def _next(self) -> bytes:
        line = self._raw.readline(_LONGEST)
        self._line += 1
        if len(line) == _LONGEST:
            refuse(self.file, "has a line that is too long", "make it again", line=self._line)
        if not line.startswith(b'"sha256":'):
            self._digest.update(line)
        return line

    def _expect(self, wanted: bytes) -> None:
        if self._next() != wanted:
            self._altered()

    def _items(self) -> Iterator[dict[str, Any]]:
        while (line := self._next()) not in {b"],\n", b""}:
            yield self._object(line.rstrip(b",\n"))
        if not line:
            self._altered()

    def _object(self, text: bytes) -> dict[str, Any]:
        try:
            made = orjson.loads(text)
        except orjson.JSONDecodeError:
            self._altered()
        self.is_(made, dict, f"line {self._line}")
        found: dict[str, Any] = made
        return found

    def _about(self) -> dict[str, Any]:
        line = self._next()
        if not line.startswith(b'"about":'):
            self._altered()
        about = self._object(line.removeprefix(b'"about":').rstrip(b",\n"))
        if about.keys() != {"what", "made_at", "before", "after", "report"}:
            self._altered()
        for name in ("what", "made_at", "before", "after"):
            self.is_(about[name], str, f"about.{name}")
        for name in ("before", "after"):
            if len(about[name]) != _MARK or not set(about[name]) <= set("0123456789abcdef"):
                self.refuse(f"about.{name}", "is not a mark of a store")
        about["report"] = self.read(_report, about["report"], "about.report")
        return about

    def _difference(self, made: dict[str, Any]) -> Difference:
        place = f"line {self._line}"
        if made.keys() != {each.name for each in fields(Difference)}:
            self.refuse(place, "is not a difference")
        self.texts(made["statements"], f"{place}.statements")
        for name, value in made.items():
            if name != "statements":
                self.is_(value, str, f"{place}.{name}")
        if made["operation"] not in OPERATIONS:
            self.refuse(place, f"{shown(made['operation'])} is not an operation")
        return Difference(**{**made, "statements": tuple(made["statements"])})

    def _batch(self) -> Batch:
        found: dict[str, list[Any]] = {name: [] for name in self._records}
        for made in self._items():
            place = f"line {self._line}"
            if len(made) != 1 or not made.keys() <= self._records.keys():
                self.refuse(place, "is not a record")
            ((name, record),) = made.items()
            self.is_(record, dict, place)
            found[name].append(self._records[name](record, place))
        return Batch(*(tuple(each) for each in found.values()))


def _report(made: Any) -> WriteReport:
    changes = {what: Change(**counts) for what, counts in made.items()}
    if not all(
        isinstance(count, int) and count >= 0 for each in made.values() for count in each.values()
    ):
        raise ValueError(json.dumps(made))
    return WriteReport(**changes)
