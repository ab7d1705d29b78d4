"""The question `routes`: every chain from a company to a right, certain and short ones first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.links import Links
from graphkit.questions.proof import route_proof
from graphkit.questions.routes import DEEPEST, MOST, Route, listing
from graphkit.questions.verdict import ties, verdict
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer", "cells"]

HEADER = """
question: By which routes may a company build, through whom, and resting on which qualification?
help: |
  Every chain from the company to a holder and its right, in any combination of steps up to six:
  own, borrowed, contract-made, bought, controlled, assets (bought, with a right of its own then
  or later), made-by (a product or brand). A chain is as certain as its weakest part. The routes
  of its brands are listed as theirs; those of companies that it controls begin with them. The
  note says how it stands for the company as a whole: yes, possible, denied or not known.
parameters:
  company: {type: entity, help: "the company, brand or product"}
columns:
  whose: itself, or the brand or product of it that the route belongs to
  route: own, borrowed, contract-made, bought, controlled, assets or made-by
  through: the parties on the way, the company first
  holder: the legal entity whose right it rests on
  rests_on: what the holder holds or is listed in; empty where nobody says
  shown_by: licence, listing, loan (it lends it) or making (presumed of a maker)
  limited_to: products and territories that it is limited to
  certainty: yes or possible
  valid_from: since when the way and the right have stood together
  valid_to: until when; empty if no end is known
  because: the rules that made it, in order
  sources: keys of the sources
example: routes Xiaomi --as-of 2023-12-10
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The routes of one company."""
    day = parameters["as_of"]
    links = Links(store, parameters["known_on"], since=day, until=day)
    world = World(links, day)
    asked = links.party(parameters["company"])
    rows, proofs, more = [], [], False
    for tie, party, _ in ties(world, asked):
        if tie in {"itself", "brand", "product"} and (tie == "itself" or _below(asked.kind, tie)):
            found = listing(world, party)
            more = more or found.more
            for route in found.routes:
                back = any(each.key == asked.key for each in route.through[1:])
                if tie == "itself" or not back:
                    whose = "itself" if tie == "itself" else party.name
                    rows.append((whose, *cells(links, route)))
                    proofs.append(route_proof(links, route))
    columns = ("whose", *COLUMNS)
    longest = max((len(row[2]) for row in rows), default=0)
    cut = f" Chains of more than {DEEPEST} steps are not followed." if longest > DEEPEST else ""
    if more:
        cut += f" There are more routes: of each line the first {MOST} are listed."
    whole = verdict(world, asked)
    note = whole.sentence + cut if rows or whole.verdict == "denied" else ""
    return Found(columns, rows, proofs, note)


COLUMNS = (
    "route", "through", "holder", "rests_on", "shown_by", "limited_to", "certainty", "valid_from",
    "valid_to", "because", "sources", "facts",
)  # fmt: skip


def _below(kind: str, tie: str) -> bool:
    """Whether a tie leads to what belongs to the party, rather than to what it belongs to."""
    return (kind, tie) in {("Company", "brand"), ("Brand", "product")}


def cells(links: Links, route: Route) -> tuple[Any, ...]:
    """A route as the cells of `COLUMNS`."""
    bounds = route.bounds
    return (
        route.kind,
        [party.name for party in route.through],
        route.holder.name,
        links.party(route.right.key).name if route.right.key else None,
        route.right.shown_by,
        list(route.limits) or None,
        route.certainty,
        list(bounds[:2]),
        list(bounds[2:]),
        list(route.rules),
        [source for link in route.links for source in link.sources],
        list(route.facts),
    )
