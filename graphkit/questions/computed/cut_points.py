"""The question `cut-points`: on which companies and licences most others depend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.garbage import uncollected
from graphkit.questions.answer import Found
from graphkit.questions.cuts import CutPoint, CutPoints
from graphkit.questions.exposure import Exposure
from graphkit.questions.links import Links
from graphkit.questions.proof import route_proof
from graphkit.questions.routes import Route
from graphkit.questions.world import World
from graphkit.stores.base import Store
from graphkit.wording import counted

__all__ = ["HEADER", "answer"]

HEADER = """
question: Which single company or licence is the cut point for most companies, brands and products?
help: |
  For every company: how many others have no route that avoids it (dominators, exact, for the
  whole graph). Sure: the other surely has a route, and not even a possible one avoids the
  company. Possible: no certain one does. Counted for the company failing altogether, for all of
  its own rights being suspended, and for the loss of the one right that most rest on.
parameters:
  at_most: {type: count, default: 20, help: how many of the gravest are listed}
columns:
  company: the cut point
  stops: how many others surely stop if it fails
  may_stop: how many more possibly do
  stops_if_suspended: how many others surely stop if its own rights are suspended
  licence: the one right of it that most rest on
  stops_without_it: how many others surely stop if that is lost
  who: the first twenty of those who stop, the sure ones first
  sources: keys of the sources
example: cut-points --as-of 2023-12-10
"""
_COLUMNS = ("company", "stops", "may_stop", "stops_if_suspended", "licence", "stops_without_it",
            "who", "sources", "facts")  # fmt: skip
_NAMED = 20


@uncollected()
def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The gravest cut points."""
    day = parameters["as_of"]
    links = Links(store, parameters["known_on"], since=day, until=day)
    links.fetch_all()
    exposure = Exposure(World(links, day))
    points = CutPoints(exposure)
    ranked = points.ranked()
    listed: list[tuple[CutPoint, list[str], list[Route]]] = []
    for point in ranked[: parameters["at_most"]]:
        found = points.dependents(point.key)
        shown = sorted(found, key=lambda each: (found[each] != "yes", links.party(each[0]).name))
        who = list(dict.fromkeys(key for key, _ in shown))[:_NAMED]
        lines = dict(reversed(shown))
        best = (points.best(lines[key], key) for key in who)
        listed.append((point, who, [route for route in best if route is not None]))
    rows, proofs = [], []
    told = links.told(link for *_, routes in listed for each in routes for link in each.links)
    for point, who, routes in listed:
        mine = dict.fromkeys(link.fact for route in routes for link in route.links)
        rows.append((
            links.party(point.key).name, point.fails.surely, point.fails.possibly,
            point.suspended.surely, links.party(point.licence).name if point.licence else None,
            point.lost.surely, [links.party(key).name for key in who],
            [source for fact in mine for source in told.get(fact, ())],
            [fact for route in routes for fact in route.facts],
        ))  # fmt: skip
        proofs.append(
            {
                "claim": f"no route of {point.fails.surely + point.fails.possibly} others avoids "
                f"{links.party(point.key).name}",
                "rule": "dominator",
                "certainty": "yes" if point.fails.surely else "possible",
                "because": [route_proof(links, route) for route in routes],
            }
        )
    holders = sum(1 for key in links.entities() if exposure.world.rights(key))
    note = (
        f"{len(ranked):,} of the {counted(len(links.entities()), 'parties')} that the store knows "
        f"for {day} as known on {links.known_on} are cut points; {holders:,} of them have rights."
    )
    return Found(_COLUMNS, rows, proofs, note if links.entities() else "")
