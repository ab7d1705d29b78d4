"""The runs of a store: which command wrote what, when, and what it takes to take that back. Pure.

Every write that changes anything is a run with the next number. Nothing is ever taken out of the
history: to undo a run is a further run, which can be undone itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from graphkit.errors import BadValue, StoreMoved
from graphkit.stores.base import Change, WriteReport
from graphkit.wording import counted

__all__ = ["LISTED", "Note", "Run", "check_mark", "now", "run_number", "undone"]

_KEY = re.compile(r"run-([1-9][0-9]{0,11})")
LISTED = "`graphkit history` lists the runs"


@dataclass(frozen=True, slots=True)
class Note:
    """What a write is to be called in the history: the verb, what of, and the plan that it
    carries out, by its hash, if it is one. `load` and `part` are as in a `Run`."""

    command: str = "write"
    what: str = ""
    plan: str = ""
    load: str = ""
    part: int = 0

    def run(
        self,
        number: int,
        at: str,
        report: WriteReport,
        marks: tuple[str, str],
        undoes: tuple[int, ...] = (),
    ) -> Run:
        """The run of this note; `marks` are those of the store before and after it."""
        return Run(
            number,
            self.command,
            self.what,
            at,
            report,
            *marks,
            plan=self.plan,
            undoes=undoes,
            load=self.load,
            part=self.part,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One write of the history.

    `at` is when, in UTC as ISO 8601. `report` says how many records it added, changed and removed.
    `before` and `after` are the marks of the store (`revision`). `undoes` are the numbers of the
    runs that it takes back. `whole` is False while a run on a server is under way, and where it was
    broken off. A load that is too large for one run is several, with one name in `load`, which are
    taken back together; `part` counts them.
    """

    number: int
    command: str
    what: str = ""
    at: str = ""
    report: WriteReport = field(default_factory=WriteReport)
    before: str = ""
    after: str = ""
    plan: str = ""
    undoes: tuple[int, ...] = ()
    whole: bool = True
    load: str = ""
    part: int = 0

    @property
    def key(self) -> str:
        """What it is called: `run-12`."""
        return f"run-{self.number}"

    @property
    def title(self) -> str:
        """The command and what of, for a person."""
        return f"{self.command} {self.what}".strip()

    @property
    def changes(self) -> str:
        """How many records it changed, for a person: `+12 statements, ~3 entities`."""
        found = []
        for what, change in asdict(self.report).items():
            for sign, name in (("+", "added"), ("~", "changed"), ("-", "removed")):
                if change[name]:
                    found.append(sign + counted(change[name], what))
        return ", ".join(found)

    def __str__(self) -> str:
        """A line or two for a person."""
        return f"{self.key}: {self.title} ({self.changes or 'no changes'})."

    __repr__ = __str__  # a notebook shows the last value of a cell

    def as_record(self) -> dict[str, Any]:
        """The run as JSON values, without what is at its default."""
        made = {**asdict(self), "undoes": list(self.undoes)}
        made["report"] = {
            what: {name: count for name, count in changes.items() if count}
            for what, changes in made["report"].items()
            if any(changes.values())
        }
        if self.whole:
            del made["whole"]
        if not self.part:
            del made["part"]
        return {name: value for name, value in made.items() if value not in ("", [], {})}

    @classmethod
    def from_record(cls, made: Mapping[str, Any]) -> Run:
        """The inverse of `as_record`, also after a trip through JSON."""
        report = {what: Change(**counts) for what, counts in made.get("report", {}).items()}
        rest = {
            **made,
            "report": WriteReport(**report),
            "undoes": tuple(made.get("undoes", ())),
        }
        return cls(**rest)


def undone(runs: Sequence[Run]) -> dict[int, Run]:
    """The runs that are undone, by number, with the run that undid each; the oldest come first.

    An undo that was undone itself undoes nothing.
    """
    found: dict[int, Run] = {}
    for run in reversed(runs):
        if run.number not in found:
            found.update(dict.fromkeys(run.undoes, run))
    return found


def now() -> str:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def run_number(key: str) -> int:
    """The number of a run by what it is called. Raises `BadValue`."""
    found = _KEY.fullmatch(key.strip())
    if found is None:
        raise BadValue(
            f"{key!r} is not the name of a run", "write it as `graphkit history` does: run-12"
        )
    return int(found[1])


def check_mark(found: str, expected: str) -> None:
    """Raises `StoreMoved` where the mark of the store is not the one that a plan was made for."""
    if found != expected:
        raise StoreMoved(
            "the store is not what it was when the plan was made; make the plan again: "
            "graphkit plan"
        )
