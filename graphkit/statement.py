"""The immutable records: an entity, a source, a data set, one claim by one source, one decision
on a claim, one judgement of two entities.

A statement is never overwritten. It is one source's claim that a subject stands in a relation to
an object (or has a value), with when it held, the words, and who says so through whom. What
several statements say together is a fact, and is derived in `facts`. Nothing here does I/O.

The statement as a record follows FollowTheMoney's idea of one: https://followthemoney.tech
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from operator import attrgetter
from typing import Any, Self

from graphkit.model import RELATIONS
from graphkit.values import MIN_DATE, Money, When, fold, when

__all__ = [
    "INFERRED",
    "LOCAL",
    "Batch",
    "Dataset",
    "Decision",
    "Entity",
    "Judgement",
    "Source",
    "Statement",
    "digest",
    "fact_id",
    "knowledge_bounds",
]

LOCAL = "local"  # the data set of what no pack brought
INFERRED = "inferred"  # the data set of statements that rules infer

Detail = str | float | bool | Money


def digest(*parts: str) -> str:
    """24 hexadecimal digits that stand for these parts, and for no other way to split them."""
    joined = "".join([f"{len(part)}:{part}" for part in parts])
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def fact_id(relation: str, subject: str, object_: str, distinct: Iterable[str]) -> str:
    """The id of a fact: relation, both ends (in one order if it is symmetric) and what tells
    this fact from another between the same two."""
    ends = (subject, object_)
    if RELATIONS[relation].symmetric and object_ < subject:
        ends = (object_, subject)
    return digest(relation, *ends, *distinct)


@dataclass(frozen=True, slots=True)
class Dataset:
    """One pack: who publishes it, under which licence, and when its sources were read.

    `retrieved` is an ISO day: an undated source of the pack is known from that day on.
    """

    name: str
    title: str
    retrieved: str
    publisher: str = ""
    licence: str = ""
    summary: str = ""
    leaves_out: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node. `aliases` are (language, name) pairs; `details` the fields of its kind and the
    common ones that are known. The same entity may stand in several packs, each of which says of
    it what it knows: aliases add up. `datasets` are those of a batch that say this, where not all
    of them do."""

    key: str
    kind: str
    name: str
    aliases: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, Detail], ...] = ()
    datasets: tuple[str, ...] = field(default=(), compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is called by, the first one first, none twice."""
        return tuple(dict.fromkeys((self.name, *(name for _, name in self.aliases))))

    def merged(self, other: Entity) -> Entity:
        """The entity with what another pack adds; the order of packs does not matter.

        Where both give a detail the smaller value stays, so that the result is the same either
        way round; a differing kind or name is refused by the check before it comes here.
        """
        aliases = tuple(sorted({*self.aliases, *other.aliases}))
        details = dict(self.details)
        for name, value in other.details:
            details[name] = min(details.get(name, value), value, key=repr)
        return Entity(self.key, self.kind, self.name, aliases, tuple(sorted(details.items())))


@dataclass(frozen=True, slots=True)
class Source:
    """A document. `published` is None where the page does not say; then `retrieved` (an ISO day)
    is when it is known to have existed. `snapshot_of` names the register of which this source is
    a complete copy: only then does absence mean "not listed". `datasets` are those of a batch that
    bring it, where not all of them do."""

    key: str
    title: str
    publisher: str
    kind: str
    retrieved: str
    url: str = ""
    published: When | None = None
    language: str = ""
    snapshot_of: str = ""
    note: str = ""
    datasets: tuple[str, ...] = field(default=(), compare=False)

    @property
    def known(self) -> tuple[str, str]:
        """Bounds of the day from which the document could be read."""
        if self.published is None:
            return self.retrieved, self.retrieved
        return self.published.earliest, min(self.published.latest, self.retrieved)


class _Ids:
    """Room for what follows from a statement, is long to work out, and is asked for often."""

    __slots__ = ("_fact", "_key")
    _fact: str
    _key: str


@dataclass(frozen=True, slots=True)  # a million of them is a common load: half the memory
class Statement(_Ids):
    """One claim by one source.

    `object` is an entity's key, or empty for an attribute, whose `value` is then the canonical
    text. `valid_from` None means that no start is stated: it held by the time it was published.
    `valid_to` is an end that is stated to have happened, `expected_to` the end of a term that
    was agreed. `quote` is a phrase of the source, `summary` our own words; `attribution` the
    chain of who says so, nearest first. `rule` names the rule that inferred it, else empty.
    `row` is the label that the pack gives it, else empty. `stated_as` gives, by field, the keys
    that the pack has where those here are of the entities that stand for them (`resolved`).
    """

    dataset: str
    subject: str
    relation: str
    source: str
    object: str = ""
    value: str = ""
    valid_from: When | None = None
    valid_to: When | None = None
    expected_to: When | None = None
    polarity: str = "asserted"
    stage: str = "closed"
    confidence: str = "reported"
    quote: str = ""
    summary: str = ""
    attribution: tuple[str, ...] = ()
    episode: str = ""
    details: tuple[tuple[str, Detail], ...] = ()
    note: str = ""
    row: str = ""
    rule: str = ""
    stated_as: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """`dataset:row` where the pack labels its rows, else a digest of the content."""
        try:
            return self._key
        except AttributeError:
            key = f"{self.dataset}:{self.row or self.as_stated._digest()}"
            object.__setattr__(self, "_key", key)
            return key

    @property
    def as_stated(self) -> Self:
        """The statement with the keys that its pack has."""
        return self._with(dict(self.stated_as), ()) if self.stated_as else self

    def resolved(self, stand_in: Callable[[str], str]) -> Self:
        """The statement as stated, of the entities that stand for those it names; `stand_in`
        gives the key of one by the key of the other, which may be the same."""
        stated = self.as_stated
        named = {"subject": stated.subject}
        if stated.object:
            named["object"] = stated.object
        relation = RELATIONS[stated.relation]
        for name, value in stated.details:
            if relation.fields_by_name[name].type == "entity":
                named[name] = str(value)
        made = {name: stand_in(key) for name, key in named.items()}
        stated_as = tuple((name, key) for name, key in named.items() if made[name] != key)
        return stated._with(made, stated_as) if stated_as else stated

    def _with(self, keys: Mapping[str, str], stated_as: tuple[tuple[str, str], ...]) -> Self:
        """The same claim of entities with these keys, by field."""
        return replace(
            self,
            subject=keys.get("subject", self.subject),
            object=keys.get("object", self.object),
            details=tuple((name, keys.get(name, value)) for name, value in self.details),
            stated_as=stated_as,
        )

    @property
    def fact(self) -> str:
        """The id of the fact that this statement is about."""
        try:
            return self._fact
        except AttributeError:
            return self.about(self._fact_id())._fact

    def about(self, fact: str) -> Self:
        """The same statement, of which the id of its fact is known from elsewhere."""
        object.__setattr__(self, "_fact", fact)
        return self

    def _fact_id(self) -> str:
        distinct = RELATIONS[self.relation].distinct
        known = dict(self.details) if distinct else {}
        return fact_id(
            self.relation,
            self.subject,
            self.object or self.value,
            (*(fold(str(known[name])) if name in known else "" for name in distinct), self.episode),
        )

    @property
    def makes_fact(self) -> bool:
        """Whether it claims that something is so: asserted, and past the stage of a plan."""
        return self.polarity == "asserted" and self.stage == "closed"

    def _digest(self) -> str:
        told = (getattr(self, each.name) for each in fields(self) if each.name != "stated_as")
        return digest(*map(str, told))

    def as_record(self) -> dict[str, Any]:
        """The statement as plain JSON values, without what is at its default."""
        record: dict[str, Any] = {
            name: value.text if isinstance(value, When) else value
            for (name, default), value in zip(_DEFAULTS.items(), _VALUES(self), strict=True)
            if value != default
        }
        if self.details:
            record["details"] = {
                name: list(value) if isinstance(value, Money) else value
                for name, value in self.details
            }
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The inverse of `as_record`, also after a trip through JSON."""
        known = dict(record)
        for name in _DATES:
            if name in known:
                known[name] = when(known[name])
        if "attribution" in known:
            known["attribution"] = tuple(known["attribution"])
        if "stated_as" in known:
            known["stated_as"] = tuple((name, key) for name, key in known["stated_as"])
        if "details" in known:
            known["details"] = tuple(
                (name, Money(*value) if isinstance(value, (list, tuple)) else value)
                for name, value in known["details"].items()
            )
        return cls(**known)


_DATES = ("valid_from", "valid_to", "expected_to")
_DEFAULTS: Mapping[str, object] = {
    each.name: ("" if each.name in {"dataset", "subject", "relation", "source"} else each.default)
    for each in fields(Statement)
}
_VALUES = attrgetter(*_DEFAULTS)


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's judgement of one statement, on a ground that it gives.

    It counts from `decided_on` (an ISO day) on, in knowledge time: what was known on an earlier
    day is known as it was. Nothing is deleted: a later record with the verdict `withdrawn`, which
    names in `withdraws` the key of a decision instead of a statement, takes it back.
    """

    dataset: str
    row: str
    verdict: str
    who: str
    decided_on: str
    why: str
    statement: str = ""
    withdraws: str = ""

    @property
    def key(self) -> str:
        """`dataset:row`."""
        return f"{self.dataset}:{self.row}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's judgement of whether two entities are one, on a ground that it gives.

    It is a correction of how names were read, not news of the world, so it counts on every day of
    knowledge. `who` is a person, or the rule that judged, which then gives a `score` (0 to 1) and
    the `features` it saw. Nothing is deleted: a later record with the verdict `withdrawn`, which
    names in `withdraws` the key of a judgement instead of two entities, takes it back.
    """

    dataset: str
    row: str
    verdict: str
    who: str
    judged_on: str
    why: str
    left: str = ""
    right: str = ""
    score: str = ""
    features: str = ""
    withdraws: str = ""

    @property
    def key(self) -> str:
        """`dataset:row`."""
        return f"{self.dataset}:{self.row}"

    @property
    def pair(self) -> tuple[str, str]:
        """The two keys, in one order whichever way round they were written."""
        return min(self.left, self.right), max(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one load brings: records of one or more packs. Their order carries no meaning."""

    datasets: tuple[Dataset, ...] = ()
    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its data sets, sorted."""
        return tuple(sorted({each.name for each in self.datasets}))


def knowledge_bounds(statement: Statement, source: Source) -> tuple[str, str]:
    """When the claim could be known, as earliest and latest day.

    A report is known no earlier than the event it reports: a month-dated December article cannot
    have told on the 1st of what happened on the 4th. A plan or a term tells of the future, so
    only starts and ends that are stated to have happened count.
    """
    earliest, latest = source.known
    if statement.stage == "closed":
        events = [statement.valid_from, statement.valid_to]
        if RELATIONS[statement.relation].value == "date":
            events.append(when(statement.value))
        for event in events:
            if event is not None and event.earliest != MIN_DATE:
                earliest = max(earliest, min(event.earliest, latest))
    return earliest, latest
