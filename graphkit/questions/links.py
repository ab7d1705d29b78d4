"""The licensing links as known on one day of knowledge, read once and reasoned over in Python.

`Links` reads what is around entities, all of a frontier in a few queries, so that whole chains
cost as many queries as they are deep; or the whole graph at once.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from graphkit.questions.link import CONTROL, IN, LIFE, LOANS, MAKING, OUT, Denial, Link, Party
from graphkit.questions.link_queries import (
    ALL_DENIALS,
    AROUND,
    BORROWERS,
    BRANDS,
    BUILDERS,
    DENIALS,
    HOLDERS,
    MADE_FOR,
    OWNERS,
    PARENTS,
    every,
    whole,
)
from graphkit.questions.parties import Parties
from graphkit.questions.rereading import absences, set_aside
from graphkit.stores.base import Asked, Store
from graphkit.stores.upsert import lots
from graphkit.values import MAX_DATE, MIN_DATE, when

__all__ = ["Links"]

_ENDS = (OWNERS, PARENTS, BORROWERS, MADE_FOR)


class Links(Parties):
    """The links known on `known_on` that may hold at some time in [`since`, `until`]; each is
    read once. Rights that ended before are among them."""

    def __init__(
        self, store: Store, known_on: str, *, since: str = MIN_DATE, until: str = MAX_DATE
    ) -> None:
        super().__init__(store)
        self.known_on = known_on
        self._clocks = {"known_on": known_on, "since": since, "until": until}
        self._from: dict[str, list[Link]] = {}
        self._to: dict[Asked, dict[str, list[Link]]] = {each: {} for each in _ENDS}
        self._denials: dict[str, list[Denial]] = {}
        self._texts: dict[Any, Any] = {}
        self._keys: list[str] = []
        self._around: dict[str, int] = {}
        self._whole = False

    def _near(self) -> Iterable[str]:
        """Where a few have been read, these."""
        return () if self._whole else self._from

    def of(self, key: str) -> list[Link]:
        """The links from one entity, in a fixed order."""
        if key not in self._from:
            self.fetch([key])
        return self._from.get(key, [])

    def borrowers(self, key: str) -> list[Link]:
        """The loans of a lender, as links of those who borrow."""
        return self._ends(BORROWERS, key)

    def made_for(self, key: str) -> list[Link]:
        """The makings of a maker, as links of those for whom it makes."""
        return self._ends(MADE_FOR, key)

    def owners(self, key: str) -> list[Link]:
        """Who surely got control of a company, and since when, as links of the owners."""
        return self._ends(OWNERS, key)

    def parents(self, key: str) -> list[Link]:
        """Who bought or owns a part of a company, as links of the owners."""
        return self._ends(PARENTS, key)

    def brands(self, key: str) -> list[Link]:
        """The brands that a company owns, and the products sold under a brand, as their links."""
        return sorted(self._links(BRANDS, [key]), key=_order)

    def denials(self, key: str) -> list[Denial]:
        """Every statement that it does not have a right."""
        if not self._whole and key not in self._denials:
            self._read_denials([key])
        return self._denials.get(key, [])

    def denied(self) -> list[str]:
        """Every entity, of those read, of which there is a denial, in order."""
        return sorted(key for key, found in self._denials.items() if found)

    def fetch_denials(self, keys: Iterable[str]) -> None:
        """Read the denials of entities not read before, all of them in a few queries."""
        for lot in lots(sorted({key for key in keys if key not in self._denials})):
            self._read_denials(lot)

    def absences(self, key: str, day: str) -> list[Denial]:
        """The permitting registers of which a complete copy, the newest up to that day, does not
        have a company of their industry and country."""
        party = self.party(key)
        if party.kind != "Company":
            return []
        return [
            Denial(
                key,
                "LISTED_IN",
                register,
                "not-listed",
                f"{party.name} is not in a complete copy of {name}",
                copied,
                MAX_DATE,
                "",
                "",
                source,
            )
            for register, name, copied, source in absences(self._store, key, day, self.known_on)
        ]

    def entities(self) -> list[str]:
        """Every entity, of those read, that has a link or lends, in order."""
        if not self._keys:
            self._keys = sorted({*self._from, *self._to[BORROWERS]})
        return self._keys

    def fetch(self, keys: Iterable[str]) -> None:
        """Read the links of entities not read before, all of them in a few queries."""
        if self._whole:
            return
        wanted = sorted({key for key in keys if key not in self._from})
        for lot in lots(wanted):
            self._from.update({key: [] for key in lot})
            for query in AROUND:
                for link in self._links(query, lot):
                    self._from[link.entity].append(link)
        for key in wanted:
            self._from[key].sort(key=_order)
        self._fetch_ends(BORROWERS, wanted)
        others = {
            link.other.key
            for key in wanted
            for link in self._from[key]
            if link.other.kind in BUILDERS
        }
        self.fetch_denials(others.union(wanted))
        bought = {
            link.other.key
            for key in wanted
            for link in self._from[key]
            if link.relation in CONTROL
            and link.control != "no"
            and self._clocks["since"] < link.to_latest
        }
        self._fetch_ends(OWNERS, bought)

    def fetch_holders(self, right: str) -> list[str]:
        """Everyone who may ever have had a right that is granted or lent, in order; their links,
        those of their owners and for whom they make are read."""
        asked = {"keys": [right]}
        keys = sorted({key for query in HOLDERS for [key] in self._store.query(query, asked)})
        self.fetch(keys)
        self._fetch_ends(MADE_FOR, keys)
        self._fetch_ends(PARENTS, keys)
        return keys

    def _fetch_ends(self, query: Asked, keys: Iterable[str]) -> None:
        known = self._to[query]
        wanted = sorted({key for key in keys if key not in known})
        for lot in lots(wanted):
            known.update({key: [] for key in lot})
            for link in self._links(query, lot):
                known[link.other.key].append(link)
        for key in wanted:
            known[key].sort(key=_order)

    def fetch_around(self, key: str, depth: int = sys.maxsize - 1) -> None:
        """Read the links of an entity, and of all that chains of `depth` links from it reach."""
        if self._around.get(key, -1) >= depth:
            return
        self._around[key] = depth
        seen = frontier = {key}
        for _ in range(depth + 1):
            if not frontier:
                break
            self.fetch(frontier)
            onward = {
                link.other.key
                for each in frontier
                for link in self._from.get(each, ())
                if link.leads and self._clocks["since"] < link.to_latest
            }
            frontier = onward - seen
            seen = seen | frontier

    def fetch_all(self) -> None:
        """Read every link of the graph, without the sources: `told` reads these for a few."""
        self._whole = True
        for label in BUILDERS:
            for key, name, kind, *trade in self._store.gather(every(label), {}):
                self._parties[key] = Party(key, name, kind)
                self._trades[key] = tuple(trade)
        builders = set(self._parties)
        others: list[Link] = []  # of persons and authorities, who build nothing, but may own
        for name in (*OUT, *IN):
            for link in self._links_of(name):
                mine = self._from.setdefault(link.entity, []) if link.entity in builders else others
                mine.append(link)
        _put_in_order((*self._from.values(), others))
        self._turn([*self._from.values(), others])
        self._read_denials(None)

    def _turn(self, groups: Iterable[list[Link]]) -> None:
        """Note the links of owners, of borrowers and of what is made by the other end, too."""
        owners, loans, made = (defaultdict[str, list[Link]](list) for _ in range(3))
        ends = dict.fromkeys(CONTROL, owners) | dict.fromkeys(LOANS, loans)
        ends |= dict.fromkeys(MAKING, made)
        for links in groups:
            for link in links:
                if link.relation in ends:
                    ends[link.relation][link.other.key].append(link)
        _put_in_order((*owners.values(), *loans.values(), *made.values()))
        self._to = {OWNERS: owners, PARENTS: owners, BORROWERS: loans, MADE_FOR: made}

    def _links_of(self, relation: str) -> Iterator[Link]:
        """Every link of one relation."""
        queries, places = whole(relation)
        pick = itemgetter(*places)
        once = self._texts.setdefault
        for query in queries:
            found = self._store.gather(query, self._clocks)
            self.meet(row[1] for row in found)
            for row in found:
                entity, far, fact, first, second, third, fourth, sure, sort, polarity = row[:10]
                licence, held, product, territory, share, least, most, sense = pick((*row, None))
                yield Link(
                    relation,
                    once(entity, entity),
                    self._parties[far],
                    fact,
                    once(first, first),
                    once(second, second),
                    once(third, third),
                    once(fourth, fourth),
                    sure,
                    sort,
                    polarity == "disputed",
                    (),
                    licence or "",
                    held or "",
                    product or "",
                    territory or "",
                    share,
                    least,
                    most,
                    sense or "",
                )

    def told(self, links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
        """The sources of links, by fact; those that were not read with the links are read now."""
        found: dict[str, tuple[str, ...]] = {}
        wanted: dict[str, str] = {}
        for link in links:
            if link.sources:
                found[link.fact] = link.sources
            else:
                wanted[link.fact] = link.entity
        for lot in lots(sorted(set(wanted.values()))):
            for query in AROUND:
                found.update(
                    (each.fact, each.sources)
                    for each in self._links(query, lot)
                    if each.fact in wanted
                )
        return found

    def _ends(self, query: Asked, key: str) -> list[Link]:
        if not self._whole:
            self._fetch_ends(query, [key])
        return self._to[query].get(key, [])

    def _read_denials(self, keys: Sequence[str] | None) -> None:
        self._denials.update({key: [] for key in keys or ()})
        asked = ALL_DENIALS if keys is None else DENIALS
        rows = self._store.gather(asked, {"keys": keys or [], "known_on": self.known_on})
        found = [Denial(*row) for row in sorted(map(tuple, rows))]
        left_out = set_aside(self._store, [each.statement for each in found], self.known_on)
        for each in found:
            if each.statement not in left_out:
                made = each
                if each.relation in LIFE:
                    _, earliest, latest = when(each.moment)
                    made = each._replace(earliest=earliest, moment=latest)
                self._denials.setdefault(each.entity, []).append(made)

    def _links(self, query: Asked, keys: Sequence[str]) -> Iterator[Link]:
        """The links that a query finds around these keys."""
        once = self._texts.setdefault  # dates and sources come again and again
        for row in self._store.gather(query, {"keys": keys, **self._clocks}):
            relation, entity, key, fact, first, second, third, fourth, *rest = row[:12]
            sure, confidence, polarity, sources = rest
            share, least, most, sense, *named = row[16:] or (None, None, None, None)
            if key not in self._parties:
                self._parties[key] = Party(key, *named) if named else self.party(key)
            told = tuple(sources)
            yield Link(
                relation,
                entity,
                self._parties[key],
                fact,
                once(first, first),
                once(second, second),
                once(third, third),
                once(fourth, fourth),
                firm=sure,
                confidence=confidence,
                disputed=polarity == "disputed",
                sources=once(told, told),
                licence_kind=row[12] or "",
                qualification=row[13] or "",
                product=row[14] or "",
                territory=row[15] or "",
                share=share,
                share_min=least,
                share_max=most,
                sense=sense or "",
            )


def _put_in_order(lists: Iterable[list[Link]]) -> None:
    for each in lists:
        if len(each) > 1:  # most have one link alone
            each.sort(key=_order)


def _order(link: Link) -> tuple[str, str, str, str]:
    return link.relation, link.other.key, link.entity, link.fact
