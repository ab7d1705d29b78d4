"""The records as plain JSON values and back, for a log and for text in a property. Pure.

A value at its default is left out, so that a field added later reads as its default from what
was written before. `Statement` brings its own pair of methods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

import orjson

from graphkit.statement import (
    Batch,
    Dataset,
    Decision,
    Detail,
    Entity,
    Judgement,
    Source,
    Statement,
)
from graphkit.values import Money, When, when

__all__ = [
    "batch_lines",
    "batch_of",
    "dataset_of",
    "details_of",
    "details_record",
    "entity_of",
    "entity_record",
    "record",
    "source_of",
]

Details = tuple[tuple[str, Detail], ...]


def record(each: Dataset | Source | Decision | Judgement) -> dict[str, Any]:
    """A data set, a source, a decision or a judgement as JSON values."""
    made: dict[str, Any] = {}
    for field in fields(each):
        value = getattr(each, field.name)
        if field.default is MISSING or value != field.default:
            made[field.name] = value.text if isinstance(value, When) else value
    return made


def dataset_of(made: Mapping[str, Any]) -> Dataset:
    """The inverse of `record` for a data set."""
    return Dataset(**made)


def source_of(made: Mapping[str, Any]) -> Source:
    """The inverse of `record` for a source."""
    known = dict(made)
    if known.get("published"):
        known["published"] = when(known["published"])
    if "datasets" in known:
        known["datasets"] = tuple(known["datasets"])
    return Source(**known)


def details_record(details: Details) -> dict[str, Any]:
    """Details by name, in their order; money is a list of amount and currency."""
    return {name: list(value) if isinstance(value, Money) else value for name, value in details}


def details_of(made: Mapping[str, Any]) -> Details:
    """The inverse of `details_record`."""
    return tuple(
        (name, Money(*value) if isinstance(value, list) else value) for name, value in made.items()
    )


def entity_record(entity: Entity) -> dict[str, Any]:
    """An entity as JSON values."""
    made: dict[str, Any] = {"key": entity.key, "kind": entity.kind, "name": entity.name}
    if entity.aliases:
        made["aliases"] = [list(pair) for pair in entity.aliases]
    if entity.details:
        made["details"] = details_record(entity.details)
    if entity.datasets:
        made["datasets"] = entity.datasets
    return made


def entity_of(made: Mapping[str, Any]) -> Entity:
    """The inverse of `entity_record`."""
    aliases: Iterable[Iterable[str]] = made.get("aliases", ())
    return Entity(
        made["key"],
        made["kind"],
        made["name"],
        tuple((language, name) for language, name in aliases),
        details_of(made.get("details", {})),
        tuple(made.get("datasets", ())),
    )


def batch_lines(batch: Batch, datasets: Iterable[str]) -> Iterator[bytes]:
    """A load of these data sets, one JSON text a record, without line ends.

    Raises `TypeError` for text that is not Unicode.
    """
    yield orjson.dumps({"load": list(datasets)})
    for dataset in batch.datasets:
        yield orjson.dumps({"dataset": record(dataset)})
    for entity in batch.entities:
        yield orjson.dumps({"entity": entity_record(entity)})
    for source in batch.sources:
        yield orjson.dumps({"source": record(source)})
    for statement in batch.statements:
        yield orjson.dumps({"statement": statement.as_record()})
    for decision in batch.decisions:
        yield orjson.dumps({"decision": record(decision)})
    for judgement in batch.judgements:
        yield orjson.dumps({"judgement": record(judgement)})


def batch_of(lines: Iterable[bytes]) -> tuple[Batch, tuple[str, ...]]:
    """The inverse of `batch_lines`."""
    found: dict[str, list[Any]] = defaultdict(list)
    for line in lines:
        for name, value in orjson.loads(line).items():
            found[name].append(value)
    batch = Batch(
        tuple(map(dataset_of, found["dataset"])),
        tuple(map(entity_of, found["entity"])),
        tuple(map(source_of, found["source"])),
        tuple(map(Statement.from_record, found["statement"])),
        tuple(Decision(**each) for each in found["decision"]),
        tuple(Judgement(**each) for each in found["judgement"]),
    )
    return batch, tuple(found["load"][0])
