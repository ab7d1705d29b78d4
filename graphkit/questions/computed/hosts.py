"""The question `hosts`: who has a right, and might lend it or make under it for a newcomer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from graphkit.garbage import uncollected
from graphkit.questions.answer import Found
from graphkit.questions.link import Link
from graphkit.questions.links import Links
from graphkit.questions.without import Right
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: Which holders could plausibly host a new entrant?
help: |
  Every company that has a right that an authority grants, with what speaks for it as a host: for
  whom it lends or makes on that day, for whom it ever did, and what speaks against it: registers
  that warn of it or forbid it, and whoever controls it. Those who surely have the right and host
  already come first. Whether a holder wants to is not known here.
parameters:
  right: {type: entity, optional: true, help: only holders of this qualification or register}
columns:
  holder: the company
  rests_on: what it holds, is listed in or lends, of what was asked for
  certainty: yes or possible, of that
  hosts: for whom it lends or makes on that day
  hosted: for whom it did before
  warned_by: registers that warn of it or forbid it
  controlled_by: who has more than half of it
  sources: keys of the sources
example: ask hosts -p right=cn-car-production --as-of 2023-12-10
"""
_COLUMNS = ("holder", "rests_on", "certainty", "hosts", "hosted", "warned_by", "controlled_by",
            "sources", "facts")  # fmt: skip


class _Host(NamedTuple):
    key: str
    rights: list[Right]
    now: list[Link]
    before: list[Link]
    warned: list[Link]
    parents: list[Link]

    @property
    def sure(self) -> bool:
        return any(right.sure for right in self.rights)

    @property
    def links(self) -> list[Link]:
        own = [right.link for right in self.rights]
        return [*own, *self.now, *self.before, *self.warned, *self.parents]


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The possible hosts."""
    day, wanted = parameters["as_of"], parameters.get("right")
    with uncollected():
        links = Links(store, parameters["known_on"], until=day)
        if wanted is None:
            links.fetch_all()
            keys = links.entities()
        else:
            keys = links.fetch_holders(wanted)
        world = World(links, day)
        # A product in a catalogue has a right, and nobody can be made or sold under it.
        hosts = [_host(world, key, wanted) for key in keys if links.is_company(key)]
    found = [each for each in hosts if each.rights]
    found.sort(
        key=lambda each: (
            not each.sure,
            -len(each.now),
            -len(each.before),
            links.party(each.key).name,
            each.key,
        )
    )
    links.meet(link.entity for each in found for link in each.links)
    told = links.told(link for each in found for link in each.links)
    rows = [_row(links, told, each) for each in found]
    note = (
        f"Holders known to the store for {day} as known on {links.known_on}; others may hold "
        "rights that nobody has told it of."
    )
    return Found(_COLUMNS, rows, [], note if rows else "")


def _host(world: World, key: str, wanted: str | None) -> _Host:
    day = world.day
    loans = [link for link in world.links.borrowers(key) if link.confers]
    guests = [*loans, *world.links.made_for(key)]
    rights = [right for right in world.rights(key) if right.granted and wanted in {None, right.key}]
    live = {"yes", "possible"}
    return _Host(
        key,
        rights,
        [link for link in guests if link.on(day) in live],
        [link for link in guests if link.on(day) == "ended"],
        [
            link
            for link in world.links.of(key)
            if link.sense in {"warns", "forbids"} and link.on(day) in live
        ],
        [
            link
            for link in world.links.parents(key)
            if link.control == "yes" and link.on(day) == "yes"
        ],
    )


def _row(links: Links, told: Mapping[str, tuple[str, ...]], each: _Host) -> tuple[Any, ...]:
    sources = [source for link in each.links for source in told.get(link.fact, ())]
    now = {link.entity for link in each.now}
    return (
        links.party(each.key).name,
        sorted({links.party(right.key).name for right in each.rights if right.key}) or None,
        "yes" if each.sure else "possible",
        _names(links, now),
        _names(links, {link.entity for link in each.before} - now),
        sorted({link.other.name for link in each.warned}) or None,
        _names(links, {link.entity for link in each.parents}),
        sources,
        [link.fact for link in each.links],
    )


def _names(links: Links, keys: set[str]) -> list[str] | None:
    return sorted(links.party(key).name for key in keys) or None
