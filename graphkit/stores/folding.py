"""The names of an entity in one text, by which engines find it. Pure.

Engines look through a text by index, or much sooner than through a list. How names are compared is
for `values` to say; what is looked for, for the questions.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.values import fold

__all__ = ["TOO_LONG", "folded", "folds"]

_MOST_INDEXED = 30_000  # bytes; a server's index of texts takes some 32,000
# Three characters, as engines index them, that no other entity has beside one another.
TOO_LONG = "\t\t\t"


def folded(names: Iterable[str]) -> str:
    """These names as they are compared: it contains any part of a name, and `folded` of a whole
    one. A tab, which no name has, stands before, between and after them."""
    return "\t".join(("", *dict.fromkeys(map(fold, names)), ""))


def folds(names: Iterable[str]) -> tuple[str, str | None]:
    """The properties `folded` and `folded_long` of an entity of these names. What is too long for
    an index stands in the second, and the first is three tabs, by which it is found."""
    text = folded(names)
    return (TOO_LONG, text) if len(text.encode()) > _MOST_INDEXED else (text, None)
