"""The seam to the stores: write a batch, run a query, close.

Every engine stands behind `Store` and behaves the same; the contract suite in `tests/stores`
runs over each of them. What is written and how it is projected stands in `projection` and
`upsert`; no type of an engine's driver may appear here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypedDict

from graphkit.statement import Batch

if TYPE_CHECKING:
    from graphkit.stores.plan import Plan
    from graphkit.stores.runs import Note, Run
    from graphkit.stores.taken import Intake

__all__ = ["Asked", "Change", "Check", "Login", "Progress", "Rows", "Store", "WriteReport"]

# Called as progress(step, done, total): `step` is a short word for people, `done` never falls
# within a step and reaches `total` at its end.
Progress = Callable[[str, int, int], None]
# Called with what a batch would change, before anything is written; may raise to refuse it.
Check = Callable[["Intake"], None]


@dataclass(frozen=True, slots=True)
class Change:
    """How many records of one kind a write added, changed, removed and found as they were."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def any(self) -> bool:
        """Whether anything is different from before."""
        return bool(self.added or self.changed or self.removed)

    def __add__(self, other: Change) -> Change:
        return Change(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What one write did. `facts` counts versions of facts (edges); of these, `unchanged` are
    only those that were worked out again and came out the same. Only an undo removes records.
    """

    datasets: Change = field(default_factory=Change)
    entities: Change = field(default_factory=Change)
    sources: Change = field(default_factory=Change)
    statements: Change = field(default_factory=Change)
    decisions: Change = field(default_factory=Change)
    judgements: Change = field(default_factory=Change)
    facts: Change = field(default_factory=Change)

    @property
    def any(self) -> bool:
        """Whether the write changed anything at all."""
        return any(getattr(self, each.name).any for each in fields(self))

    def __add__(self, other: WriteReport) -> WriteReport:
        names = (each.name for each in fields(self))
        return WriteReport(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: `columns` in the order of its RETURN, `rows` one tuple per row.

    Values are None, bool, int, float, str, and lists and dicts of these. A node or relationship
    that is returned whole is a dict of its own properties.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as one dict each, keyed by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Asked(NamedTuple):
    """What is looked for, without a RETURN, and the expressions of it that are to be returned.

    `by` is a node of it with its label (`n:Company`), by whose keys many rows may be divided.
    """

    match: str
    returned: Sequence[str]
    by: str = ""


class Login(TypedDict, total=False):
    """Who uses a server, and which of its databases."""

    user: str
    password: str
    database: str


class Store(ABC):
    """One graph in one engine, open until `close`. Not to be shared between threads.

    `url` is where it is, as `open_store` takes it, without a password.
    """

    url: str

    @abstractmethod
    def write(
        self,
        batch: Batch,
        *,
        note: Note | None = None,
        expected: tuple[str, str] | None = None,
        check: Check | None = None,
        progress: Progress | None = None,
    ) -> WriteReport:
        """Add a batch: all of it or, when anything fails, nothing.

        A server takes a large batch as a series of transactions. That it is sound is made sure
        before the first; from then on readers see each that is done, `notice` tells of it, and
        when the server or the client is lost the same write does the rest.

        A write that changes anything is a run of the history, under the `note`; `check` sees what
        it would change before it does. With `expected`, the marks of the store before and after,
        it is refused as `StoreMoved` where either is another.

        A record with a key that is there already replaces what differs; entities add up. The
        same batch again changes nothing and says so. Facts are worked out again from all the
        statements of the facts that are touched, those of earlier writes included.

        Raises `InputError` where a record contradicts the store or points at what is in neither
        (an entity of another kind, a statement of an unknown source), `StoreBusy` where another
        process keeps writing, `StoreError` where the disk or server refuses.
        """

    @abstractmethod
    def plan(self, batch: Batch, *, progress: Progress | None = None) -> tuple[Plan, str]:
        """What `write` would do, and the mark of the store; nothing is written.

        Raises `InputError` as `write` does.
        """

    @abstractmethod
    def history(self) -> list[Run]:
        """Every run, the oldest first."""

    @abstractmethod
    def undo(self, run: str, *, and_later: bool = False, progress: Progress | None = None) -> Run:
        """Put every record that a run changed back to what it was: all of them or none.

        That is a run itself, which is returned and can be undone. With `and_later` all later runs
        are undone with it, so that the store is what it was before it. Raises `UnknownName` for a
        run that is not there, `BadValue` for what is no name of one, and `StoreError`, with the
        reason, where it was undone already, and where later runs build on it.
        """

    @abstractmethod
    def mark(self) -> str:
        """64 hexadecimal digits that stand for every record that the store holds; facts follow
        from these. As `content_hash`, but known at once."""

    @abstractmethod
    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """Run one reading query on the last whole write. `timeout` is in seconds.

        Raises `QueryError` for a query that the engine cannot read or finish, that would change
        anything, or that would reach outside the graph (files, addresses, settings).
        """

    @abstractmethod
    def gather(
        self, asked: Asked, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> list[Sequence[Any]]:
        """What clauses of our own find: for each row, what is to be `returned`.

        As `query`, for many rows: engines give them in one list several times as fast. More than
        a server has the memory for come in lots, all of them within the `timeout`.
        """

    @abstractmethod
    def csv(
        self, match: str, returned: Mapping[str, str], parameters: Mapping[str, Any], by: str
    ) -> Iterator[str]:
        """What clauses of our own find, as CSV: the fastest way out for many rows (see `columns`).

        `returned` are expressions of text, number or flag by the name of their column, `by` is
        as in `Asked`. The rows come in lots, each of them a text that begins with the names; what
        is not there is empty, a flag true or false.
        """

    @abstractmethod
    def content_hash(self) -> str:
        """64 hexadecimal digits that stand for every entity, source, statement and fact that the
        engine holds, whatever the engine and the order or the batches they came in.
        """

    @abstractmethod
    def counts(self) -> Mapping[str, int]:
        """How many `datasets`, `entities`, `sources`, `statements` (inferred ones not among
        them), `decisions` and `facts` (not versions) the store holds.
        """

    @property
    def login(self) -> Login:
        """What `open_store` needs beside `url` to open the same store once more, above all for
        another thread; empty for a folder."""
        return {}

    def notice(self) -> str:
        """What the user should be told with every answer, in a sentence; "" if there is nothing.

        That is a load on a server that is under way or was broken off, or facts there that
        another version's rules made.
        """
        return ""

    @abstractmethod
    def close(self) -> None:
        """Let go of the engine; closing twice is harmless, using it afterwards a `StoreError`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
