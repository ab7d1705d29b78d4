"""Several packs that are loaded together: which folders are meant, and what they must agree on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from graphkit.errors import Problem
from graphkit.ingest.about import FILE
from graphkit.ingest.directory import TELL_APART
from graphkit.ingest.files import refuse
from graphkit.ingest.quarantine import is_quarantine
from graphkit.ingest.reading import Reading
from graphkit.ingest.rows import Place
from graphkit.statement import Batch, Entity, Source
from graphkit.values import When, fold, shown

__all__ = ["disagreements", "join", "pack_folders"]

Placed = tuple[Entity | Source, Place]
Record = TypeVar("Record", Entity, Source)
Names = tuple[str, ...]  # of data sets, sorted


def pack_folders(path: Path) -> list[Path]:
    """The pack at a path, or the packs in its sub-folders where it is none itself, in order.

    Hidden folders and quarantines are passed over: those are loaded by their own name, once
    they are mended. Raises `InputError`.
    """
    # A path's own method raises on a name that no file can have.
    is_folder = os.path.isdir(path)  # noqa: PTH112
    if not is_folder or os.path.lexists(path / FILE):
        return [path]
    try:
        folders = sorted(path.iterdir())
    except OSError as exc:
        refuse(path, f"cannot be read: {exc.strerror}")
    found = [
        folder
        for folder in folders
        if os.path.lexists(folder / FILE)
        and not folder.name.startswith(".")
        and not is_quarantine(folder)
    ]
    return found or [path]


def disagreements(readings: Sequence[Reading]) -> Iterator[Problem]:
    """What is wrong with packs beside one another, though each may be right by itself."""
    yield from _decisions(readings)
    if len(readings) < 2:
        return
    yield from _same_names(readings)
    yield from _entities(readings)
    yield from _aliases(readings)
    yield from _sources(readings)


def _same_names(readings: Sequence[Reading]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for reading in readings:
        name = reading.about.dataset.name
        if reading.about.quarantine_of:
            continue
        other = first.setdefault(name, reading.folder)
        if other != reading.folder:
            message = f"{other} is a data set called {name} as well"
            yield Problem(
                str(reading.folder / FILE),
                0,
                "name",
                message,
                "rename one of them, or load one only",
            )


def _entities(readings: Sequence[Reading]) -> Iterator[Problem]:
    first: dict[str, Placed] = {}
    for reading in readings:
        for key, entity in reading.directory.entities.items():
            mine = entity, reading.directory.places[key]
            yield from _differences(key, mine, first.setdefault(key, mine), ("kind", "name"))


def _sources(readings: Sequence[Reading]) -> Iterator[Problem]:
    first: dict[str, Placed] = {}
    columns = [each.name for each in fields(Source) if each.compare]
    for reading in readings:
        for key, source in reading.sources.items():
            mine = source, reading.source_places[key]
            yield from _differences(key, mine, first.setdefault(key, mine), columns)


def _differences(
    key: str, mine: Placed, theirs: Placed, columns: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each of the columns in which two records of one key are not the same."""
    if mine is theirs:
        return
    here, there = mine[1], theirs[1]
    for column in columns:
        written, other = (_said(getattr(record, column)) for record, _ in (mine, theirs))
        if written != other:
            message = f"{key} has {written} here and {other} in {there.file}:{there.line}"
            hint = "write the same in both, or give one another key"
            yield Problem(str(here.file), here.line, column, message, hint)


def _said(value: str | When | None) -> str:
    if not value:
        return "nothing"
    return shown(value.text if isinstance(value, When) else value)


def _aliases(readings: Sequence[Reading]) -> Iterator[Problem]:
    """A problem for each name that two packs give to two, unless one says that names are shared:
    what a pack names is looked for among its own entities."""
    first: dict[str, tuple[str, Place]] = {}
    for reading in readings:
        directory = reading.directory
        if directory.shares_names:
            continue
        for folded, key in directory.owners.items():
            here = directory.places[key]
            other, there = first.setdefault(folded, (key, here))
            if other != key:
                entity = directory.entities[key]
                name = next(name for name in entity.names if fold(name) == folded)
                column = "name" if name == entity.name else "aliases"
                message = f"{shown(name)} names {key} here and {other} in {there.file}:{there.line}"
                yield Problem(str(here.file), here.line, column, message, TELL_APART)


def _decisions(readings: Sequence[Reading]) -> Iterator[Problem]:
    """A problem for each decision on what the pack that it names does not have, if that is read."""
    said: dict[str, set[str]] = {}
    made: dict[str, set[str]] = {}
    for reading in readings:
        name = reading.about.dataset.name
        said.setdefault(name, set()).update(
            reading.known, (each.key for each in reading.statements)
        )
        made.setdefault(name, set()).update(reading.decisions)
    for reading in readings:
        for key, each in reading.decisions.items():
            column, there = ("withdraws", made) if each.withdraws else ("statement", said)
            named = each.withdraws or each.statement
            pack = named.partition(":")[0]
            if named not in there.get(pack, {named}):
                place = reading.decision_places[key]
                what = "decision" if each.withdraws else "statement"
                message = f"the pack {pack} has no {what} {shown(named)}"
                yield Problem(str(place.file), place.line, column, message, "write pack:id")


def join(batches: Iterable[Batch]) -> Batch:
    """One batch of several that do not disagree: of an entity what each data set says of it, and
    of a source the one record. Each says which data sets bring it, where there are several."""
    parts = list(batches)
    datasets = {each.name: each for batch in parts for each in batch.datasets}
    entities: dict[tuple[str, Names], Entity] = {}
    sources: dict[str, Source] = {}
    for batch in parts:
        names = batch.names if len(datasets) > 1 else ()
        for entity in batch.entities:
            said = _of(entity, names)
            known = entities.get((said.key, said.datasets))
            if known is not None:
                said = replace(known.merged(said), datasets=said.datasets)
            entities[said.key, said.datasets] = said
        for source in batch.sources:
            brought = _of(source, names)
            before = sources.setdefault(brought.key, brought)
            if not {*brought.datasets} <= {*before.datasets}:
                both = tuple(sorted({*before.datasets, *brought.datasets}))
                sources[brought.key] = replace(before, datasets=both)
    return Batch(
        tuple(datasets.values()),
        tuple(entities.values()),
        tuple(sources.values()),
        tuple(each for batch in parts for each in batch.statements),
        tuple(each for batch in parts for each in batch.decisions),
        tuple(each for batch in parts for each in batch.judgements),
    )


def _of(record: Record, names: Names) -> Record:
    """A record with these data sets as those that bring it, unless it tells them itself."""
    return record if record.datasets or not names else replace(record, datasets=names)
