"""The records behind an answer: taken from a store, and made into facts again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graphkit.decisions import standing
from graphkit.facts import CEASED_ENDS, FactVersion, Known, inferred_ends, stated_key, versions
from graphkit.model import RELATIONS
from graphkit.statement import Batch, Decision, Source, Statement
from graphkit.stores.base import Store
from graphkit.stores.lookup import Reader

__all__ = ["FACT_FIELDS", "bundle", "fact_record", "facts_of", "touching"]

# What is written down of a fact: all that a rule gives it. When it stopped being known like this
# is left out: it is told by statements of later than the answer.
FACT_FIELDS = tuple(name for name in FactVersion._fields if name not in {"known_to", "details"})

_HUBS = frozenset({"HOLDS", "LISTED_IN", "CLEARED", "APPLIED_FOR", "USES_LICENCE_OF", "ISSUED_BY"})

_TOUCHING = (
    """UNWIND $keys AS key MATCH (s:Statement {subject: key})
    RETURN DISTINCT s.fact LIMIT $most""",
    """UNWIND $keys AS key MATCH (s:Statement {object: key})
    WHERE s.relation IN $relations RETURN DISTINCT s.fact LIMIT $most""",
)


def touching(store: Store, keys: Collection[str], most: int, *, hubs: bool) -> set[str]:
    """The facts that have one of these entities at either end, up to a little more than `most`.

    Without `hubs` those are left out that very many share an object in: who else holds the same
    right, or builds on the same licence, seldom changes an answer.
    """
    relations = [each for each in RELATIONS if hubs or each not in _HUBS]
    given = {"keys": sorted(keys), "relations": relations, "most": most + 1}
    return {fact for query in _TOUCHING for (fact,) in store.query(query, given).rows}


def bundle(reader: Reader, facts: Iterable[str], entities: Iterable[str], known_on: str) -> Batch:
    """Every record that these facts rest on as known on a day, and these entities."""
    said = [each for each in reader.statements("fact", facts).values() if not each.rule]
    mortal = {end for each in said if each.relation in CEASED_ENDS for end in _ends(each)}
    ceased = reader.statements("subject", mortal, "ceased")
    every = {each.key: each for each in (*said, *ceased.values())}
    sources = {
        key: each.source
        for key, each in reader.sources({each.source for each in every.values()}).items()
    }
    statements = [
        each
        for _, each in sorted(every.items())
        if Known.of(each, sources[each.source]).earliest <= known_on
    ]
    cited = sorted({each.source for each in statements})
    named = {key for each in statements for key in (*_ends(each), *_entities_in(each))}
    named.update(entities, (sources[each].snapshot_of for each in cited))
    return Batch(
        tuple(reader.datasets({each.dataset for each in statements}).values()),
        tuple(each.entity for each in reader.entities(named - {""}).values()),
        tuple(sources[each] for each in cited),
        tuple(statements),
        tuple(_decisions(reader, {each.key for each in statements}, known_on)),
    )


def _ends(statement: Statement) -> Iterable[str]:
    return (statement.subject, statement.object) if statement.object else (statement.subject,)


def _entities_in(statement: Statement) -> Iterable[str]:
    """The entities that its own fields name."""
    known = RELATIONS[statement.relation].fields_by_name
    for name, value in statement.details:
        if known[name].type == "entity":
            yield str(value)


def _decisions(reader: Reader, statements: set[str], known_on: str) -> list[Decision]:
    made = reader.decisions("statement", statements)
    found = {**made, **reader.decisions("withdraws", made)}
    return [each for _, each in sorted(found.items()) if each.decided_on <= known_on]


def facts_of(batch: Batch, known_on: str) -> Mapping[str, FactVersion | None]:
    """Each fact of these statements as known on a day; None where nobody asserts it."""
    sources = {each.key: each for each in batch.sources}
    ceased: dict[str, list[Statement]] = defaultdict(list)
    for each in batch.statements:
        if each.relation == "ceased":
            ceased[each.subject].append(each)
    ordered = sorted(batch.statements, key=lambda each: each.key)
    groups = _groups((*ordered, *inferred_ends(ordered, ceased)), sources, batch.decisions)
    return {
        fact: next(
            (each for each in versions(group) if each.known_from <= known_on < each.known_to), None
        )
        for fact, group in groups.items()
    }


def _groups(
    statements: Iterable[Statement],
    sources: Mapping[str, Source],
    decisions: Iterable[Decision],
) -> Mapping[str, list[Known]]:
    decided = standing(decisions)
    groups: dict[str, list[Known]] = defaultdict(list)
    for each in statements:
        known = Known.of(each, sources[each.source], decided.get(stated_key(each), ()))
        groups[each.fact].append(known)
    return groups


def fact_record(fact: str, version: FactVersion | None) -> dict[str, Any]:
    """A fact as known on one day as plain JSON values."""
    if version is None:
        return {"fact": fact}
    made = {name: getattr(version, name) for name in FACT_FIELDS}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in made.items()
    }
