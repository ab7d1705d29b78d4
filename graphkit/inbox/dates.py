"""The days that a sentence names, as packs write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.errors import BadValue
from graphkit.values import when

__all__ = ["dates_in"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sep sept", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})\.?,? {_YEAR}\b",
        rf"\b(?P<month>{_MONTH})\.?,? (?:of )?{_YEAR}\b",
        rf"{_YEAR}年(?P<number>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?",
        rf"\b{_YEAR}-(?P<number>\d\d)(?:-(?P<day>\d\d))?\b",
        rf"(?<![\d.,$]){_YEAR}(?:年|\b)(?![\d.,]*\d| vehicles| cars| units)",
    )
)
_END = re.compile(
    r"(?:until|till|through|up to|expires? (?:in|on)|ends? (?:in|on)|"
    r"(?:19|20)\d\d (?:to|and)|"
    r"before (?:returning|ending|terminating|selling|leaving|losing|handing|giving)\b"
    r"[\w ]{0,24} (?:in|on)|"
    r"直到|至)\s*$",
    re.IGNORECASE,
)


def dates_in(sentence: str) -> Iterator[tuple[str, bool]]:
    """Each day, month or year of a sentence in its order, and whether it is told as an end."""
    taken: list[tuple[int, int, str]] = []
    for form in _FORMS:
        for found in form.finditer(sentence):
            inside = any(found.start() < end and start < found.end() for start, end, _ in taken)
            written = "" if inside else _written(found)
            if written:
                taken.append((*found.span(), written))
    for start, _, written in sorted(taken):
        yield written, _END.search(sentence[max(0, start - 48) : start]) is not None


def _written(found: re.Match[str]) -> str:
    """The date as packs write it; nothing if the calendar has no such day."""
    parts = found.groupdict()
    month = (
        int(parts["number"])
        if parts.get("number")
        else _MONTHS.get((parts.get("month") or "").lower(), 0)
    )
    written = parts["year"]
    if month:
        written += f"-{month:02}"
        if parts.get("day"):
            written += f"-{int(parts['day']):02}"
    try:
        return when(written).text
    except BadValue:
        return ""
