"""Systems that can be scored: graphkit itself, and any other by an adapter or a file of answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Protocol

import yaml
from gold import FOLDER, Case
from scores import Told

from graphkit.graph import Graph

__all__ = ["Answers", "Graphkit", "System", "loaded"]


class System(Protocol):
    """What an adapter of another system has to have."""

    def answer(self, case: Case) -> Sequence[Told]:
        """The rows that it gives for a case (its `part`, `given`, `as_of`, `known_on` and
        `columns`), each with the sources that it shows."""


def loaded(where: str) -> System:
    """The system that `FILE.py:NAME` makes when it is called without arguments."""
    file, colon, name = where.rpartition(":")
    spec = spec_from_file_location("another_system", file) if colon else None
    if spec is None or spec.loader is None or not Path(file).is_file():
        raise SystemExit(f"{where!r} is not FILE.py:NAME of a system that can be read")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, name):
        raise SystemExit(f"{file} has no {name!r}")
    made: System = getattr(module, name)()
    return made


class Graphkit:
    """The catalogue of graphkit; `graphkit.yaml` says which question answers which."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        asks = yaml.safe_load((FOLDER / "graphkit.yaml").read_text("utf-8"))
        self._asks: dict[str, dict[str, Any]] = {str(part): how for part, how in asks.items()}

    def answer(self, case: Case) -> Sequence[Told]:
        """The rows of the catalogue's answer, each with the sources of its statements."""
        how = self._asks[case.part]
        called = how.get("arguments", {})
        named = {called.get(name, name): value for name, value in case.given.items()}
        answer = self._graph.ask(
            how["question"],
            as_of=case.as_of,
            known_on=case.known_on,
            **{**how.get("always", {}), **named},
        )
        columns = {each: how.get("columns", {}).get(each, each) for each in case.columns}
        return [
            Told(
                {ours: row[theirs] for ours, theirs in columns.items()},
                {*row.get("sources", ()), *(each["source"] for each in answer.evidence_of(number))},
            )
            for number, row in enumerate(answer)
        ]


class Answers:
    """Answers that another system wrote down: by key of the case, rows with cells and sources.

    {"1.1": [{"mode": "borrowed", "holder": "JAC Motors", "sources": ["https://…"]}], …}
    """

    def __init__(self, path: Path) -> None:
        self._answers: dict[str, list[dict[str, Any]]] = json.loads(path.read_text("utf-8"))

    def answer(self, case: Case) -> Sequence[Told]:
        """The rows that the file has for a case; none where it has none."""
        return [Told(row, row.get("sources", ())) for row in self._answers.get(case.key, [])]
