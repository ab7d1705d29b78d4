"""From the cells of one row to one record: what every kind of row has in common.

A *plan* maps each column that a row may fill to the function that reads it. Plans are made once
per kind or relation from the vocabulary, so that a row costs one look-up and one call per cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from graphkit import values
from graphkit.errors import BadValue
from graphkit.model import Field
from graphkit.values import nearest, shown

__all__ = [
    "FORMS",
    "Fault",
    "Parse",
    "Place",
    "Plan",
    "Suggester",
    "Withheld",
    "canonical",
    "choice",
    "did_you_mean",
    "parse_cells",
    "reader_of",
    "require",
]

Parse = Callable[[str], Any]
Plan = Mapping[str, Parse]

_MOST_COMPARISONS = 500_000  # about two seconds


class Place(NamedTuple):
    """A row in a file; `line` counts from 1 and includes the header."""

    file: Path
    line: int

    def seen_from(self, file: Path) -> str:
        """How a message about a row of `file` names it."""
        return f"line {self.line}" if self.file == file else f"{self.file}:{self.line}"


class Fault(NamedTuple):
    """What is wrong with one cell, or with the row where `column` is empty.

    `follows` is True where the row itself may be right, and only what it names was refused.
    """

    column: str
    message: str
    hint: str = ""
    follows: bool = False


class Withheld(BadValue):
    """A name of something whose own row was refused or could not be read."""


def did_you_mean(written: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known words, or `otherwise` where none is near."""
    near = nearest(written, known)
    return f"did you mean {' or '.join(near)}?" if near else otherwise


class Suggester:
    """Near names out of very many, for the first of the names that are not found.

    A name is compared with all the others, so that the time for thousands of misspelt names in a
    large pack would have no bound; after so many comparisons there are no more suggestions.
    """

    def __init__(self, known: Callable[[], Iterable[str]], otherwise: str) -> None:
        self._known = known
        self._otherwise = otherwise
        self._left = _MOST_COMPARISONS

    def hint(self, written: str) -> str:
        """What to write instead of a name that was not found."""
        if self._left <= 0:
            return self._otherwise
        known = list(self._known())
        self._left -= len(known)
        return did_you_mean(written, known, self._otherwise)


def parse_cells(
    given: Mapping[str, str], plan: Plan, owner: str, faults: list[Fault]
) -> dict[str, Any]:
    """The values of a row's cells; what cannot be read is left out and added to `faults`.

    `owner` is the kind or relation that the plan is for, for the message.
    """
    parsed: dict[str, Any] = {}
    for column, cell in given.items():
        read = plan.get(column)
        if read is None:
            faults.append(Fault(column, f"{owner} has no {column}", "leave it empty"))
            continue
        try:
            parsed[column] = read(cell)
        except BadValue as exc:
            faults.append(Fault(column, exc.message, exc.hint, isinstance(exc, Withheld)))
    return parsed


def require(given: Mapping[str, str], columns: Iterable[str], faults: list[Fault]) -> None:
    """Add a fault for each of the columns that is empty."""
    hint = "it is needed in every row"
    faults += [Fault(column, "is empty", hint) for column in columns if column not in given]


def choice(choices: Iterable[str]) -> Parse:
    """A reader of one of a few words, as they are written."""
    known = {each: each for each in choices}

    def read(cell: str) -> str:
        found = known.get(cell)
        if found is None:
            hint = did_you_mean(cell, known, f"write one of {', '.join(known)}")
            raise BadValue(f"{shown(cell)} is not one of the choices", hint)
        return found

    return read


# What reads the fields whose text has a form of its own.
FORMS: Mapping[str, Parse] = {
    "country": values.country,
    "lei": values.lei,
    "uscc": values.uscc,
    "wikidata": values.wikidata,
}
_TYPES: Mapping[str, Parse] = {
    "date": lambda cell: values.when(cell).text,
    "flag": values.flag,
    "money": values.money,
    "number": values.number,
    "share": values.share,
    "text": values.text,
    "url": values.url,
}


def reader_of(field: Field, entity_of: Callable[[tuple[str, ...]], Parse]) -> Parse:
    """What reads a field's cells; `entity_of` gives a reader of names of certain kinds."""
    if field.type == "choice":
        return choice(field.choices)
    if field.type == "entity":
        return entity_of(field.kinds)
    return FORMS.get(field.name) or _TYPES[field.type]


def canonical(type_: str) -> Parse:
    """A reader that gives the value of an attribute as its one canonical text."""
    read = _TYPES[type_]

    def text(cell: str) -> str:
        value = read(cell)
        if isinstance(value, values.Money):
            return f"{value.currency} {_plain(value.amount)}"
        return _plain(value) if isinstance(value, float) else str(value)

    return text


def _plain(number: float) -> str:
    """A number without an exponent and without a fraction of nothing: `120000`, `0.5`."""
    return format(Decimal(repr(number)).normalize(), "f")
