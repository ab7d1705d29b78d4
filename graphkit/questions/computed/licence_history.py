"""The question `licence-history`: every way in which a company ever built on a licence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.days import Days
from graphkit.questions.links import Links
from graphkit.questions.ways import Way, ways
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
_BOUGHT_FOR = """
MATCH (:Company {key: $company})-[a:ACQUIRED]->(:Company)
WHERE a.known_from <= $known_on AND $known_on < a.known_to
  AND toLower(a.purpose) =~ '.*(licen[cs]e|qualification|permit).*'
RETURN a.fact, a.purpose
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The history of one company."""
    company, known_on = parameters["company"], parameters["known_on"]
    links = Links(store, known_on, until=parameters["as_of"])
    party = links.party(company)
    about = {"company": company, "known_on": known_on}
    purposes: dict[str, str] = dict(store.query(_BOUGHT_FOR, about).rows)
    ever: dict[tuple[str, ...], Way] = {}
    now: dict[tuple[str, ...], str] = {}
    for world, _ in Days(links, party, parameters["as_of"], deepest=1).worlds():
        now = {}
        for way in (*ways(world, party), *_bought_for(world, company, purposes)):
            ever[_key(way)] = way
            if now.get(_key(way)) != "yes":
                now[_key(way)] = way.certainty
    rows = [
        _row(links, way, now.get(key, "ended"), purposes)
        for key, way in ever.items()
        if len(key) == 3 or not any(key == other[:2] for other in ever if len(other) == 3)
    ]
    return Found(_COLUMNS, sorted(rows, key=_unsure_last), ordered=False)


def _bought_for(world: World, company: str, purposes: Mapping[str, str]) -> Iterator[Way]:
    """Companies bought for a right, whatever is known of it."""
    for step in world.steps(company):
        if step.rule == "bought" and step.link.fact in purposes:
            yield Way("bought", step.link.other, step.link, None, False)


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
