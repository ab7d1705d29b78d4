"""The key of an entity that a mapping gives none: from its kind and name, always the same.

`company-tesla-inc-1f0c2a9b7d3e`: the kind, what is ASCII of the folded name, and twelve digits of
a hash of both. Two names that `values.fold` takes for one (case, width, blanks) share a key, and
no others do: that is all it knows. Whoever knows more (identifiers, Chinese and English names)
is a `Resolve`, and is given the entity with this key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from graphkit.statement import Entity, digest
from graphkit.values import fold

__all__ = ["Resolve", "name_key", "unresolved"]

# Takes an entity whose key was made of its name, and gives the entity that it is to be.
Resolve = Callable[[Entity], Entity]

_LONGEST = 60
_OTHER = re.compile(r"[^a-z0-9]+")


def name_key(kind: str, name: str) -> str:
    """The key of an entity of which kind and name are all that is known."""
    folded = fold(name)
    ascii_ = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = _OTHER.sub("-", ascii_)[:_LONGEST].strip("-")
    return "-".join(filter(None, (kind.lower(), slug, digest(kind, folded)[:12])))


def unresolved(entities: Iterable[Entity]) -> Iterator[str]:
    """The keys of those that are under their own names: none, or more than one, was found to be
    the same, as where an earlier load brought them unresolved."""
    return (each.key for each in entities if each.key == name_key(each.kind, each.name))
