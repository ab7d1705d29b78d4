"""Who is on the way to a right, and at which checkpoint it would be stuck if an authority admitted
nobody any more.

On the way is who applied for, cleared or holds something of the authority's schemes, or builds on
another's right in them, and has no certain right of its own that permits. A scheme is what its
qualifications require, and what requires them; a register counts by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graphkit.questions.link import Party
from graphkit.questions.routes import Route, best_route
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["Stuck", "resting_on", "stuck"]

_REQUIRES = """
MATCH (q:Qualification)-[r:REQUIRES]->(c:Qualification)
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
RETURN q.key, c.key, r.sure"""
_WAY = """
UNWIND $keys AS key
MATCH (c:Company)-[r:APPLIED_FOR|CLEARED|HOLDS|LISTED_IN]->(q:Qualification|Register {key: key})
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
RETURN c.key, q.key, type(r), r.fact, r.sources, r.status,
  r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest AS surely"""


class Stuck(NamedTuple):
    """A party on the way: what it has so far, the checkpoints it does not get, and how it builds
    meanwhile, if at all. `facts` and `sources` show that it is on the way; it is not `sure` that
    it is stuck where it may have a right already, or where that it is on the way, or that the
    authority grants such a right, is only possible."""

    party: Party
    sure: bool
    at: tuple[str, ...]
    has: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    meanwhile: Route | None


class _Step(NamedTuple):
    company: str
    right: str
    relation: str
    fact: str
    sources: list[str]
    status: str | None
    sure: bool


def stuck(store: Store, before: World, after: World, frozen: Mapping[str, bool]) -> list[Stuck]:
    """Who is stuck at which of the `frozen` qualifications and registers, in order of name; the
    flag of each says whether it surely is."""
    links, clocks = before.links, {"known_on": before.links.known_on, "as_of": before.day}
    scheme = _scheme(store.query(_REQUIRES, clocks).rows, frozen)
    rows = store.query(_WAY, {"keys": sorted(scheme), **clocks}).rows
    ways: dict[str, list[_Step]] = defaultdict(list)
    for row in sorted(rows):
        step = _Step(*row)
        if step.status not in {"refused", "withdrawn"} and step.fact not in after.without.facts:
            ways[step.company].append(step)
    for key in links.entities():
        if key not in ways and _leans_on(after, key, scheme):
            ways[key] = []
    found = []
    for key, steps in ways.items():
        rights = [right for right in after.rights(key) if right.key in scheme]
        if any(right.sure for right in rights):
            continue
        has = {each.right for each in steps if each.relation != "APPLIED_FOR"}
        at = _missing(frozen, {key: links.party(key).kind for key in frozen}, steps, has)
        if at and links.party(key).kind == "Company":
            meanwhile = best_route(after, links.party(key))
            found.append(
                Stuck(
                    links.party(key),
                    not rights
                    and any(frozen[each] for each in at)
                    and (
                        any(each.sure for each in steps) or _leans_on(after, key, scheme, sure=True)
                    ),
                    tuple(sorted(links.party(each).name for each in at)),
                    tuple(sorted(links.party(each).name for each in has)),
                    tuple(each.fact for each in steps),
                    tuple(source for each in steps for source in each.sources),
                    meanwhile,
                )
            )
    return sorted(found, key=lambda each: (each.party.name, each.party.key))


def resting_on(
    store: Store, clocks: Mapping[str, str], rights: frozenset[str], *, sure: bool = False
) -> frozenset[str]:
    """These qualifications and registers, and what requires one of them in the end; only what is
    `sure` to, if so."""
    wholes: Mapping[str, set[str]] = defaultdict(set)
    for whole, part, firm in store.query(_REQUIRES, clocks):
        if firm or not sure:
            wholes[part].add(whole)
    return _closed(rights, wholes)


def _scheme(requires: Iterable[tuple[Any, ...]], frozen: Iterable[str]) -> frozenset[str]:
    """The frozen ones, with all that is tied to one of them by requirements."""
    tied: Mapping[str, set[str]] = defaultdict(set)
    for whole, part, _ in requires:
        tied[whole].add(part)
        tied[part].add(whole)
    return _closed(frozen, tied)


def _closed(start: Iterable[str], onward: Mapping[str, set[str]]) -> frozenset[str]:
    found = set(start)
    queue = list(found)
    while queue:
        for each in onward[queue.pop()]:
            if each not in found:
                found.add(each)
                queue.append(each)
    return frozenset(found)


def _missing(
    frozen: Mapping[str, bool], kinds: Mapping[str, str], steps: list[_Step], has: set[str]
) -> set[str]:
    """What it applied for and has not; else the frozen qualifications that it lacks, and only
    where it lacks none of these the registers."""
    applied = {each.right for each in steps if each.relation == "APPLIED_FOR"} - has
    lacks = frozen.keys() - has
    qualifications = {each for each in lacks if kinds[each] == "Qualification"}
    return (applied & frozen.keys()) or qualifications or set(lacks)


def _leans_on(world: World, key: str, scheme: frozenset[str], *, sure: bool = False) -> bool:
    """Whether a company builds, or `sure` if so, directly on another's right in the scheme."""
    return any(
        right.key in scheme and (step.sure or not sure)
        for step in world.steps(key)
        if step.rule in {"borrowed", "contract-made"}
        for right in world.rights(step.link.other.key)
    )
