"""Statements read back from a store as records: which count, and what facts look like without some.

What facts are made of statements is decided in `graphkit.facts`; here is only what to read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphkit.bounds import Known
from graphkit.decisions import in_force
from graphkit.facts import FactVersion, stated_key, version_at
from graphkit.statement import Decision, Statement
from graphkit.stores.base import Store
from graphkit.stores.lookup import Reader, reader_of

__all__ = [
    "absences",
    "attributes_of",
    "decided",
    "facts_without",
    "known_by",
    "said",
    "set_aside",
]

_COPIES = """
MATCH (d:Source) WHERE d.snapshot_of IS NOT NULL
  AND d.published_latest <= $as_of AND d.published_latest <= $known_on
MATCH (own:Register {key: d.snapshot_of})
MATCH (q:Register {key: coalesce(own.same_as, own.key)}) WHERE q.sense = 'permits'
MATCH (e:Company {key: $key}) WHERE e.industry = q.industry AND e.country = q.country
RETURN q.key, q.name, d.published_latest, d.key"""
_LISTED = """
MATCH (s:Statement {source: $source})
WHERE s.relation = 'LISTED_IN' AND s.subject = $key AND s.object = $register
RETURN count(s)"""


def decided(store: Store, statements: Sequence[str], known_on: str) -> dict[str, Decision]:
    """The decisions in force on that day on any of these statements, by the statement's key."""
    if not statements:
        return {}
    found = reader_of(store).decided(set(statements))
    now = ((key, in_force(spans, known_on)) for key, spans in found.items())
    return {key: decision for key, decision in now if decision is not None}


def set_aside(store: Store, statements: Sequence[str], known_on: str) -> set[str]:
    """Those of the statements, by key, that a decision in force on that day leaves out."""
    found = decided(store, statements, known_on)
    return {key for key, decision in found.items() if decision.verdict == "set-aside"}


def said(store: Store, by: str, keys: Iterable[str]) -> dict[str, list[Known]]:
    """Every statement by its `fact`, `subject` or `object`, fact by fact in a fixed order, with
    when it could be known and what was ever decided on it."""
    reader = reader_of(store)
    found = reader.statements(by, set(keys))
    return _known(reader, [each for _, each in sorted(found.items())])


def known_by(group: Iterable[Known], day: str) -> list[Known]:
    """The statements of one fact that could be known on a day. An end is inferred only of what
    somebody asserted by then."""
    known = [each for each in group if each.earliest <= day]
    if any(each.statement.makes_fact and not each.statement.rule for each in known):
        return known
    return [each for each in known if not each.statement.rule]


def facts_without(
    store: Store, dropped: Sequence[str], known_on: str
) -> dict[str, FactVersion | None]:
    """Each fact that these sources speak of, as known on a day from all others; None for a fact
    that then nobody asserts."""
    reader = reader_of(store)
    touched = {each.fact for each in reader.statements("source", dropped).values()}
    every = reader.statements("fact", touched).values()
    left = [each for each in every if each.source not in dropped]
    groups = _known(reader, left)
    return {fact: version_at(groups.get(fact, []), known_on) for fact in sorted(touched)}


def attributes_of(
    store: Store, subjects: Iterable[str], known_on: str
) -> list[tuple[Statement, FactVersion]]:
    """What is known on a day of the attributes of entities: a statement of each value, and what
    all statements of it say together."""
    reader = reader_of(store)
    said = reader.statements("subject", set(subjects)).values()
    found = []
    for group in _known(reader, [each for each in said if each.value]).values():
        version = version_at(group, known_on)
        if version is not None:
            found.append((group[0].statement, version))
    return found


def _known(reader: Reader, statements: Sequence[Statement]) -> dict[str, list[Known]]:
    """Statements by fact, with when they could be known and what was decided on them."""
    sources = reader.sources({each.source for each in statements})
    decisions = reader.decided(set(map(stated_key, statements)))
    groups: dict[str, list[Known]] = defaultdict(list)
    for each in statements:
        decided = decisions.get(stated_key(each), ())
        groups[each.fact].append(Known.of(each, sources[each.source].source, decided))
    return groups


def absences(store: Store, key: str, as_of: str, known_on: str) -> list[tuple[str, str, str, str]]:
    """The registers that permit, of a company's industry and country, of whose newest complete
    copy it is not a part: key and name of each, the day of the copy, and its source (`not-listed`).
    """
    copies: dict[str, tuple[str, str, str, str]] = {}
    clocks = {"key": key, "as_of": as_of, "known_on": known_on}
    for row in sorted(store.query(_COPIES, clocks).rows, key=lambda row: row[2:]):
        copies[row[0]] = row
    found = []
    for row in copies.values():
        asked = {"source": row[3], "key": key, "register": row[0]}
        [(count,)] = store.query(_LISTED, asked).rows
        if not count:
            found.append(row)
    return sorted(found)
