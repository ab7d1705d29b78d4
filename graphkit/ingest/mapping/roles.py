"""Which columns of a foreign table name entities, and which relation joins two of them.

A guess by the words in their names, for a person to confirm. How it is written down is not known
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from graphkit.errors import BadValue
from graphkit.ingest.mapping.looks import Look
from graphkit.ingest.mapping.meanings import COUNTRIES, NAMELESS, RELATION_WORDS, Sides, kind_of
from graphkit.model import RELATIONS, Relation

__all__ = ["Thing", "is_product", "relation_of", "things_of"]


@dataclass(frozen=True, slots=True)
class Thing:
    """A column that names entities, with the column of their ids, if there is one."""

    look: Look
    kind: str
    label: str
    id_: Look | None


def things_of(looks: list[Look]) -> list[Thing]:
    """The columns that name entities, two at most and in their order: those with a word for a
    kind, or an id; of equals, those that most words of a relation join."""
    found: list[tuple[int, Thing]] = []
    for at, look in enumerate(looks):
        words = set(look.words)
        if look.what not in {"name", "sort"} or words & COUNTRIES:
            continue
        kind = kind_of(words)
        id_ = next((each for each in looks if _is_id_of(each, look)), None)
        if look.what == "sort" and not id_:
            continue
        if kind or id_ or NAMELESS & words:
            label = "_".join(word for word in look.words if word.isascii()) or f"thing{at}"
            found.append((2 * bool(kind) + bool(id_), Thing(look, kind or "Company", label, id_)))
    if len(found) <= 1:
        return [thing for _, thing in found]
    first, second = max(
        combinations(found, 2),
        key=lambda pair: (sorted((rank for rank, _ in pair), reverse=True), _said(pair)),
    )
    return [first[1], second[1]]


def is_product(look: Look) -> bool:
    """Whether a column names products."""
    return kind_of(look.words) == "Product"


def relation_of(things: list[Thing]) -> tuple[Thing, Relation, Thing, list[str]]:
    """The relation that fits two things best, which way round, and the names of the others that
    fit. Raises `BadValue` where none does."""
    found = _joining(*things)
    if not found:
        raise BadValue(f"no relation joins a {things[0].kind} and a {things[1].kind}")
    _, _, subject, relation, object_ = found[0]
    names = dict.fromkeys(each[3].name for each in found if each[3] is not relation)
    return subject, relation, object_, list(names)


def _said(pair: tuple[tuple[int, Thing], tuple[int, Thing]]) -> int:
    """How many words of the relation that fits best stand in the names of two columns, or -1."""
    found = _joining(pair[0][1], pair[1][1])
    return found[0][0] if found else -1


def _joining(one: Thing, other: Thing) -> list[tuple[int, int, Thing, Relation, Thing]]:
    """The relations that two things can have, the one with most words for it first."""
    found: list[tuple[int, int, Thing, Relation, Thing]] = []
    for subject, object_ in ((one, other), (other, one)):
        for at, relation in enumerate(RELATIONS.values()):
            if subject.kind in relation.subjects and object_.kind in relation.objects:
                sides = RELATION_WORDS.get(relation.name, Sides())
                hits = len(sides.subject.intersection(subject.look.words))
                hits += len(sides.object.intersection(object_.look.words))
                found.append((hits, at, subject, relation, object_))
    return sorted(found, key=lambda each: (-each[0], each[1]))


def _is_id_of(id_: Look, named: Look) -> bool:
    """Whether the one is called like the other, with a word for an id after it."""
    own = [word for word in named.words if word not in NAMELESS]
    return id_.what in {"label", "number"} and any(
        list(id_.words) == [*own, word] for word in ("id", "key", "code")
    )
