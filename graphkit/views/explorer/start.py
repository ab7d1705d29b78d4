"""Where the page begins: the part of its address that says what is shown and on which days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, urlencode

from graphkit.questions.ask import clock

__all__ = ["fragment"]


def fragment(
    focus: Iterable[str] = (),
    as_of: str | date | None = None,
    known_on: str | date | None = None,
) -> str:
    """The fragment of an address that opens on these entities, by key, and on these days."""
    named = {
        "as_of": clock(as_of) if as_of else "",
        "known_on": clock(known_on) if known_on else "",
        "focus": ",".join(focus),
    }
    return urlencode({name: value for name, value in named.items() if value}, quote_via=quote)
