"""Why a request is refused, in one shape for every way in: `{"error": {"message", "hint"}}`."""

from __future__ import annotations

from typing import Any

from graphkit.errors import BadValue, GraphkitError
from graphkit.values import clean_text

__all__ = ["problem", "refusal"]


def problem(message: str, hint: str = "") -> dict[str, Any]:
    """The body of a refusal; texts may be of anywhere, and come out fit to be shown."""
    return {"error": {"message": clean_text(message), "hint": clean_text(hint)}}


def refusal(error: GraphkitError) -> dict[str, Any]:
    """What an error says to the reader of a page."""
    if isinstance(error, BadValue):
        return problem(error.message, error.hint)
    return problem(str(error))
