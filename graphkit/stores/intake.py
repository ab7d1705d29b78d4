"""What a batch brings, held against what is there: new, different, or the same. Writes nothing.

Everything that contradicts the store or points at what is in neither is gathered, and refused
together; what comes out is sound and can be projected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from graphkit.errors import BadValue, InputError, Problem
from graphkit.model import ENTITY_FIELDS, KINDS, RELATIONS, VERDICTS
from graphkit.statement import Batch, Dataset, Decision, Entity, Source, Statement
from graphkit.stores.base import Change
from graphkit.stores.declared import (
    Contradiction,
    Datasets,
    Declared,
    Filed,
    agree,
    declare,
    file_source,
)
from graphkit.stores.lookup import Reader
from graphkit.values import day

__all__ = ["Intake", "take_in"]

T = TypeVar("T")

INFERRED = "inferred"  # the data set of statements that rules infer

_FIELDS = {
    kind.label: {each.name for each in (*ENTITY_FIELDS, *kind.fields)} for kind in KINDS.values()
}


@dataclass
class Intake:
    """A sound batch: what of it is new or different, and what that touches.

    `entities` and `sources` are those that the batch brings or names, as they will be; `moved`
    are known entities under another name or kind, `relabelled` those of another kind with the
    kind they had; `redated` are known sources that say another thing. `said` are new and
    different statements, `before` what the different ones said. `decided` are new and different
    decisions, `judged` the statements that these, and what they replace, are about.
    """

    datasets: dict[str, Dataset] = field(default_factory=dict)
    entities: dict[str, Declared] = field(default_factory=dict)
    changed_entities: dict[str, Entity] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    relabelled: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Filed] = field(default_factory=dict)
    changed_sources: dict[str, Source] = field(default_factory=dict)
    redated: set[str] = field(default_factory=set)
    said: dict[str, Statement] = field(default_factory=dict)
    before: dict[str, Statement] = field(default_factory=dict)
    decided: dict[str, Decision] = field(default_factory=dict)
    judged: dict[str, Statement] = field(default_factory=dict)
    report: dict[str, Change] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def news(self) -> Batch:
        """The part of the batch that is new or different, as it was given."""
        return Batch(
            tuple(self.datasets.values()),
            tuple(self.changed_entities.values()),
            tuple(self.changed_sources.values()),
            tuple(self.said.values()),
            tuple(self.decided.values()),
        )

    def problem(self, where: str, what: str, message: str, hint: str = "") -> None:
        """Note something that makes the batch unsound."""
        self.problems.append(Problem(where, 0, what, message, hint))

    def count(self, what: str, brought: Mapping[str, T], stored: Mapping[str, T]) -> None:
        """Count the records of one kind, each as it will be and as it was."""
        added = sum(1 for key in brought if key not in stored)
        same = sum(1 for key, each in brought.items() if stored.get(key) == each)
        self.report[what] = Change(added, len(brought) - added - same, 0, same)


def take_in(batch: Batch, reader: Reader, datasets: Datasets) -> Intake:
    """The batch as a load of these data sets; raises `InputError` with all that is wrong."""
    taken = Intake()
    _take_datasets(taken, batch, reader)
    _take_entities(taken, batch, reader, datasets)
    _take_sources(taken, batch, reader, datasets)
    _take_statements(taken, batch, reader)
    if not taken.problems:
        _take_decisions(taken, batch, reader)
    if taken.problems:
        raise InputError(taken.problems)
    return taken


def _once(taken: Intake, items: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Records by key; a key that stands for two different ones is a problem."""
    found: dict[str, T] = {}
    for key, each in items:
        if found.setdefault(key, each) != each:
            taken.problem(key, "", "is given twice, with different content")
    return found


def _take_datasets(taken: Intake, batch: Batch, reader: Reader) -> None:
    brought = _once(taken, ((each.name, each) for each in batch.datasets))
    stored = reader.datasets(brought)
    taken.count("datasets", brought, stored)
    taken.datasets = {key: each for key, each in brought.items() if stored.get(key) != each}


def _unfit(entity: Entity) -> Iterator[tuple[str, str]]:
    """What the vocabulary has no place for in an entity: property and message."""
    if entity.kind not in KINDS:
        yield "kind", f"there is no kind {entity.kind!r}"
        return
    for name, _ in entity.details:
        if name not in _FIELDS[entity.kind]:
            yield name, f"a {entity.kind} has no such field"


def _take_entities(taken: Intake, batch: Batch, reader: Reader, datasets: Datasets) -> None:
    brought: dict[str, Entity] = {}
    for each in batch.entities:
        for what, message in _unfit(each):
            taken.problem(each.key, what, message)
        known = brought.setdefault(each.key, each)
        if known is each:
            continue
        try:
            brought[each.key] = agree(known, each, "one place", "another")
        except Contradiction as clash:
            taken.problem(each.key, "", str(clash))
    stored = reader.entities({*brought, *_named(batch.statements)})
    taken.entities = dict(stored)
    for key, each in brought.items():
        try:
            taken.entities[key] = declare(stored.get(key), each, datasets)
        except Contradiction as clash:
            taken.problem(key, "", str(clash))
    taken.count("entities", {key: taken.entities.get(key) for key in brought}, stored)
    taken.changed_entities = {
        key: each for key, each in brought.items() if stored.get(key) != taken.entities.get(key)
    }
    _compare_entities(taken, stored)


def _compare_entities(taken: Intake, stored: Mapping[str, Declared]) -> None:
    for key in taken.changed_entities.keys() & stored.keys():
        was, is_ = stored[key].entity, taken.entities[key].entity
        if was.kind != is_.kind:
            taken.relabelled[key] = was.kind
        if (was.kind, was.name) != (is_.kind, is_.name):
            taken.moved.add(key)


def _named(statements: Iterable[Statement]) -> set[str]:
    named = {each.subject for each in statements}
    named.update(each.object for each in statements if each.object)
    return named


def _take_sources(taken: Intake, batch: Batch, reader: Reader, datasets: Datasets) -> None:
    brought = _once(taken, ((each.key, each) for each in batch.sources))
    stored = reader.sources({*brought, *(each.source for each in batch.statements)})
    taken.sources = dict(stored)
    for key, each in brought.items():
        try:
            taken.sources[key] = file_source(stored.get(key), each, datasets)
        except Contradiction as clash:
            taken.problem(key, "", str(clash))
    taken.count("sources", {key: taken.sources[key] for key in brought}, stored)
    for key, each in brought.items():
        if stored.get(key) != taken.sources[key]:
            taken.changed_sources[key] = each
            if key in stored and stored[key].source != each:
                taken.redated.add(key)


def _astray(statement: Statement, taken: Intake) -> Iterator[tuple[str, str]]:
    """What is wrong with a statement by itself: property and message."""
    relation = RELATIONS.get(statement.relation)
    if relation is None:
        yield "relation", f"there is no relation {statement.relation!r}"
        return
    for what in ("subject",) if relation.is_attribute else ("subject", "object"):
        named = getattr(statement, what)
        if named not in taken.entities:
            yield what, f"no entity has the key {named!r}"
    if statement.source not in taken.sources:
        yield "source", f"no source has the key {statement.source!r}"
    for name, _ in statement.details:
        if name not in relation.fields_by_name:
            yield name, f"{relation.name} has no such field"
    if relation.is_attribute and (statement.object or not statement.value):
        yield "value", f"{relation.name} gives a value, not an object"
    if statement.rule or statement.dataset == INFERRED:
        yield "rule", "only rules infer; a load states"


def _take_statements(taken: Intake, batch: Batch, reader: Reader) -> None:
    for each in batch.statements:
        for what, message in _astray(each, taken):
            where = f"{each.dataset}:{each.row}" if each.row else each.dataset
            taken.problem(where, what, message)
    if taken.problems:
        return
    brought = _once(taken, ((each.key, each) for each in batch.statements))
    stored = reader.statements("key", brought)
    taken.count("statements", brought, stored)
    for key, each in brought.items():
        was = stored.get(key)
        if was != each:
            taken.said[key] = each
            if was is not None:
                taken.before[key] = was


def _take_decisions(taken: Intake, batch: Batch, reader: Reader) -> None:
    brought = _once(taken, ((each.key, each) for each in batch.decisions))
    stored = reader.decisions("key", {*brought, *(each.withdraws for each in brought.values())})
    named = {each.statement for each in (*brought.values(), *stored.values())} - {""}
    withdrawn = {**stored, **brought}
    named.update(
        withdrawn[each.withdraws].statement
        for each in brought.values()
        if each.withdraws in withdrawn
    )
    said = {each.key: each for each in batch.statements}
    statements = {**reader.statements("key", named - said.keys()), **said}
    for key, each in brought.items():
        for what, message in _unsound(each, statements, withdrawn):
            taken.problem(key, what, message)
        if stored.get(key) != each:
            taken.decided[key] = each
    taken.count("decisions", brought, stored)
    taken.judged = {key: statements[key] for key in named if key in statements}


def _unsound(  # noqa: C901 - one line of refusal for each thing that can be wrong
    decision: Decision, statements: Mapping[str, Statement], decisions: Mapping[str, Decision]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a decision: property and message."""
    if decision.verdict not in VERDICTS:
        yield "verdict", f"there is no verdict {decision.verdict!r}"
    for what in ("row", "who", "why"):
        if not getattr(decision, what):
            yield what, "is empty"
    try:
        day(decision.decided_on)
    except BadValue as exc:
        yield "decided_on", str(exc)
    if decision.verdict == "withdrawn":
        former = decisions.get(decision.withdraws)
        if former is None:
            yield "withdraws", f"no decision has the key {decision.withdraws!r}"
        elif former.withdraws:
            yield "withdraws", f"{decision.withdraws} withdraws another; decide anew instead"
        elif decision.decided_on < former.decided_on:
            yield "decided_on", f"is before that of {decision.withdraws}, {former.decided_on}"
    elif decision.withdraws:
        yield "withdraws", f"only the verdict withdrawn withdraws, not {decision.verdict}"
    statement = statements.get(decision.statement)
    if (decision.verdict == "withdrawn") is bool(decision.statement):
        yield "statement", "a decision names either a statement or the decision that it withdraws"
    elif decision.statement and statement is None:
        yield "statement", f"no statement has the key {decision.statement!r}"
    elif statement is not None and statement.rule:
        yield "statement", "is inferred; decide on the statement that it follows from"
