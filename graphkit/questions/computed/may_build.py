"""The question `may-build`: the verdict on a company, its brands, subsidiaries and parents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.link import Link
from graphkit.questions.links import Links
from graphkit.questions.proof import denial_proof, route_proof
from graphkit.questions.verdict import Verdict, ties, verdict
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: May a company build what it sells, and what of its brands, subsidiaries and parents?
help: |
  yes, possible, denied or not known, for the company and for each of those that are easily taken
  for it. Denied means that no route is known and somebody says no: a source denies a right
  (denied), an authority refused one (refused), a rumour was denied (rumour-denied), the last
  right ended (ended), the company ceased (ceased) or was founded later (not-founded), or a
  complete copy of a register that permits does not have it (not-listed). Not known means that
  nobody says anything.
parameters:
  company: {type: entity, help: "the company, brand or product"}
columns:
  entity: who is meant
  tie: what it is to the company asked about
  verdict: yes, possible, denied or not known
  route: the best route, if any
  through: the parties on the way, the entity first
  rests_on: what the last of them holds or is listed in
  against: where there is no route, the kinds of no
  as_told: of which day the newest of them speaks
  sources: keys of the sources
example: ask may-build Baidu --as-of 2023-12-10
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The verdicts."""
    day = parameters["as_of"]
    links = Links(store, parameters["known_on"], since=day, until=day)
    world = World(links, day)
    rows, proofs = [], []
    for tie, party, link in ties(world, links.party(parameters["company"])):
        found = verdict(world, party)
        rows.append(_row(links, found, tie, link))
        proofs.append(
            denial_proof(links, party.name, found.verdict, found.against)
            if found.route is None
            else route_proof(links, found.route)
        )
    columns = (
        "entity",
        "tie",
        "verdict",
        "route",
        "through",
        "rests_on",
        "against",
        "as_told",
        "sources",
        "facts",
    )
    return Found(columns, rows, proofs)


def _row(links: Links, found: Verdict, tie: str, link: Link | None) -> tuple[Any, ...]:
    ties_to = [] if link is None else [link]
    if found.route is not None:
        held = found.route.right.key
        said = [*ties_to, *found.route.links]
        cells = (
            found.route.kind,
            [party.name for party in found.route.through],
            links.party(held).name if held else None,
            None,
            None,
        )
        sources = [source for each in said for source in each.sources]
        return (found.party.name, tie, found.verdict, *cells, sources, [each.fact for each in said])
    told = [each.to_latest if isinstance(each, Link) else each.moment for each in found.against]
    sources = [source for each in (*ties_to, *found.against) for source in each.told_by]
    return (
        found.party.name, tie, found.verdict, None, None, None, list(found.noes) or None,
        max(told, default=None), sources,
        [each.fact for each in (*ties_to, *found.against) if each.fact],
    )  # fmt: skip
