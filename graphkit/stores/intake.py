"""What a batch brings, held against what is there: new, different, or the same. Writes nothing.

Everything that contradicts the store or points at what is in neither is gathered, and refused
together; what comes out is sound and can be projected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphkit.errors import InputError
from graphkit.model import ENTITY_FIELDS, KINDS, RELATIONS, VERDICTS
from graphkit.statement import INFERRED, Batch, Decision, Entity, Source, Statement
from graphkit.stores.declared import Contradiction, Datasets, agree, declare, file_source
from graphkit.stores.identity import named_by, restate, take_judgements, unite
from graphkit.stores.lookup import Reader
from graphkit.stores.rulings import Flaw, unsound
from graphkit.stores.taken import Intake, once

__all__ = ["compare_entities", "take_in"]

_FIELDS = {
    kind.label: {each.name for each in (*ENTITY_FIELDS, *kind.fields)} for kind in KINDS.values()
}
_ENDS = ("subject", "object")


def take_in(batch: Batch, reader: Reader, datasets: Datasets) -> Intake:
    """The batch as a load of these data sets; raises `InputError` with all that is wrong."""
    taken = Intake()
    _take_datasets(taken, batch, reader)
    _take_entities(taken, batch, reader, datasets)
    take_judgements(taken, batch, reader)
    unite(taken, reader)
    _take_sources(taken, batch, reader, datasets)
    _take_statements(taken, batch, reader)
    if not taken.problems:
        _take_decisions(taken, batch, reader)
    if taken.problems:
        raise InputError(taken.problems)
    return taken


def _take_datasets(taken: Intake, batch: Batch, reader: Reader) -> None:
    brought = once(taken, ((each.name, each) for each in batch.datasets))
    stored = reader.datasets(brought)
    taken.count("datasets", brought, stored)
    taken.datasets = {key: each for key, each in brought.items() if stored.get(key) != each}


def _foreign(record: Entity | Source, datasets: Datasets) -> Iterator[tuple[str, str]]:
    """Data sets that are said to bring a record and are not in the load: property and message."""
    if not {*record.datasets} <= {*datasets}:
        yield "datasets", "names a data set that is not loaded"


def _unfit(entity: Entity) -> Iterator[tuple[str, str]]:
    """What the vocabulary has no place for in an entity: property and message."""
    if entity.kind not in KINDS:
        yield "kind", f"there is no kind {entity.kind!r}"
        return
    for name, _ in entity.details:
        if name not in _FIELDS[entity.kind]:
            yield name, f"a {entity.kind} has no such field"


def _take_entities(taken: Intake, batch: Batch, reader: Reader, datasets: Datasets) -> None:
    brought: dict[str, tuple[Entity, ...]] = {}
    for each in batch.entities:
        for what, message in (*_unfit(each), *_foreign(each, datasets)):
            taken.problem(each.key, what, message)
        known = brought.get(each.key, ())
        brought[each.key] = (*known, each)
        for other in known[:1]:
            try:
                agree(other, each, "one place", "another")
            except Contradiction as clash:
                taken.problem(each.key, "", str(clash))
    named = {key for each in batch.statements for _, key in _names(each)}
    named |= named_by(batch.judgements)
    stored = reader.entities({*brought, *named})
    taken.entities, taken.former = dict(stored), dict(stored)
    for key, said in brought.items():
        try:
            taken.entities[key] = declare(stored.get(key), said, datasets)
        except Contradiction as clash:
            taken.problem(key, "", str(clash))
    taken.count("entities", {key: taken.entities.get(key) for key in brought}, stored)
    taken.changed_entities = {
        key: said for key, said in brought.items() if stored.get(key) != taken.entities.get(key)
    }
    compare_entities(taken)


def compare_entities(taken: Intake) -> None:
    """Note which known entities are of another name or kind from now on."""
    for key in taken.changed_entities.keys() & taken.former.keys():
        was, is_ = taken.former[key].entity, taken.entities[key].entity
        if was.kind != is_.kind:
            taken.relabelled[key] = was.kind
        if (was.kind, was.name) != (is_.kind, is_.name):
            taken.moved.add(key)


def _names(statement: Statement) -> Iterator[tuple[str, str]]:
    """Where a statement names an entity, and by which key."""
    yield "subject", statement.subject
    relation = RELATIONS.get(statement.relation)
    if relation is None or relation.is_attribute:
        return
    yield "object", statement.object
    if len(relation.named) > len(_ENDS):
        for name, value in statement.details:
            if name in relation.named:
                yield name, str(value)


def _take_sources(taken: Intake, batch: Batch, reader: Reader, datasets: Datasets) -> None:
    brought = once(taken, ((each.key, each) for each in batch.sources))
    for each in brought.values():
        for what, message in _foreign(each, datasets):
            taken.problem(each.key, what, message)
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


def _misnamed(statement: Statement, taken: Intake) -> Iterator[tuple[str, str]]:
    """What is wrong with the entities that a statement names: property and message."""
    relation = RELATIONS[statement.relation]
    for what, key in _names(statement):
        known, kinds = taken.entities.get(key), relation.named[what]
        if known is None:
            yield what, f"no entity has the key {key!r}"
        elif known.entity.kind not in kinds:
            needed = " or ".join(kinds)
            yield what, f"{key!r} is of kind {known.entity.kind}; {needed} is needed here"


def _astray(statement: Statement, taken: Intake) -> Iterator[tuple[str, str]]:
    """What is wrong with a statement by itself: property and message."""
    relation = RELATIONS.get(statement.relation)
    if relation is None:
        yield "relation", f"there is no relation {statement.relation!r}"
        return
    yield from _misnamed(statement, taken)
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
    brought = once(taken, ((each.key, each) for each in batch.statements))
    stored = reader.statements("key", brought)
    taken.count("statements", brought, {key: each.as_stated for key, each in stored.items()})
    plain = not any(each.same_as for each in taken.entities.values())
    for key, each in brought.items():
        was, now = stored.get(key), each if plain else taken.resolved(each)
        if was == now:
            continue
        taken.said[key] = now
        if was is not None:
            taken.before[key] = was
            if was.as_stated == each:
                taken.restated.add(key)
    if taken.judgements:
        restate(taken, reader)


def _take_decisions(taken: Intake, batch: Batch, reader: Reader) -> None:
    brought = once(taken, ((each.key, each) for each in batch.decisions))
    stored = reader.decisions("key", {*brought, *(each.withdraws for each in brought.values())})
    named = {each.statement for each in (*brought.values(), *stored.values())} - {""}
    withdrawn = {**stored, **brought}
    named.update(
        withdrawn[each.withdraws].statement
        for each in brought.values()
        if each.withdraws in withdrawn
    )
    # Those of the batch that say nothing new are taken as they stand in the store: there they are
    # of the entities that stand for those they were stated of.
    statements = {**reader.statements("key", named - taken.said.keys()), **taken.said}
    for key, each in brought.items():
        for flaw in _flaws(each, statements, withdrawn):
            taken.problem(key, *flaw)
        if stored.get(key) != each:
            taken.decided[key] = each
    taken.count("decisions", brought, stored)
    taken.judged = {key: statements[key] for key in named if key in statements}


def _flaws(
    decision: Decision, statements: Mapping[str, Statement], decisions: Mapping[str, Decision]
) -> Iterator[Flaw]:
    """What is wrong with a decision."""
    yield from unsound(
        decision, verdicts=VERDICTS, dated="decided_on", about={"statement": statements},
        target="statement", known=decisions,
    )  # fmt: skip
    former = decisions.get(decision.withdraws)
    if former is not None and decision.decided_on < former.decided_on:
        yield Flaw("decided_on", f"is before that of {decision.withdraws}, {former.decided_on}")
    statement = statements.get(decision.statement)
    if statement is not None and statement.rule:
        yield Flaw("statement", "is inferred", "decide on the statement that it follows from")
