"""What was found in a pack, good and bad. No I/O and no rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.errors import Problem
from graphkit.ingest.about import About
from graphkit.ingest.directory import Directory
from graphkit.ingest.rows import Place
from graphkit.statement import Batch, Decision, Judgement, Source, Statement

__all__ = ["Reading", "Refused"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, with everything that is wrong with it.

    `given` has its cells by column; where they could not be told apart it is empty, and `cells`
    has them by place. `following` are problems that the row has only because something that it
    names was refused.
    """

    table: str
    line: int
    given: Mapping[str, str]
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]
    following: tuple[Problem, ...]


@dataclass(slots=True)
class Reading:
    """One pack as it is read.

    `problems` are those of whole files, `refused` holds those of rows. `columns` are those of
    each table that could be opened, `counts` how many rows it had; `source_places` and
    `decision_places` say where these stand. `known` are the keys of all statements that its rows
    may name.
    """

    folder: Path
    about: About
    directory: Directory = field(default_factory=Directory)
    sources: dict[str, Source] = field(default_factory=dict)
    source_places: dict[str, Place] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    decisions: dict[str, Decision] = field(default_factory=dict)
    decision_places: dict[str, Place] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def all_problems(self) -> Iterator[Problem]:
        """Every problem but those that merely follow from another."""
        yield from self.problems
        for row in self.refused:
            yield from row.problems

    def batch(self) -> Batch:
        """The good rows."""
        return Batch(
            (self.about.dataset,),
            tuple(self.directory.entities.values()),
            tuple(self.sources.values()),
            tuple(self.statements),
            tuple(self.decisions.values()),
            tuple(self.judgements.values()),
        )
