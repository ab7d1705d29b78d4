"""Rows of decisions and judgements: what their columns mean. A pack may do without the tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.rows import Fault, Parse, Suggester, Withheld, choice, parse_cells, require
from graphkit.model import IDENTITY_VERDICTS, VERDICTS
from graphkit.statement import Decision, Judgement
from graphkit.values import shown

__all__ = ["DECISION_COLUMNS", "JUDGEMENT_COLUMNS", "DecisionReader", "JudgementReader"]

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
JUDGEMENT_COLUMNS: Mapping[str, bool] = {
    "id": True,
    "left": False,
    "right": False,
    "verdict": True,
    "who": True,
    "judged_on": True,
    "why": True,
    "score": False,
    "features": False,
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
            "withdraws": partial(_whole, dataset),
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

    def _statement(self, cell: str) -> str:
        full = _whole(self._dataset, cell)
        if full in self._statements or not full.startswith(f"{self._dataset}:"):
            return full
        label = full.removeprefix(f"{self._dataset}:")
        if self._withheld is None or label in self._withheld:
            raise Withheld(f"{shown(cell)} was refused itself or could not be read")
        raise BadValue(f"no statement of the pack is called {shown(cell)}", self._near.hint(label))

    def _labels(self) -> list[str]:
        return [each.partition(":")[2] for each in self._statements]


_PAIR_OR_WITHDRAWS = (("left", "right"), ("withdraws",))


class JudgementReader:
    """Reads rows of the table of judgements.

    Entities are named by their keys, of this pack or another; whether they are there, and can be
    one, the store finds out. A judgement that is withdrawn is named as a decision is.
    """

    def __init__(self, dataset: str) -> None:
        self._dataset = dataset
        self._plan: Mapping[str, Parse] = {
            "id": values.key,
            "left": values.key,
            "right": values.key,
            "verdict": choice(IDENTITY_VERDICTS),
            "who": values.text,
            "judged_on": values.day,
            "why": values.text,
            "score": _score,
            "features": values.text,
            "withdraws": partial(_whole, dataset),
        }

    def read(self, given: Mapping[str, str], faults: list[Fault]) -> Judgement | None:
        """The judgement in a row, or None where there are faults, which are added."""
        require(given, [name for name, needed in JUDGEMENT_COLUMNS.items() if needed], faults)
        parsed = parse_cells(given, self._plan, "a judgement", faults)
        withdrawn = given.get("verdict") == "withdrawn"
        target, other = _PAIR_OR_WITHDRAWS[:: -1 if withdrawn else 1]
        hint = f"{given.get('verdict', 'a judgement')} of what?"
        faults += [Fault(each, "is empty", hint) for each in target if each not in given]
        misplaced = f"does not go with {target[0]}"
        faults += [Fault(each, misplaced, "leave it empty") for each in other if each in given]
        if not withdrawn and given.get("left") == given.get("right"):
            faults.append(Fault("right", "is the same key as left", "name the other entity"))
        if faults:
            return None
        return Judgement(dataset=self._dataset, row=parsed.pop("id"), **parsed)


def _whole(dataset: str, cell: str) -> str:
    """The key of a record that a row names, of its own data set where it names none."""
    return values.key(cell if ":" in cell else f"{dataset}:{cell}")


def _score(cell: str) -> str:
    if not 0 <= values.number(cell) <= 1:
        raise BadValue(f"{shown(cell)} is no score", "write a number from 0 to 1")
    return values.text(cell)
