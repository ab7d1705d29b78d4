"""A link: one fact that a route to market may use, seen from whoever builds. Records only.

What a link allows is decided in `world` and `routes`; how it is read, in `links`.
"""

from __future__ import annotations

from typing import NamedTuple

from graphkit.facts import FactVersion
from graphkit.model import LICENCE_KINDS, RELATIONS, ROUTES
from graphkit.values import MAX_DATE, end_span, fold, span

__all__ = [
    "CONTROL",
    "IN",
    "LIFE",
    "LOANS",
    "MAKING",
    "OUT",
    "RIGHTS",
    "Denial",
    "Link",
    "Party",
]


def _relations(builder: str) -> tuple[str, ...]:
    named = (each for each in RELATIONS.values() if each.route)
    return tuple(each.name for each in named if ROUTES[each.route].builder == builder)


# Relations by which end builds on the other, and by what they do.
OUT = _relations("subject")
IN = _relations("object")
RIGHTS = tuple(name for name in OUT if RELATIONS[name].route == "own")
CONTROL = tuple(name for name in OUT if RELATIONS[name].route in {"bought", "controlled"})
LOANS = tuple(name for name in OUT if RELATIONS[name].route == "borrowed")
MAKING = tuple(name for name in IN if RELATIONS[name].route == "contract-made")
# What bounds the time in which a party can have anything.
LIFE = ("founded", "ceased")


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

    @property
    def told_by(self) -> tuple[str, ...]:
        """The keys of its sources."""
        return self.sources

    @property
    def bounds(self) -> tuple[str, str, str, str]:
        """The days on which it may begin, surely has begun, may end and surely has ended."""
        return self.from_earliest, self.from_latest, self.to_earliest, self.to_latest

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
    def shows(self) -> str:
        """What shows a right that its party has itself: licence or listing."""
        return "licence" if self.relation == "HOLDS" else "listing"

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
    def leads(self) -> bool:
        """Whether a chain may ever lead along it: not to a right of its own, nor where a share is
        no control or a licence confers no right to make or sell."""
        match self.route:
            case "own" | "assets":
                return False
            case "bought" | "controlled":
                return self.control != "no"
            case "borrowed":
                return self.confers
        return True

    @property
    def limit(self) -> tuple[str, str]:
        """The product and the territory that it is limited to, as they are compared."""
        return (
            fold(self.product) if self.product else "",
            fold(self.territory) if self.territory else "",
        )


class Denial(NamedTuple):
    """A statement that somebody does not have a right, or that it was founded or ceased.

    `no` is denied, refused, rumour-denied, not-founded, ceased or not-listed. It speaks of the time
    from `moment` on, or where it gives an end, of the time before that; what was founded or ceased
    was so between `earliest` and `moment`.
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
    earliest: str = ""

    @property
    def told_by(self) -> tuple[str, ...]:
        """The key of its source."""
        return (self.source,)

    def covers(self, day: str) -> bool:
        """Whether it speaks of that day. On the days of its founding and of its end a company is
        there."""
        if self.no == "not-founded":
            return day < self.earliest
        if self.no == "ceased":
            return self.moment < day
        return day < self.until and (self.until < MAX_DATE or self.moment <= day)
