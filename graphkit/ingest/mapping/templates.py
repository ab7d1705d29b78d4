"""From the cells of a foreign row to one text or several: references, constants, splits, dates.

A *template* is text in which `$(column)` stands for a cell: `vpic-$(make_id)`. Where a cell that
it refers to is empty, the whole of it is empty; where a cell holds a list, it gives several. The
notation is that of YARRRML, https://rml.io/yarrrml. Nothing here does I/O.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any, NamedTuple

from graphkit.errors import BadValue
from graphkit.ingest.rows import did_you_mean
from graphkit.values import shown

__all__ = ["BOUNDS", "CASES", "PRECISIONS", "Cell", "Template", "Value", "parse_template"]

Cell = Callable[[Any], tuple[str, ...]]  # the texts that a row has for one reference

CASES = ("upper", "lower")
PRECISIONS: Mapping[str, int] = {"day": 10, "month": 7, "year": 4}  # letters of an ISO day
BOUNDS: Mapping[str, str] = {"at": "", "by": "by ", "after": "after ", "about": "~"}

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*", re.ASCII | re.DOTALL)
_MOST_PARTS = 1_000  # that one cell may be split into, or that the cells of a row may combine to
_TO_THE_DAY = re.compile("%[djxc]|%[UWV].*%[uwaA]|%[uwaA].*%[UWV]")
_TO_THE_MONTH = re.compile("%[mbB]")


class Template(NamedTuple):
    """Literal texts with references between them: always one more literal than references."""

    literals: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def constant(self) -> str | None:
        """The text, if it refers to nothing."""
        return None if self.references else self.literals[0]


def parse_template(written: str) -> Template:
    """`$(column)` and the text around; `$$(` is a dollar sign and a bracket. Raises `BadValue`."""
    literals, references, at, literal = [], [], 0, ""
    while (start := written.find("$(", at)) >= 0:
        literal += written[at:start]
        if literal.endswith("$"):
            literal, at = f"{literal[:-1]}$(", start + 2
            continue
        end = _closing(written, start + 1)
        name = written[start + 2 : end].strip()
        if not name:
            raise BadValue(f"{shown(written)} refers to no column", "write $(column)")
        literals.append(literal)
        references.append(name)
        literal, at = "", end + 1
    return Template((*literals, literal + written[at:]), tuple(references))


def _closing(written: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(written)):
        depth += {"(": 1, ")": -1}.get(written[at], 0)
        if not depth:
            return at
    raise BadValue(f"{shown(written)} opens a bracket and does not close it", "write $(column)")


@dataclass(frozen=True, slots=True)
class Value:
    """One entry of a mapping: a template, and what is done to the texts that it gives.

    `case` is upper or lower; `table` translates texts, `default` stands where there is none, or
    none that `table` has (None: nothing does). `formats` are those of `strptime`, `letters` how
    many of an ISO day are kept, and `bound` what is written before it. `name` and `line` are
    where it stands in the mapping.
    """

    template: Template
    name: str = ""
    line: int = 0
    split: str = ""
    case: str = ""
    table: Mapping[str, str] = field(default_factory=dict)
    default: str | None = None
    formats: tuple[str, ...] = ()
    letters: int = 10
    bound: str = ""
    dated: bool = False

    @property
    def column(self) -> str:
        """The column it comes from, if it is one alone; else its name in the mapping."""
        references = self.template.references
        return references[0] if len(references) == 1 else self.name

    @property
    def is_simple(self) -> bool:
        """Whether it is one reference, with which nothing is done but to write it between texts."""
        done = self.split or self.case or self.table or self.dated
        return not done and self.default is None and len(self.template.references) == 1

    def texts(self, cells: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """What it comes to, given the texts of each of its references. Raises `BadValue`."""
        literals = self.template.literals
        if len(cells) > 1 and prod(map(len, cells)) > max(_MOST_PARTS, *map(len, cells)):
            raise BadValue(f"comes to more than {_MOST_PARTS:,} texts", "refer to one list alone")
        found: list[str] = []
        for each in product(*cells):
            if not all(each):
                continue
            parts = [literals[0]]
            for text, literal in zip(each, literals[1:], strict=True):
                parts += (text, literal)
            found.append("".join(parts))
        if self.split:
            found = [part for text in found for part in self._parts(text)]
        stripped = (text.strip() for text in found)
        made = tuple(self._finished(text) for text in stripped if text) or (self.default or "",)
        return tuple(text for text in made if text)

    def _parts(self, text: str) -> list[str]:
        parts = text.split(self.split, _MOST_PARTS)
        if len(parts) > _MOST_PARTS:
            raise BadValue(
                f"is split into more than {_MOST_PARTS:,} texts", "write them on several rows"
            )
        return parts

    def _finished(self, text: str) -> str:
        if self.case:
            text = text.upper() if self.case == "upper" else text.lower()
        if self.table:
            found = self.table.get(text, self.default)
            if found is None:
                hint = did_you_mean(text, self.table) or "add it to `values`, or give a `default`"
                raise BadValue(f"{shown(text)} is not among the values", hint)
            text = found
        return self._date(text) if self.dated and text else text

    def _date(self, text: str) -> str:
        moment = _MOMENT.fullmatch(text)
        iso = _iso(text, self.formats) if self.formats else moment[1] if moment else text
        return f"{self.bound}{iso[: self.letters]}"


@lru_cache(maxsize=65_536)
def _iso(text: str, formats: tuple[str, ...]) -> str:
    for each in formats:
        try:
            found = datetime.strptime(text, each).date().isoformat()
        except ValueError:
            continue
        return found[: _letters(each)]
    written = " or ".join(formats)
    raise BadValue(
        f"{shown(text)} is not a date like {written}", "mend the cell, or add its format"
    )


@lru_cache
def _letters(format_: str) -> int:
    """How many letters of an ISO day a format tells; `strptime` makes up the others."""
    told = format_.replace("%%", "")
    if _TO_THE_DAY.search(told):
        return PRECISIONS["day"]
    return PRECISIONS["month" if _TO_THE_MONTH.search(told) else "year"]
