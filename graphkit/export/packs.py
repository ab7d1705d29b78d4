"""Packs, the files that `load` reads: a folder for each data set, in CSV, Excel or Parquet.

What refers to an entity is its key, so that two may share a name; packs in which one does say so.
Beside them lie two tables for readers, `nodes` and `facts`, which are worked out from the packs
and are not read back. In CSV, text that a spreadsheet would run gets an apostrophe first; in
Excel it is stored as text, in Parquet nothing runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from graphkit.errors import BadValue
from graphkit.export.part import Part, Row
from graphkit.export.report import Loss
from graphkit.export.sheets import WRITERS, Sheet
from graphkit.export.writing import LIST
from graphkit.export.written import Written
from graphkit.ingest.about import FILE
from graphkit.ingest.claims import STATEMENT_COLUMNS
from graphkit.ingest.documents import ENTITY_COLUMNS, SOURCE_COLUMNS
from graphkit.ingest.verdicts import DECISION_COLUMNS, JUDGEMENT_COLUMNS
from graphkit.model import RELATIONS
from graphkit.statement import Detail, Entity, Statement
from graphkit.stores.projection import statement_of
from graphkit.values import Money, fold, key

__all__ = ["write"]

_CHAIN = " > "  # between those who say so, nearest first
_BAR = "|"  # between two aliases
_TITLES = {"id": "row", "title": "name"}  # columns that the store calls otherwise


@dataclass
class _Pack:
    """What goes into one folder; entities and sources by key."""

    about: Row
    statements: list[Statement] = field(default_factory=list)
    decisions: list[Row] = field(default_factory=list)
    judgements: list[Row] = field(default_factory=list)
    entities: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


def write(part: Part, place: Path, format: str) -> Written:  # noqa: A002 - as everywhere
    """Write the packs and the two tables into a folder.

    Raises `BadValue` for a data set whose name no folder can have, and for more rows than a sheet
    can hold.
    """
    writer = WRITERS[format]
    packs = _packs(part)
    entities = {key: part.entities[key] for pack in packs.values() for key in pack.entities}
    sharing = _sharing(entities.values())
    changed = 0
    for name, pack in packs.items():
        folder = place / _folder(name)
        folder.mkdir()
        if not sharing.isdisjoint(pack.entities):
            pack.about["shared_names"] = True
        (folder / FILE).write_text(
            yaml.safe_dump(pack.about, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
        for sheet in _sheets(part, pack):
            changed += writer(folder, sheet)
    for name, table in (("nodes", part.tables.nodes), ("facts", _with_names(part))):
        changed += writer(place, Sheet.of_table(name, table))
    inferred = sum("rule" in each for each in part.statements)
    barred = sum(_BAR in name for each in entities.values() for _, name in each.aliases)
    losses = _Losses(part, inferred, changed, barred, format)
    return Written(
        {
            "packs": len(packs),
            "nodes": part.tables.nodes.num_rows,
            "facts": part.tables.edges.num_rows,
            "statements": len(part.statements) - inferred,
            "sources": len(part.sources),
            "decisions": len(part.decisions),
            "judgements": sum(len(each.judgements) for each in packs.values()),
        },
        losses.all(),
        losses.promise(),
    )


@dataclass(frozen=True, slots=True)
class _Losses:
    part: Part
    inferred: int
    changed: int
    barred: int
    format: str

    def all(self) -> tuple[Loss, ...]:
        """What is not in the packs as it is in the store."""
        how = {
            "csv": "they begin like a formula, and got an apostrophe first",
            "xlsx": "longer than a cell can be, or with signs that Excel cannot hold",
            "parquet": "",
        }
        return (
            Loss("inferred statements", self.inferred, "the rules infer them again"),
            Loss("texts", self.changed, how[self.format]),
            Loss("aliases", self.barred, f"they hold the sign {_BAR} that stands between two"),
        )

    def promise(self) -> str:
        """How the packs come back: the same graph only if all of it is there."""
        if self.part.selection.whole and not self.changed and not self.barred:
            return "graphkit load FOLDER, with the same content hash as of all that was known then"
        return "graphkit load FOLDER, as far as it was exported"


def _sharing(entities: Collection[Entity]) -> set[str]:
    """The keys of those of which another has a name, as names are compared, or the key as one."""
    folded = {each.key: {*map(fold, each.names)} for each in entities}
    called = Counter(chain.from_iterable(folded.values()))
    shared = {name for name, count in called.items() if count > 1}
    found = {key for key, names in folded.items() if not shared.isdisjoint(names)}
    for each in entities:
        if keys := {*each.names} & folded.keys() - {each.key}:
            found |= {each.key, *keys}
    return found


def _folder(name: str) -> str:
    try:
        return key(name)
    except BadValue as exc:
        raise BadValue(f"the data set {exc.message}", "no folder can be called that") from exc


def _packs(part: Part) -> dict[str, _Pack]:
    packs: dict[str, _Pack] = {each["key"]: _Pack(_about(each)) for each in part.datasets}

    def pack(name: str) -> _Pack:
        if name not in packs:
            packs[name] = _Pack(_about({"key": name, "retrieved": part.selection.known_on}))
        return packs[name]

    for row in part.statements:
        if "rule" in row:
            continue
        statement = statement_of(row).as_stated
        mine = pack(statement.dataset)
        mine.statements.append(statement)
        mine.sources.add(statement.source)
        mine.entities.update(_named(statement))
    for decision in part.decisions:
        pack(decision["dataset"]).decisions.append(decision)
    snapshots = {each["key"]: each.get("snapshot_of") for each in part.sources}
    for mine in packs.values():
        mine.entities.update(filter(None, (snapshots[each] for each in mine.sources)))
    named = {each for mine in packs.values() for each in mine.entities}
    judged, every = _judged(part, named | part.names.keys())
    for judgement in judged:
        pack(judgement["dataset"]).judgements.append(judgement)
    if packs:
        _add_the_rest(part, packs, every - named)
    return dict(sorted(packs.items()))


def _judged(part: Part, entities: set[str]) -> tuple[list[Row], set[str]]:
    """The judgements of these entities, and of those that may be one with them; and all these."""
    every = set(entities)
    same = [(each["left"], each["right"]) for each in part.judgements if each["verdict"] == "same"]
    while new := {key for pair in same if not every.isdisjoint(pair) for key in pair} - every:
        every |= new
    kept = {
        each["key"]
        for each in part.judgements
        if "left" in each and {each["left"], each["right"]} <= every
    }
    judged = [
        each
        for each in part.judgements
        if not kept.isdisjoint({each["key"], each.get("withdraws")})
    ]
    return judged, every


def _add_the_rest(part: Part, packs: Mapping[str, _Pack], entities: set[str]) -> None:
    """Put what no statement names into the first pack."""
    first = packs[min(packs)]
    first.entities.update(entities)
    first.sources.update(
        {each["key"] for each in part.sources}
        - {each for mine in packs.values() for each in mine.sources}
    )


def _about(dataset: Row) -> Row:
    names = ("retrieved", "publisher", "licence", "summary", "leaves_out")
    told = {name: dataset[name] for name in names if name in dataset}
    return {"name": dataset["key"], "title": dataset.get("name", dataset["key"]), **told}


def _named(statement: Statement) -> Iterator[str]:
    """The entities that a statement names."""
    yield statement.subject
    if statement.object:
        yield statement.object
    fields = RELATIONS[statement.relation].fields_by_name
    for name, value in statement.details:
        if fields[name].type == "entity":
            yield str(value)


def _sheets(part: Part, pack: _Pack) -> Iterator[Sheet]:
    entities = (part.entities[key] for key in sorted(pack.entities))
    sources = (each for each in part.sources if each["key"] in pack.sources)
    yield _sheet("entities", ENTITY_COLUMNS, map(_entity, entities))
    yield _sheet("sources", SOURCE_COLUMNS, sources)
    yield _sheet("statements", STATEMENT_COLUMNS, map(_statement, pack.statements))
    if pack.decisions:
        yield _sheet("decisions", DECISION_COLUMNS, pack.decisions)
    if pack.judgements:
        yield _sheet("judgements", JUDGEMENT_COLUMNS, pack.judgements)


def _sheet(name: str, columns: Iterable[str], rows: Iterable[Row]) -> Sheet:
    """The rows with the columns of a pack, without those that are empty and not needed."""
    told = list(rows)
    stored = {column: _TITLES.get(column, column) for column in columns}
    needed = {"key", "kind", "name", "title", "publisher", "subject", "relation", "source"}
    kept = {
        column: given
        for column, given in stored.items()
        if column in needed or any(given in row for row in told)
    }
    cells = ([row.get(given) for given in kept.values()] for row in told)
    return Sheet(name, tuple(kept), len(told), cells)


def _entity(entity: Entity) -> Row:
    told = {name: _cell(value) for name, value in entity.details}
    named = [f"{language}:{name}" for language, name in entity.aliases if _BAR not in name]
    if named:
        told["aliases"] = LIST.join(named)
    return {"key": entity.key, "kind": entity.kind, "name": entity.name, **told}


def _statement(statement: Statement) -> Row:
    told = statement.as_record()
    told |= {name: _detail(statement, name, value) for name, value in statement.details}
    if statement.attribution:
        told["attribution"] = _CHAIN.join(statement.attribution)
    return told


def _detail(statement: Statement, name: str, value: Detail) -> str:
    if isinstance(value, Money):
        return f"{value.currency} {_number(value.amount)}"
    if RELATIONS[statement.relation].fields_by_name[name].type == "share":
        return f"{_number(float(value))}%"
    return _cell(value)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """A number in full, as packs have it: no exponent."""
    return format(Decimal(repr(float(value))), "f").removesuffix(".0")


def _with_names(part: Part) -> Any:
    """The edges with the names of their ends beside the keys."""
    import pyarrow.compute as pc

    edges, nodes = part.tables.edges, part.tables.nodes.combine_chunks()
    for end in ("object", "subject"):
        names = nodes["name"].take(pc.index_in(edges[end], value_set=nodes["key"]))
        at = edges.column_names.index(end) + 1
        edges = edges.add_column(at, f"{end}_name", names)
    return edges
