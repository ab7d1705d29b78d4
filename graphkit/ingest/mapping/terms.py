"""What a mapping says, once it has been read and found sound. No I/O and no rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.ingest.mapping.templates import Value
from graphkit.statement import Dataset, Entity, Source

__all__ = ["Budget", "Condition", "End", "Made", "Part", "Said", "TableMapping"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter: the value is one of `one_of` (if any are given) and none of `none_of`; "" in
    either stands for an empty cell."""

    value: Value
    one_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Made:
    """An entity that a row makes. `key` None means that it follows from kind and name."""

    label: str
    kind: str
    name: Value
    key: Value | None
    aliases: tuple[tuple[str, Value], ...] = ()
    details: Mapping[str, Value] = field(default_factory=dict)
    where: tuple[Condition, ...] = ()

    def references(self) -> Iterator[str]:
        """Every reference to a column, in no order and some twice."""
        for value in self.values():
            yield from value.template.references

    def values(self) -> Iterator[Value]:
        """Everything that is read of a row."""
        yield from (each.value for each in self.where)
        yield from (self.name, *self.details.values(), *(each for _, each in self.aliases))
        if self.key is not None:
            yield self.key


@dataclass(frozen=True, slots=True)
class End:
    """One end of a statement: the entity of the row with this label, a constant one by its key,
    or whatever rows make under the key that `key` comes to."""

    label: str = ""
    constant: str = ""
    key: Value | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that a row makes; `cells` are its columns of `statements.csv` by name."""

    relation: str
    subject: End
    object: End | None
    cells: Mapping[str, Value]
    where: tuple[Condition, ...] = ()
    line: int = 0

    def values(self) -> Iterator[Value]:
        """Everything that is read of a row, but for the keys of the ends."""
        yield from (each.value for each in self.where)
        yield from self.cells.values()


@dataclass(frozen=True, slots=True)
class Budget:
    """How many rows may be refused: `count` of them, or `share` percent of those read."""

    count: int | None = None
    share: float | None = None

    def __str__(self) -> str:
        return f"{self.share:g} percent" if self.share is not None else f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of the rows of one table: a file by name or pattern, or a query."""

    file: str
    number: int
    line: int
    where: tuple[Condition, ...] = ()
    made: tuple[Made, ...] = ()
    said: tuple[Said, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_key(self) -> bool:
        """Whether its statements name entities that other rows make."""
        ends = (end for each in self.said for end in (each.subject, each.object))
        return any(end is not None and end.key is not None for end in ends)

    def references(self) -> Iterator[str]:
        """Every reference to a column, in no order and some twice."""
        for value in self._values():
            yield from value.template.references

    def _values(self) -> Iterator[Value]:
        yield from (each.value for each in self.where)
        for made in self.made:
            yield from made.values()
        for said in self.said:
            yield from said.values()
            for end in (said.subject, said.object):
                if end is not None and end.key is not None:
                    yield end.key


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A whole mapping. `entities` and `sources` are those that it gives itself."""

    path: Path
    dataset: Dataset
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    parts: tuple[Part, ...]
    budget: Budget
