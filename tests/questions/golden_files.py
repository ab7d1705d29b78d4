"""The golden answers, one file for each question of the catalogue, as a person writes them.

A case gives the arguments (a list, or names and values), both clocks and the rows: the essential
columns of each, and under `from` the sources in which it can be checked. `rows` is the whole
answer; `has` a part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graphkit.graph import Graph
from graphkit.questions.answer import Answer

__all__ = ["FOLDER", "Case", "cases", "frozen"]

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Case:
    """One golden answer. `sources` gives, for a row, where it can be checked."""

    question: str
    about: str
    arguments: tuple[Any, ...]
    named: tuple[tuple[str, Any], ...]
    as_of: str
    known_on: str
    columns: tuple[str, ...]
    rows: frozenset[tuple[Any, ...]]
    sources: dict[tuple[Any, ...], frozenset[str]]
    whole: bool

    def ask(self, graph: Graph, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """The answer on the clocks of the case, or on others."""
        return graph.ask(
            self.question,
            *self.arguments,
            as_of=as_of or self.as_of,
            known_on=known_on or self.known_on,
            **dict(self.named),
        )

    def row(self, found: dict[str, Any]) -> tuple[Any, ...]:
        """The essential columns of a row of an answer."""
        return tuple(frozen(found[column]) for column in self.columns)

    def __str__(self) -> str:
        return f"{self.question}: {self.about}"


def frozen(value: Any) -> Any:
    """A value that can stand in a set."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def _cases(path: Path) -> list[Case]:
    file = yaml.safe_load(path.read_text("utf-8"))
    assert file["question"] == path.stem
    made = []
    for each in file["cases"]:
        named = isinstance(each["arguments"], dict)
        rows = each["rows"] if "rows" in each else each["has"]
        told = [(frozen(row["row"]), frozenset(row.get("from", ()))) for row in rows]
        assert all(len(row) == len(file["columns"]) for row, _ in told), each["about"]
        made.append(
            Case(
                question=file["question"],
                about=each["about"],
                arguments=() if named else tuple(each["arguments"]),
                named=tuple(each["arguments"].items()) if named else (),
                as_of=each["as_of"],
                known_on=each["known_on"],
                columns=tuple(file["columns"]),
                rows=frozenset(row for row, _ in told),
                sources=dict(told),
                whole="rows" in each,
            )
        )
    return made


def cases() -> list[Case]:
    """Every case of every file, in order."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _cases(path)]
