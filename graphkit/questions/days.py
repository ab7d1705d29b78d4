"""A party's routes on many days: what changes on a day is worked out anew, the rest taken over.

Rights and steps of a party rest on the links at both its ends and on its denials, its steps also on
the rights of those that it controls. So from one day to the next only the parties with a change,
and those with a link to one of them, are *touched*; routes that pass none of these stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

from graphkit.questions.link import Party
from graphkit.questions.links import Links
from graphkit.questions.routes import DEEPEST, Listing, listing
from graphkit.questions.world import World
from graphkit.values import MAX_DATE, MIN_DATE, next_day

__all__ = ["Days"]


class Days:
    """The days up to `until`, in order, from the first of all on, that may change a party's
    routes."""

    def __init__(self, links: Links, party: Party, until: str) -> None:
        links.fetch_around(party.key, DEEPEST)
        self._links = links
        self._party = party
        self._changed: dict[str, set[str]] = defaultdict(set)
        for day, key in _changes(links):
            self._changed[day].add(key)
        self._beside: dict[str, set[str]] = defaultdict(set)
        for key in links.entities():
            for link in links.of(key):
                self._beside[link.other.key].add(key)
        self.days = [MIN_DATE, *(day for day in sorted(self._changed) if MIN_DATE < day <= until)]

    def listings(self, deepest: int = DEEPEST) -> list[Listing]:
        """The party's routes of up to so many steps, on each of the days."""
        world = World(self._links, self.days[0])
        found = [listing(world, self._party, deepest)]
        for day in self.days[1:]:
            touched = self._touched(day)
            world = world.on(day, touched)
            same = found[-1].passed.isdisjoint(touched)
            found.append(found[-1] if same else listing(world, self._party, deepest))
        return found

    def _touched(self, day: str) -> Set[str]:
        changed = self._changed[day]
        return changed.union(*(self._beside[key] for key in changed if key in self._beside))


def _changes(links: Links) -> Iterator[tuple[str, str]]:
    """Each day on which a link or denial that was read may change, and whose it is."""
    for key in links.entities():
        for each in (links.of(key), links.owners(key), links.borrowers(key)):
            for link in each:
                for day in link.bounds:
                    if day != MAX_DATE:
                        yield day, key
    for key in links.denied():
        for denial in links.denials(key):
            days = [denial.moment, next_day(denial.moment), denial.until]
            if denial.earliest:
                days += [denial.earliest, next_day(denial.earliest)]
            yield from ((day, key) for day in days if day != MAX_DATE)
