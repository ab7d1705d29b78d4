"""A batch as a series of smaller ones, each of which can be written by itself. Pure.

What is written in portions comes out as if it had been written at once, because facts are worked
out from all their statements whatever the batches; and it can be broken off after any portion
and begun again. All records of a key and all statements of a fact stay together, what is named
comes before what names it, and a party's end before the facts that it ends. Decisions and
judgements, which people write one by one, stay together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from typing import Any, TypeVar

from graphkit.statement import Batch, Statement

__all__ = ["portions", "size"]

T = TypeVar("T")


def size(batch: Batch) -> int:
    """How many records it has."""
    return sum(len(getattr(batch, each.name)) for each in fields(batch))


def portions(batch: Batch, most: int) -> Iterator[Batch]:
    """The batch in portions of about `most` records, always in the same order; whole, if it has
    no more than that. An empty batch is one portion."""
    if size(batch) <= most:
        yield batch
        return
    yield Batch(datasets=batch.datasets)
    for entities in _together(batch.entities, most, lambda each: each.key):
        yield Batch(entities=entities)
    for sources in _together(batch.sources, most, lambda each: each.key):
        yield Batch(sources=sources)
    for statements in _together(batch.statements, most, _place):
        yield Batch(statements=statements)
    if batch.decisions or batch.judgements:
        yield Batch(decisions=batch.decisions, judgements=batch.judgements)


def _place(statement: Statement) -> tuple[bool, str, str]:
    return statement.relation != "ceased", statement.subject, statement.fact


def _together(items: Iterable[T], most: int, place: Callable[[T], Any]) -> Iterator[tuple[T, ...]]:
    """The items in order of their place, those of one place never apart."""
    lot: list[T] = []
    for _, group in groupby(sorted(items, key=place), key=place):
        lot.extend(group)
        if len(lot) >= most:
            yield tuple(lot)
            lot = []
    if lot:
        yield tuple(lot)
