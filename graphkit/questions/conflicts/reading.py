"""Which statements have to be looked at for conflicts, read from a store, and what was decided.

For the whole graph only facts are read that could be in conflict, picked by queries that know
what the rules compare; for one entity, the facts around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graphkit.bounds import Known
from graphkit.decisions import Standing
from graphkit.facts import stated_key
from graphkit.model import RELATIONS
from graphkit.questions.conflicts.across import RELATED
from graphkit.statement import Statement
from graphkit.stores.base import Store
from graphkit.stores.lookup import Reader, reader_of

__all__ = ["Read", "read"]

_SOLE = [each.name for each in RELATIONS.values() if each.sole]
_SHARED = [
    each.name
    for each in RELATIONS.values()
    if each.sole or each.name == "OWNS" or "exclusive" in each.fields_by_name
]
_CROSSING = {
    "single": [each.name for each in RELATIONS.values() if each.single],
    "sole": _SOLE,
    "exclusive": [each.name for each in RELATIONS.values() if "exclusive" in each.fields_by_name],
    "one_way": [each.name for each in RELATIONS.values() if each.one_way],
}

# Each gives facts; together all that the rules could find a conflict in.
_SUSPECTS = (
    """MATCH (a:Entity)-[r]->(b:Entity)
    WHERE any(rule IN r.rules WHERE rule IN ['starts-differ', 'ends-differ', 'disputed'])
    RETURN DISTINCT r.fact""",
    """MATCH (d:Decision) MATCH (s:Statement {key: d.statement}) RETURN DISTINCT s.fact""",
    """MATCH (s:Statement)
    WITH s.fact AS fact, count(s) AS claims,
      sum(CASE WHEN s.polarity <> 'asserted' THEN 1 ELSE 0 END) AS denials,
      sum(CASE WHEN s.confidence = 'rumoured' THEN 1 ELSE 0 END) AS rumours
    WHERE 0 < denials AND denials < claims OR 0 < rumours AND rumours < claims
    RETURN fact""",
    """MATCH (s:Statement) WHERE s.details IS NOT NULL
    WITH s.fact AS fact, count(DISTINCT s.details) AS different WHERE different > 1
    RETURN fact""",
    """MATCH (s:Statement) WHERE s.relation IN $single
    WITH s.subject AS subject, s.relation AS relation, count(s) AS claims,
      collect(DISTINCT s.fact) AS every
    WHERE claims > 1
    UNWIND every AS fact RETURN DISTINCT fact""",
    """MATCH (s:Statement) WHERE s.relation = 'OWNS'
    WITH s.object AS object, count(DISTINCT s.fact) AS facts, collect(DISTINCT s.fact) AS every
    WHERE facts > 1
    UNWIND every AS fact RETURN DISTINCT fact""",
    """MATCH (s:Statement) WHERE s.relation IN $sole
    WITH s.object AS object, s.relation AS relation, count(DISTINCT s.subject) AS rivals,
      collect(DISTINCT s.fact) AS every
    WHERE rivals > 1
    UNWIND every AS fact RETURN DISTINCT fact""",
    """MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) IN $exclusive AND r.exclusive = true
    WITH DISTINCT b.key AS object
    MATCH (s:Statement {object: object}) WHERE s.relation IN $exclusive
    RETURN DISTINCT s.fact""",
    """MATCH (a:Entity)-[r]->(b:Entity)-[q]->(a)
    WHERE type(r) IN $one_way AND type(q) = type(r)
    RETURN DISTINCT r.fact""",
)


class Read(NamedTuple):
    """Statements by fact as they could be known on a day, with what was ever decided on them."""

    facts: list[list[Known]]
    decisions: Mapping[str, tuple[Standing, ...]]


def read(store: Store, known_on: str, company: str | None = None) -> Read:
    """What has to be looked at: all suspects of the graph, or what is around one entity."""
    reader = reader_of(store)
    if company is None:
        facts = {fact for query in _SUSPECTS for (fact,) in store.query(query, _words(query))}
        found = reader.statements("fact", facts)
        found |= _kinship(reader, found.values())
    else:
        found = _around(reader, company)
    decisions = reader.decided({stated_key(each) for each in found.values()})
    return Read(_known(reader, found.values(), known_on, decisions), decisions)


def _words(query: str) -> Mapping[str, list[str]]:
    """The relations that a query asks for, by the name that it has for them."""
    return {name: words for name, words in _CROSSING.items() if f"${name}" in query}


def _kinship(reader: Reader, found: Iterable[Statement]) -> dict[str, Statement]:
    """What ties to one another those who each claim what one alone can have."""
    parties = {each.subject for each in found if each.relation in _SOLE}
    return {
        key: each
        for relation in sorted(RELATED)
        for key, each in reader.statements("subject", parties, relation).items()
        if each.object in parties
    }


def _around(reader: Reader, company: str) -> dict[str, Statement]:
    """What is said of an entity, and what others share with it in that."""
    own = reader.statements("subject", [company]) | reader.statements("object", [company])
    shared = {each.object for each in own.values() if each.relation in _SHARED}
    others: dict[str, Statement] = {}
    for relation in _SHARED:
        others |= reader.statements("object", shared, relation)
    facts = {each.fact for each in (*own.values(), *others.values())}
    found = reader.statements("fact", facts)
    return found | _kinship(reader, found.values())


def _known(
    reader: Reader,
    statements: Iterable[Statement],
    known_on: str,
    decisions: Mapping[str, tuple[Standing, ...]],
) -> list[list[Known]]:
    every = sorted(statements, key=lambda each: each.key)
    sources = reader.sources({each.source for each in every})
    facts: dict[str, list[Known]] = defaultdict(list)
    for each in every:
        decided = decisions.get(stated_key(each), ())
        known = Known.of(each, sources[each.source].source, decided)
        if known.earliest <= known_on:
            facts[each.fact].append(known)
    return list(facts.values())
