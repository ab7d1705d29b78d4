"""The licensing links as known on one day of knowledge, read once and reasoned over in Python.

A link is one fact that a route to market may use, seen from whoever builds: from `entity` towards
`other`, whichever way its arrow points. `Links` reads what is around entities, all of a frontier
in a few queries, so that whole chains cost as many queries as they are deep; or the whole graph
at once. What a link allows is decided in `world` and `routes`, not here.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from graphkit.facts import FactVersion
from graphkit.model import KINDS, LICENCE_KINDS, RELATIONS, ROUTES
from graphkit.questions.rereading import set_aside
from graphkit.stores.base import Store
from graphkit.values import MAX_DATE, MIN_DATE, end_span, fold, span, when

__all__ = ["Denial", "Link", "Links", "Party"]

_LOT = 5_000  # keys in one query

_OUT = [each.name for each in RELATIONS.values()
        if each.route and ROUTES[each.route].builder == "subject"]
_IN = [each.name for each in RELATIONS.values()
       if each.route and ROUTES[each.route].builder == "object"]
RIGHTS = tuple(name for name in _OUT if RELATIONS[name].route == "own")
_CONTROL = tuple(name for name in _OUT if RELATIONS[name].route in {"bought", "controlled"})
_LOANS = tuple(name for name in _OUT if RELATIONS[name].route == "borrowed")
_MERE = tuple(name for name in _IN if ROUTES[RELATIONS[name].route].mere)
_DENIED = (*RIGHTS, "CLEARED", "APPLIED_FOR")
# A key is found at once among labels that have a unique key each, not by the shared label.
_BUILDERS = "|".join(sorted(
    {kind for name in _OUT for kind in RELATIONS[name].subjects if kind not in {"Person", "Authority"}}
    | {kind for name in _IN for kind in RELATIONS[name].objects}
))


class Party(NamedTuple):
    """An entity as an answer names it."""

    key: str
    name: str
    kind: str


class Link(NamedTuple):
    """One fact as known on the day of knowledge, from `entity` towards `other`.

    It surely holds in [`from_latest`, `to_earliest`) if it is `firm`, and possibly in
    [`from_earliest`, `to_latest`). `sense` says what being listed there means; a qualification
    that confers a right permits. Shares are percents; what a source calls a subsidiary without
    giving a share is owned by at least 51.
    """

    relation: str
    entity: str
    other: Party
    fact: str
    from_earliest: str
    from_latest: str
    to_earliest: str
    to_latest: str
    firm: bool
    confidence: str
    disputed: bool
    sources: tuple[str, ...]
    licence_kind: str
    qualification: str
    product: str
    territory: str
    share: float | None
    share_min: float | None
    share_max: float | None
    sense: str

    def on(self, day: str) -> str:
        """How it stands on a day: yes, possible, ended or ahead."""
        if day < self.from_earliest:
            return "ahead"
        if day >= self.to_latest:
            return "ended"
        return "yes" if self.firm and self.from_latest <= day < self.to_earliest else "possible"

    def revised(self, version: FactVersion) -> Link:
        """The link with the bounds and the certainty of another version of its fact."""
        return self._replace(
            from_earliest=version.valid_from_earliest,
            from_latest=version.valid_from_latest,
            to_earliest=version.valid_to_earliest,
            to_latest=version.valid_to_latest,
            firm=version.sure,
            confidence=version.confidence,
            disputed=version.polarity == "disputed",
            sources=version.sources,
        )

    @property
    def valid_from(self) -> str:
        """When it began, as people write it."""
        return span(self.from_earliest, self.from_latest)

    @property
    def valid_to(self) -> str:
        """When it ended, as people write it; empty if no end is known."""
        return end_span(self.to_earliest, self.to_latest)

    @property
    def route(self) -> str:
        """The route to market that it implies."""
        return RELATIONS[self.relation].route

    @property
    def control(self) -> str:
        """Whether a share of this size is control: yes, possible or no; "" where none is stated.

        A purchase of a company is of all of it unless a share is stated.
        """
        if self.share is None and self.share_min is None and self.share_max is None:
            return "yes" if self.route == "bought" else ""
        low = self.share if self.share is not None else self.share_min or 0.0
        high = self.share if self.share is not None else self.share_max
        if low > 50:
            return "yes"
        return "possible" if high is None or high > 50 else "no"

    @property
    def confers(self) -> bool:
        """Whether the licence used is of a kind that confers the right to make or sell."""
        return LICENCE_KINDS.get(self.licence_kind, True)

    @property
    def limit(self) -> tuple[str, str]:
        """The product and the territory that it is limited to, as they are compared."""
        return (fold(self.product) if self.product else "",
                fold(self.territory) if self.territory else "")


class Denial(NamedTuple):
    """A statement that somebody does not have a right, or that it ceased.

    `no` is denied, refused, rumour-denied or ceased. It speaks of the time from `moment` on, or
    where it gives an end, of the time before that.
    """

    entity: str
    relation: str
    right: str
    no: str
    sentence: str
    moment: str
    until: str
    fact: str
    statement: str
    source: str

    def covers(self, day: str) -> bool:
        """Whether it speaks of that day."""
        return day < self.until and (self.until < MAX_DATE or self.moment <= day)


_SENSE = "CASE WHEN f.confers_right THEN 'permits' ELSE f.sense END AS sense"
_FACT_FIELDS = ("fact", "valid_from_earliest", "valid_from_latest", "valid_to_earliest",
                "valid_to_latest", "sure", "confidence", "polarity")
_OWN_FIELDS = ("licence_kind", "qualification", "product", "territory", "share", "share_min",
               "share_max")
# In the order of `Link`. A row costs as much as it has columns, and hubs have thousands.
_LOAN = """
RETURN type(r), n.key, f.key, r.fact, r.valid_from_earliest, r.valid_from_latest,
  r.valid_to_earliest, r.valid_to_latest, r.sure, r.confidence, r.polarity, r.sources,
  r.licence_kind, r.qualification, r.product, r.territory"""
_COLUMNS = f"""{_LOAN},
  r.share, CASE WHEN r.control AND r.share IS NULL THEN coalesce(r.share_min, 51.0)
    ELSE r.share_min END AS least, r.share_max,
  CASE WHEN f.confers_right THEN 'permits' ELSE f.sense END AS sense, f.name, f.kind"""
# What ended is of use only where it shows that a right, or a share, is gone.
_WHEN = f"""
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $until
  AND ($since < r.valid_to_latest OR type(r) IN {[*RIGHTS, *_CONTROL]})"""


def _anchored(anchor: str, pattern: str) -> str:
    pattern = pattern.replace(f"({anchor})", f"({anchor}:{_BUILDERS} {{key: key}})")
    return f"UNWIND $keys AS key MATCH {pattern} {_WHEN} {_COLUMNS}"


_AROUND = (
    _anchored("n", f"(n)-[r:{'|'.join(_OUT)}]->(f)"),
    _anchored("n", f"(n)<-[r:{'|'.join(_IN)}]-(f)"),
)
# Of the owners, those who surely got control on a day that is told: what later deals are.
_OWNERS = _anchored("f", f"(f)<-[r:{'|'.join(_CONTROL)}]-(n)").replace(_COLUMNS, f"""
  AND r.sure AND r.valid_from_earliest > '{MIN_DATE}'
  AND (r.control
    OR coalesce(r.share, r.share_min, CASE type(r) WHEN 'ACQUIRED' THEN 100.0 ELSE 0.0 END) > 50)
{_COLUMNS}""")
_BORROWERS = _anchored("f", f"(f)<-[r:{'|'.join(_LOANS)}]-(n)").replace(_COLUMNS, _LOAN)
_PARENTS = _anchored("f", f"(f)<-[r:{'|'.join(_CONTROL)}]-(n)")
_BRANDS = _anchored("f", f"(f)-[r:{'|'.join(_MERE)}]->(n)")
_DENIALS = f"""
WHERE s.known_earliest <= $known_on AND (s.polarity <> 'asserted' AND s.relation IN {list(_DENIED)}
  OR s.relation = 'ceased' AND s.polarity = 'asserted' AND s.stage = 'closed'
    AND s.confidence <> 'rumoured')
RETURN s.subject, s.relation, coalesce(s.object, ''),
  CASE WHEN s.relation = 'ceased' THEN 'ceased' ELSE s.polarity END AS no, s.name,
  CASE WHEN s.relation = 'ceased' THEN s.value
    WHEN s.valid_from_latest < '{MAX_DATE}' THEN s.valid_from_latest ELSE s.known_latest END AS moment,
  s.valid_to_latest, s.fact, s.key, s.source"""
_ANY = f"UNWIND $keys AS key MATCH (e:{'|'.join(KINDS)} {{key: key}})"
_PARTIES = f"{_ANY} RETURN e.key, e.name, e.kind"
_NAMES = f"{_ANY} RETURN e.names"


class Links:
    """The links known on `known_on` that may hold at some time in [`since`, `until`]; each is
    read once. Rights that ended before are among them."""

    def __init__(
        self, store: Store, known_on: str, *, since: str = MIN_DATE, until: str = MAX_DATE
    ) -> None:
        self._store = store
        self.known_on = known_on
        self._clocks = {"known_on": known_on, "since": since, "until": until}
        self._from: dict[str, list[Link]] = {}
        self._to: dict[str, dict[str, list[Link]]] = {_OWNERS: {}, _BORROWERS: {}}
        self._denials: dict[str, list[Denial]] = {}
        self._parties: dict[str, Party] = {}
        self._products: dict[str, tuple[str, ...]] | None = None
        self._texts: dict[Any, Any] = {}
        self._keys: list[str] = []
        self._whole = False

    def of(self, key: str) -> list[Link]:
        """The links from one entity, in a fixed order."""
        if key not in self._from:
            self.fetch([key])
        return self._from.get(key, [])

    def borrowers(self, key: str) -> list[Link]:
        """The loans of a lender, as links of those who borrow."""
        return self._ends(_BORROWERS, key)

    def owners(self, key: str) -> list[Link]:
        """Who surely got control of a company, and since when, as links of the owners."""
        return self._ends(_OWNERS, key)

    def parents(self, key: str) -> list[Link]:
        """Who bought or owns a part of a company, as links of the owners."""
        return sorted(self._links(_PARENTS, [key]), key=_order)

    def brands(self, key: str) -> list[Link]:
        """The brands that a company owns, and the products sold under a brand, as their links."""
        return sorted(self._links(_BRANDS, [key]), key=_order)

    def denials(self, key: str) -> list[Denial]:
        """Every statement that it does not have a right."""
        if not self._whole and key not in self._denials:
            self._read_denials([key])
        return self._denials.get(key, [])

    def party(self, key: str) -> Party:
        """The entity itself."""
        if key not in self._parties:
            [row] = self._store.query(_PARTIES, {"keys": [key]}).rows
            self._parties[key] = Party(*row)
        return self._parties[key]

    def names(self, key: str) -> tuple[str, ...]:
        """Every name that the entity goes by."""
        [[names]] = self._store.query(_NAMES, {"keys": [key]}).rows
        return tuple(names)

    def product_names(self) -> dict[str, tuple[str, ...]]:
        """Every name of every product, by its key."""
        if self._products is None:
            found = self._store.query("MATCH (p:Product) RETURN p.key, p.names")
            self._products = {key: tuple(names) for key, names in found}
        return self._products

    def keys(self) -> list[str]:
        """Every entity, of those read, that has a link or lends, in order."""
        if not self._keys:
            self._keys = sorted({*self._from, *self._to[_BORROWERS]})
        return self._keys

    def fetch(self, keys: Iterable[str]) -> None:
        """Read the links of entities not read before, all of them in a few queries."""
        if self._whole:
            return
        wanted = sorted({key for key in keys if key not in self._from})
        for lot in _lots(wanted):
            self._from.update({key: [] for key in lot})
            for query in _AROUND:
                for link in self._links(query, lot):
                    self._from[link.entity].append(link)
        for key in wanted:
            self._from[key].sort(key=_order)
        self._fetch_ends(_BORROWERS, wanted)
        bought = {link.other.key for key in wanted for link in self._from[key]
                  if link.relation in _CONTROL and link.control != "no"
                  and self._clocks["since"] < link.to_latest}
        self._fetch_ends(_OWNERS, bought)

    def _fetch_ends(self, query: str, keys: Iterable[str]) -> None:
        known = self._to[query]
        wanted = sorted({key for key in keys if key not in known})
        for lot in _lots(wanted):
            known.update({key: [] for key in lot})
            for link in self._links(query, lot):
                known[link.other.key].append(link)
        for key in wanted:
            known[key].sort(key=_order)

    def fetch_around(self, key: str, depth: int = sys.maxsize - 1) -> None:
        """Read the links of an entity, and of all that chains of `depth` links from it reach."""
        frontier = {key}
        for _ in range(depth + 1):
            if not frontier:
                break
            self.fetch(frontier)
            frontier = {
                link.other.key
                for each in frontier
                for link in self._from.get(each, ())
                if link.route not in {"own", "assets"}
                and self._clocks["since"] < link.to_latest
                and link.other.key not in self._from
            }

    def fetch_all(self) -> None:
        """Read every link of the graph, without the sources: `told` reads these for a few."""
        self._whole = True
        for label in _BUILDERS.split("|"):
            found = self._store.query(f"MATCH (e:{label}) RETURN e.key, e.name, e.kind")
            self._parties.update((row[0], Party(*row)) for row in found)
        others: list[Link] = []
        for name in (*_OUT, *_IN):
            for link in self._links_of(name):
                if link.entity in self._parties:
                    self._from.setdefault(link.entity, []).append(link)
                else:  # a person or an authority builds nothing, but may own
                    others.append(link)
        found_by: dict[str, dict[str, list[Link]]] = {
            _OWNERS: defaultdict(list), _BORROWERS: defaultdict(list)
        }
        for each in (*self._from.values(), others):
            each.sort(key=_order)
            for link in each:
                if link.relation in _CONTROL:
                    found_by[_OWNERS][link.other.key].append(link)
                elif link.relation in _LOANS:
                    found_by[_BORROWERS][link.other.key].append(link)
        for query, links in found_by.items():
            for each in links.values():
                each.sort(key=_order)
            self._to[query] = links
        self._read_denials(None)

    def _links_of(self, relation: str) -> Iterator[Link]:
        """Every link of one relation: only with the columns that it can have."""
        about = RELATIONS[relation]
        own = [each for each in _OWN_FIELDS if each in about.fields_by_name]
        columns = [f"r.{each}" for each in (*_FACT_FIELDS, *own)]
        if about.route == "own":
            own, columns = [*own, "sense"], [*columns, _SENSE]
        forward = ROUTES[about.route].builder == "subject"
        arrow = f"-[r:{relation}]->" if forward else f"<-[r:{relation}]-"
        ends = about.subjects if forward else about.objects
        empty = len(columns) + 2
        places = {each: place for place, each in enumerate(own, 2 + len(_FACT_FIELDS))}
        pick = itemgetter(*(places.get(each, empty) for each in (*_OWN_FIELDS, "sense")))
        once = self._texts.setdefault
        for kind in ends:
            query = (f"MATCH (n:{kind}){arrow}(f) {_WHEN} "
                     f"RETURN n.key, f.key, {', '.join(columns)}")
            for row in self._store.query(query, self._clocks):
                entity, far, fact, first, second, third, fourth, sure, sort, polarity = row[:10]
                other = self._parties.get(far) or self.party(far)
                licence, held, product, territory, *shares, sense = pick((*row, None))
                yield Link(
                    relation, once(entity, entity), other, fact, once(first, first),
                    once(second, second), once(third, third), once(fourth, fourth), sure, sort,
                    polarity == "disputed", (), licence or "", held or "", product or "",
                    territory or "", *shares, sense or "",
                )

    def told(self, links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
        """The sources of links, by fact."""
        wanted = {link.fact: link.entity for link in links}
        found: dict[str, tuple[str, ...]] = {}
        for lot in _lots(sorted(set(wanted.values()))):
            for query in _AROUND:
                found.update((each.fact, each.sources) for each in self._links(query, lot)
                             if each.fact in wanted)
        return found

    def _ends(self, query: str, key: str) -> list[Link]:
        if not self._whole:
            self._fetch_ends(query, [key])
        return self._to[query].get(key, [])

    def _read_denials(self, keys: list[str] | None) -> None:
        match = "MATCH (s:Statement)"
        if keys is not None:
            self._denials.update({key: [] for key in keys})
            match = "UNWIND $keys AS key MATCH (s:Statement {subject: key})"
        parameters = {"keys": keys or [], "known_on": self.known_on}
        found = [Denial(*row) for row in sorted(self._store.query(match + _DENIALS, parameters))]
        left_out = set_aside(
            self._store, [each.statement for each in found], self.known_on
        )
        for each in found:
            if each.statement not in left_out:
                day = when(each.moment).latest if each.no == "ceased" else each.moment
                self._denials.setdefault(each.entity, []).append(each._replace(moment=day))

    def _links(self, query: str, keys: list[str]) -> Iterator[Link]:
        parameters: Mapping[str, Any] = {"keys": keys, **self._clocks}
        once = self._texts.setdefault  # dates and sources come again and again
        for row in self._store.query(query, parameters):
            (relation, entity, key, fact, *bounds, sure, confidence, polarity, sources,
             licence, qualification, product, territory) = row[:16]
            share, least, most, sense, *named = row[16:] or (None, None, None, None)
            other = self._parties.get(key)
            if other is None:
                other = Party(key, *named) if named else self.party(key)
                self._parties[key] = other
            told = tuple(sources)
            yield Link(
                relation, entity, other, fact, *(once(day, day) for day in bounds), sure,
                confidence, polarity == "disputed", once(told, told), licence or "",
                qualification or "", product or "", territory or "", share, least, most,
                sense or "",
            )


def _lots(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _LOT):
        yield keys[start : start + _LOT]


def _order(link: Link) -> tuple[str, str, str, str]:
    return link.relation, link.other.key, link.entity, link.fact
