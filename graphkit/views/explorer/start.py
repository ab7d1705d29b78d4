"""Where the page begins: the part of its address that says what is shown and on which days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from graphkit.questions.ask import clock

__all__ = ["fragment"]


def fragment(
    focus: Iterable[str] = (),
    as_of: str | date | None = None,
    known_on: str | date | None = None,
    *,
    question: str = "",
    parameters: Mapping[str, Any] | None = None,
) -> str:
    """The fragment of an address that opens on these entities, by key, and on these days; with a
    question, on its answer as table and picture side by side.
    """
    task = {"kind": "question", "name": question, "parameters": dict(parameters or {})}
    named = {
        "as_of": clock(as_of) if as_of else "",
        "known_on": clock(known_on) if known_on else "",
        "focus": ",".join(focus),
        "side": "both" if question else "",
        "task": json.dumps(task, ensure_ascii=False) if question else "",
    }
    return urlencode({name: value for name, value in named.items() if value}, quote_via=quote)
