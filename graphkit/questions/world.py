"""The world on one day: who has which right, and on whom each party may build directly.

Small rules over `Links`, each with a name that answers cite; chains are made of them in `routes`
and `stress`. A `Without` takes something away from the world, for the question what if.

`lender-has`      who lends a licence has one: where its own right is not known for sure, the loan
                  speaks for it, unless it lends on what it borrows, or its right ended or is denied.
`maker-to-licence`  who is made by a company that has a right, and has none itself, builds on the
                  maker's; a maker that is not known to have one makes that possible, no more.
`share-replaced`  the newest stated share decides who controls a company, from its date on; a claim
                  without a share adds nothing to one with it. A share that nobody ever states
                  may be control, or not.
`sold-on`         control that another company, not of the buyer's group, surely got later is
                  doubtful; nobody has said that it ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graphkit.model import CONFIDENCES, GRANTED_KINDS, ROUTES
from graphkit.questions.links import RIGHTS, Denial, Link, Links

__all__ = ["NOTHING", "Right", "Step", "Without", "World", "weakness"]

_LIVE = {"yes", "possible"}


class Right(NamedTuple):
    """A right of `holder`: what it holds or is listed in, or what a loan or a making shows.

    `key` and `name` are the qualification's or register's, empty where a loan does not name it.
    `kind` is empty for what an authority grants to the holder, else the kind of licence lent.
    `shown_by` is licence, listing, loan or making: three facts that are never the same.
    """

    holder: str
    key: str
    name: str
    kind: str
    sure: bool
    link: Link
    shown_by: str
    rules: tuple[str, ...] = ()

    @property
    def granted(self) -> bool:
        """Whether it is of a kind that an authority grants."""
        return not self.kind or self.kind in GRANTED_KINDS


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


@dataclass(frozen=True)
class Without:
    """What a what-if takes away from the world.

    `parties` fail, and nothing runs through them. `holders` lose their own rights. `rights` are
    taken from (holder, key), or from all holders where the holder is empty. `facts` are undone,
    `doubtful` ones become possible at best, `changed` ones look as given. What `sources` deny is
    not denied any more.
    """

    parties: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    rights: frozenset[tuple[str, str]] = frozenset()
    facts: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    changed: Mapping[str, Link | None] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()

    def revised(self, link: Link) -> Link | None:
        """The link as the statements that remain leave it."""
        return self.changed.get(link.fact, link) if self.changed else link

    def link(self, link: Link) -> Link | None:
        """The link, as far as it is left."""
        if link.fact in self.facts or link.entity in self.parties or link.other.key in self.parties:
            return None
        return link._replace(firm=False) if link.fact in self.doubtful else link

    def right(self, right: Right) -> Right | None:
        """The right, as far as it is left.

        A right that is only known from a loan may be the very one that its holder loses, or if
        it is a qualification, the one that everyone loses: it becomes doubtful.
        """
        if right.holder in self.parties or right.holder in self.holders:
            return None
        if (right.holder, right.key) in self.rights or ("", right.key) in self.rights:
            return None
        if right.key or not right.granted:
            return right
        losers = {right.holder, "" if right.kind == "qualification" else right.holder}
        doubtful = any(holder in losers for holder, _ in self.rights)
        return right._replace(sure=False) if doubtful else right


NOTHING = Without()


def weakness(link: Link) -> tuple[int, int]:
    """How weak the evidence of a link is: by its confidence, then by how few sources it has."""
    known = link.confidence in CONFIDENCES
    return CONFIDENCES.index(link.confidence) if known else len(CONFIDENCES), -len(link.sources)


_RANK = {name: number for number, name in enumerate(ROUTES)}


def _step_order(step: Step) -> tuple[bool, int, str, str]:
    return not step.sure, _RANK[step.rule], step.link.other.key, step.link.fact


class World:
    """Rights and steps on one day, each worked out once."""

    def __init__(self, links: Links, day: str, without: Without = NOTHING) -> None:
        self.links = links
        self.day = day
        self.without = without
        self._rights: dict[str, list[Right]] = {}
        self._steps: dict[str, list[Step]] = {}

    def rights(self, key: str) -> list[Right]:
        """The rights of a party, stated ones first."""
        if key not in self._rights:
            found = map(self.without.right, self._all_rights(key))
            self._rights[key] = [each for each in found if each is not None]
        return self._rights[key]

    def steps(self, key: str) -> list[Step]:
        """On whom the party may build directly: the sure ones first, then in order of `ROUTES`."""
        if key not in self._steps:
            self._steps[key] = sorted(self._all_steps(key), key=_step_order)
        return self._steps[key]

    def presumed(self, making: Link) -> Right | None:
        """The right that a maker may have because it makes.

        None where a right of its own is known, or on whom it builds, or that it has no right.
        """
        maker = making.other.key
        if any(right.granted for right in (self.rights(maker) or self._all_rights(maker))):
            return None
        builds = any(link.route not in {"own", "assets"} and link.on(self.day) in _LIVE
                     for link in self.links.of(maker))
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
        for deal in self._live(key, ("assets",)):
            for right in own:
                if right.link.from_latest >= deal.from_earliest:
                    after = right.link.from_earliest >= deal.from_latest
                    found.append((deal, right, after and deal.on(self.day) == "yes"))
        return found

    def gone(self, key: str) -> list[Link | Denial]:
        """What shows that the party has no right: ones that ended, statements that deny it or
        that it was refused one, and that the party ceased."""
        mine = self.links.of(key)
        ended = [link for link in mine if link.relation in RIGHTS and link.sense == "permits"
                 and link.on(self.day) == "ended"]
        denied = [each for each in self.links.denials(key)
                  if each.covers(self.day) and each.source not in self.without.sources
                  and (each.relation in RIGHTS or each.no in {"refused", "ceased"})]
        return [*ended, *denied]

    def _live(self, key: str, routes: Sequence[str]) -> list[Link]:
        """The party's links of these routes, as far as they are left and may hold on the day."""
        found = (self._left(link) for link in self.links.of(key) if link.route in routes)
        return [link for link in found if link is not None and link.on(self.day) in _LIVE]

    def _left(self, link: Link) -> Link | None:
        revised = self.without.revised(link)
        return None if revised is None else self.without.link(revised)

    def _all_rights(self, key: str) -> list[Right]:
        """The rights before anything is taken away, but for facts that are undone."""
        lent = self._loans(key)
        stated = [
            link
            for link in map(self.without.revised, self.links.of(key))
            if link is not None
            and link.route == "own"
            and link.sense == "permits"
            and link.on(self.day) in _LIVE
        ]
        found = []
        only = len({link.other.key for link in stated}) == 1
        for link in stated:
            left = self.without.link(link)
            if left is None:
                continue
            sure = left.on(self.day) == "yes"
            spoken = not sure and left == link and not link.disputed and any(
                right.sure and right.granted and right.key in {link.other.key, "" if only else None}
                for right in lent
            )
            shown = "licence" if link.relation == "HOLDS" else "listing"
            found.append(Right(key, link.other.key, link.other.name, "", sure or spoken, left,
                               shown, ("lender-has",) if spoken else ()))
        return [*found, *(right for right in lent if not (stated and right.granted))]

    def _loans(self, key: str) -> list[Right]:
        """The rights that a party's loans show, the best shown ones of each sort."""
        best: dict[tuple[str, str, tuple[str, str]], Link] = {}
        for left in map(self._left, self.links.borrowers(key)):
            if left is None or not left.confers or left.on(self.day) not in _LIVE:
                continue
            sort = (left.qualification, left.licence_kind, left.limit)
            if sort not in best or self._better(left, best[sort]):
                best[sort] = left
        found = []
        for (named, kind, _), link in best.items():
            granted = kind in GRANTED_KINDS
            if granted and self._lends_on(key, link):
                continue
            sure = link.on(self.day) == "yes" and not (granted and self.gone(key))
            found.append(Right(key, named, "", kind, sure, link, "loan", ("lender-has",)))
        return found

    def _better(self, link: Link, other: Link) -> bool:
        return self._rank(link) < self._rank(other)

    def _rank(self, link: Link) -> tuple[bool, tuple[int, int], str]:
        return link.on(self.day) != "yes", weakness(link), link.fact

    def _lends_on(self, key: str, loan: Link) -> bool:
        """Whether what it lends may be what it borrows."""
        return any(
            link.licence_kind == loan.licence_kind
            and all(one == other or not one or not other
                    for one, other in zip(link.limit, loan.limit, strict=True))
            for link in self._live(key, ("borrowed",))
        )

    def _all_steps(self, key: str) -> Iterable[Step]:
        own = any(right.granted for right in self.rights(key))
        control: dict[str, list[Link]] = defaultdict(list)
        for link in self._live(key, tuple(ROUTES)):
            sure = link.on(self.day) == "yes"
            match link.route:
                case "own" | "assets":
                    pass
                case "bought" | "controlled":
                    control[link.other.key].append(link)
                case "borrowed":
                    if link.confers:
                        yield Step("borrowed", link, sure)
                case "contract-made":
                    yield Step("contract-made", link, sure, not own, ("maker-to-licence",))
                case rule:
                    yield Step(rule, link, sure)
        for links in control.values():
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
        group = {each.other.key for each in self._live(link.entity, ("bought", "controlled"))}
        return any(
            later.control == "yes"
            and later.entity != link.entity
            and later.entity not in group
            and later.from_earliest >= link.from_latest
            and later.on(self.day) == "yes"
            for each in self.links.owners(link.other.key)
            if (later := self._left(each)) is not None
        )
