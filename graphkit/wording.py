"""How a number of things is said, in every message to a person. Pure text; no other wording."""

from __future__ import annotations

__all__ = ["counted"]


def counted(count: int, things: str) -> str:
    """`1 source`, `1 new entity` or `1,234 sources`; `things` is the plural, its noun last."""
    if count == 1:
        things = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{count:,} {things}"
