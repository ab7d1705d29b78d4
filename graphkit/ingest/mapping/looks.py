"""What the columns of a foreign table look like, by their names and their first rows.

A guess for a person to confirm, never more: each is made by one plain rule on the values (what
reads as a date in three of four rows is one) or on words in the column's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.mapping.meanings import COUNTRIES, HAN, IDS, SHARES
from graphkit.ingest.mapping.templates import Template, Value
from graphkit.ingest.rows import FORMS
from graphkit.model import IDENTIFIERS

__all__ = ["DATE_FORMATS", "Look", "look_at"]

_MOST_BAD = 0.05  # share of values that a look may miss
_MOST_BAD_DATES = 0.25  # dates are like nothing else, and people mistype them
_MOST_KINDS = 12  # different values up to which a column sorts rows rather than names things
DATE_FORMATS = (
    "",  # as ISO 8601 writes days, months, years and moments
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%Y.%m.%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%m/%Y",
    "%Y/%m",
    "%B %Y",
    "%b %Y",
    "%Y年%m月%d日",
    "%Y年%m月",
    "%Y年",
)
_DAY_OF_MONTH = re.compile(r"0*(\d+)[/-]0*(\d+)[/-]")
# Of the first twelve days of a month both of a pair read all.
_OTHER_WAY = {
    "%d/%m/%Y": "%m/%d/%Y",
    "%m/%d/%Y": "%d/%m/%Y",
    "%d-%m-%Y": "%m-%d-%Y",
    "%m-%d-%Y": "%d-%m-%Y",
}
_WORD = re.compile(
    rf"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|{'|'.join(HAN)}|"
    rf"[\u4e00-\u9fff]+?(?={'|'.join(HAN)}|[^\u4e00-\u9fff]|$)"
)


@dataclass(frozen=True, slots=True)
class Look:
    """A column: what it is taken for, how much of it is filled, and an example.

    `what` is identifier (with `field` its name in the vocabulary), date (with its `format`, and
    any `other` by which as many of them can be read, as other days),
    country, share, link, label (an id of its own), sort (few different values), number or name.
    """

    column: str
    what: str
    filled: float
    example: str
    field: str = ""
    format: str = ""
    distinct: int = 0
    other: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words in its name."""
        return _words_of(self.column)


def _words_of(column: str) -> tuple[str, ...]:
    """The words in a name, in lower case: `LegalName`, `legal_name` and `legal name` have two;
    letters as wide as Chinese ones are read as others."""
    return tuple(word.lower() for word in _WORD.findall(normalize("NFKC", column)))


def look_at(column: str, cells: Iterable[str]) -> Look:
    """What a column looks like, given its cells, the empty ones included."""
    every = list(cells)
    full = [each for each in every if each]
    distinct = len(set(full))
    what, field, format_ = _judge(set(_words_of(column)), full, distinct)
    share = len(full) / len(every) if every else 0.0
    other = _other_way(full, format_) if what == "date" else ""
    return Look(column, what, share, full[0] if full else "", field, format_, distinct, other)


def _other_way(cells: list[str], format_: str) -> str:
    """The format that takes days for months, if it reads no fewer cells, and some otherwise."""
    other = _OTHER_WAY.get(format_)
    if other is None:
        return ""
    bad = _bad(cells, _date(format_), len(cells))
    differs = any(day[1] != day[2] for each in cells if (day := _DAY_OF_MONTH.match(each)))
    return other if differs and _bad(cells, _date(other), len(cells)) <= bad else ""


def _judge(words: set[str], full: list[str], distinct: int) -> tuple[str, str, str]:
    """What it is, the identifier it is, and the format of its dates."""
    if not full:
        return "empty", "", ""
    for field in IDENTIFIERS:
        if _fits(full, FORMS[field.name]):
            return "identifier", field.name, ""
    dated = _date_format(full) if not words & IDS or "date" in words else None
    if dated is not None:
        return "date", "", dated
    sorts = words & COUNTRIES or 1 < distinct < len(full) / 2
    if sorts and _fits(full, values.country):
        return "country", "", ""
    return _plainly(words, full, distinct), "", ""


def _plainly(words: set[str], full: list[str], distinct: int) -> str:
    """What it is, if it is nothing that has a form of its own."""
    for what, meant, read in (
        ("link", True, values.url),
        ("share", words & SHARES, values.share),
        ("label", words & IDS, values.key),
        ("number", True, values.number),
    ):
        if meant and _fits(full, read):
            return what
    return "sort" if distinct <= _MOST_KINDS and distinct * 4 < len(full) else "name"


def _date(format_: str) -> Callable[[str], object]:
    formats = (format_,) if format_ else ()
    value = Value(Template(("", ""), ("x",)), formats=formats, dated=True)

    def read(cell: str) -> object:
        (text,) = value.texts([(cell,)])
        found = values.when(text)
        if not format_ and re.fullmatch(r"\d{4}", text) and not "1800" <= text <= "2100":
            raise BadValue("is a number")
        return found if format_ or len(cell) < 40 else datetime.fromisoformat(cell)

    return read


def _date_format(cells: list[str]) -> str | None:
    """The format that reads the most of them, if that is most of them; the first of equals."""
    best, least = None, int(_MOST_BAD_DATES * len(cells)) + 1
    for format_ in DATE_FORMATS:
        bad = _bad(cells, _date(format_), least)
        if bad < least:
            best, least = format_, bad
    return best


def _fits(cells: list[str], read: Callable[[str], object]) -> bool:
    most = int(_MOST_BAD * len(cells))
    return _bad(cells, read, most + 1) <= most


def _bad(cells: list[str], read: Callable[[str], object], enough: int) -> int:
    """How many cannot be read; counted up to `enough`."""
    bad = 0
    for each in cells:
        if bad >= enough:
            break
        try:
            read(each)
        except ValueError:
            bad += 1
    return bad
