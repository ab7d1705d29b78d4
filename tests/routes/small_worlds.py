"""Small worlds of a few companies in a real store, each fact told by one source of its own.

A claim is `("a", "USES_LICENCE_OF", "b", {...})`. The fields of the relation stand among those of
the statement; `told` is the day on which the source was published, and `copy_of` the register that
it is a complete copy of. All companies make what needs
the permit, but for those whose name begins with "free".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import graphkit
from graphkit.graph import Graph
from graphkit.model import RELATIONS
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import when

__all__ = ["LISTING", "NDRC", "PERMIT", "TODAY", "WARNING", "Claim", "Make", "batch", "opened"]

Claim = tuple[str, str, str] | tuple[str, str, str, dict[str, Any]]

Make = Callable[..., Graph]  # the fixture `make`

TODAY = "2026-11-23"
PERMIT, LISTING, WARNING, NDRC = "permit", "listing", "warning", "ndrc"
_CARS = (("country", "CN"), ("industry", "autos"))
_THINGS = (
    Entity(PERMIT, "Qualification", "the permit", (), (("confers_right", True), *_CARS)),
    Entity(NDRC, "Qualification", "first checkpoint", (), (("order", 1.0),)),
    Entity(LISTING, "Register", "the list", (), (*_CARS, ("sense", "permits"))),
    Entity(WARNING, "Register", "the warnings", (), (("sense", "warns"),)),
    Entity("ministry", "Authority", "the ministry"),
)
_DATES = ("valid_from", "valid_to", "expected_to")
_TEXTS = ("polarity", "stage", "confidence", "episode")


def _kind(key: str) -> str:
    return {"brand": "Brand", "product": "Product"}.get(key.split("-", maxsplit=1)[0], "Company")


def batch(claims: Iterable[Claim]) -> Batch:
    """The records of claims, each told by a source of its own."""
    entities = {each.key: each for each in _THINGS}
    sources, statements = [], []
    for number, (subject, relation, object_, *rest) in enumerate(claims):
        fields: dict[str, Any] = dict(rest[0]) if rest else {}
        told = fields.pop("told", "2024-06-01")
        copied = fields.pop("copy_of", "")
        given: dict[str, Any] = {
            name: when(fields.pop(name)) for name in _DATES if name in fields
        } | {name: fields.pop(name) for name in _TEXTS if name in fields}
        if relation == "USES_LICENCE_OF":
            fields.setdefault("licence_kind", "qualification")
        for key in (subject, object_):
            if not RELATIONS[relation].is_attribute or key == subject:
                trade = () if key.startswith("free") else _CARS
                entities.setdefault(key, Entity(key, _kind(key), key.upper(), (), trade))
        sources.append(
            Source(
                f"s{number}",
                f"t{number}",
                "Press",
                "press",
                TODAY,
                published=when(told),
                snapshot_of=copied,
            )
        )
        statements.append(Statement(
            "small", subject, relation, f"s{number}",
            **({"value": object_} if RELATIONS[relation].is_attribute else {"object": object_}),
            details=tuple(sorted(fields.items())), quote="a phrase", row=f"r{number}", **given,
        ))  # fmt: skip
    dataset = Dataset("small", "Small", TODAY)
    return Batch((dataset,), tuple(entities.values()), tuple(sources), tuple(statements))


def opened(folder: Path, *claims: Claim) -> Graph:
    """A graph of these claims in a new store."""
    graph = graphkit.open(folder)
    graph.store.write(batch(claims))
    return graph
