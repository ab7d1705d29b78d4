"""Dates and certainty for formats that know days, but not "by", "after", "about" or doubt."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

__all__ = ["ended", "first_day", "is_so", "last_day", "plain"]

_PLAIN = re.compile(r"\d{4}(-\d{2}){0,2}")
_FIRST = "-01"


def plain(written: str) -> str:
    """A date that is a day, a month or a year; "" where it is only a bound."""
    return written if _PLAIN.fullmatch(written) else ""


def ended(edge: dict[str, Any]) -> str:
    """When a fact ended: as it is told, else the last day on which it may have held; "" where it
    may hold still. An end that is left out would make it look as if it went on."""
    return plain(edge.get("valid_to", "")) or last_day(edge)


def last_day(edge: dict[str, Any]) -> str:
    """The last day on which a fact may have held; "" where it may hold still."""
    written = plain(edge.get("valid_to", ""))
    if len(written) == len("2024-04-15"):
        return written
    if "valid_to_latest" not in edge:
        return ""
    last = edge["valid_to_latest"] - timedelta(days=1)
    return str(last.isoformat())


def first_day(written: str) -> str:
    """A day; the first one of a month or a year; "" where there is none."""
    return written + _FIRST * (2 - written.count("-")) if written else ""


def is_so(edge: dict[str, Any]) -> bool:
    """Whether a fact is certain: on the day, where the export has one, else at some time."""
    return bool(edge["certainty"] == "yes" if "certainty" in edge else edge["sure"])
