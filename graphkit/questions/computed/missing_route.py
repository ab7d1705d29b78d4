"""The question `missing-route`: what a company's routes would have been without something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.computed.routes import COLUMNS, cells
from graphkit.questions.link import RIGHTS
from graphkit.questions.links import Links
from graphkit.questions.losses import group
from graphkit.questions.proof import route_proof
from graphkit.questions.routes import Route, compared, left_out
from graphkit.questions.verdict import verdict
from graphkit.questions.without import Without
from graphkit.questions.world import World
from graphkit.stores.base import Store
from graphkit.values import MIN_DATE

__all__ = ["HEADER", "answer"]

HEADER = """
question: Had a company not got its right, or not met somebody, what would its routes have been?
help: |
  The company's routes with and without something: by default its own rights, those of the
  companies it controls too with group=yes, and only those that began on a day or later with
  since; or else a qualification, a register or another party. gone: the route would not have
  been; doubtful: it would have been possible at best; stays: as it is; certain: surely a route
  then, for the company would have needed it.
parameters:
  company: {type: entity, help: the company or brand}
  without: {type: entity, optional: true, help: "qualification, register or party thought away"}
  since: {type: day, optional: true, help: "only rights that began, or may have, since this day"}
  group: {type: flag, default: false, help: the rights of the companies that it controls too}
columns:
  without_it: stays, certain, doubtful or gone
  route: own, borrowed, contract-made, bought, controlled, assets or made-by
  through: the parties on the way, the company first
  holder: the legal entity whose right it rests on
  rests_on: what the holder holds or is listed in; empty where nobody says
  shown_by: licence, listing, loan or making
  limited_to: products and territories that it is limited to
  certainty: yes or possible, as it is
  valid_from: since when the way and the right have stood together
  valid_to: until when; empty if no end is known
  because: the rules that made it, in order
  sources: keys of the sources
example: ask missing-route NIO -p group=yes -p since=2023-10-01 --as-of 2023-12-10
"""
_ORDER = ("stays", "certain", "doubtful", "gone")


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The routes with and without."""
    day = parameters["as_of"]
    links = Links(store, parameters["known_on"], since=day, until=day)
    party = links.party(parameters["company"])
    before = World(links, day)
    after = World(links, day, _without(before, parameters))
    (found, remaining), deepest = compared((before, after), party)
    left = {_same(route): route.certainty for route in remaining}
    rows = [(_fate(route, left), *cells(links, route)) for route in found]
    order = sorted(range(len(rows)), key=lambda n: (_ORDER.index(rows[n][0]), n))
    note = (
        f"{verdict(after, party).sentence} This is what would have been on {day}, by the "
        f"holders that the store knows, as known on {links.known_on}. {left_out(deepest)}"
    )
    return Found(
        ("without_it", *COLUMNS),
        [rows[n] for n in order],
        [route_proof(links, found[n]) for n in order],
        note.strip() if found else "",
    )


def _without(world: World, parameters: Mapping[str, Any]) -> Without:
    """What is thought away."""
    company, thought_away = parameters["company"], parameters.get("without")
    keys = group(world, company, whole=parameters["group"])
    if thought_away is None:
        since = parameters.get("since") or MIN_DATE
        mine = [link for key in keys for link in world.links.of(key) if link.relation in RIGHTS]
        gone = frozenset(link.fact for link in mine if link.from_earliest >= since)
        late = frozenset(link.fact for link in mine if link.from_latest >= since)
        return Without(facts=gone, doubtful=late)
    if world.links.party(thought_away).kind in {"Qualification", "Register"}:
        return Without(rights=frozenset((key, thought_away) for key in keys))
    return Without(parties=frozenset({thought_away}))


def _same(route: Route) -> tuple[object, ...]:
    return tuple((step.rule, step.link.fact) for step in route.steps), route.right.link.fact


def _fate(route: Route, left: Mapping[tuple[object, ...], str]) -> str:
    now = left.get(_same(route))
    if now is None:
        return "gone"
    if now == route.certainty:
        return "stays"
    return "certain" if now == "yes" else "doubtful"
