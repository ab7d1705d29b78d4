"""How well a system answers: every gold row found, nothing wrong beside it, and the evidence.

Names are compared as entities: any name or alias of the packs stands for its entity. A source may
be named by its key in the packs, its address or its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from gold import Case, Part

from graphkit.statement import Batch
from graphkit.values import fold

__all__ = ["Names", "Score", "System", "Told", "score"]


class Told(NamedTuple):
    """A row that a system gives: cells by column, and the sources that it names for it."""

    cells: Mapping[str, Any]
    sources: Iterable[str]


class System(Protocol):
    """What can be scored."""

    def answer(self, case: Case) -> Sequence[Told]:
        """The rows for one case; columns that the case does not name are passed over."""


class Names:
    """Who is called what, and which source is which, by the packs."""

    def __init__(self, packs: Batch) -> None:
        self._entities = {
            fold(name): each.key for each in packs.entities for name in (*each.names, each.key)
        }
        self._sources = {
            fold(name): each.key
            for each in packs.sources
            for name in (each.title, each.url, each.key)
            if name
        }

    def cell(self, value: Any) -> Any:
        """A cell as it is compared."""
        if value is None or value == "":
            return None
        if isinstance(value, (list, tuple)):
            return tuple(self.cell(each) for each in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, (int, float)):
            return float(value)
        folded = fold(str(value))
        return self._entities.get(folded, folded)

    def source(self, name: str) -> str:
        """A source by its key."""
        return self._sources.get(fold(name), name)


@dataclass(frozen=True)
class Score:
    """The score of one case: of `answer` and `evidence`, rows right and wanted; what is `wrong`."""

    case: Case
    answer: tuple[int, int]
    evidence: tuple[int, int]
    wrong: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether all of it is right."""
        return not self.wrong


def score(parts: Iterable[Part], system: System, names: Names) -> list[Score]:
    """The scores of a system, case by case. A case that it fails in has an empty answer."""
    return [_case(case, system, names) for part in parts for case in part.cases]


def _case(case: Case, system: System, names: Names) -> Score:
    wrong: list[str] = []
    try:
        told = system.answer(case)
    except Exception as exc:
        told = []
        wrong.append(f"failed: {type(exc).__name__}: {exc}")
    given: dict[tuple[Any, ...], set[str]] = {}
    for row in told:
        cells = tuple(names.cell(row.cells.get(column)) for column in case.columns)
        given.setdefault(cells, set()).update(map(names.source, row.sources))
    wanted = {tuple(map(names.cell, each.cells)): each for each in case.rows}
    missing = [each.cells for cells, each in wanted.items() if cells not in given]
    surplus = [cells for cells in given if cells not in wanted] if case.whole else []
    banned = [each for each in case.absent if tuple(map(names.cell, each)) in given]
    wrong += [f"missing: {each}" for each in missing]
    wrong += [f"too much: {each}" for each in (*surplus, *banned)]
    shown = 0
    for cells, each in wanted.items():
        lacking = sorted(each.evidence - given.get(cells, set()))
        shown += not lacking and cells in given
        if lacking and cells in given:
            wrong.append(f"without {', '.join(lacking)}: {each.cells}")
    right = len(wanted) - len(missing)
    answer = (right, len(wanted) + len(surplus) + len(banned))
    if not wanted:  # nothing is right, and so it is to say nothing
        answer = (int(not wrong), 1)
    return Score(case, answer, (shown, len(wanted)), tuple(wrong))
