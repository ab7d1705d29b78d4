"""The question `who-builds-on-whose-licence`: every way in which a company may build on a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.garbage import uncollected
from graphkit.questions.answer import Found
from graphkit.questions.link import Party
from graphkit.questions.links import Links
from graphkit.questions.ways import Way, ways
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: Who builds on whose licence, and which legal entity actually holds it?
help: |
  One row for each way in which a company may build what it sells, while both the tie to the
  holder and the holder's right stand.
  own: it holds a right, or is on a register that permits, itself.
  borrowed: it uses another's licence, of a kind that confers the right to make or sell.
  Where the lender's right ended or is denied, or it may lend on what it borrows itself, that is
  possible.
  contract-made: another makes for it what needs a right: the maker is known to have one, or
  there is one for the maker's industry and country. That it builds on the maker's licence is
  certain only where the maker is known to have one, and the company and those it owns none
  (rule maker-to-licence).
  bought: it acquired a company that has one. Buying is not holding: the licence must stand.
  controlled: it owns more than half of a company that has one, or the source calls that its
  subsidiary; where the share is not known, that is possible.
  Of several shares of one owner the newest stated one counts. Where somebody outside its group
  surely got control later, it is possible, for nobody has said that it ended.
  A company that ceased builds on nobody's licence any more, nor anybody on its own; while it may
  have, that is possible. Chains of several steps are the matter of `routes`.
parameters:
  company: {type: entity, optional: true, help: only this company or brand}
columns:
  company: who builds
  mode: own, borrowed, contract-made, bought or controlled
  licence_holder: the legal entity that holds the licence
  qualification: what is held or licensed
  valid_from: since when it builds like that, as far as the sources say
  valid_to: until when; empty if no end is known
  certainty: yes or possible
  sources: keys of the sources
example: ask who-builds-on-whose-licence --as-of 2023-12-10
also: [whose-licence]
"""
_COLUMNS = ("company", "mode", "licence_holder", "qualification", "valid_from", "valid_to",
            "certainty", "sources", "facts")  # fmt: skip


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The ways of one company, or of all."""
    day, company = parameters["as_of"], parameters.get("company")
    with uncollected():
        links = Links(store, parameters["known_on"], since=day, until=day)
        if company is None:
            links.fetch_all()
        else:
            links.fetch_around(company, 1)
        world = World(links, day)
        asked = links.entities() if company is None else [company]
        found = [(party, way) for party in map(links.party, asked) for way in ways(world, party)]
        sources = links.told(link for _, way in found for link in way.links)
        rows = [_row(links, party, way, sources) for party, way in found]
    return Found(_COLUMNS, rows, ordered=False)


def _row(
    links: Links, party: Party, way: Way, sources: Mapping[str, tuple[str, ...]]
) -> tuple[Any, ...]:
    bounds = way.bounds
    return (
        party.name,
        way.mode,
        way.holder.name,
        way.held(links),
        list(bounds[:2]),
        list(bounds[2:]),
        way.certainty,
        [source for link in way.links for source in sources[link.fact]],
        [link.fact for link in way.links],
    )
