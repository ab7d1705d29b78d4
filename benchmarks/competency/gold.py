"""The questions with their gold answers, read from `questions.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

__all__ = ["FOLDER", "Case", "Gold", "Part", "parts"]

FOLDER = Path(__file__).parent
QUESTIONS = 25


@dataclass(frozen=True)
class Gold:
    """One row of a gold answer: its cells, and the sources that show it, all of them needed."""

    cells: tuple[Any, ...]
    evidence: frozenset[str]


@dataclass(frozen=True)
class Case:
    """One question on two days, with what has to be answered.

    `given` fills the blanks of the question. `whole` says that nothing else is right; `absent`
    are rows that are wrong in any case.
    """

    key: str
    part: str
    question: str
    given: Mapping[str, Any]
    as_of: str
    known_on: str
    columns: tuple[str, ...]
    rows: tuple[Gold, ...]
    absent: tuple[tuple[Any, ...], ...]
    whole: bool

    def asked(self) -> dict[str, Any]:
        """What a system is told: all but the answer."""
        return {
            "key": self.key,
            "question": self.question.format(**self.given),
            "given": dict(self.given),
            "as_of": self.as_of,
            "known_on": self.known_on,
            "columns": list(self.columns),
        }


@dataclass(frozen=True)
class Part:
    """A question, or one of the questions that it consists of; `number` is from 1 to 25."""

    key: str
    number: int
    cases: tuple[Case, ...]


def parts(path: Path = FOLDER / "questions.yaml") -> list[Part]:
    """Every question. Raises `ValueError` for a file that breaks its own form."""
    file = yaml.safe_load(path.read_text("utf-8"))
    found = [_part(str(key), about) for key, about in file["questions"].items()]
    numbers = {each.number for each in found} | set(file.get("open", {}))
    if numbers != set(range(1, QUESTIONS + 1)):
        raise ValueError(f"{path}: not every number from 1 to {QUESTIONS} is there")
    return found


def _part(key: str, about: Mapping[str, Any]) -> Part:
    columns = tuple(about["columns"])
    cases = []
    for number, case in enumerate(about["cases"], 1):
        rows = case["rows"] if "rows" in case else case["has"]
        golds = tuple(Gold(tuple(row), frozenset(evidence or ())) for row, evidence in rows)
        absent = tuple(tuple(row) for row in case.get("absent", ()))
        if any(len(row) != len(columns) for row in (*(each.cells for each in golds), *absent)):
            raise ValueError(f"{key}, case {number}: a row is not as long as the columns")
        made = Case(
            f"{key}.{number}",
            key,
            about["question"],
            case.get("given", {}),
            str(case["as_of"]),
            str(case["known_on"]),
            columns,
            golds,
            absent,
            "rows" in case,
        )
        made.asked()  # its blanks are filled
        cases.append(made)
    return Part(key, int("".join(each for each in key if each.isdigit())), tuple(cases))
