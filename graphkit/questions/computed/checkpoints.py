"""The question `checkpoints`: what a company has cleared, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graphkit.questions.answer import Found
from graphkit.questions.link import Denial
from graphkit.questions.links import Links
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: Which checkpoints has a company cleared, when, and which is missing?
help: |
  Every checkpoint (a qualification with an order) and every register that permits, of the
  industries in which anything is known of the company or of those it bought or owns more than
  half of: yes, possible, ended, applied, denied (a source says no), refused (an authority did)
  or not known. Absence is never taken for "no". A denial speaks of its day and of later
  ones, or of the time before the end that it gives; it and an application are left out where
  one of these companies has cleared the checkpoint. What a company had ended with it.
parameters:
  company: {type: entity, help: the company}
columns:
  step: place among the checkpoints; empty for a register
  checkpoint: the qualification or register
  entity: who cleared it, or of whom it is denied
  state: yes, possible, ended, denied, refused, applied or not known
  valid_from: since when, or of which day a denial speaks
  valid_to: until when; empty if no end is known
  sources: keys of the sources
example: ask checkpoints NIO --as-of 2023-12-10
"""
_COLUMNS = ("step", "checkpoint", "entity", "state", "valid_from", "valid_to", "sources",
            "facts")  # fmt: skip
_SCHEMES = """
MATCH (q:Qualification|Register)
WHERE q.same_as IS NULL
  AND (q.order IS NOT NULL OR q.sense = 'permits' OR q.confers_right = true)
RETURN q.key, q.name, q.order, q.industry, q.order IS NOT NULL OR q.sense = 'permits' AS counts
"""
_FACTS = """
UNWIND $keys AS key
MATCH (e:Company|Brand|Product {key: key})-[r:HOLDS|CLEARED|LISTED_IN|APPLIED_FOR]->(q)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
RETURN key, q.key,
  CASE
    WHEN type(r) = 'APPLIED_FOR' AND r.status = 'refused' AND r.valid_from_latest <= $as_of
      THEN 'refused'
    WHEN r.valid_to_latest <= $as_of THEN 'ended'
    WHEN type(r) = 'APPLIED_FOR' THEN 'applied'
    WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS state,
  r.valid_from, r.valid_to, r.sources, r.fact
"""
_DENIED = ("HOLDS", "CLEARED", "LISTED_IN")
_DENIED_FROM = "UNWIND $keys AS key MATCH (s:Statement {key: key}) RETURN s.key, s.valid_from"
_INDUSTRY = "UNWIND $keys AS key MATCH (c:Company|Brand|Product {key: key}) RETURN c.industry"


class _Scheme(NamedTuple):
    """A checkpoint or register; `counts` says whether it is missed where nothing is known."""

    key: str
    name: str
    step: float | None
    industry: str | None
    counts: bool


class _State(NamedTuple):
    """How a company stands with a scheme."""

    entity: str
    state: str
    valid_from: str | None = None
    valid_to: str | None = None
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The checkpoints of one company and of those that it controls."""
    company, day = parameters["company"], parameters["as_of"]
    clocks = {"as_of": day, "known_on": parameters["known_on"]}
    links = Links(store, parameters["known_on"], since=day, until=day)
    world = World(links, day)
    controlled = {
        step.link.other.key for step in world.controlled(company) if step.link.control == "yes"
    }
    those = [company, *sorted(controlled - {company})]
    schemes = [_Scheme(*row) for row in store.query(_SCHEMES)]
    stated = _stated(store, world, those, clocks)
    for key, each in _denied(store, world, those):
        if key not in stated:
            stated[key] = each
    known = {
        scheme.key: [state for key in those for state in stated.get((key, scheme.key), ())]
        for scheme in schemes
    }
    trades = {scheme.industry for scheme in schemes if known[scheme.key]}
    trades.update(industry for (industry,) in store.query(_INDUSTRY, {"keys": [company]}))
    rows = []
    for scheme in schemes:
        states = known[scheme.key]
        cleared = any(each.state == "yes" for each in states)
        if not states and scheme.counts and scheme.industry and scheme.industry in trades:
            states = [_State(links.party(company).name, "not known")]
        rows += [
            _row(scheme, each)
            for each in states
            if not (cleared and each.state in {"applied", "denied"})
        ]
    return Found(_COLUMNS, rows, ordered=False)


def _stated(
    store: Store, world: World, those: Sequence[str], clocks: Mapping[str, str]
) -> dict[tuple[str, str], list[_State]]:
    """What facts say, by company and scheme."""
    found: dict[tuple[str, str], list[_State]] = defaultdict(list)
    for key, scheme, told, since, until, sources, fact in store.query(
        _FACTS, {"keys": list(those), **clocks}
    ):
        name, state = world.links.party(key).name, world.left(key, told)
        if state != "not known":
            found[key, scheme].append(_State(name, state, since, until, tuple(sources), (fact,)))
    return dict(found)


def _denied(
    store: Store, world: World, those: Sequence[str]
) -> Iterator[tuple[tuple[str, str], list[_State]]]:
    """What is denied or refused on the day, by company and scheme."""
    denials: dict[tuple[str, str], list[Denial]] = defaultdict(list)
    for key in those:
        for each in world.links.denials(key):
            if each.relation in _DENIED and each.covers(world.day):
                denials[key, each.right].append(each)
    told = [each.statement for found in denials.values() for each in found]
    since = dict(store.query(_DENIED_FROM, {"keys": told}).rows) if told else {}
    for place, found in denials.items():
        name = world.links.party(place[0]).name
        yield (
            place,
            [
                _State(
                    name,
                    "refused" if each.no == "refused" else "denied",
                    since[each.statement],
                    None,
                    (each.source,),
                    (each.fact,) if each.fact else (),
                )
                for each in found
            ],
        )


def _row(scheme: _Scheme, each: _State) -> tuple[Any, ...]:
    step = None if scheme.step is None else int(scheme.step)
    return (
        step,
        scheme.name,
        each.entity,
        each.state,
        each.valid_from,
        each.valid_to,
        list(each.sources),
        list(each.facts),
    )
