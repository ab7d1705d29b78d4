"""The question `licence-history`: every way in which a company ever built on a licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.link_queries import BOUGHT_FOR
from graphkit.questions.links import Links
from graphkit.questions.ways import Way, ever, ways
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: Which qualifications has a company ever relied on, from when to when, and how?
help: |
  Every way that held or may have held on some day up to the day asked for, past ones included,
  each for as long as both the tie to the holder and the holder's right may have stood. What a way
  is, and how certain, is as in who-builds-on-whose-licence. Making by another is one row, however
  many rights the maker has. A company bought counts where it had a right, or was bought for one.
  A share of half or less that replaced a larger one ended it, as did the end of a company for it
  and for what others had through it.
parameters:
  company: {type: entity, help: the company or brand}
columns:
  valid_from: since when
  valid_to: until when; empty if no end is known
  mode: own, borrowed, contract-made, bought or controlled
  through: the holder, maker or company bought
  qualification: what is held, licensed or made, or was bought for, where the source says
  certainty: yes, possible, or ended
  sources: keys of the sources
example: ask licence-history NIO
"""
_COLUMNS = ("valid_from", "valid_to", "mode", "through", "qualification", "certainty", "sources",
            "facts")  # fmt: skip
_PURPOSES = f"""
MATCH (:Company {{key: $company}})-[a:ACQUIRED]->(:Company)
WHERE a.known_from <= $known_on AND $known_on < a.known_to AND {BOUGHT_FOR}
RETURN a.fact, a.purpose
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The history of one company."""
    company, known_on, day = parameters["company"], parameters["known_on"], parameters["as_of"]
    about = {"company": company, "known_on": known_on}
    purposes: dict[str, str] = dict(store.query(_PURPOSES, about).rows)
    links = Links(store, known_on, until=day)
    links.fetch_around(company, 1)
    world = World(links, day)
    party = links.party(company)
    bought = [link for link in links.of(company) if link.fact in purposes and link.leads]
    steps = {step.link for step in world.steps(company)}
    past = [Way("bought", link.other, link, None, sure=False) for link in bought]
    now = [way for way in past if way.tie in steps]
    found = {_key(way): way for way in (*past, *ever(world, party))}
    certainty: dict[tuple[str, ...], str] = {}
    for way in (*now, *ways(world, party)):
        found[_key(way)] = way
        if certainty.get(_key(way)) != "yes":
            certainty[_key(way)] = way.certainty
    with_right = {key[:2] for key in found if len(key) == 3}
    rows = [
        _row(links, way, certainty.get(key, "ended"), purposes)
        for key, way in found.items()
        if key not in with_right
    ]
    return Found(_COLUMNS, sorted(rows, key=_unsure_last), ordered=False)


def _key(way: Way) -> tuple[str, ...]:
    """What tells a way from another: the tie, and where rows are made of it, what shows the
    right."""
    if way.right is None or way.mode == "contract-made":
        return way.mode, way.tie.fact
    return way.mode, way.tie.fact, way.right.link.fact


def _row(links: Links, way: Way, certainty: str, purposes: Mapping[str, str]) -> tuple[Any, ...]:
    making = way.mode == "contract-made"
    bounds = way.tie.bounds if making else way.bounds
    shown = (way.tie,) if making else way.links
    held = way.tie.product or None if making else way.held(links)
    return (
        list(bounds[:2]),
        list(bounds[2:]),
        way.mode,
        way.holder.name,
        held or (purposes.get(way.tie.fact) if way.mode == "bought" else None),
        certainty,
        [source for link in shown for source in link.sources],
        [link.fact for link in shown],
    )


def _unsure_last(row: tuple[Any, ...]) -> int:
    """Of rows that become one, the most certain speaks."""
    return ("yes", "possible", "ended").index(row[_COLUMNS.index("certainty")])
