"""What records and facts look like in an engine: labels and properties by name. Pure.

A `Column` says how one property is read from one projected thing, so that an engine can be given
rows or whole columns from the same table. Empty text and an empty list are no property at all.
Nothing here writes Cypher; what is read back is turned into records again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from graphkit.facts import Known, statement_bounds
from graphkit.model import ENTITY_FIELDS, KINDS, RELATIONS, Field
from graphkit.statement import Dataset, Decision, Entity, Judgement, Source, Statement
from graphkit.stores.declared import Declared, Filed
from graphkit.stores.folding import folds
from graphkit.stores.records import Details, details_of, details_record, entity_of, entity_record
from graphkit.values import MAX_DATE, MIN_DATE, when

__all__ = [
    "BOUNDS",
    "DATASET",
    "DAYS",
    "DECISION",
    "JUDGEMENT",
    "OPEN",
    "RECORDED",
    "SOURCE",
    "STATEMENT",
    "Column",
    "Shown",
    "dataset_at",
    "decision_of",
    "declared_of",
    "edge_columns",
    "entity_columns",
    "filed_of",
    "judgement_of",
    "node_columns",
    "properties",
    "show",
    "statement_of",
    "values",
]


# The properties of an edge that are days: the bounds of valid time, and the days of knowledge.
BOUNDS = ("valid_from_earliest", "valid_from_latest", "valid_to_earliest", "valid_to_latest")
DAYS = (*BOUNDS, "known_from", "known_to")
# What each of them is where its side is open. An end that came "by" some day is not open: that it
# came no earlier than `MIN_DATE` is all that is known of it, and must not read as no end at all.
OPEN: Mapping[str, str] = {
    name: MIN_DATE if name in {"valid_from_earliest", "known_from"} else MAX_DATE for name in DAYS
}


class Column(NamedTuple):
    """One property: its name, its type and how to read it.

    A type is text, date (a `When`, kept as its text), list, number or flag.
    """

    name: str
    type: str
    get: Callable[[Any], Any]


class Shown(NamedTuple):
    """A statement with all that its node says beside it."""

    statement: Statement
    name: str
    valid_from_earliest: str
    valid_from_latest: str
    valid_to_earliest: str
    valid_to_latest: str
    known_earliest: str
    known_latest: str


def show(known: Known, names: Mapping[str, str]) -> Shown:
    """The node of a statement; `names` gives the name of each entity by key."""
    statement = known.statement
    sentence = RELATIONS[statement.relation].sentence.format(
        subject=names[statement.subject],
        object=names[statement.object] if statement.object else statement.value,
    )
    return Shown(statement, sentence, *statement_bounds(known), known.earliest, known.latest)


def values(column: Column, items: Iterable[Any]) -> list[Any]:
    """One property of each item, None where it has none."""
    # Whole columns at a time: what is a call for each value adds up to seconds.
    found = map(column.get, items)
    match column.type:
        case "text":
            return [each or None for each in found]
        case "list":
            return [list(each) or None for each in found]
        case "date":
            return [None if each is None else each.text for each in found]
    return list(found)


def properties(columns: Sequence[Column], items: Sequence[Any]) -> list[dict[str, Any]]:
    """All properties of each item by name, None where it has none."""
    names = [each.name for each in columns]
    return [dict(zip(names, row, strict=True)) for row in _rows(columns, items)]


def present(columns: Sequence[Column], items: Sequence[Any]) -> list[dict[str, Any]]:
    """The properties of each item by name, without those that it has not: to send a null costs as
    much as a value."""
    names = [each.name for each in columns]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in _rows(columns, items)
    ]


def _rows(columns: Sequence[Column], items: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    return zip(*(values(each, items) for each in columns), strict=True)


def _texts(path: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "text", attrgetter(f"{path}{name}")) for name in names)


def _written(path: str, name: str) -> Column:
    return Column(name, "date", attrgetter(f"{path}{name}"))


def _list(name: str, path: str = "") -> Column:
    return Column(name, "list", attrgetter(f"{path}{name}"))


def _bound(each: Filed, place: int) -> str | None:
    published = each.source.published
    return None if published is None else published[place]


def _details_text(item: Shown) -> str | None:
    details = item.statement.details
    return orjson.dumps(details_record(details)).decode() if details else None


DATASET: tuple[Column, ...] = (
    Column("key", "text", attrgetter("name")),
    Column("name", "text", attrgetter("title")),
    *_texts("", "retrieved", "publisher", "licence", "summary", "leaves_out"),
)

_DECISION = tuple(each.name for each in fields(Decision))

DECISION: tuple[Column, ...] = (
    *_texts("", "key"),
    Column("name", "text", lambda each: f"{each.verdict}: {each.statement or each.withdraws}"),
    *_texts("", *_DECISION),
)

_JUDGEMENT = tuple(each.name for each in fields(Judgement))

JUDGEMENT: tuple[Column, ...] = (
    *_texts("", "key"),
    Column("name", "text", lambda each: f"{each.verdict}: {each.withdraws or each.pair}"),
    *_texts("", *_JUDGEMENT),
)

SOURCE: tuple[Column, ...] = (
    Column("key", "text", attrgetter("source.key")),
    Column("name", "text", attrgetter("source.title")),
    *_texts("source.", "publisher", "kind", "url"),
    _written("source.", "published"),
    Column("published_earliest", "text", lambda each: _bound(each, 1)),
    Column("published_latest", "text", lambda each: _bound(each, 2)),
    *_texts("source.", "retrieved", "language", "snapshot_of", "note"),
    _list("datasets"),
)

STATEMENT: tuple[Column, ...] = (
    *_texts("statement.", "key"),
    *_texts("", "name"),
    *_texts("statement.", "dataset", "row", "fact", "subject", "relation", "object", "value"),
    _written("statement.", "valid_from"),
    _written("statement.", "valid_to"),
    _written("statement.", "expected_to"),
    *_texts("", *Shown._fields[2:]),
    *_texts(
        "statement.",
        "polarity",
        "stage",
        "confidence",
        "source",
        "quote",
        "summary",
        "episode",
        "note",
        "rule",
    ),
    Column("details", "text", _details_text),
    _list("attribution", "statement."),
    Column("stated_as", "list", lambda each: [":".join(pair) for pair in each.statement.stated_as]),
)

_TYPES = {"number": "number", "share": "number", "flag": "flag"}


def _detail(field: Field, path: str) -> tuple[Column, ...]:
    """The property of a detail; an amount of money is a number, with its currency beside it."""
    details, wanted = attrgetter(path), field.name

    def get(item: Any) -> Any:
        for name, value in details(item):
            if name == wanted:
                return value
        return None

    if field.type != "money":
        return (Column(wanted, _TYPES.get(field.type, "text"), get),)
    return (
        Column(wanted, "number", lambda item: (get(item) or (None,))[0]),
        Column(f"{wanted}_currency", "text", lambda item: (get(item) or (None, None))[1]),
    )


def _declarations(each: Declared) -> str | None:
    """Who said what, where the properties themselves do not say it: more than one load did, or
    others are shown with it."""
    by = each.by
    if len(by) == 1 and not each.others:
        return None
    return orjson.dumps([[list(names), entity_record(said)] for names, said in by]).decode()


def _stands_for(each: Declared) -> str | None:
    """The entities that it stands for, as they were declared."""
    others = each.others
    return orjson.dumps([entity_record(other) for other in others]).decode() if others else None


@cache
def entity_columns(kind: str) -> tuple[Column, ...]:
    """The properties of an entity of this kind."""
    fields = (*ENTITY_FIELDS, *KINDS[kind].fields)
    return (
        *_texts("entity.", "key", "name", "kind"),
        _list("names"),
        Column("aliases", "list", lambda each: [":".join(pair) for pair in each.entity.aliases]),
        *(column for field in fields for column in _detail(field, "entity.details")),
        _list("datasets"),
        Column("declarations", "text", _declarations),
        *_texts("", "same_as"),
        Column("stands_for", "text", _stands_for),
    )


@cache
def node_columns(kind: str) -> tuple[Column, ...]:
    """What is written of an entity of this kind: its properties, and what only lookups need."""
    return (
        *entity_columns(kind),
        Column("folded", "text", lambda each: folds(each.names)[0]),
        Column("folded_long", "text", lambda each: folds(each.names)[1]),
    )


@cache
def edge_columns(relation: str, given: frozenset[str] | None = None) -> tuple[Column, ...]:
    """The properties of an edge of this relation; of its own fields only those `given`, if so."""
    texts = (
        "key",
        "fact",
        "known_from",
        "known_to",
        "valid_from",
        "valid_to",
        *BOUNDS,
        "confidence",
        "polarity",
    )
    lists = ("sources", "statements", "rules")
    fields = [each for each in RELATIONS[relation].fields if given is None or each.name in given]
    return (
        *_texts("", *texts),
        Column("sure", "flag", attrgetter("sure")),
        *(_list(name) for name in lists),
        *(column for field in fields for column in _detail(field, "details")),
    )


# The properties of a statement's node that make it again; the others follow from these.
RECORDED = (*(each.name for each in fields(Statement)), "fact")


def statement_of(found: Mapping[str, Any]) -> Statement:
    """The statement whose node has these properties."""
    known = {name: found[name] for name in RECORDED if found.get(name)}
    fact = known.pop("fact", "")
    if "details" in known:
        known["details"] = orjson.loads(known["details"])
    if "stated_as" in known:
        known["stated_as"] = [each.split(":", 1) for each in known["stated_as"]]
    statement = Statement.from_record(known)
    return statement.about(fact) if fact else statement


def decision_of(found: Mapping[str, Any]) -> Decision:
    """The decision whose node has these properties."""
    return Decision(**{name: found[name] or "" for name in _DECISION})


def judgement_of(found: Mapping[str, Any]) -> Judgement:
    """The judgement whose node has these properties."""
    return Judgement(**{name: found[name] or "" for name in _JUDGEMENT})


def dataset_at(found: Mapping[str, Any]) -> Dataset:
    """The data set whose node has these properties."""
    rest = (each.name for each in DATASET[2:])
    texts = {name: found[name] or "" for name in rest}
    return Dataset(found["key"], found["name"] or "", **texts)


def filed_of(found: Mapping[str, Any]) -> Filed:
    """The source whose node has these properties."""
    published = found.get("published")

    def text(name: str) -> str:
        return found[name] or ""

    source = Source(
        found["key"],
        text("name"),
        text("publisher"),
        text("kind"),
        text("retrieved"),
        text("url"),
        when(published) if published else None,
        text("language"),
        text("snapshot_of"),
        text("note"),
    )
    return Filed(source, tuple(found["datasets"] or ()))


def _details(found: Mapping[str, Any], fields: Iterable[Field]) -> Details:
    made = {}
    for field in fields:
        value = found.get(field.name)
        if value is not None:
            currency = found.get(f"{field.name}_currency")
            made[field.name] = [value, currency] if field.type == "money" else value
    return tuple(sorted(details_of(made)))


def declared_of(found: Mapping[str, Any]) -> Declared:
    """The entity whose node has these properties."""
    kind = found["kind"]
    aliases = (tuple(each.split(":", 1)) for each in found["aliases"] or ())
    entity = Entity(
        found["key"],
        kind,
        found["name"],
        tuple((language, name) for language, name in aliases),
        _details(found, (*ENTITY_FIELDS, *KINDS[kind].fields)),
    )
    same_as, said = found.get("same_as") or "", found.get("declarations")
    if not said:
        return Declared(entity, ((tuple(found["datasets"] or ()), entity),), same_as)
    by = tuple((tuple(names), entity_of(each)) for names, each in orjson.loads(said))
    others = orjson.loads(found.get("stands_for") or "[]")
    return Declared(entity, by, same_as, tuple(map(entity_of, others)))
