"""Rows of decisions: what their columns mean. A pack may do without the table."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.rows import Fault, Parse, Suggester, Withheld, choice, parse_cells, require
from graphkit.model import VERDICTS
from graphkit.statement import Decision
from graphkit.values import shown

__all__ = ["DECISION_COLUMNS", "DecisionReader"]

# Each column, and whether every row needs it.
DECISION_COLUMNS: Mapping[str, bool] = {
    "id": True,
    "statement": False,
    "verdict": True,
    "who": True,
    "decided_on": True,
    "why": True,
    "withdraws": False,
}


class DecisionReader:
    """Reads rows of the table of decisions.

    `statements` are the keys of the good statements of the pack, `withheld` the labels of refused
    ones, or None where the table of statements could not be read whole. A statement, and a
    decision that is withdrawn, is named by its label in the pack or, that of another pack, as
    `pack:label`; whether that one is there is found out when the packs are put together.
    """

    def __init__(
        self, dataset: str, statements: Collection[str], withheld: Collection[str] | None
    ) -> None:
        self._dataset = dataset
        self._statements = statements
        self._withheld = withheld
        self._near = Suggester(self._labels, "write the id of a statement of the pack, or pack:id")
        self._plan: Mapping[str, Parse] = {
            "id": values.key,
            "statement": self._statement,
            "verdict": choice(VERDICTS),
            "who": values.text,
            "decided_on": values.day,
            "why": values.text,
            "withdraws": self._full,
        }

    def read(self, given: Mapping[str, str], faults: list[Fault]) -> Decision | None:
        """The decision in a row, or None where there are faults, which are added."""
        needed = [name for name, needed in DECISION_COLUMNS.items() if needed]
        require(given, needed, faults)
        parsed = parse_cells(given, self._plan, "a decision", faults)
        target = "withdraws" if given.get("verdict") == "withdrawn" else "statement"
        other = "statement" if target == "withdraws" else "withdraws"
        if target not in given:
            faults.append(
                Fault(target, "is empty", f"{given.get('verdict', 'a decision')} of what?")
            )
        if other in given:
            faults.append(Fault(other, f"does not go with {target}", "leave it empty"))
        if faults:
            return None
        return Decision(dataset=self._dataset, row=parsed.pop("id"), **parsed)

    def _full(self, cell: str) -> str:
        return values.key(cell if ":" in cell else f"{self._dataset}:{cell}")

    def _statement(self, cell: str) -> str:
        full = self._full(cell)
        if full in self._statements or not full.startswith(f"{self._dataset}:"):
            return full
        label = full.removeprefix(f"{self._dataset}:")
        if self._withheld is None or label in self._withheld:
            raise Withheld(f"{shown(cell)} was refused itself or could not be read")
        raise BadValue(f"no statement of the pack is called {shown(cell)}", self._near.hint(label))

    def _labels(self) -> list[str]:
        return [each.partition(":")[2] for each in self._statements]
