"""The question `chain-to-regulator`: each route of a company, on to who gives the right it rests
on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graphkit.questions.answer import Found
from graphkit.questions.links import Links
from graphkit.questions.routes import MOST, Route, listing
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: How deep is the chain from a company to a regulator, and through whom does it run?
help: |
  Follows each route of the company, in any combination of up to six steps, to a holder; from the
  holder to what it holds or is listed in and what that requires first, and from there to the
  authority. A chain is as certain as its weakest part.
parameters:
  company: {type: entity, help: "the company, brand or product at the near end"}
columns:
  depth: steps from the company to the authority
  through: the companies on the way, the company asked about first
  qualification: what the last of them holds or is listed in
  checkpoint: the checkpoint of it that the authority keeps; the qualification itself if none
  authority: who issues it or keeps the register
  certainty: yes or possible
  sources: keys of the sources
example: ask chain-to-regulator NIO --as-of 2022-06-01
"""
_COLUMNS = ("depth", "through", "qualification", "checkpoint", "authority", "certainty", "sources",
            "facts")  # fmt: skip
_AUTHORITIES = """
UNWIND $keys AS key
MATCH w = (:Qualification|Register {key: key})-[:REQUIRES*0..2]->(k)
WHERE all(r IN relationships(w) WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest)
MATCH (k)-[i:ISSUED_BY|OPERATES]-(a:Authority)
WHERE i.known_from <= $known_on AND $known_on < i.known_to
  AND i.valid_from_earliest <= $as_of AND $as_of < i.valid_to_latest
RETURN key, length(w), k.name, a.name,
  i.sure AND i.valid_from_latest <= $as_of AND $as_of < i.valid_to_earliest
    AND all(r IN relationships(w) WHERE r.sure AND r.valid_from_latest <= $as_of
      AND $as_of < r.valid_to_earliest),
  [r IN relationships(w) | r.sources] + [i.sources],
  [r IN relationships(w) | r.fact] + [i.fact]
"""


class _Keeper(NamedTuple):
    """A checkpoint of a right, so many steps behind it, and the authority that keeps it."""

    steps: int
    checkpoint: str
    authority: str
    sure: bool
    sources: list[str]
    facts: list[str]


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The chains of one company."""
    day, known_on = parameters["as_of"], parameters["known_on"]
    links = Links(store, known_on, since=day, until=day)
    found = listing(World(links, day), links.party(parameters["company"]))
    # Who bought assets has the right itself; that chain is its own.
    routes = [each for each in found.routes if each.holder == each.through[-1]]
    keepers = _keepers(store, {route.right.key for route in routes}, day, known_on)
    rows = [
        _row(links, route, keeper)
        for route in routes
        for keeper in keepers.get(route.right.key, ())
    ]
    more = f"There are more chains: of each line the first {MOST} are listed."
    return Found(_COLUMNS, rows, [], more if found.more else "", ordered=False)


def _keepers(
    store: Store, rights: Iterable[str], day: str, known_on: str
) -> Mapping[str, list[_Keeper]]:
    about = {"keys": sorted(rights), "as_of": day, "known_on": known_on}
    keepers: dict[str, list[_Keeper]] = defaultdict(list)
    for key, *rest in store.query(_AUTHORITIES, about):
        keepers[key].append(_Keeper(*rest))
    return keepers


def _row(links: Links, route: Route, keeper: _Keeper) -> tuple[Any, ...]:
    return (
        len(route.steps) + keeper.steps + 2,
        [party.name for party in route.through],
        links.party(route.right.key).name,
        keeper.checkpoint,
        keeper.authority,
        "yes" if route.certainty == "yes" and keeper.sure else "possible",
        [source for link in route.links for source in link.sources] + keeper.sources,
        [*route.facts, *keeper.facts],
    )
