"""The world on one day: who has which right, and on whom each party may build directly.

Small rules over `Links`, each with a name that answers cite; chains are made of them in `routes`
and `stress`. A `Without` takes something away from the world, for the question what if.

`lender-has`      who lends a licence has one: where its own right is not known for sure, the loan
                  speaks for it, unless it lends on what it borrows, or its right ended or is
                  denied.
`maker-to-licence`  who is made by a company that has a right, and has none itself, nor a company
                  that it controls, builds on the maker's; a maker that is not known to have one
                  makes that possible, no more, and only where there is such a right to have.
`party-founded`   before a company was founded it has and does nothing that is only possible then;
                  what surely stood before speaks against the founding.
`party-ceased`    a company that ceased has no right, and builds on nobody any more; while it may
                  have ceased, both are only possible.
`share-replaced`  the newest stated share decides who controls a company, from its date on; a claim
                  without a share adds nothing to one with it. A share that nobody ever states
                  may be control, or not.
`sold-on`         control that another company, not of the buyer's group, surely got later is
                  doubtful; nobody has said that it ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple, TypeVar

from graphkit.bounds import agree
from graphkit.model import CONFIDENCES, GRANTED_KINDS, ROUTES
from graphkit.questions.link import CONTROL, LIFE, LOANS, RIGHTS, Denial, Link
from graphkit.questions.link_queries import BUILDERS
from graphkit.questions.links import Links
from graphkit.questions.without import NOTHING, Right, Without
from graphkit.values import MAX_DATE

__all__ = ["Step", "World", "weakness"]

_LIVE = {"yes", "possible"}


class Step(NamedTuple):
    """One link that lets a party build as another does, by `rule`.

    `sure` says whether that link is certain; `needed`, whether it is certain that the party
    builds on it, which it need not where it has a right of its own.
    """

    rule: str
    link: Link
    sure: bool
    needed: bool = True
    rules: tuple[str, ...] = ()


Part = TypeVar("Part", Right, Step)


def weakness(link: Link) -> tuple[int, int]:
    """How weak the evidence of a link is: by its confidence, then by how few sources it has."""
    known = link.confidence in CONFIDENCES
    return CONFIDENCES.index(link.confidence) if known else len(CONFIDENCES), -len(link.sources)


_RANK = {name: number for number, name in enumerate(ROUTES)}


def _step_order(step: Step) -> tuple[bool, int, str, str]:
    return not step.sure, _RANK[step.rule], step.link.other.key, step.link.fact


def _doubted(part: Part) -> Part:
    """A right or a step of a party that may have ceased."""
    return part._replace(sure=False, rules=(*part.rules, "party-ceased"))


class World:
    """Rights and steps on one day, each worked out once."""

    def __init__(self, links: Links, day: str, without: Without = NOTHING) -> None:
        self.links = links
        self.day = day
        self.without = without
        self._rights: dict[str, list[Right]] = {}
        self._steps: dict[str, list[Step]] = {}

    def on(self, day: str, touched: Set[str]) -> World:
        """The world on another day. What is worked out already is taken over, but for parties that
        a change in between touches: those with a change, and those with a link to one of them."""
        there = World(self.links, day, self.without)
        there._rights = {key: each for key, each in self._rights.items() if key not in touched}
        there._steps = {key: each for key, each in self._steps.items() if key not in touched}
        return there

    def rights(self, key: str) -> list[Right]:
        """The rights of a party, stated ones first."""
        if key not in self._rights:
            ceased = self.ceased(key)
            found = () if ceased == "yes" else map(self.without.right, self._all_rights(key))
            left = [each for each in found if each is not None]
            self._rights[key] = left if ceased == "no" else list(map(_doubted, left))
        return self._rights[key]

    def steps(self, key: str) -> list[Step]:
        """On whom the party may build directly: the sure ones first, then in order of `ROUTES`."""
        if key not in self._steps:
            ceased = self.ceased(key)
            steps = () if ceased == "yes" else self._all_steps(key)
            left = steps if ceased == "no" else map(_doubted, steps)
            self._steps[key] = sorted(left, key=_step_order)
        return self._steps[key]

    def controlled(self, key: str) -> list[Step]:
        """The steps to companies that the party controls, or may, whether or not it ceased."""
        return list(self._controls(key, self._live(key)))

    def presumed(self, making: Link) -> Right | None:
        """The right that a maker may have because it makes.

        None where its industry knows no right in its country, where a right of its own is known,
        or of a company that it may control, or on whom it builds, or that it has none.
        """
        maker = making.other.key
        if not self.links.regulated(maker):
            return None
        if any(right.granted for right in (self.rights(maker) or self._all_rights(maker))):
            return None
        builds = any(
            link.route in {"borrowed", "contract-made"}
            or (
                link.relation in CONTROL
                and link.control != "no"
                and any(right.granted for right in self._all_rights(link.other.key))
            )
            for link in self._shown(self.links.of(maker))
        )
        if builds or self.gone(maker):
            return None
        return self.without.right(
            Right(maker, "", "", "qualification", False, making, "making", ("maker-to-licence",))
        )

    def assets(self, key: str) -> list[tuple[Link, Right, bool]]:
        """Assets bought, each with a right of its own that began then or later, and whether that
        order is certain."""
        found = []
        own = [right for right in self.rights(key) if right.shown_by in {"licence", "listing"}]
        for deal in self._live(key):
            if deal.route != "assets":
                continue
            for right in own:
                if right.link.from_latest >= deal.from_earliest:
                    after = right.link.from_earliest >= deal.from_latest
                    found.append((deal, right, after and deal.on(self.day) == "yes"))
        return found

    def ceased(self, key: str) -> str:
        """Whether the party ceased before the day: yes, possible or no."""
        first, last = self._dated(key, "ceased") or (MAX_DATE, MAX_DATE)
        if self.day <= first:
            return "no"
        return "yes" if last < self.day else "possible"

    def left(self, key: str, state: str) -> str:
        """What is left of what a fact of the party says by itself: yes, possible or applied has
        ended with it, and is only possible while it may have ceased; before its founding, what is
        only possible is not known."""
        if state == "possible" and self.unfounded(key):
            return "not known"
        ceased = self.ceased(key)
        if ceased == "yes" and state in {"yes", "possible", "applied"}:
            return "ended"
        return "possible" if ceased == "possible" and state == "yes" else state

    def unfounded(self, key: str) -> bool:
        """Whether the party was surely founded after the day."""
        bounds = self._dated(key, "founded")
        return bounds is not None and self.day < bounds[0]

    def _dated(self, key: str, event: str) -> tuple[str, str] | None:
        """Between which days the party was founded or ceased; None where nobody says."""
        told = [
            (each.earliest, each.moment)
            for each in self.links.denials(key)
            if each.relation == event and each.source not in self.without.sources
        ]
        return agree(told)[0] if told else None

    def gone(self, key: str) -> list[Link | Denial]:
        """What shows that the party has no right: ones that ended, statements that deny it or
        that it was refused one, and that the party ceased."""
        mine = self.links.of(key)
        ended = [
            link
            for link in mine
            if link.relation in RIGHTS and link.sense == "permits" and link.on(self.day) == "ended"
        ]
        denied = [
            each
            for each in self.links.denials(key)
            if each.covers(self.day)
            and each.source not in self.without.sources
            and (each.relation in RIGHTS or each.no == "refused" or each.relation in LIFE)
            and (each.relation != "founded" or self.unfounded(key))
        ]
        return [*ended, *denied]

    def stands(self, link: Link) -> bool:
        """Whether a link may hold on the day, between parties that may be there."""
        on = link.on(self.day)
        if on != "possible":
            return on == "yes"
        other = link.other
        late = self.unfounded(link.entity) or (other.kind in BUILDERS and self.unfounded(other.key))
        return not late

    def _live(self, key: str) -> list[Link]:
        """The party's links, as far as they are left and may hold on the day."""
        mine = self.links.of(key)
        left = mine if self.without is NOTHING else map(self.without.link, mine)
        return [link for link in left if link is not None and self.stands(link)]

    def _shown(self, links: Iterable[Link]) -> Iterator[Link]:
        """The links that show something on the day, whoever fails."""
        left = links if self.without is NOTHING else map(self.without.shown, links)
        for link in left:
            if link is not None and link.on(self.day) in _LIVE:
                yield link

    def _all_rights(self, key: str) -> list[Right]:
        """The rights before anything is taken away, but for facts that are undone."""
        lent = self._loans(key)
        stated = [
            link
            for link in map(self.without.revised, self.links.of(key))
            if link is not None
            and link.relation in RIGHTS
            and link.sense == "permits"
            and self.stands(link)
        ]
        if not stated:
            return lent
        found = []
        only = len({link.other.key for link in stated}) == 1
        for link in stated:
            left = self.without.shown(link)
            if left is None:
                continue
            sure = left.on(self.day) == "yes"
            spoken = (
                not sure
                and left == link
                and not link.disputed
                and any(
                    right.sure
                    and right.granted
                    and right.key in {link.other.key, "" if only else None}
                    for right in lent
                )
            )
            found.append(
                Right(
                    key,
                    link.other.key,
                    link.other.name,
                    "",
                    sure or spoken,
                    left,
                    link.shows,
                    ("lender-has",) if spoken else (),
                )
            )
        return [*found, *(right for right in lent if not (stated and right.granted))]

    def _loans(self, key: str) -> list[Right]:
        """The rights that a party's loans show, the best shown ones of each sort."""
        borrowers = self.links.borrowers(key)
        if not borrowers:
            return []
        best: dict[tuple[str, str, tuple[str, str]], Link] = {}
        late = self.unfounded(key)
        for link in self._shown(borrowers):
            if late and link.on(self.day) == "possible":
                continue
            sort = (link.qualification, link.licence_kind, link.limit)
            if link.confers and (sort not in best or self._rank(link) < self._rank(best[sort])):
                best[sort] = link
        found = []
        gone = bool(best) and bool(self.gone(key))
        for (named, kind, _), link in best.items():
            granted = kind in GRANTED_KINDS
            if granted and self._lends_on(key, link):
                continue
            sure = link.on(self.day) == "yes" and not (granted and gone)
            found.append(Right(key, named, "", kind, sure, link, "loan", ("lender-has",)))
        return found

    def _rank(self, link: Link) -> tuple[bool, tuple[int, int], str]:
        return link.on(self.day) != "yes", weakness(link), link.fact

    def _lends_on(self, key: str, loan: Link) -> bool:
        """Whether what it lends may be what it borrows."""
        alike = (
            link
            for link in self.links.of(key)
            if link.relation in LOANS and link.licence_kind == loan.licence_kind
        )
        return any(
            all(
                one == other or not one or not other
                for one, other in zip(link.limit, loan.limit, strict=True)
            )
            for link in self._shown(alike)
        )

    def _all_steps(self, key: str) -> Iterable[Step]:
        live = self._live(key)
        made: list[Link] = []
        for link in live:
            sure = link.on(self.day) == "yes"
            match link.route:
                case "own" | "assets" | "bought" | "controlled":
                    pass
                case "borrowed":
                    if link.confers:
                        yield Step("borrowed", link, sure)
                case "contract-made":
                    made.append(link)
                case rule:
                    yield Step(rule, link, sure)
        controls = list(self._controls(key, live))
        yield from controls
        owned = [key, *(step.link.other.key for step in controls)] if made else []
        needed = not any(right.granted for each in owned for right in self.rights(each))
        for link in made:
            sure = link.on(self.day) == "yes"
            yield Step("contract-made", link, sure, needed, ("maker-to-licence",))

    def _controls(self, key: str, live: Iterable[Link]) -> Iterator[Step]:
        owned: dict[str, list[Link]] = defaultdict(list)
        for link in live:
            if link.relation in CONTROL:
                owned[link.other.key].append(link)
        for links in owned.values():
            yield from self._control(key, links)

    def _control(self, key: str, links: Sequence[Link]) -> Iterable[Step]:
        """The steps that ownership of one company allows: control, by the newest stated share."""
        owned = links[0].other.key
        stated = [link for link in links if link.control]
        if not stated and any(
            link.other.key == owned and link.control and link.on(self.day) == "ended"
            for link in self.links.of(key)
        ):
            return
        past = [link for link in stated if link.from_latest <= self.day]
        newest = max(past, key=lambda link: (link.from_latest, link.fact), default=None)
        for link in stated or links:
            sizes = [link.control or "possible"]
            rules: list[str] = []
            replaced = newest is not None and link.from_latest < newest.from_latest
            if replaced and newest is not None and newest.control != "yes":
                sizes.append(newest.control)
                rules.append("share-replaced")
            if "no" in sizes:
                continue
            if self._sold_on(link):
                sizes.append("possible")
                rules.append("sold-on")
            sure = link.on(self.day) == "yes" and "possible" not in sizes
            yield Step(link.route, link, sure, True, tuple(rules))

    def _sold_on(self, link: Link) -> bool:
        """Whether somebody outside the owner's group surely got control of the company later."""
        later = {
            each.entity
            for each in self._shown(self.links.owners(link.other.key))
            if each.entity != link.entity
            and each.from_earliest >= link.from_latest
            and each.control == "yes"
            and each.on(self.day) == "yes"
        }
        if not later:
            return False
        owned = self._shown(self.links.of(link.entity))
        return not later <= {each.other.key for each in owned if each.relation in CONTROL}
