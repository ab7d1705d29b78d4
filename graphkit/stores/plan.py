"""From a batch to what an engine must do: the nodes and edges of everything that it touches.

Facts are worked out again from all their statements, earlier ones included, so the outcome does
not depend on how statements came in. Asks the engine through a `Reader`; writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from graphkit.decisions import Standing, standing
from graphkit.facts import CEASED_ENDS, FactVersion, Known, inferred_ends, stated_key, versions
from graphkit.model import RELATIONS
from graphkit.statement import Batch, Statement
from graphkit.stores.base import Change, Check, Progress, WriteReport
from graphkit.stores.declared import Datasets, Declared
from graphkit.stores.intake import take_in
from graphkit.stores.lookup import Edge, Reader
from graphkit.stores.projection import (
    DATASET,
    DECISION,
    JUDGEMENT,
    SOURCE,
    STATEMENT,
    Column,
    edge_columns,
    node_columns,
    properties,
    show,
)
from graphkit.stores.putting import put_back
from graphkit.stores.revision import Records
from graphkit.stores.taken import Intake
from graphkit.stores.upsert import STATED_IN, Changes, EdgeGroup, NodeGroup

__all__ = ["Plan", "plan", "plan_again", "plan_back"]

Facts = Mapping[str, list[Known]]
EdgeKind = tuple[str, str, str]  # relation, kind it starts from, kind it ends at

_STEP = 5_000  # facts between two calls of progress


class Plan(NamedTuple):
    """What a write does to the engine, and what it reports.

    `taken` is what of the records is new, different or gone; `before` the edges of the facts that
    it touches, by their keys, and `after` every version that they will have.
    """

    changes: Changes
    report: WriteReport
    taken: Intake
    before: Mapping[str, Edge]
    after: Mapping[EdgeKind, list[FactVersion]]


class _Scope(NamedTuple):
    """What a batch touches.

    `facts` are to be worked out again from their statements; `shown` are the keys of the stated
    ones among them whose nodes are written. `stored` are all statements of these facts as they
    are in the engine, those that the batch replaces and the inferred ones included.
    """

    facts: Facts
    shown: set[str]
    stored: Mapping[str, Statement]
    entities: Mapping[str, Declared]


def plan(
    batch: Batch,
    reader: Reader,
    datasets: Datasets,
    progress: Progress | None = None,
    check: Check | None = None,
) -> Plan:
    """The plan of a load of these data sets; raises `InputError` where the batch is unsound, and
    what `check` raises of what it would change."""
    taken = take_in(batch, reader, datasets)
    if check:
        check(taken)
    return _project(taken, reader, progress)


def plan_back(
    records: Records, reader: Reader, progress: Progress | None = None, *, part: bool = False
) -> Plan:
    """The plan of putting records back as they were; raises `StillNeeded` (`put_back`)."""
    return _project(put_back(records, reader, part=part), reader, progress)


def plan_again(facts: Iterable[str], reader: Reader) -> Plan:
    """The plan of working out facts again that other rules made; no record has changed."""
    stated = reader.statements("fact", facts).items()
    return _project(Intake(judged={key: each for key, each in stated if not each.rule}), reader)


def _project(taken: Intake, reader: Reader, progress: Progress | None = None) -> Plan:
    scope = _scope(taken, reader)
    drawn = _draw(scope, progress)
    old = _existing(scope, taken, reader)
    kept, gone_edges, facts = _compare(drawn, old, taken)
    gone_nodes = [(kind, [key]) for key, kind in taken.relabelled.items()]
    gone_nodes.append(("Statement", _stale(taken, scope)))
    changes = Changes(
        [each for each in gone_nodes if each[1]],
        gone_edges,
        _nodes(taken, scope),
        [*_edges(drawn, kept), *_links(taken, scope)],
        list(_removed(taken)),
    )
    return Plan(changes, WriteReport(**taken.report, facts=facts), taken, old, drawn)


def _scope(taken: Intake, reader: Reader) -> _Scope:
    also: dict[str, Statement] = {}
    also |= reader.statements("source", taken.redated)
    for by in ("subject", "object"):
        also |= reader.statements(by, taken.moved)
    also |= taken.before
    also |= {key: each for key, each in taken.judged.items() if key not in taken.said}
    touched = [*also.values(), *taken.said.values()]
    facts = {each.fact for each in touched}
    ceased = {each.subject for each in touched if each.relation == "ceased"}
    for by in ("subject", "object"):
        for relation in CEASED_ENDS if ceased else ():
            ended = reader.statements(by, ceased, relation)
            facts.update(each.fact for each in ended.values())
    stored = reader.statements("fact", facts)
    gone = taken.gone["Statement"]
    stated = {key: each for key, each in stored.items() if not each.rule and key not in gone}
    stated = {**stated, **taken.said}
    inferred = _inferred(stated.values(), taken, reader)
    entities = _entities(chain(stated.values(), stored.values()), taken, reader)
    known = _known(chain(stated.values(), inferred), taken, reader)
    return _Scope(known, {*also, *taken.said}, stored, entities)


def _inferred(stated: Iterable[Statement], taken: Intake, reader: Reader) -> list[Statement]:
    """The ends that follow, for the facts in scope, from parties that ceased."""
    mortal = [each for each in stated if each.relation in CEASED_ENDS]
    parties = {party for each in mortal for party in (each.subject, each.object)}
    ceased: dict[str, list[Statement]] = defaultdict(list)
    stored = reader.statements("subject", parties, "ceased")
    replaced = taken.said.keys() | taken.gone["Statement"]
    former = (each for key, each in stored.items() if key not in replaced)
    for each in chain(former, taken.said.values()):
        if each.relation == "ceased":
            ceased[each.subject].append(each)
    if not ceased:
        return []
    # In order of key, so that which of a fact's statements lends the rest does not depend on
    # the order of loads.
    return inferred_ends(sorted(mortal, key=lambda each: each.key), ceased)


def _entities(
    statements: Iterable[Statement], taken: Intake, reader: Reader
) -> dict[str, Declared]:
    """Every entity at either end of these statements, as it will be."""
    ends = {end for each in statements for end in (each.subject, each.object) if end}
    missing = ends - taken.entities.keys()
    return {**reader.entities(missing), **taken.entities} if missing else taken.entities


def _known(
    statements: Iterable[Statement], taken: Intake, reader: Reader
) -> dict[str, list[Known]]:
    every = list(statements)
    missing = {each.source for each in every} - taken.sources.keys()
    sources = {**reader.sources(missing), **taken.sources} if missing else taken.sources
    decisions = _standing({stated_key(each) for each in every}, taken, reader)
    facts: dict[str, list[Known]] = defaultdict(list)
    for each in every:
        source, decided = sources[each.source].source, decisions.get(stated_key(each), ())
        facts[each.fact].append(Known.of(each, source, decided))
    return facts


def _standing(
    statements: set[str], taken: Intake, reader: Reader
) -> Mapping[str, tuple[Standing, ...]]:
    """What was and is decided on these statements."""
    found = {**reader.decisions("statement", statements), **taken.decided}
    every = {**reader.decisions("withdraws", found), **found}
    gone = taken.gone["Decision"]
    return standing(each for key, each in every.items() if key not in gone)


def _draw(scope: _Scope, progress: Progress | None) -> dict[EdgeKind, list[FactVersion]]:
    """Every version of the facts in scope that joins two entities, by what it joins."""
    drawn: dict[EdgeKind, list[FactVersion]] = defaultdict(list)
    entities = scope.entities
    for number, group in enumerate(scope.facts.values()):
        if progress and number % _STEP == 0:
            progress("facts", number, len(scope.facts))
        for each in versions(group):
            if each.object:
                start, end = entities[each.subject].entity.kind, entities[each.object].entity.kind
                drawn[each.relation, start, end].append(each)
    if progress:
        progress("facts", len(scope.facts), len(scope.facts))
    return drawn


def _existing(scope: _Scope, taken: Intake, reader: Reader) -> dict[str, Edge]:
    """The edges that the facts in scope have in the engine, by key."""
    starts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for each in chain(scope.stored.values(), taken.before.values()):
        if not RELATIONS[each.relation].is_attribute:
            starts[each.relation].add((each.subject, each.fact))
    return {
        edge.properties["key"]: edge
        for relation, facts in starts.items()
        for edge in reader.edges(relation, facts)
    }


def _compare(
    drawn: Mapping[EdgeKind, list[FactVersion]], old: Mapping[str, Edge], taken: Intake
) -> tuple[set[str], list[tuple[str, list[tuple[str, str]]]], Change]:
    """The edges that stay as they are, those that go, and the count of versions."""
    kept: set[str] = set()
    changed = 0
    for each in chain.from_iterable(drawn.values()) if old else ():
        edge = old.get(each.key)
        if edge is None:
            continue
        (now,) = properties(edge_columns(each.relation), [each])
        ends = (each.subject, each.object)
        if now == edge.properties and ends == (edge.start, edge.end):
            # An end of another kind is another node: its edges went with the former one.
            if taken.relabelled.keys().isdisjoint(ends):
                kept.add(each.key)
        else:
            changed += 1
    every = {each.key for group in drawn.values() for each in group} if old else set()
    gone: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, edge in old.items():
        if key not in kept:
            gone[edge.relation].append((edge.start, key))
    total = sum(map(len, drawn.values()))
    removed = len(old.keys() - every)
    same = len(old) - removed - changed
    return kept, list(gone.items()), Change(total - changed - same, changed, removed, same)


def _edges(drawn: Mapping[EdgeKind, list[FactVersion]], kept: set[str]) -> Iterator[EdgeGroup]:
    for (relation, start, end), items in sorted(drawn.items()):
        new = [each for each in items if each.key not in kept] if kept else items
        if new:
            ends = [(each.subject, each.object) for each in new]
            given = frozenset(name for each in new for name, _ in each.details)
            yield EdgeGroup(relation, start, end, ends, edge_columns(relation, given), new)


def _stale(taken: Intake, scope: _Scope) -> list[str]:
    """Statements whose nodes go: inferred ones, to be inferred anew, and those that another
    source states now, to be tied to that.
    """
    resaid = (
        key
        for key, was in taken.before.items()
        if key in taken.said and was.source != taken.said[key].source
    )
    return sorted({*resaid, *(key for key, each in scope.stored.items() if each.rule)})


def _removed(taken: Intake) -> Iterator[tuple[str, list[str]]]:
    """The nodes of records that go, those first that name others."""
    for label in ("Decision", "Judgement", "Statement", "Source", "Dataset"):
        if taken.gone[label]:
            yield label, sorted(taken.gone[label])
    kinds: dict[str, list[str]] = defaultdict(list)
    for key in sorted(taken.gone["Entity"]):
        kinds[taken.former[key].entity.kind].append(key)
    yield from kinds.items()


def _written(scope: _Scope) -> Iterator[Known]:
    """The statements whose nodes are written."""
    for group in scope.facts.values():
        for each in group:
            if each.statement.rule or each.statement.key in scope.shown:
                yield each


def _nodes(taken: Intake, scope: _Scope) -> list[NodeGroup]:
    kinds: dict[str, dict[str, Any]] = defaultdict(dict)
    for key in sorted(taken.changed_entities.keys() | taken.regrouped.keys()):
        declared = taken.entities[key]
        kinds[declared.entity.kind][key] = declared
    names = {key: each.entity.name for key, each in scope.entities.items()}
    sources = {key: taken.sources[key] for key in taken.changed_sources}
    written = {each.statement.key: each for each in _written(scope)}

    def stored(label: str) -> Collection[str]:
        return {key for key, was in taken.was.get(label, {}).items() if was is not None}

    return [
        *_groups("Dataset", DATASET, taken.datasets, stored("Dataset")),
        *(
            group
            for kind, items in sorted(kinds.items())
            for group in _groups(kind, node_columns(kind), items, taken.former)
        ),
        *_groups("Source", SOURCE, sources, stored("Source")),
        *_groups(
            "Statement",
            STATEMENT,
            written,
            scope.stored.keys() | taken.before.keys(),
            lambda each: show(each, names),
        ),
        *_groups("Decision", DECISION, taken.decided, stored("Decision")),
        *_groups("Judgement", JUDGEMENT, taken.judgements, stored("Judgement")),
    ]


def _groups(
    label: str,
    columns: Sequence[Column],
    items: Mapping[str, Any],
    stored: Collection[str],
    shown: Callable[[Any], Any] | None = None,
) -> Iterator[NodeGroup]:
    """Records by key as nodes: those that are not in the store, and those that are."""
    new = [each for key, each in items.items() if key not in stored]
    known = [each for key, each in items.items() if key in stored] if stored else []
    if new:
        yield NodeGroup(label, columns, new, shown, new=True)
    if known:
        yield NodeGroup(label, columns, known, shown)


def _links(taken: Intake, scope: _Scope) -> Iterator[EdgeGroup]:
    """What ties new statements to their sources."""
    ends = [
        (each.statement.key, each.statement.source)
        for each in _written(scope)
        if each.statement.rule or _is_new(each.statement, taken)
    ]
    if ends:
        yield EdgeGroup(STATED_IN, "Statement", "Source", ends)


def _is_new(statement: Statement, taken: Intake) -> bool:
    was = taken.before.get(statement.key)
    if was is not None:
        return was.source != statement.source
    return statement.key in taken.said
