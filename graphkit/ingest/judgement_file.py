"""A file of judgements by itself, such as `graphkit resolve --list` writes for somebody to fill in.

A table with the columns of `judgements.csv`. A row without a verdict is not judged yet, and passed
over; names beside the keys are for people and are not read.
"""

from __future__ import annotations

from pathlib import Path

from graphkit.errors import InputError, Problem
from graphkit.ingest.opening import column_problems, rows_of, table_at
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Row
from graphkit.ingest.verdicts import JudgementReader
from graphkit.statement import Judgement, digest

__all__ = ["NAMES", "read_judgements"]

NAMES = ("left_name", "right_name")
_TABLE = "judgements"


def read_judgements(
    path: Path, dataset: str, *, who: str, judged_on: str
) -> dict[Judgement, tuple[str, int]]:
    """The judgements of a file, for a data set, each with its file and line; `who` and `judged_on`
    stand in where it has none.

    Without an `id` a row gets one from what it says. Raises `InputError` with every problem.
    """
    table = table_at(path)
    usual = {"judged_on": judged_on, **({"who": who} if who else {})}
    left_out = {*NAMES, *usual, "id"}
    problems = [
        each
        for each in column_problems(table, _TABLE, quarantine=False)
        if each.column not in left_out
    ]
    reader, found = JudgementReader(dataset), dict[Judgement, tuple[str, int]]()
    for row in rows_of(table, _TABLE, None, quarantine=False):
        faults: list[Fault] = []
        if isinstance(row, Row):
            if "verdict" not in row.given:
                continue
            given = {**usual, **row.given}
            said = (given.get(name, "") for name in ("left", "right", "withdraws", "verdict"))
            given.setdefault("id", digest(*said, given.get("who", ""), given["judged_on"])[:12])
            judgement = reader.read(given, faults)
            if judgement is not None:
                found.setdefault(judgement, (str(path), row.line))
        else:
            faults.append(Fault(row.column, row.message, row.hint))
        problems += [
            Problem(str(path), row.line, each.column, each.message, each.hint) for each in faults
        ]
    if problems:
        raise InputError(problems)
    return found
